"""Rebuild a GraphQL schema and its operations without some corrections, for the proof."""

from collections.abc import Sequence
from functools import partial

from graphql import DocumentNode, print_ast

from corrigenda.errata.prove import Case, Rebuilt
from corrigenda.graphql.apply import apply_patches
from corrigenda.graphql.check import check_schema
from corrigenda.graphql.operations import read_operations
from corrigenda.graphql.overlay import Overlay, Patch
from corrigenda.graphql.read import Base
from corrigenda.graphql.replay import Contract, contract_of, sample_problems
from corrigenda.graphql.tree import Tree
from corrigenda.problems import Problem, ProblemsError
from corrigenda.provider import Provider
from corrigenda.samples import Sample


def graphql_case(
    provider: Provider, base: Base, overlays: Sequence[Overlay], samples: Sequence[Sample]
) -> Case:
    """The corrections of a GraphQL provider, and how to rebuild its schema."""
    corrections = [identifier for overlay in overlays for identifier in overlay.corrections]
    return Case(corrections, samples, partial(_rebuild, provider, base, overlays))


def _rebuild(
    provider: Provider, base: Base, overlays: Sequence[Overlay], without: frozenset[str]
) -> Rebuilt:
    patches = [patch for overlay in overlays for patch in overlay.patches]
    tree, fallen = _apply(base, patches, without, frozenset())
    content = _content(tree)
    try:
        merged = check_schema(base.path, tree, provider).merged
        operations = read_operations(merged, provider)
    except ProblemsError as error:
        return Rebuilt(content, error.problems[0].message, lambda _sample: [], fallen)
    contract = contract_of(merged, provider, operations)
    return Rebuilt(content, "", partial(_replay, contract), fallen)


def _apply(
    base: Base, patches: Sequence[Patch], without: frozenset[str], fallen: frozenset[str]
) -> tuple[Tree, frozenset[str]]:
    """Apply patches, except those of some corrections and of those that depend on them.

    If one patch of a correction cannot be applied, the whole correction is dropped. Then
    everything starts again without it, since others may depend on it.
    """
    kept = [patch for patch in patches if patch.correction not in without | fallen]
    tree, failed = apply_patches(base, kept)
    lost = next((patch.correction for patch, _problems in failed if patch.correction), "")
    if not lost:
        return tree, fallen
    return _apply(base, patches, without, fallen | {lost})


def _content(tree: Tree) -> str:
    """The schema, the operations and the marked fields as one text."""
    definitions = (*tree.schema, *tree.operations)
    return print_ast(DocumentNode(definitions=definitions)) + "\n".join(sorted(tree.wrapped))


def _replay(contract: Contract, sample: Sample) -> list[Problem]:
    return list(sample_problems(sample, contract))
