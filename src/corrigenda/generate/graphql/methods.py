"""Describes what the client method of each GraphQL operation takes, does and returns.

The return types are read from the generated structs, by following the path of the response through
them, so that only the generator decides their names.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graphql import OperationType

from corrigenda.generate.annotations import is_list, optional, required
from corrigenda.generate.graphql.annotations import DATE, renamed
from corrigenda.generate.graphql.classes import Classes
from corrigenda.generate.graphql.documents import Document, Documents
from corrigenda.generate.graphql.paging import read_paging
from corrigenda.generate.graphql.schemas import input_schema, struct_annotation
from corrigenda.generate.method import Argument, Method
from corrigenda.generate.prose import cited_lines, without_lines
from corrigenda.generate.structs import Structs, attributes, end, read_structs
from corrigenda.graphql.operations import Operation, is_lone_id
from corrigenda.naming import arguments_classes
from corrigenda.provider import Envelope, Provider


@dataclass(frozen=True, slots=True)
class Sent:
    """What the template of GraphQL operations needs to know about one.

    `documents` are those that may be sent, the whole one last; `at` are the attributes that lead
    from the data to the result; `filled` the variables that credentials fill; `envelope` the
    attributes of the envelope; `is_class` says whether type checkers see a class in what the method
    returns, as they do not in a union.
    """

    documents: tuple[Document, ...]
    name: str
    data: str
    variables: str
    at: tuple[str, ...]
    filled: tuple[str, ...]
    envelope: Mapping[str, str]
    one: bool
    may_lack: bool
    is_query: bool
    is_class: bool = True
    may_retry: bool = True
    idempotency_header: str = ""


def read_methods(
    operations: Sequence[Operation],
    documents: Documents,
    provider: Provider,
    classes: Classes,
    models: str,
) -> list[Method]:
    """One method for every operation, in order; arguments have no types yet.

    `classes` are the names of the classes.

    Raises:
        ProblemsError: `@paging` names an argument or a field that the operation does not have.
    """
    structs = read_structs(models)
    methods = [
        _method(operation, tuple(documents[operation.name]), provider, classes, structs)
        for operation in operations
    ]
    names = arguments_classes([method.name for method in methods])
    return [_named(method, name) for method, name in zip(methods, names, strict=True)]


def _named(method: Method, arguments: str) -> Method:
    """The method with the names of the classes of its arguments and of its variables."""
    variables = f"_{arguments.replace('Arguments', 'Variables')}"
    operation = replace(method.operation, variables=variables)
    return replace(method, arguments_name=arguments, operation=operation)


def _name(operation: Operation) -> str:
    return operation.node.name.value if operation.node.name else ""


def _method(
    operation: Operation,
    documents: tuple[Document, ...],
    provider: Provider,
    classes: Classes,
    structs: Structs,
) -> Method:
    sent = _sent(operation, documents, provider, classes, structs)
    response = _response(operation, sent, provider.envelope, structs)
    paging, item = read_paging(operation, response, structs)
    if paging is not None:
        paging = replace(paging, guessed=documents[-1].paging)
    lone = is_lone_id(operation.parameters)
    return Method(
        name=operation.name,
        summary=without_lines(operation.summary),
        description=without_lines(operation.description),
        lines=cited_lines(operation.summary, operation.description),
        response=response,
        arguments=tuple(
            Argument(
                name=one.name,
                wire=one.wire,
                place="variable",
                required=one.required,
                schema=input_schema(
                    one.type, provider.scalars, classes.types, without_lines(one.description)
                ),
                positional=lone,
                strict_type=struct_annotation(
                    one.type, provider.scalars, classes.types, one.required
                ),
            )
            for one in sorted(operation.parameters, key=lambda one: not one.required)
        ),
        operation=replace(sent, is_class=_is_class(response)),
        paging=paging,
        item=item,
        raises=_raises(sent),
        corrected=operation.corrected,
        notes=tuple(_guesses(documents[-1])),
        deprecated=operation.deprecated,
    )


def _guesses(document: Document) -> Iterator[str]:
    """Which arguments are only sent if they are given, and why."""
    for one in document.guesses:
        names = " and ".join(f"`{name}`" for name in one.arguments)
        known = ", ".join(one.corrections)
        yield (
            f"{names}, and what belongs to it in the response, is a guess (see errata {known}): "
            "it is only requested if you pass it."
        )


def _sent(
    operation: Operation,
    documents: tuple[Document, ...],
    provider: Provider,
    classes: Classes,
    structs: Structs,
) -> Sent:
    data = classes.data(_name(operation))
    at = tuple(attributes(structs, data, operation.outcome.steps))
    outcome = operation.outcome
    wrapped = provider.envelope if outcome.envelope else None
    is_get = operation.name.startswith("get_")
    return Sent(
        documents=documents,
        name=_name(operation),
        data=data,
        variables="",
        at=at,
        filled=tuple(one.wire for one in operation.variables if one.credential),
        envelope=_envelope(wrapped, outcome.value, structs, end(structs, data, at)),
        one=outcome.kind == "one",
        may_lack=is_get or _may_be_null(operation, structs, data, at),
        is_query=operation.node.operation is OperationType.QUERY,
        may_retry=operation.may_retry,
        idempotency_header=operation.idempotency_header,
    )


def _may_be_null(operation: Operation, structs: Structs, data: str, at: tuple[str, ...]) -> bool:
    """Whether the schema allows null in place of the object that a query is about.

    A list is never missing, and a mutation whose result is null has not told what it did.
    """
    is_query = operation.node.operation is OperationType.QUERY
    if not is_query or not at or operation.outcome.envelope or operation.name.startswith("list_"):
        return False
    annotation = structs.annotations[end(structs, data, at[:-1])][at[-1]]
    names = {one.id for one in ast.walk(required(annotation)) if isinstance(one, ast.Name)}
    is_object = not is_list(annotation) and bool(names & structs.annotations.keys())
    return is_object and optional(annotation)


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


def _response(
    operation: Operation, sent: Sent, envelope: Envelope | None, structs: Structs
) -> str | None:
    """The annotation of what the method returns."""
    if operation.outcome.kind == "nothing":
        return None
    way = (*sent.at, sent.envelope["value"]) if "value" in sent.envelope else sent.at
    if not way:
        return sent.data
    holder, last = end(structs, sent.data, way[:-1]), way[-1]
    annotation = required(structs.annotations[holder][last])
    if sent.one and isinstance(annotation, ast.Subscript):
        annotation = required(annotation.slice)
    return ast.unparse(renamed(annotation, {DATE: "date"}))


def _is_class(response: str | None) -> bool:
    return response not in ("Any", "AwareDatetime") and not isinstance(
        ast.parse(response or "None", mode="eval").body, ast.BinOp
    )


def _raises(sent: Sent) -> dict[str, str]:
    """The errors of this method, beyond those of every method."""
    found = {"GraphQLError": "the response has `errors`; it may also have some of the data."}
    if sent.may_lack:
        found["NotFoundError"] = "the object does not exist."
    if sent.envelope:
        found["OperationFailedError"] = "the service reports that the operation failed."
    return found
