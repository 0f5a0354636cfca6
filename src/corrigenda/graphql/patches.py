"""The patches that a schema coordinate addresses: `@retype`, `@remove`, `@rename` and `@wrapped`.

Each yields the coordinates that it changes. A coordinate that does not exist, a wrong `was:` and a
patch that changes nothing are problems.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from graphql import (
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    GraphQLSyntaxError,
    NamedTypeNode,
    NameNode,
    Node,
    TypeDefinitionNode,
    TypeNode,
    Visitor,
    parse_type,
    print_ast,
    visit,
)

from corrigenda.graphql.coordinates import Coordinate, Found, Member, find, members, nearest
from corrigenda.graphql.coordinates import parse_coordinate as parse
from corrigenda.graphql.overlay import Patch
from corrigenda.graphql.read import NAME, node_place
from corrigenda.graphql.tree import Tree, refuse, unchanged
from corrigenda.problems import Place


def retype(tree: Tree, patch: Patch) -> Iterator[str]:
    """Change the type of a field, an argument or an input field."""
    at, node = _target(tree, patch)
    if not isinstance(node, Member) or isinstance(node, EnumValueDefinitionNode):
        fix = "name a field, an argument or an input field"
        raise refuse(_argument_place(patch, "at"), f"`{at}` has no type to change", fix)
    _check_was(patch, node)
    new = _type(patch)
    if print_ast(new) == print_ast(node.type):
        raise unchanged(patch)
    node.type = new
    yield str(at)


def remove(tree: Tree, patch: Patch) -> Iterator[str]:
    """Remove a type or a member of one."""
    at, node = _target(tree, patch)
    _check_was(patch, node)
    if isinstance(node, TypeDefinitionNode):
        tree.schema.remove(node)
    else:
        parent = find(tree.schema, Coordinate(at.type, at.member if at.argument else ""))
        assert parent is not None, "a member that was found has a parent"
        name = next(key for key in ("arguments", "values", "fields") if hasattr(parent, key))
        setattr(parent, name, tuple(one for one in members(parent) if one is not node))
    yield str(at)


def rename(tree: Tree, patch: Patch) -> Iterator[str]:
    """Rename a type or a member of one; references to the type follow."""
    at, node = _target(tree, patch)
    new = str(patch.arguments["to"])
    if new == node.name.value:
        raise unchanged(patch)
    if not NAME.fullmatch(new):
        place = _argument_place(patch, "to")
        raise refuse(place, f"`{new}` is not a valid name", "use letters, digits and underscores")
    moved = _moved(at, new)
    if find(tree.schema, moved) is not None:
        place = _argument_place(patch, "to")
        raise refuse(place, f"`{moved}` already exists", "choose another name")
    if isinstance(node, TypeDefinitionNode):
        for definition in (*tree.schema, *tree.operations):
            visit(definition, _Renaming(node.name.value, new))
    node.name = NameNode(value=new, loc=patch.node.loc)
    tree.rename(lambda text: _renamed(text, at, moved))
    yield str(moved)


def wrap(tree: Tree, patch: Patch) -> Iterator[str]:
    """Record that responses may also hold an object as a list of one."""
    at, node = _target(tree, patch)
    if not isinstance(node, FieldDefinitionNode) or "[" in print_ast(node.type):
        message = f"`{at}` is not a field that holds one object"
        raise refuse(_argument_place(patch, "at"), message, "name one, or `@retype` it first")
    if str(at) in tree.wrapped:
        raise unchanged(patch)
    tree.wrapped.add(str(at))
    yield str(at)


def _target(tree: Tree, patch: Patch) -> tuple[Coordinate, Found]:
    """The coordinate of the patch, and the node that it names."""
    place, text = _argument_place(patch, "at"), str(patch.arguments["at"])
    at = parse(text)
    if at is None:
        fix = "write `Type`, `Type.member` or `Type.field(argument:)`"
        raise refuse(place, f"`{text}` is not a schema coordinate", fix)
    node = find(tree.schema, at)
    if node is None:
        close = nearest(tree.schema, at)
        fix = f"did you mean `{close}`?" if close else "correct the coordinate, or delete the patch"
        raise refuse(place, f"the schema has no `{at}`", fix)
    return at, node


def _argument_place(patch: Patch, name: str) -> Place:
    arguments: Sequence[Any] = getattr(patch.node, "arguments", ())
    return next((node_place(one.value) for one in arguments if one.name.value == name), patch.place)


def _check_was(patch: Patch, node: Found) -> None:
    if "was" not in patch.arguments:
        return
    kind: Any = getattr(node, "type", None)
    stands = print_ast(kind) if kind else None
    if stands != patch.arguments["was"]:
        was = f"`{patch.arguments['was']}`"
        found = f"is `{stands}`, not {was}" if stands else f"has no type, so `was` cannot be {was}"
        message = f"`{patch.arguments['at']}` {found}"
        place = _argument_place(patch, "was")
        fix = "correct `was`, or delete the patch" if stands else "delete `was`"
        raise refuse(place, f"{message} ({node_place(node)})", fix)


def _type(patch: Patch) -> TypeNode:
    """The type that the patch names, with the place of the patch."""
    try:
        node = parse_type(str(patch.arguments["to"]))
    except GraphQLSyntaxError:
        place = _argument_place(patch, "to")
        fix = "write it as in SDL: `[Type!]!`"
        raise refuse(place, f"`{patch.arguments['to']}` is not a type", fix) from None
    visit(node, _Moving(patch.node))
    return node


class _Moving(Visitor):
    """Gives every node the place of another, so that problems name an existing file."""

    def __init__(self, home: Node) -> None:
        super().__init__()
        self._home = home

    def enter(self, node: Node, *_: object) -> None:
        node.loc = self._home.loc


def _moved(at: Coordinate, new: str) -> Coordinate:
    if at.argument:
        return replace(at, argument=new)
    return replace(at, member=new) if at.member else replace(at, type=new)


def _renamed(text: str, old: Coordinate, new: Coordinate) -> str:
    """A coordinate after the part that it names, or a part around that, is renamed."""
    at = parse(text)
    if at is None or at.type != old.type or old.member not in ("", at.member):
        return text
    if old.argument:
        return str(new) if at == old else text
    moved = replace(at, type=new.type, member=new.member or at.member)
    return str(moved)


class _Renaming(Visitor):
    """Renames every reference to a type."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__()
        self._old, self._new = old, new

    def enter_named_type(self, node: NamedTypeNode, *_: object) -> None:
        if node.name.value == self._old:
            node.name.value = self._new
