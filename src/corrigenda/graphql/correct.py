"""Reads the files of a GraphQL provider, and corrects its schema and operations."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from graphql import OperationDefinitionNode

from corrigenda.chosen import Candidate, choose
from corrigenda.graphql.apply import apply_overlays
from corrigenda.graphql.check import check_schema
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.operations import Operation, read_operations
from corrigenda.graphql.overlay import Overlay, read_overlays
from corrigenda.graphql.read import Base, read_base
from corrigenda.graphql.replay import check_samples
from corrigenda.leftout import LeftOut
from corrigenda.naming import snake_case
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.provider import Provider
from corrigenda.samples import Sample, check_corrections, read_samples


@dataclass(frozen=True, slots=True)
class CorrectedGraphQL:
    """A provider: its schema as written, its overlays, the corrected result, and its samples.

    `excluded` counts the operations that `provider.toml` does not choose. Nothing is left out, and
    there are no notes: GraphQL is supported as a whole.
    """

    provider: Provider
    base: Base
    overlays: tuple[Overlay, ...]
    merged: Merged
    operations: tuple[Operation, ...]
    samples: tuple[Sample, ...]
    left_out: tuple[LeftOut, ...] = ()
    excluded: int = 0
    notes: tuple[Problem, ...] = ()


def correct_graphql(provider: Provider) -> CorrectedGraphQL:
    """Read a provider's schema, apply its overlays, and check its samples against the result.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    base, overlays, samples = _read(provider)
    check_corrections(overlays, samples)
    tree = apply_overlays(base, overlays)
    merged = check_schema(base.path, tree, provider)
    every = [_candidate(node) for node in merged.requests]
    kept = {one.names for one in choose(provider, every)}
    gone = [one for one in every if one.names not in kept]
    merged = _without(merged, {one.names[1] for one in gone})
    operations = read_operations(merged, provider)
    methods = {one.names[0] for one in gone}
    replayed = [one for one in samples if one.operation not in methods]
    check_samples(replayed, merged, provider, operations)
    return CorrectedGraphQL(
        provider, base, overlays, merged, tuple(operations), samples, excluded=len(gone)
    )


def _candidate(node: OperationDefinitionNode) -> Candidate:
    """An operation by the name of its method, and by its own."""
    name = node.name.value if node.name else ""
    return Candidate(name, (snake_case(name), name))


def _without(merged: Merged, names: Collection[str]) -> Merged:
    """The schema without some operations; fragments stay, as they do no harm."""
    kept = [
        node
        for node in merged.operations
        if not isinstance(node, OperationDefinitionNode) or _candidate(node).location not in names
    ]
    return replace(merged, operations=tuple(kept))


def _read(provider: Provider) -> tuple[Base, tuple[Overlay, ...], tuple[Sample, ...]]:
    """Read every file of a provider, and report the problems of all of them together.

    Raises:
        ProblemsError: a file is missing, or does not follow its format.
    """
    problems: list[Problem] = []
    base = attempt(problems, lambda: read_base(provider.schema_path, provider.operations_path))
    overlays = attempt(problems, lambda: read_overlays(provider.overlays, provider.pages))
    samples = attempt(problems, lambda: read_samples(provider))
    raise_any(problems)
    assert base is not None, "a missing base raises above"
    return base, tuple(overlays or ()), tuple(samples or ())
