"""Applies corrections to a GraphQL schema and its operations, patch by patch, in order.

A coordinate that does not exist, a wrong `was:`, an addition that already exists and a patch that
changes nothing are problems. The merged schema keeps no trace of the patches except in `touches`.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from graphql import (
    FieldDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    UnionTypeDefinitionNode,
    print_ast,
)

from corrigenda.graphql.additions import define, extend
from corrigenda.graphql.coordinates import find, parse_coordinate
from corrigenda.graphql.overlay import Overlay, Patch
from corrigenda.graphql.patches import remove, rename, retype, wrap
from corrigenda.graphql.read import Base, Executable
from corrigenda.graphql.selections import merge_operation
from corrigenda.graphql.tree import Touch, Tree
from corrigenda.problems import Problem, ProblemsError, raise_any


def apply_overlays(base: Base, overlays: Sequence[Overlay]) -> Tree:
    """Apply overlays in order to a copy of the base; neither they nor the base change.

    Raises:
        ProblemsError: a patch cannot be applied, or has no effect. Such patches are skipped, so
            that the error lists all of them.
    """
    patches = [patch for overlay in overlays for patch in overlay.patches]
    tree, failed = apply_patches(base, patches)
    problems = [problem for _patch, found in failed for problem in found]
    raise_any([*problems, *_gone(tree)])
    return tree


def apply_patches(
    base: Base, patches: Sequence[Patch]
) -> tuple[Tree, list[tuple[Patch, Sequence[Problem]]]]:
    """Apply patches to a copy of the base; return it, and failed patches with their problems."""
    tree = Tree(list(deepcopy(base.schema.definitions)), list(deepcopy(base.operations)))
    failed: list[tuple[Patch, Sequence[Problem]]] = []
    for patch in patches:
        try:
            _apply(tree, replace(patch, node=deepcopy(patch.node)))
        except ProblemsError as error:
            failed.append((patch, error.problems))
    return tree, failed


def _apply(tree: Tree, patch: Patch) -> None:
    for at in _STEPS[patch.kind](tree, patch):
        before = tree.touches.get(at)
        tree.touches[at] = Touch(patch.correction, patch.kind, patch.place, before)


def _merge(tree: Tree, patch: Patch) -> Iterator[str]:
    assert isinstance(patch.node, Executable), "only executable definitions are merged"
    printed = patch.node.name.value if patch.node.name else ""
    name, touched = merge_operation(tree.operations, patch.node)
    if name != printed:
        tree.rename(lambda at: _renamed(at, printed, name))
    yield from dict.fromkeys(_renamed(at, printed, name) for at in touched)


def _renamed(at: str, printed: str, name: str) -> str:
    """The name of a changed part after its operation is renamed."""
    is_of_it = at == printed or at.startswith((f"{printed}/", f"{printed}.$"))
    return f"{name}{at.removeprefix(printed)}" if is_of_it else at


_STEPS = {
    "retype": retype,
    "remove": remove,
    "rename": rename,
    "wrapped": wrap,
    "define": define,
    "extend": extend,
    "merge": _merge,
}


def _gone(tree: Tree) -> Iterator[Problem]:
    """Problems of `@wrapped` on fields that later patches removed or retyped."""
    for text in sorted(tree.wrapped):
        at = parse_coordinate(text)
        node = find(tree.schema, at) if at is not None else None
        place = tree.touches[text].place
        if node is None:
            message = f"`@wrapped` has no effect: another patch removes `{text}`"
            yield Problem(place, message, "delete one of the two patches")
        elif isinstance(node, FieldDefinitionNode) and not _holds_object(tree, node):
            message = f"`@wrapped` has no effect: `{text}` is `{print_ast(node.type)}`"
            yield Problem(place, message, "delete it: it needs a field that holds one object")


def _holds_object(tree: Tree, node: FieldDefinitionNode) -> bool:
    """Whether a field holds one object, not a list or a leaf value."""
    composite = (
        ObjectTypeDefinitionNode,
        InterfaceTypeDefinitionNode,
        UnionTypeDefinitionNode,
    )
    names = [one.name.value for one in tree.schema if isinstance(one, composite)]
    return print_ast(node.type).removesuffix("!") in names
