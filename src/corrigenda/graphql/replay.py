"""Replays the documented samples of a GraphQL service, as corrected, against schema and operations.

The document must be valid and select only what the operation selects, the variables must be those
of the operation, and the response must have exactly the selected fields, each of its type. The
printed form is not checked: where it is broken, the sample has a corrected one.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    validate,
)

from corrigenda.graphql.flat import Fragments, fields_anywhere, response_key
from corrigenda.graphql.kinds import root_of
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.operations import Operation
from corrigenda.graphql.responses import ResponseWalk
from corrigenda.graphql.values import shown, value_problems
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.provider import Provider
from corrigenda.samples import (
    Sample,
    body_problem,
    credential_problems,
    exact_json,
    header_values,
)
from corrigenda.trees import is_array, is_object, json_path, location_of

_MEND = "correct the sample under `mended`, or the schema or the operation in an overlay"


@dataclass(frozen=True, slots=True)
class Contract:
    """What samples are checked against."""

    merged: Merged
    provider: Provider
    operations: Mapping[str, Operation]


def check_samples(
    samples: Sequence[Sample],
    merged: Merged,
    provider: Provider,
    operations: Sequence[Operation],
) -> None:
    """Check every corrected sample against the merged schema and the corrected operations.

    Raises:
        ProblemsError: a sample names an unknown operation, or its headers, document, variables or
            response do not match the schema and the operation.
    """
    contract = contract_of(merged, provider, operations)
    raise_any(
        problem
        for sample in samples
        for problem in (*sample_problems(sample, contract), *_idle(sample, contract))
    )


def contract_of(merged: Merged, provider: Provider, operations: Sequence[Operation]) -> Contract:
    """The contract of a merged schema and its operations."""
    return Contract(merged, provider, {one.name: one for one in operations})


def sample_problems(sample: Sample, contract: Contract) -> Iterator[Problem]:
    """Every difference between a sample and the schema and operation."""
    if sample.apart:
        return
    operation = contract.operations.get(sample.operation)
    if operation is None:
        known = ", ".join(sorted(contract.operations))
        message = f"unknown operation `{sample.operation}`"
        yield Problem(sample.place("operation"), message, f"use one of: {known}")
        return
    yield from _header_problems(sample, contract.provider)
    yield from _document_problems(sample, operation, contract)
    yield from _variable_problems(sample, operation, contract)
    if "answer" in sample.document.root:
        yield from _response_problems(sample, operation, contract)


def _header_problems(sample: Sample, provider: Provider) -> Iterator[Problem]:
    credentials = {one.header.lower(): one.prefix for one in provider.credentials.values()}
    required = {**credentials, "content-type": ""}
    fix = "correct the headers under `mended`, or `[credentials]` in provider.toml"
    yield from credential_problems(sample, required, fix)
    for name in sorted(header_values(sample).keys() - {*required, "accept"}):
        place = sample.place("request", "headers")
        yield Problem(place, f"unknown header `{name}`", fix)


def part_place(sample: Sample, part: str, member: str) -> Place:
    """The place of a key of the corrected form."""
    mended = member in sample.document.root[part].get("mended", {})
    return sample.place(part, "mended", member) if mended else sample.place(part, member)


def _document_problems(
    sample: Sample, operation: Operation, contract: Contract
) -> Iterator[Problem]:
    place = part_place(sample, "request", "document")
    text = str(sample.mended("request").get("document", ""))
    try:
        document = parse(text)
    except GraphQLSyntaxError as error:
        said = error.message.removeprefix("Syntax Error: ").rstrip(".")
        where = f" (line {error.locations[0].line} of the document)" if error.locations else ""
        fix = "write the corrected text under `mended`, and name its correction in `by`"
        yield Problem(place, f"the document is not GraphQL: {said}{where}", fix)
        return
    if wrongs := validate(contract.merged.schema, document):
        yield from (
            Problem(place, f"the document is invalid: {one.message.rstrip('.')}", _MEND)
            for one in wrongs
        )
        return
    asked = {path for node in _operations(document) for path in _paths(node, _fragments(document))}
    sent = set(_paths(operation.node, contract.merged.fragments))
    for path in sorted(asked - sent):
        message = f"the document selects `{'.'.join(path)}`, but the operation does not"
        yield Problem(place, message, "add it to the operation, or remove it under `mended`")


def _operations(document: DocumentNode) -> list[OperationDefinitionNode]:
    return [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]


def _fragments(document: DocumentNode) -> Fragments:
    nodes = (node for node in document.definitions if isinstance(node, FragmentDefinitionNode))
    return {node.name.value: node for node in nodes}


def _paths(operation: OperationDefinitionNode, fragments: Fragments) -> Iterator[tuple[str, ...]]:
    """The path of every selected field, by response keys, whatever the types."""
    waiting: list[tuple[tuple[str, ...], SelectionSetNode]] = [((), operation.selection_set)]
    while waiting:
        above, selections = waiting.pop()
        for node in fields_anywhere(selections, fragments):
            path = (*above, response_key(node))
            yield path
            waiting += [(path, node.selection_set)] if node.selection_set else []


def _variable_problems(
    sample: Sample, operation: Operation, contract: Contract
) -> Iterator[Problem]:
    place = part_place(sample, "request", "variables")
    try:
        values = exact_json(sample.mended("request").get("variables") or "{}")
    except ValueError as error:
        fix = "write the corrected text under `mended`, and name its correction in `by`"
        yield Problem(place, f"the variables are not JSON: {error}", fix)
        return
    if not is_object(values):
        yield Problem(place, f"the variables are not an object: {shown(values)}", _MEND)
        return
    scalars = contract.provider.scalars
    declared = {one.wire: one for one in operation.variables}
    for name in values:
        if name not in declared:
            known = ", ".join(declared) or "none"
            yield Problem(
                place,
                f"the operation has no variable `{name}`",
                f"use one of: {known}",
            )
    for name, variable in declared.items():
        if name not in values:
            if variable.required:
                yield Problem(place, f"the variable `{name}` is missing", _MEND)
            continue
        for path, message in value_problems(values[name], variable.type, scalars, (name,)):
            yield Problem(place, f"the variables at `{json_path(path)}`: {message}", _MEND)


def _response_problems(
    sample: Sample, operation: Operation, contract: Contract
) -> Iterator[Problem]:
    place = part_place(sample, "answer", "body")
    try:
        body = sample.body("answer")
    except ValueError as error:
        yield body_problem(sample, "answer", place, error)
        return
    if not is_object(body) or set(body) != {"data"}:
        yield Problem(place, "the response is not an object with only `data`", _MEND)
        return
    root = root_of(contract.merged.schema, operation.node)
    walk = _walk(sample, contract)
    found = list(walk.object(body["data"], root, [operation.node.selection_set], ("data",)))
    for path, message in found:
        yield Problem(place, f"the response at `{json_path(path)}`: {message}", _MEND)


def _walk(sample: Sample, contract: Contract) -> ResponseWalk:
    abridged = set(map(str, sample.document.root.get("abridged", {})))
    return ResponseWalk(contract.merged, contract.provider.scalars, abridged)


def _idle(sample: Sample, contract: Contract) -> Iterator[Problem]:
    """Entries of `abridged` for fields that no form of the response leaves out."""
    operation = contract.operations.get(sample.operation)
    if operation is None or sample.apart or "answer" not in sample.document.root:
        return
    body = _data_of(sample)
    if body is None:
        return
    walk = _walk(sample, contract)
    root = root_of(contract.merged.schema, operation.node)
    for _wrong in walk.object(body, root, [operation.node.selection_set], ("data",)):
        pass
    for idle in sorted(walk.abridged):
        if not _is_left_out(str(sample.document.root["answer"].get("body", "")), idle):
            message = f"the response leaves nothing out at `{idle}`"
            place = sample.place("abridged", idle)
            yield Problem(place, message, "correct the pointer, or delete it")


def _data_of(sample: Sample) -> Any:
    """The data of a corrected response, or None if it cannot be read."""
    try:
        body = sample.body("answer")
    except ValueError:
        return None
    return body.get("data") if is_object(body) else None


def _is_left_out(printed: str, at: str) -> bool:
    """Whether a printed response has the object that a pointer leads to, but not its last key."""
    *above, last = location_of(at)
    try:
        node = json.loads(printed)
        for step in above:
            node = node[int(step)] if is_array(node) else node[step]
    except (ValueError, KeyError, IndexError, TypeError):
        return False
    return is_object(node) and last not in node
