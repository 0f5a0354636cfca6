"""Reads the files of a GraphQL provider, and corrects its schema and operations."""

from dataclasses import dataclass

from corrigenda.graphql.apply import apply_overlays
from corrigenda.graphql.check import check_schema
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.operations import Operation, read_operations
from corrigenda.graphql.overlay import Overlay, read_overlays
from corrigenda.graphql.read import Base, read_base
from corrigenda.graphql.replay import check_samples
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.provider import Provider
from corrigenda.samples import Sample, check_corrections, read_samples


@dataclass(frozen=True, slots=True)
class CorrectedGraphQL:
    """A provider: its schema as written, its overlays, the corrected result, and its samples."""

    provider: Provider
    base: Base
    overlays: tuple[Overlay, ...]
    merged: Merged
    operations: tuple[Operation, ...]
    samples: tuple[Sample, ...]


def correct_graphql(provider: Provider) -> CorrectedGraphQL:
    """Read a provider's schema, apply its overlays, and check its samples against the result.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    base, overlays, samples = _read(provider)
    check_corrections(overlays, samples)
    tree = apply_overlays(base, overlays)
    merged = check_schema(base.path, tree, provider)
    operations = read_operations(merged, provider)
    check_samples(samples, merged, provider, operations)
    return CorrectedGraphQL(provider, base, overlays, merged, tuple(operations), samples)


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
