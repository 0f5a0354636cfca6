"""Reads the JSON that introspection returns as the definitions of a schema.

It makes the nodes that a parser would make of SDL, and not a schema, so that a part that no
operation reaches may be wrong, as in SDL. Older servers leave out what later editions of the
specification added, and have the flags `onField` and `onFragment` in place of the locations of
directives. Every node keeps its place in the JSON, so that a problem names the line of the file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from graphql import (
    ArgumentNode,
    ConstDirectiveNode,
    DirectiveDefinitionNode,
    DirectiveLocation,
    DocumentNode,
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
    OperationType,
    OperationTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    SchemaDefinitionNode,
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

from corrigenda.documents import Document, read_document
from corrigenda.problems import Problem, ProblemsError, attempt, raise_any
from corrigenda.trees import Location, Object, is_array, is_object

_FIX = 'save the whole response of the introspection query: `{"data": {"__schema": …}}`'
_DEEPER = "ask for more levels of `ofType`, and save the response again"
_CORRECT = "correct it, or save the response of the introspection query again"
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_BUILT_IN = introspection_types.keys() | specified_scalar_types.keys()
_SPECIFIED = frozenset(one.name for one in specified_directives)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The file that is read, and the problems that are found in it."""

    document: Document
    source: Source
    problems: list[Problem]


_Make = Callable[[_Reading, Object, Location], Any]
"""Makes a node of an entry of a list; None leaves it out."""


def read_introspection(path: Path) -> DocumentNode:
    """Read the response of an introspection query as the definitions of SDL.

    Raises:
        ProblemsError: the file is missing, is not JSON, or holds no schema.
    """
    document = read_document(path)
    at, schema = _schema(document)
    reading = _Reading(document, Source(document.text or "", str(path)), [])
    types: tuple[TypeDefinitionNode, ...] = _each(reading, schema, "types", at, _type)
    if not types and not reading.problems:
        reading.problems.append(Problem(document.place(at), "holds no `types`", _FIX))
    roots = _roots(reading, schema, at, {one.name.value for one in types})
    directives = _each(reading, schema, "directives", at, _directive_definition)
    raise_any(reading.problems)
    return DocumentNode(definitions=(*roots, *types, *directives), loc=_loc(reading, at))


def _schema(document: Document) -> tuple[Location, Object]:
    at: Location = ()
    node: Any = document.root
    for key in ("data", "__schema"):
        if is_object(node) and key in node:
            at, node = (*at, key), node[key]
    if not at and is_array(document.root.get("types")):
        return at, document.root
    if at[-1:] != ("__schema",) or not is_object(node):
        message = f"holds no `__schema`{_answered(document.root)}"
        raise ProblemsError([Problem(document.place(()), message, _FIX)])
    return at, node


def _answered(root: Object) -> str:
    """What the service says instead, if the file is a response with errors."""
    errors: Any = root.get("errors")
    first: Any = errors[0] if is_array(errors) and errors else None
    said: Any = first.get("message") if is_object(first) else None
    return f": the service answered `{' '.join(said.split())}`" if isinstance(said, str) else ""


def _refused(reading: _Reading, at: Location, message: str, fix: str = _CORRECT) -> ProblemsError:
    return ProblemsError([Problem(reading.document.place(at), message, fix)])


def _loc(reading: _Reading, at: Location) -> NodeLocation:
    start = reading.document.offset(at)
    token = Token(TokenKind.NAME, start, start, 0, 0)
    return NodeLocation(token, token, reading.source)


def _each(reading: _Reading, node: Object, key: str, at: Location, make: _Make) -> tuple[Any, ...]:
    """What is made of each entry of a list, which older servers leave out or give as null."""
    listed: Any = node.get(key) or []
    if not is_array(listed):
        problem = Problem(reading.document.place((*at, key)), f"`{key}` is not a list", _CORRECT)
        reading.problems.append(problem)
        return ()
    stages = [partial(_entry, reading, one, (*at, key, i), make) for i, one in enumerate(listed)]
    made = [attempt(reading.problems, stage) for stage in stages]
    return tuple(one for one in made if one is not None)


def _entry(reading: _Reading, node: Any, at: Location, make: _Make) -> Any:
    if not is_object(node):
        raise _refused(reading, at, f"an entry of `{at[-2]}` is not an object")
    return make(reading, node, at)


def _name(reading: _Reading, node: Object, at: Location) -> NameNode:
    name: Any = node.get("name")
    if not isinstance(name, str):
        raise _refused(reading, at, "has no `name`")
    if not _NAME.fullmatch(name):
        raise _refused(reading, (*at, "name"), f"`{name}` is not a GraphQL name")
    return NameNode(value=name, loc=_loc(reading, (*at, "name")))


def _roots(
    reading: _Reading, schema: Object, at: Location, types: set[str]
) -> tuple[SchemaDefinitionNode, ...]:
    found: list[OperationTypeDefinitionNode] = []
    for kind in OperationType:
        node: Any = schema.get(f"{kind.value}Type")
        here = (*at, f"{kind.value}Type")
        named = attempt(reading.problems, partial(_root, reading, node, here)) if node else None
        if named is None:
            continue
        if named.name.value not in types:
            message = f"the schema has no type `{named.name.value}`"
            reading.problems.append(Problem(reading.document.place(here), message, _FIX))
        found.append(OperationTypeDefinitionNode(operation=kind, type=named, loc=named.loc))
    made = SchemaDefinitionNode(operation_types=tuple(found), directives=(), loc=_loc(reading, at))
    return (made,) if found else ()


def _root(reading: _Reading, node: Any, at: Location) -> NamedTypeNode:
    if not is_object(node):
        raise _refused(reading, at, "is not a type")
    return _named(reading, node, at)


def _named(reading: _Reading, node: Object, at: Location) -> NamedTypeNode:
    name = _name(reading, node, at)
    return NamedTypeNode(name=name, loc=name.loc)


def _type(reading: _Reading, node: Object, at: Location) -> TypeDefinitionNode | None:
    if node.get("name") in _BUILT_IN:
        return None
    head = _head(reading, node, at)
    each = partial(_each, reading, node, at=at)
    match node.get("kind"):
        case "SCALAR":
            head["directives"] = _specified_by(reading, node, at)
            return ScalarTypeDefinitionNode(**head)
        case "OBJECT":
            interfaces = each("interfaces", make=_named)
            fields = each("fields", make=_field)
            return ObjectTypeDefinitionNode(**head, interfaces=interfaces, fields=fields)
        case "INTERFACE":
            interfaces = each("interfaces", make=_named)
            fields = each("fields", make=_field)
            return InterfaceTypeDefinitionNode(**head, interfaces=interfaces, fields=fields)
        case "UNION":
            return UnionTypeDefinitionNode(**head, types=each("possibleTypes", make=_named))
        case "ENUM":
            return EnumTypeDefinitionNode(**head, values=each("enumValues", make=_value))
        case "INPUT_OBJECT":
            if node.get("isOneOf") is True:
                head["directives"] = (_directive(reading, at, "oneOf"),)
            return InputObjectTypeDefinitionNode(**head, fields=each("inputFields", make=_input))
        case kind:
            raise _refused(reading, (*at, "kind"), f"`{kind}` is not a kind of type")


def _head(reading: _Reading, node: Object, at: Location) -> dict[str, Any]:
    """What every definition has."""
    name = _name(reading, node, at)
    said: Any = node.get("description")
    description = _text(said) if isinstance(said, str) and said else None
    directives = _deprecated(reading, node, at)
    return {"name": name, "description": description, "directives": directives, "loc": name.loc}


def _text(value: str) -> StringValueNode:
    return StringValueNode(value=value, block=is_printable_as_block_string(value))


def _field(reading: _Reading, node: Object, at: Location) -> FieldDefinitionNode:
    head = _head(reading, node, at)
    arguments = _each(reading, node, "args", at, _input)
    return FieldDefinitionNode(**head, arguments=arguments, type=_type_of(reading, node, at))


def _input(reading: _Reading, node: Object, at: Location) -> InputValueDefinitionNode:
    head = _head(reading, node, at)
    default = _default(reading, node, at)
    return InputValueDefinitionNode(**head, type=_type_of(reading, node, at), default_value=default)


def _value(reading: _Reading, node: Object, at: Location) -> EnumValueDefinitionNode:
    return EnumValueDefinitionNode(**_head(reading, node, at))


def _type_of(reading: _Reading, node: Object, at: Location) -> TypeNode:
    return _reference(reading, node.get("type"), (*at, "type"))


def _reference(reading: _Reading, node: Any, at: Location) -> TypeNode:
    if not is_object(node):
        raise _refused(reading, at, "the type is missing", _FIX)
    kind: Any = node.get("kind")
    if kind not in ("LIST", "NON_NULL"):
        return _named(reading, node, at)
    if node.get("ofType") is None:
        raise _refused(reading, at, "the type is cut off below this level", _DEEPER)
    inner = _reference(reading, node["ofType"], (*at, "ofType"))
    if kind == "LIST":
        return ListTypeNode(type=inner, loc=inner.loc)
    if isinstance(inner, NonNullTypeNode):
        raise _refused(reading, at, "`NON_NULL` is within another `NON_NULL`")
    return NonNullTypeNode(type=inner, loc=inner.loc)


def _default(reading: _Reading, node: Object, at: Location) -> Any:
    """The default as a value; what is no value is a text, which is only wrong where it is used."""
    text: Any = node.get("defaultValue")
    if text is None:
        return None
    here = (*at, "defaultValue")
    if not isinstance(text, str):
        raise _refused(reading, here, "`defaultValue` is not a text", "write it as a text")
    made: Any
    try:
        made = parse_value(text, no_location=True)
    except GraphQLError:
        made = StringValueNode(value=text)
    made.loc = _loc(reading, here)
    return made


def _deprecated(reading: _Reading, node: Object, at: Location) -> tuple[ConstDirectiveNode, ...]:
    reason, said = node.get("deprecationReason"), node.get("isDeprecated")
    if not (isinstance(reason, str) if said is None else said):
        return ()
    given = {"reason": reason} if isinstance(reason, str) else {}
    return (_directive(reading, at, "deprecated", **given),)


def _specified_by(reading: _Reading, node: Object, at: Location) -> tuple[ConstDirectiveNode, ...]:
    url: Any = node.get("specifiedByURL") or node.get("specifiedByUrl")
    return (_directive(reading, at, "specifiedBy", url=url),) if isinstance(url, str) else ()


def _directive(reading: _Reading, at: Location, name: str, **given: str) -> ConstDirectiveNode:
    arguments = tuple(
        ArgumentNode(name=NameNode(value=key), value=_text(value)) for key, value in given.items()
    )
    loc = _loc(reading, at)
    return ConstDirectiveNode(name=NameNode(value=name), arguments=arguments, loc=loc)


def _directive_definition(
    reading: _Reading, node: Object, at: Location
) -> DirectiveDefinitionNode | None:
    if node.get("name") in _SPECIFIED:
        return None
    head = _head(reading, node, at)
    return DirectiveDefinitionNode(
        name=head["name"],
        description=head["description"],
        loc=head["loc"],
        arguments=_each(reading, node, "args", at, _input),
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
