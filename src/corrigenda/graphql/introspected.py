"""Makes the nodes of SDL of what introspection says about types and directives.

Every node keeps its place in the JSON. Whatever may be wrong in SDL is taken here, too, for the
validation to find where operations reach it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import (
    ArgumentNode,
    ConstDirectiveNode,
    DirectiveDefinitionNode,
    DirectiveLocation,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    GraphQLError,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ListTypeNode,
    NamedTypeNode,
    NameNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    Source,
    StringValueNode,
    TypeDefinitionNode,
    TypeNode,
    UnionTypeDefinitionNode,
    introspection_types,
    parse_value,
    specified_directives,
    specified_scalar_types,
)
from graphql.language import Location as NodeLocation
from graphql.language import Token, TokenKind
from graphql.language.block_string import is_printable_as_block_string

from corrigenda.documents import Document
from corrigenda.problems import Problem, ProblemsError, attempt
from corrigenda.trees import Location, Object, is_array, is_object

_FIX = "correct it, or save the response of the introspection query again"
_DEEPER = "ask for more levels of `ofType`, and save the response again"
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_BUILT_IN = introspection_types.keys() | specified_scalar_types.keys()
_SPECIFIED = frozenset(one.name for one in specified_directives)


@dataclass(frozen=True, slots=True)
class Reading:
    """The file that is read, and the problems that are found in it."""

    document: Document
    source: Source
    problems: list[Problem]


_Make = Callable[[Reading, Object, Location], Any]
"""Makes a node of an entry of a list; None leaves it out."""


def refused(reading: Reading, at: Location, message: str, fix: str = _FIX) -> ProblemsError:
    return ProblemsError([Problem(reading.document.place(at), message, fix)])


def loc_of(reading: Reading, at: Location) -> NodeLocation:
    start, place = reading.document.offset(at), reading.document.place(at)
    token = Token(TokenKind.NAME, start, start, place.line, place.column)
    return NodeLocation(token, token, reading.source)


def each_of(reading: Reading, node: Object, key: str, at: Location, make: _Make) -> tuple[Any, ...]:
    """What is made of each entry of a list, which older servers leave out or give as null."""
    listed: Any = node.get(key) or []
    if not is_array(listed):
        problem = Problem(reading.document.place((*at, key)), f"`{key}` is not a list", _FIX)
        reading.problems.append(problem)
        return ()
    stages = [partial(_entry, reading, one, (*at, key, i), make) for i, one in enumerate(listed)]
    made = [attempt(reading.problems, stage) for stage in stages]
    return tuple(one for one in made if one is not None)


def _entry(reading: Reading, node: Any, at: Location, make: _Make) -> Any:
    if not is_object(node):
        raise refused(reading, at, f"an entry of `{at[-2]}` is not an object")
    return make(reading, node, at)


def _name(reading: Reading, node: Object, at: Location) -> NameNode:
    name: Any = node.get("name")
    if not isinstance(name, str):
        raise refused(reading, at, "has no `name`")
    if not _NAME.fullmatch(name):
        raise refused(reading, (*at, "name"), f"`{name}` is not a GraphQL name")
    return NameNode(value=name, loc=loc_of(reading, (*at, "name")))


def named_node(reading: Reading, node: Object, at: Location) -> NamedTypeNode:
    name = _name(reading, node, at)
    return NamedTypeNode(name=name, loc=name.loc)


def type_node(reading: Reading, node: Object, at: Location) -> TypeDefinitionNode | None:
    if node.get("name") in _BUILT_IN:
        return None
    head = _head(reading, node, at)
    each = partial(each_of, reading, node, at=at)
    match node.get("kind"):
        case "SCALAR":
            head["directives"] = _specified_by(reading, node, at)
            return ScalarTypeDefinitionNode(**head)
        case "OBJECT":
            interfaces = each("interfaces", make=named_node)
            fields = each("fields", make=_field)
            return ObjectTypeDefinitionNode(**head, interfaces=interfaces, fields=fields)
        case "INTERFACE":
            interfaces = each("interfaces", make=named_node)
            fields = each("fields", make=_field)
            return InterfaceTypeDefinitionNode(**head, interfaces=interfaces, fields=fields)
        case "UNION":
            return UnionTypeDefinitionNode(**head, types=each("possibleTypes", make=named_node))
        case "ENUM":
            return EnumTypeDefinitionNode(**head, values=each("enumValues", make=_value))
        case "INPUT_OBJECT":
            if node.get("isOneOf") is True:
                head["directives"] = (_directive(reading, at, "oneOf"),)
            return InputObjectTypeDefinitionNode(**head, fields=each("inputFields", make=_input))
        case kind:
            raise refused(reading, (*at, "kind"), f"`{kind}` is not a kind of type")


def _head(reading: Reading, node: Object, at: Location) -> dict[str, Any]:
    """What every definition has."""
    name = _name(reading, node, at)
    said: Any = node.get("description")
    description = _text(said) if isinstance(said, str) and said else None
    directives = _deprecated(reading, node, at)
    return {"name": name, "description": description, "directives": directives, "loc": name.loc}


def _text(value: str) -> StringValueNode:
    return StringValueNode(value=value, block=is_printable_as_block_string(value))


def _field(reading: Reading, node: Object, at: Location) -> FieldDefinitionNode:
    head = _head(reading, node, at)
    arguments = each_of(reading, node, "args", at, _input)
    return FieldDefinitionNode(**head, arguments=arguments, type=_type_of(reading, node, at))


def _input(reading: Reading, node: Object, at: Location) -> InputValueDefinitionNode:
    head = _head(reading, node, at)
    default = _default(reading, node, at)
    return InputValueDefinitionNode(**head, type=_type_of(reading, node, at), default_value=default)


def _value(reading: Reading, node: Object, at: Location) -> EnumValueDefinitionNode:
    return EnumValueDefinitionNode(**_head(reading, node, at))


def _type_of(reading: Reading, node: Object, at: Location) -> TypeNode:
    return _reference(reading, node.get("type"), (*at, "type"))


def _reference(reading: Reading, node: Any, at: Location) -> TypeNode:
    if not is_object(node):
        raise refused(reading, at, "the type is missing", _FIX)
    kind: Any = node.get("kind")
    if kind not in ("LIST", "NON_NULL"):
        return named_node(reading, node, at)
    if node.get("ofType") is None:
        raise refused(reading, at, "the type is cut off below this level", _DEEPER)
    inner = _reference(reading, node["ofType"], (*at, "ofType"))
    if kind == "LIST":
        return ListTypeNode(type=inner, loc=inner.loc)
    if isinstance(inner, NonNullTypeNode):
        raise refused(reading, at, "`NON_NULL` is within another `NON_NULL`")
    return NonNullTypeNode(type=inner, loc=inner.loc)


def _default(reading: Reading, node: Object, at: Location) -> Any:
    """The default as a value; what is no value is a text, which is only wrong where it is used."""
    text: Any = node.get("defaultValue")
    if text is None:
        return None
    here = (*at, "defaultValue")
    if not isinstance(text, str):
        raise refused(reading, here, "`defaultValue` is not a text", "write it as a text")
    made: Any
    try:
        made = parse_value(text, no_location=True)
    except GraphQLError:
        made = StringValueNode(value=text)
    made.loc = loc_of(reading, here)
    return made


def _deprecated(reading: Reading, node: Object, at: Location) -> tuple[ConstDirectiveNode, ...]:
    reason, said = node.get("deprecationReason"), node.get("isDeprecated")
    if not (isinstance(reason, str) if said is None else said):
        return ()
    given = {"reason": reason} if isinstance(reason, str) else {}
    return (_directive(reading, at, "deprecated", **given),)


def _specified_by(reading: Reading, node: Object, at: Location) -> tuple[ConstDirectiveNode, ...]:
    url: Any = node.get("specifiedByURL") or node.get("specifiedByUrl")
    return (_directive(reading, at, "specifiedBy", url=url),) if isinstance(url, str) else ()


def _directive(reading: Reading, at: Location, name: str, **given: str) -> ConstDirectiveNode:
    arguments = tuple(
        ArgumentNode(name=NameNode(value=key), value=_text(value)) for key, value in given.items()
    )
    loc = loc_of(reading, at)
    return ConstDirectiveNode(name=NameNode(value=name), arguments=arguments, loc=loc)


def directive_node(reading: Reading, node: Object, at: Location) -> DirectiveDefinitionNode | None:
    if node.get("name") in _SPECIFIED:
        return None
    head = _head(reading, node, at)
    return DirectiveDefinitionNode(
        name=head["name"],
        description=head["description"],
        loc=head["loc"],
        arguments=each_of(reading, node, "args", at, _input),
        repeatable=node.get("isRepeatable") is True,
        locations=tuple(NameNode(value=one) for one in _locations(node) or ("FIELD",)),
    )


def _locations(node: Object) -> list[str]:
    listed: Any = node.get("locations")
    if is_array(listed):
        return [one for one in listed if one in DirectiveLocation.__members__]
    flags = {
        "onField": ("FIELD",),
        "onFragment": ("FRAGMENT_SPREAD", "INLINE_FRAGMENT"),
        "onOperation": ("QUERY", "MUTATION", "SUBSCRIPTION"),
    }
    return [one for flag, those in flags.items() if node.get(flag) for one in those]
