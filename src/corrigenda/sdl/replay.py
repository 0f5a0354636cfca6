"""Replays the documented samples of a GraphQL service, as mended, against schema and operations.

The document must be valid and ask for nothing that the operation does not, the variables must be
what the operation takes, and the answer must be what it asks for: no member more, none less, each
of its type. It refuses nothing of the printed form: that may be broken, and says so by having a
mended one.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    validate,
)

from corrigenda.documents import is_array, is_object, pointer
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.provider import Provider
from corrigenda.replay import json_path
from corrigenda.samples import Sample
from corrigenda.sdl.check import MergedSdl
from corrigenda.sdl.kinds import inside, kind_of, named, root_of
from corrigenda.sdl.operations import GraphQLOperation
from corrigenda.sdl.values import Wrong, leaf_problem, value_problems

_MEND = "mend the sample, or correct the schema or the operation"


@dataclass(frozen=True, slots=True)
class GraphQLContract:
    """What samples are held against."""

    merged: MergedSdl
    provider: Provider
    operations: Mapping[str, GraphQLOperation]
    fragments: Mapping[str, FragmentDefinitionNode]


def check_graphql_samples(
    samples: Sequence[Sample],
    merged: MergedSdl,
    provider: Provider,
    operations: Sequence[GraphQLOperation],
) -> None:
    """Hold every mended sample against the merged schema and the corrected operations.

    Raises:
        ProblemsError: an operation that does not exist, headers, a document, variables or an answer
            that are not what schema and operation say.
    """
    contract = graphql_contract(merged, provider, operations)
    raise_any(problem for one in samples for problem in graphql_sample_problems(one, contract))


def graphql_contract(
    merged: MergedSdl, provider: Provider, operations: Sequence[GraphQLOperation]
) -> GraphQLContract:
    """What a merged schema and its operations hold samples to."""
    fragments = {
        node.name.value: node
        for node in merged.operations
        if isinstance(node, FragmentDefinitionNode)
    }
    named = {operation.name: operation for operation in operations}
    return GraphQLContract(merged, provider, named, fragments)


def graphql_sample_problems(sample: Sample, contract: GraphQLContract) -> Iterator[Problem]:
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
        yield from _answer_problems(sample, operation, contract)


def _header_problems(sample: Sample, provider: Provider) -> Iterator[Problem]:
    headers = {name.lower() for name in sample.mended("request").get("headers", {})}
    required = {one.header.lower() for one in provider.credentials.values()} | {"content-type"}
    place = sample.place("request", "headers")
    for name in sorted(required - headers):
        yield Problem(place, f"the header `{name}` is missing", _MEND)
    for name in sorted(headers - required - {"accept"}):
        yield Problem(place, f"the service knows no header `{name}`", _MEND)


def part_place(sample: Sample, part: str, member: str) -> Place:
    """Where a member of the mended form stands."""
    mended = member in sample.document.root[part].get("mended", {})
    return sample.place(part, "mended", member) if mended else sample.place(part, member)


def _document_problems(
    sample: Sample, operation: GraphQLOperation, contract: GraphQLContract
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
    for wrong in validate(contract.merged.schema, document):
        yield Problem(place, f"the document: {wrong.message.rstrip('.')}", _MEND)
    asked = {path for node in _operations(document) for path in _paths(node.selection_set, {})}
    sent = set(_paths(operation.node.selection_set, contract.fragments))
    for path in sorted(asked - sent):
        message = f"the document asks for `{'.'.join(path)}`, and the operation does not"
        yield Problem(place, message, "correct the operation, or mend the sample")


def _operations(document: DocumentNode) -> list[OperationDefinitionNode]:
    return [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]


def _paths(
    selections: SelectionSetNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    above: tuple[str, ...] = (),
) -> Iterator[tuple[str, ...]]:
    """The path of every field that is asked for, by response keys."""
    for node in selected(selections, fragments):
        path = (*above, response_key(node))
        yield path
        if node.selection_set:
            yield from _paths(node.selection_set, fragments, path)


def selected(
    selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[FieldNode]:
    """The fields of a selection set, those of fragments among them."""
    for node in selections.selections:
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            yield from selected(node.selection_set, fragments)
        elif isinstance(node, FragmentSpreadNode) and node.name.value in fragments:
            yield from selected(fragments[node.name.value].selection_set, fragments)


def response_key(node: FieldNode) -> str:
    """The name under which an answer has a field."""
    return node.alias.value if node.alias else node.name.value


def _variable_problems(
    sample: Sample, operation: GraphQLOperation, contract: GraphQLContract
) -> Iterator[Problem]:
    place = part_place(sample, "request", "variables")
    try:
        values = json.loads(sample.mended("request").get("variables") or "{}", parse_float=Decimal)
    except json.JSONDecodeError as error:
        fix = "put the mended text under `mended`, with the correction that mends it"
        yield Problem(place, f"the variables are not JSON: {error}", fix)
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


def _answer_problems(
    sample: Sample, operation: GraphQLOperation, contract: GraphQLContract
) -> Iterator[Problem]:
    place = part_place(sample, "answer", "body")
    try:
        body = sample.body("answer")
    except json.JSONDecodeError as error:
        fix = "put the mended text under `mended`, with the correction that mends it"
        yield Problem(place, f"the answer is not JSON: {error}", fix)
        return
    if not is_object(body) or set(body) != {"data"}:
        yield Problem(place, "the answer is no object with `data` alone", _MEND)
        return
    root = root_of(contract.merged.schema, operation.node)
    abridged = set(sample.document.root.get("abridged", {}))
    walk = _Walk(contract, frozenset(map(str, abridged)))
    found = walk.object(body["data"], root, [operation.node.selection_set], ("data",))
    for path, message in found:
        yield Problem(place, f"the answer at `{json_path(path)}`: {message}", _MEND)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes along an answer and what was asked for, and says where the two part."""

    contract: GraphQLContract
    abridged: frozenset[str]

    def object(
        self, value: Any, kind: Any, asked: list[SelectionSetNode], path: tuple[str | int, ...]
    ) -> Iterator[Wrong]:
        if not is_object(value):
            yield path, f"expected an object, got {json.dumps(value, default=str)[:60]}"
            return
        fields: dict[str, list[FieldNode]] = {}
        for selections in asked:
            for node in selected(selections, self.contract.fragments):
                fields.setdefault(response_key(node), []).append(node)
        for name in value:
            if name not in fields:
                yield (*path, name), "the operation does not ask for it"
        for name, nodes in fields.items():
            yield from self._member(value, kind, nodes, (*path, name))

    def _member(
        self, value: Any, kind: Any, nodes: list[FieldNode], path: tuple[str | int, ...]
    ) -> Iterator[Wrong]:
        name = path[-1]
        if name not in value:
            if pointer(path) not in self.abridged:
                yield path, "the operation asks for it, and it is not there"
            return
        field = nodes[0].name.value
        yield from self._value(value[name], kind_of(kind.fields[field]), nodes, path)

    def _value(
        self, value: Any, kind: Any, nodes: list[FieldNode], path: tuple[str | int, ...]
    ) -> Iterator[Wrong]:
        if isinstance(kind, GraphQLNonNull):
            if value is None:
                yield path, f"null is no `{kind}`"
            else:
                yield from self._value(value, inside(kind), nodes, path)
        elif value is None:
            return
        elif isinstance(kind, GraphQLList):
            yield from self._list(value, kind, nodes, path)
        elif isinstance(kind, GraphQLScalarType | GraphQLEnumType):
            wrong = leaf_problem(value, kind, self.contract.provider.scalars)
            yield from [(path, wrong)] if wrong else []
        else:
            asked = [node.selection_set for node in nodes if node.selection_set]
            yield from self.object(value, named(kind), asked, path)

    def _list(
        self, value: Any, kind: Any, nodes: list[FieldNode], path: tuple[str | int, ...]
    ) -> Iterator[Wrong]:
        if not is_array(value):
            yield path, f"expected an array, got {json.dumps(value, default=str)[:60]}"
            return
        for index, one in enumerate(value):
            yield from self._value(one, inside(kind), nodes, (*path, index))
