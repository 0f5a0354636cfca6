"""Reads the operations of a merged GraphQL schema, as plain data for the client methods.

A method is named like its operation, takes the arguments that the variables fill, and returns the
object that the response is about: the end of the selection sets with a single field. This module
does not depend on Python types or templates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNonNull,
    GraphQLSchema,
    ObjectValueNode,
    OperationDefinitionNode,
    TokenKind,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    VariableNode,
    Visitor,
    is_leaf_type,
    visit,
)

from corrigenda.graphql.connections import with_convention
from corrigenda.graphql.defaults import described
from corrigenda.graphql.envelope import unread_results
from corrigenda.graphql.kinds import Kind, kind_of, nullable, root_of, written
from corrigenda.graphql.merged import Hint, Merged
from corrigenda.graphql.outcome import Outcome, fields_on_the_way, read_outcome
from corrigenda.naming import argument_names, method_names, sent_as
from corrigenda.problems import Problem, raise_any
from corrigenda.provider import Provider

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of an operation, by its wire name, and its parameter.

    `credential` names the credential that fills it, if one does: then it is not a parameter.
    """

    wire: str
    name: str
    type: Kind
    required: bool
    description: str
    credential: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its method's name, its node as corrected, its variables and its outcome.

    `corrected` are the ids of the corrections that changed it, or a field on its path. `deprecated`
    is the reason why its root field is deprecated, or None if it is not. `may_retry` and
    `idempotency_header` are what `@retry` and `@idempotencyKey` say.
    """

    name: str
    node: OperationDefinitionNode
    summary: str
    description: str
    variables: tuple[Variable, ...]
    outcome: Outcome
    paging: Hint | None
    corrected: tuple[str, ...]
    deprecated: str | None
    may_retry: bool = True
    idempotency_header: str = ""

    @property
    def parameters(self) -> list[Variable]:
        """The variables that the caller passes."""
        return [variable for variable in self.variables if variable.credential is None]


def read_operations(merged: Merged, provider: Provider) -> list[Operation]:
    """Every operation, in the order of use: list, get, create, update, others, delete, recover.

    Raises:
        ProblemsError: a credential fills no variable, or the client would not check whether an
            operation succeeded.
    """
    written = [node.name.value if node.name else "" for node in merged.requests]
    names = method_names(written)
    operations = [
        _read(node, name, merged, provider)
        for node, name in zip(merged.requests, names, strict=True)
    ]
    unread = [problem for one in operations for problem in _unread(one, merged, provider)]
    raise_any([*_idle(operations, provider), *unread])
    return sorted(operations, key=_order)


def _order(operation: Operation) -> tuple[int, str]:
    """The sort key of an operation; `recover` comes last, after `delete`."""
    verbs = ("list", "get", "create", "update", "", "delete", "recover")
    verb = operation.name.partition("_")[0]
    return verbs.index(verb if verb in verbs else ""), operation.name


def _read(
    node: OperationDefinitionNode, name: str, merged: Merged, provider: Provider
) -> Operation:
    written = node.name.value if node.name else ""
    summary, description = _documentation(node, merged.schema)
    outcome = read_outcome(name, node, merged.schema, provider.envelope, merged.fragments)
    steps = (*outcome.steps, *([outcome.value] if outcome.value else []))
    hint = merged.hints.get((written, "paging"))
    return Operation(
        name=name,
        node=node,
        summary=summary,
        description=description,
        variables=tuple(_variables(node, merged.schema, provider)),
        outcome=outcome,
        paging=with_convention(hint, node, steps, merged.fragments),
        corrected=tuple(_corrections(node, merged)),
        may_retry=_hinted(merged, written, "retry", "allowed", True),
        idempotency_header=_hinted(merged, written, "idempotencyKey", "header", ""),
        deprecated=_deprecated(node, merged.schema),
    )


def _hinted(merged: Merged, operation: str, directive: str, argument: str, default: T) -> T:
    hint = merged.hints.get((operation, directive))
    return cast("T", hint.arguments[argument]) if hint else default


def _corrections(node: OperationDefinitionNode, merged: Merged) -> list[str]:
    """The corrections of an operation, and of the fields on the path to its result."""
    found = merged.corrections(node.name.value if node.name else "")
    for coordinate in fields_on_the_way(node, merged.schema, merged.fragments):
        found += merged.corrections(coordinate, below=False)
    return list(dict.fromkeys(found))


def _documentation(node: OperationDefinitionNode, schema: GraphQLSchema) -> tuple[str, str]:
    """The comment above an operation, or its field's description: a sentence, and all if more."""
    text = comment_above(node) or _field_description(node, schema)
    summary, _, rest = text.partition(". ")
    name = node.name.value if node.name else ""
    return summary or f"Send the {node.operation.value} `{name}`", text if rest else ""


def comment_above(node: OperationDefinitionNode) -> str:
    """The text of the comment lines right above a node, without a blank line in between."""
    lines: list[str] = []
    token = node.loc.start_token if node.loc else None
    while token is not None and token.prev and token.prev.kind is TokenKind.COMMENT:
        if token.prev.line != token.line - 1:
            break
        token = token.prev
        lines.insert(0, (token.value or "").strip())
    return " ".join(lines)


def _field_description(node: OperationDefinitionNode, schema: GraphQLSchema) -> str:
    field = next(_root_fields(node, schema), None)
    return " ".join(((field and field.description) or "").split())


def _deprecated(node: OperationDefinitionNode, schema: GraphQLSchema) -> str | None:
    """The reason why a root field is deprecated; a method cannot do without any of them."""
    reasons = (field.deprecation_reason for field in _root_fields(node, schema) if field)
    return next((reason for reason in reasons if reason is not None), None)


def _root_fields(
    node: OperationDefinitionNode, schema: GraphQLSchema
) -> Iterator[GraphQLField | None]:
    """The definitions of the root fields, None for one that introspection adds."""
    root = root_of(schema, node)
    for one in node.selection_set.selections:
        if isinstance(one, FieldNode):
            yield root.fields.get(one.name.value)


def _variables(
    node: OperationDefinitionNode, schema: GraphQLSchema, provider: Provider
) -> Iterator[Variable]:
    """The variables, named like what they fill, or as they are where several fill the same."""
    definitions = node.variable_definitions or ()
    uses = _uses(node, schema)
    fills = {one.fills: name for name, one in provider.credentials.items() if one.fills}
    wires = [one.variable.name.value for one in definitions]
    filled = [uses.get(wire, (wire, None))[0] for wire in wires]
    meant = [
        name if filled.count(name) == 1 else wire for name, wire in zip(filled, wires, strict=True)
    ]
    names = argument_names([("variable", one) for one in meant])
    for definition, wire, said, name in zip(definitions, wires, meant, names, strict=True):
        kind = written(schema, definition.type)
        required = isinstance(kind, GraphQLNonNull) and definition.default_value is None
        description = described(uses[wire][1] if wire in uses else None, definition)
        described_as = f"{description or ''} {sent_as(said, name)}".strip()
        yield Variable(wire, name, kind, required, described_as, fills.get(wire))


def _uses(node: OperationDefinitionNode, schema: GraphQLSchema) -> dict[str, tuple[str, Any]]:
    """The name and the declaration of the parameter of each variable."""
    info = TypeInfo(schema)
    visitor = _Uses(info)
    visit(DocumentNode(definitions=(node,)), TypeInfoVisitor(info, visitor))
    return visitor.found


class _Uses(Visitor):
    """Records the first use of each variable: as an argument, or within the literal of one.

    Arguments of directives do not count: their name is `if`, which does not describe the variable.
    """

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info
        self.found: dict[str, tuple[str, Any]] = {}

    def enter_argument(self, node: Any, *_: object) -> None:
        argument = None if self._info.get_directive() else self._info.get_argument()
        if argument is None:
            return
        if isinstance(node.value, VariableNode):
            self.found.setdefault(node.value.name.value, (str(node.name.value), argument))
        else:
            for name, declared in _inside(node.value, nullable(kind_of(argument))):
                self.found.setdefault(name, (name, declared))


def _inside(value: ValueNode, kind: Any) -> Iterator[tuple[str, Any]]:
    """The variables in a literal, each with its input field."""
    if not isinstance(value, ObjectValueNode) or not isinstance(kind, GraphQLInputObjectType):
        return
    for member in value.fields:
        declared = kind.fields[member.name.value]
        for name in _variables_below(member.value):
            yield name, declared


def _variables_below(value: Any) -> Iterator[str]:
    if isinstance(value, VariableNode):
        yield value.name.value
    for inner in [*getattr(value, "fields", ()), *getattr(value, "values", ())]:
        yield from _variables_below(getattr(inner, "value", inner))


def _unread(operation: Operation, merged: Merged, provider: Provider) -> Iterator[Problem]:
    outcome, fragments = operation.outcome, merged.fragments
    return unread_results(operation.node, outcome, merged.schema, fragments, provider.envelope)


def _idle(operations: list[Operation], provider: Provider) -> Iterator[Problem]:
    filled = {one.credential for operation in operations for one in operation.variables}
    for name, one in provider.credentials.items():
        if one.fills and name not in filled:
            place = provider.place(("credentials", name, "fills"))
            message = f"no operation has a variable `${one.fills}`"
            yield Problem(place, message, "correct the name, or delete `fills`")


def is_lone_id(variables: list[Variable]) -> bool:
    """Whether a method takes only one id, so that it may be positional."""
    if len(variables) != 1 or not variables[0].required:
        return False
    only = variables[0]
    is_id = only.name == "id" or only.name.endswith("_id")
    return is_id and is_leaf_type(nullable(only.type))
