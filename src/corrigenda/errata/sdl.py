"""Rebuilds a GraphQL schema and its operations without some corrections, for the proof."""

from collections.abc import Sequence
from functools import partial

from graphql import DocumentNode, print_ast

from corrigenda.errata.prove import Case, Rebuilt
from corrigenda.problems import Problem, ProblemsError
from corrigenda.provider import Provider
from corrigenda.samples import Sample
from corrigenda.sdl.apply import apply_patches
from corrigenda.sdl.check import check_sdl
from corrigenda.sdl.operations import read_graphql_operations
from corrigenda.sdl.overlay import Patch, SdlOverlay
from corrigenda.sdl.read import Base
from corrigenda.sdl.replay import GraphQLContract, graphql_contract, graphql_sample_problems
from corrigenda.sdl.tree import Tree


def sdl_case(
    provider: Provider, base: Base, overlays: Sequence[SdlOverlay], samples: Sequence[Sample]
) -> Case:
    """What is proven of a GraphQL provider."""
    corrections = [identifier for overlay in overlays for identifier in overlay.corrections]
    return Case(corrections, samples, partial(_rebuild, provider, base, overlays))


def _rebuild(
    provider: Provider, base: Base, overlays: Sequence[SdlOverlay], without: frozenset[str]
) -> Rebuilt:
    patches = [patch for overlay in overlays for patch in overlay.patches]
    tree, fallen = _apply(base, patches, without, frozenset())
    content = _content(tree)
    try:
        merged = check_sdl(base.path, tree, provider)
        operations = read_graphql_operations(merged, provider)
    except ProblemsError as error:
        return Rebuilt(content, error.problems[0].message, lambda _sample: [], fallen)
    contract = graphql_contract(merged, provider, operations)
    return Rebuilt(content, "", partial(_replay, contract), fallen)


def _apply(
    base: Base, patches: Sequence[Patch], without: frozenset[str], fallen: frozenset[str]
) -> tuple[Tree, frozenset[str]]:
    """Apply patches, but for those of some corrections, and of those that fall with them.

    A correction of which one patch cannot be applied falls as a whole: then all begins anew without
    it, since others may fall with it.
    """
    kept = [patch for patch in patches if patch.correction not in without | fallen]
    tree, failed = apply_patches(base, kept)
    if not failed:
        return tree, fallen
    return _apply(base, patches, without, fallen | {failed[0][0].correction})


def _content(tree: Tree) -> str:
    """All that the schema, the operations and what is said of answers say."""
    definitions = (*tree.schema, *tree.operations)
    return print_ast(DocumentNode(definitions=definitions)) + "\n".join(sorted(tree.wrapped))


def _replay(contract: GraphQLContract, sample: Sample) -> list[Problem]:
    return list(graphql_sample_problems(sample, contract))
