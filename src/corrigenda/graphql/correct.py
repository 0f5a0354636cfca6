"""Reads the files of a GraphQL provider, and corrects its schema and operations."""

from dataclasses import dataclass

from graphql import OperationDefinitionNode

from corrigenda.chosen import Candidate, choose
from corrigenda.graphql.apply import apply_overlays
from corrigenda.graphql.check import Checked, check_schema
from corrigenda.graphql.fragments import requests_of, without_requests
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.operations import Operation, read_operations
from corrigenda.graphql.overlay import Overlay, read_overlays
from corrigenda.graphql.read import Base, read_base
from corrigenda.graphql.replay import check_samples
from corrigenda.graphql.tree import Tree
from corrigenda.leftout import LeftOut
from corrigenda.naming import snake_case
from corrigenda.problems import Problem, attempt, gather, raise_any
from corrigenda.provider import Provider
from corrigenda.samples import Sample, check_corrections, read_samples


@dataclass(frozen=True, slots=True)
class CorrectedGraphQL:
    """A provider: its schema as written, its overlays, the corrected result, and its samples.

    `provider` has a mapping for every scalar. `left_out` are subscriptions and operations that the
    schema does not allow, `excluded` counts those that `provider.toml` does not choose, and `notes`
    are mistakes that no operation suffers from.
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


def correct_graphql(provider: Provider, strict: bool = True) -> CorrectedGraphQL:
    """Read a provider's schema, apply its overlays, and check its samples against the result.

    Args:
        provider: the provider.
        strict: treat whatever a client cannot do as a problem, and leave out no operation.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    base, overlays, samples = _read(provider)
    check_corrections(overlays, samples)
    tree = apply_overlays(base, overlays)
    excluded = _exclude(provider, tree)
    checked = _checked(base, tree, provider, strict)
    merged, provider = checked.merged, checked.provider
    operations = read_operations(merged, provider)
    left_out = (*base.left_out, *checked.left_out)
    gone = {*excluded, *(one.operation for one in left_out)} - {one.name for one in operations}
    replayed = [one for one in samples if one.operation not in gone]
    check_samples(replayed, merged, provider, operations)
    return CorrectedGraphQL(
        provider,
        base,
        overlays,
        merged,
        tuple(operations),
        samples,
        left_out,
        len(excluded),
        (*base.notes, *checked.notes),
    )


def _checked(base: Base, tree: Tree, provider: Provider, strict: bool) -> Checked:
    """The checked schema; with `strict`, what was noted while reading is a problem, too."""
    read = (*(one.problem for one in base.left_out), *base.notes) if strict else ()
    (checked,) = gather([lambda: check_schema(base.path, tree, provider, strict)], read)
    return checked


def _exclude(provider: Provider, tree: Tree) -> list[str]:
    """Take away the operations that `provider.toml` does not choose; the names of their methods.

    Fragments that only these spread go with them.
    """
    requests = requests_of(tree.operations)
    every = [_candidate(node) for node in requests]
    chosen = {one.names for one in choose(provider, every)}
    gone = [one for one in requests if _candidate(one).names not in chosen]
    tree.operations = list(without_requests(tree.operations, gone))
    return [_candidate(node).names[0] for node in gone]


def _candidate(node: OperationDefinitionNode) -> Candidate:
    """An operation by the name of its method, and by its own."""
    name = node.name.value if node.name else ""
    return Candidate(name, (snake_case(name), name))


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
