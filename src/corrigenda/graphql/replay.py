"""Replays the documented samples of a GraphQL service, as mended, against schema and operations.

The document must be valid and ask for nothing that the operation does not, the variables must be
what the operation takes, and the response must be what it asks for: no member more, none less, each
of its type. It refuses nothing of the printed form: that may be broken, and says so by having a
mended one.
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
from corrigenda.samples import Sample, credential_problems, exact_json, header_values
from corrigenda.trees import is_array, is_object, json_path, location_of

_MEND = "mend the sample, or correct the schema or the operation"


@dataclass(frozen=True, slots=True)
class Contract:
    """What samples are held against."""

    merged: Merged
    provider: Provider
    operations: Mapping[str, Operation]


def check_samples(
    samples: Sequence[Sample],
    merged: Merged,
    provider: Provider,
    operations: Sequence[Operation],
) -> None:
    """Hold every mended sample against the merged schema and the corrected operations.

    Raises:
        ProblemsError: an operation that does not exist, or headers, a document, variables or a
            response that are not what schema and operation say.
    """
    contract = contract_of(merged, provider, operations)
    raise_any(
        problem
        for sample in samples
        for problem in (*sample_problems(sample, contract), *_idle(sample, contract))
    )


def contract_of(merged: Merged, provider: Provider, operations: Sequence[Operation]) -> Contract:
    """What a merged schema and its operations hold samples to."""
    return Contract(merged, provider, {one.name: one for one in operations})


def sample_problems(sample: Sample, contract: Contract) -> Iterator[Problem]:
    """Everything in which a sample is not what schema and operation describe."""
    if sample.apart:
        return
    operation = contract.operations.get(sample.operation)
    if operation is None:
        known = ", ".join(sorted(contract.operations))
        message = f"no operation is called `{sample.operation}`"
        yield Problem(sample.place("operation"), message, f"known operations: {known}")
        return
    yield from _header_problems(sample, contract.provider)
    yield from _document_problems(sample, operation, contract)
    yield from _variable_problems(sample, operation, contract)
    if "answer" in sample.document.root:
        yield from _response_problems(sample, operation, contract)


def _header_problems(sample: Sample, provider: Provider) -> Iterator[Problem]:
    credentials = {one.header.lower(): one.prefix for one in provider.credentials.values()}
    required = {**credentials, "content-type": ""}
    yield from credential_problems(sample, required, _MEND)
    for name in sorted(header_values(sample).keys() - {*required, "accept"}):
        place = sample.place("request", "headers")
        yield Problem(place, f"the service knows no header `{name}`", _MEND)


def part_place(sample: Sample, part: str, member: str) -> Place:
    """Where a member of the mended form stands."""
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
        where = f" (line {error.locations[0].line} of it)" if error.locations else ""
        fix = "put the mended text under `mended`, with the correction that mends it"
        yield Problem(place, f"the document is not GraphQL: {said}{where}", fix)
        return
    if wrongs := validate(contract.merged.schema, document):
        yield from (
            Problem(place, f"the document: {one.message.rstrip('.')}", _MEND) for one in wrongs
        )
        return
    asked = {path for node in _operations(document) for path in _paths(node, _fragments(document))}
    sent = set(_paths(operation.node, contract.merged.fragments))
    for path in sorted(asked - sent):
        message = f"the document asks for `{'.'.join(path)}`, and the operation does not"
        yield Problem(place, message, "correct the operation, or mend the sample")


def _operations(document: DocumentNode) -> list[OperationDefinitionNode]:
    return [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]


def _fragments(document: DocumentNode) -> Fragments:
    nodes = (node for node in document.definitions if isinstance(node, FragmentDefinitionNode))
    return {node.name.value: node for node in nodes}


def _paths(operation: OperationDefinitionNode, fragments: Fragments) -> Iterator[tuple[str, ...]]:
    """The path of every field that is asked for, by response keys, whatever the types."""
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
        fix = "put the mended text under `mended`, with the correction that mends it"
        yield Problem(place, f"the variables are not JSON: {error}", fix)
        return
    if not is_object(values):
        yield Problem(place, f"the variables are no object: {shown(values)}", _MEND)
        return
    scalars = contract.provider.scalars
    declared = {one.wire: one for one in operation.variables}
    for name in values:
        if name not in declared:
            known = ", ".join(declared) or "none"
            yield Problem(place, f"the operation has no variable `{name}`", f"known: {known}")
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
        fix = "put the mended text under `mended`, with the correction that mends it"
        yield Problem(place, f"the response is not JSON: {error}", fix)
        return
    if not is_object(body) or set(body) != {"data"}:
        yield Problem(place, "the response is no object with `data` alone", _MEND)
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
    """Abridgements of what neither the mended nor the printed response leaves out."""
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
            message = f"nothing is left out at `{idle}`"
            place = sample.place("abridged", idle)
            yield Problem(place, message, "correct the pointer, or delete it")


def _data_of(sample: Sample) -> Any:
    """The data of a mended response, or None where that is not to be had."""
    try:
        body = sample.body("answer")
    except ValueError:
        return None
    return body.get("data") if is_object(body) else None


def _is_left_out(printed: str, at: str) -> bool:
    """Whether a printed response has the place above a pointer, and nothing at it."""
    *above, last = location_of(at)
    try:
        node = json.loads(printed)
        for step in above:
            node = node[int(step)] if is_array(node) else node[step]
    except (ValueError, KeyError, IndexError, TypeError):
        return False
    return is_object(node) and last not in node
