"""Says of each GraphQL operation what its client method takes, does and returns.

The types of what comes back are read from the structs that were generated, by following an answer's
way through them, so that there is no second opinion on what they are called.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import FragmentSpreadNode, Node, OperationDefinitionNode, Visitor, print_ast, visit

from corrigenda.generate.graphql.annotations import optional, required
from corrigenda.generate.graphql.schemas import input_schema, struct_annotation
from corrigenda.generate.method import Argument, Method, Paging
from corrigenda.problems import Problem, ProblemsError
from corrigenda.provider import Envelope, Provider
from corrigenda.sdl.lift import Lifted
from corrigenda.sdl.operations import GraphQLOperation, is_lone_id
from corrigenda.sdl.read import node_place


@dataclass(frozen=True, slots=True)
class Sent:
    """What the template of GraphQL operations wants to know of one.

    `at` are attributes from the answer's data to the thing; `filled` the variables that credentials
    fill; `envelope` the attributes of what wraps it.
    """

    document: str
    name: str
    data: str
    variables: str
    at: tuple[str, ...]
    filled: tuple[str, ...]
    envelope: Mapping[str, str]
    one: bool
    may_lack: bool


@dataclass(frozen=True, slots=True)
class Structs:
    """The generated classes: the annotation and the wire name of every attribute."""

    annotations: Mapping[str, Mapping[str, ast.expr]]
    wires: Mapping[str, Mapping[str, str]]

    def attribute(self, struct: str, wire: str) -> str:
        """The attribute that holds a member."""
        return next(name for name, one in self.wires[struct].items() if one == wire)


def read_structs(models: str) -> Structs:
    """What the text of `models.py` says of its classes."""
    annotations: dict[str, dict[str, ast.expr]] = {}
    wires: dict[str, dict[str, str]] = {}
    for node in ast.parse(models).body:
        if isinstance(node, ast.ClassDef):
            fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
            annotations[node.name] = {ast.unparse(one.target): one.annotation for one in fields}
            wires[node.name] = {ast.unparse(one.target): _wire(one) for one in fields}
    return Structs(annotations, wires)


def _wire(node: ast.AnnAssign) -> str:
    keywords = node.value.keywords if isinstance(node.value, ast.Call) else []
    named = (one.value for one in keywords if one.arg == "name")
    constant = next((one for one in named if isinstance(one, ast.Constant)), None)
    return str(constant.value) if constant else ast.unparse(node.target)


def graphql_methods(
    operations: Sequence[GraphQLOperation], lifted: Lifted, provider: Provider, models: str
) -> list[Method]:
    """One method for every operation, in their order; arguments have no types yet.

    Raises:
        ProblemsError: `@paging` names what the operation does not take or does not answer with.
    """
    structs = read_structs(models)
    sent = {node.name.value: node for node in lifted.operations if node.name}
    return [
        _method(operation, sent[_name(operation)], lifted, provider, structs)
        for operation in operations
    ]


def _name(operation: GraphQLOperation) -> str:
    return operation.node.name.value if operation.node.name else ""


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _method(
    operation: GraphQLOperation,
    node: OperationDefinitionNode,
    lifted: Lifted,
    provider: Provider,
    structs: Structs,
) -> Method:
    sent = _sent(operation, node, lifted, provider, structs)
    answer = _answer(operation, sent, provider.envelope, structs)
    paging, item = _paging(operation, answer, structs)
    lone = is_lone_id(operation.parameters)
    return Method(
        name=operation.name,
        summary=operation.summary,
        description=operation.description,
        answer=answer,
        arguments=tuple(
            Argument(
                name=one.name,
                wire=one.wire,
                place="variable",
                required=one.required,
                schema={**input_schema(one.type, provider.scalars), "description": one.description},
                positional=lone,
                strict_type=struct_annotation(one.type, provider.scalars, one.required),
            )
            for one in sorted(operation.parameters, key=lambda one: not one.required)
        ),
        operation=sent,
        paging=paging,
        item=item,
        raises=_raises(sent),
    )


def _sent(
    operation: GraphQLOperation,
    node: OperationDefinitionNode,
    lifted: Lifted,
    provider: Provider,
    structs: Structs,
) -> Sent:
    data = f"{_pascal(_name(operation))}Data"
    at = tuple(_attributes(structs, data, operation.outcome.steps))
    outcome = operation.outcome
    wrapped = provider.envelope if outcome.envelope else None
    is_get = operation.name.startswith("get_")
    return Sent(
        document=document_text(node, lifted),
        name=_name(operation),
        data=data,
        variables=f"_{_pascal(operation.name)}Variables",
        at=at,
        filled=tuple(one.wire for one in operation.variables if one.credential),
        envelope=_envelope(wrapped, outcome.value, structs, _end(structs, data, at)),
        one=outcome.kind == "one",
        may_lack=is_get,
    )


def document_text(node: OperationDefinitionNode, lifted: Lifted) -> str:
    """The operation with the fragments that it comes to, as it is sent."""
    names: list[str] = []
    waiting = list(_spreads(node))
    while waiting:
        name = waiting.pop(0)
        if name not in names:
            names.append(name)
            waiting += _spreads(lifted.fragments[name])
    definitions = [node, *(lifted.fragments[name] for name in sorted(names))]
    return "\n\n".join(print_ast(one) for one in definitions)


def _spreads(node: Node) -> list[str]:
    spreads = _Spreads()
    visit(node, spreads)
    return spreads.names


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.names.append(node.name.value)


def _attributes(structs: Structs, struct: str, steps: Sequence[str]) -> Iterator[str]:
    for step in steps:
        name = structs.attribute(struct, step)
        yield name
        struct = _inner(structs.annotations[struct][name])


def _end(structs: Structs, struct: str, at: Sequence[str]) -> str:
    """The annotation's innermost name at the end of a way through attributes."""
    for name in at:
        struct = _inner(structs.annotations[struct][name])
    return struct


def _inner(annotation: ast.expr) -> str:
    """`Project` for `list[Project] | None`."""
    bare = required(annotation)
    return _inner(bare.slice) if isinstance(bare, ast.Subscript) else ast.unparse(bare)


def _envelope(
    envelope: Envelope | None, value: str | None, structs: Structs, struct: str
) -> dict[str, str]:
    if envelope is None:
        return {}
    members = {"success": envelope.success, "message": envelope.message, "value": value}
    known = structs.wires[struct].values()
    return {
        key: structs.attribute(struct, wire)
        for key, wire in members.items()
        if wire is not None and wire in known
    }


def _answer(
    operation: GraphQLOperation, sent: Sent, envelope: Envelope | None, structs: Structs
) -> str | None:
    """The annotation of what the method returns."""
    if operation.outcome.kind == "nothing":
        return None
    way = (*sent.at, sent.envelope["value"]) if "value" in sent.envelope else sent.at
    holder, last = _end(structs, sent.data, way[:-1]), way[-1]
    annotation = required(structs.annotations[holder][last])
    if sent.one and isinstance(annotation, ast.Subscript):
        annotation = required(annotation.slice)
    return ast.unparse(annotation)


def _raises(sent: Sent) -> dict[str, str]:
    """What this method raises beyond what every method does."""
    found = {
        "GraphQLError": "the service answered with errors; some of its data may have come, too."
    }
    if sent.may_lack:
        found["NotFoundError"] = "there is no such thing."
    if sent.envelope:
        found["OperationFailedError"] = "the service says that the operation did not succeed."
    return found


def _paging(
    operation: GraphQLOperation, answer: str | None, structs: Structs
) -> tuple[Paging | None, str | None]:
    given = operation.paging
    if given is None or answer is None:
        return None, None
    by = "cursor" if "after" in given else "number"
    turn = given.get("after") or given.get("page")
    names = {one.wire: one.name for one in operation.parameters}
    arguments = {one.name for one in operation.parameters}
    argument, _, member = str(turn).partition(".")
    if argument not in arguments | set(names):
        raise _paging_problem(operation, f"`{argument}` is no argument of the operation")
    keys = ("items", "next", "more") if by == "cursor" else ("items", "number", "perPage", "total")
    parts = {
        "per_page" if key == "perPage" else key: _expression(operation, structs, answer, given[key])
        for key in keys
        if key in given
    }
    items = structs.annotations[answer][structs.attribute(answer, str(given["items"]))]
    size = str(given.get("size", "")).partition(".")[0] or None
    return Paging(by, argument, member or None, size, parts), _inner(items)


def _expression(operation: GraphQLOperation, structs: Structs, struct: str, path: str) -> str:
    """Python for a dotted path of wire names below `_answer`; null on the way gives None."""
    text, guards = "_answer", list[str]()
    for step in path.split("."):
        known = structs.wires.get(struct, {})
        if step not in known.values():
            raise _paging_problem(operation, f"`{step}` of `{path}` is not in the answer")
        name = structs.attribute(struct, step)
        annotation = structs.annotations[struct][name]
        text += f".{name}"
        struct = _inner(annotation)
        guards += [text] if optional(annotation) and step != path.split(".")[-1] else []
    return f"{text} if {' and '.join(guards)} else None" if guards else text


def _paging_problem(operation: GraphQLOperation, message: str) -> ProblemsError:
    fix = "see `@paging` in docs/formats.md"
    return ProblemsError([Problem(node_place(operation.node), message, fix)])
