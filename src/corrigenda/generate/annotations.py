"""Reads the annotations of generated structs, as syntax trees."""

import ast
from collections.abc import Sequence


def either(kinds: Sequence[ast.expr]) -> ast.expr:
    """The union of annotations."""
    first, *rest = kinds
    for kind in rest:
        first = ast.BinOp(first, ast.BitOr(), kind)
    return first


def members(node: ast.expr) -> list[ast.expr]:
    """The members of a union, or the annotation itself."""
    if isinstance(node, ast.BinOp):
        return [*members(node.left), *members(node.right)]
    return [node]


def optional(node: ast.expr) -> bool:
    """Whether the annotation allows None or UNSET."""
    return any(isinstance(one, ast.Constant) or is_unset(one) for one in members(node))


def required(node: ast.expr) -> ast.expr:
    """The annotation without None and UNSET."""
    kept = [one for one in members(node) if not isinstance(one, ast.Constant) and not is_unset(one)]
    return either(kept)


def is_unset(node: ast.expr) -> bool:
    """Whether the annotation is that of a value that was left out."""
    return isinstance(node, ast.Name) and node.id == "UnsetType"


def is_list(node: ast.expr) -> bool:
    """Whether the annotation is a list, or a list or None."""
    return isinstance(required(node), ast.Subscript)


def item_of(node: ast.expr) -> str:
    """The annotation of the items of a list."""
    bare = required(node)
    return ast.unparse(bare.slice) if isinstance(bare, ast.Subscript) else ast.unparse(bare)
