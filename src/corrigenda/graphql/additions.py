"""What an overlay adds to a schema: whole types, and members of types that are there.

Each addition gives the coordinates that it touched. Nothing in it may be there already, but for a
field that is written again, with the type that it has, to gain arguments.
"""

from collections.abc import Iterator
from typing import Any, cast

from graphql import TypeDefinitionNode, print_ast

from corrigenda.graphql.coordinates import Coordinate, nearest, type_named
from corrigenda.graphql.overlay import Patch
from corrigenda.graphql.read import kind_word, node_place
from corrigenda.graphql.tree import Tree, refuse, unchanged


def define(tree: Tree, patch: Patch) -> Iterator[str]:
    """Add a type."""
    node = patch.node
    assert isinstance(node, TypeDefinitionNode), "only types are added"
    before = type_named(tree.schema, node.name.value)
    if before is not None:
        message = f"there is a type `{node.name.value}` already ({node_place(before)})"
        raise refuse(node_place(node.name), message, "delete the definition, or `extend` the type")
    tree.schema.append(cast(TypeDefinitionNode, _without_by(node)))
    yield node.name.value


def _without_by(node: Any) -> Any:
    node.directives = tuple(one for one in node.directives if one.name.value != "by")
    return node


def extend(tree: Tree, patch: Patch) -> Iterator[str]:
    """Add members, interfaces, types of a union or directives to a type."""
    extension: Any = _without_by(patch.node)
    name = str(extension.name.value)
    target: Any = type_named(tree.schema, name)
    if target is None:
        close = nearest(tree.schema, Coordinate(name))
        fix = f"did you mean `{close}`?" if close else "define it, or correct the name"
        raise refuse(node_place(extension.name), f"the schema has no type `{name}`", fix)
    if kind_word(target) != kind_word(extension):
        message = f"`{name}` is {kind_word(target)}, not {kind_word(extension)}"
        raise refuse(patch.place, message, "extend it as what it is")
    before = print_ast(target)
    yield from _extend_parts(target, extension)
    if print_ast(target) == before:
        raise unchanged(patch)


def _extend_parts(target: Any, extension: Any) -> Iterator[str]:
    for key in ("fields", "values"):
        for node in getattr(extension, key, None) or ():
            yield from _extend_member(target, key, node)
    for key in ("interfaces", "types", "directives"):
        new = getattr(extension, key, None) or ()
        if new:
            setattr(target, key, (*(getattr(target, key, None) or ()), *new))
            yield str(target.name.value)


def _extend_member(target: Any, key: str, node: Any) -> Iterator[str]:
    at = Coordinate(target.name.value, node.name.value)
    present = getattr(target, key) or ()
    before = next((one for one in present if one.name.value == node.name.value), None)
    if before is None:
        setattr(target, key, (*present, node))
        yield str(at)
    else:
        yield from _extend_arguments(at, before, node)


def _extend_arguments(at: Coordinate, before: Any, node: Any) -> Iterator[str]:
    """A field written again with the type that it has gains the arguments that are new."""
    _check_again(at, before, node)
    known = {one.name.value for one in before.arguments}
    for argument in node.arguments:
        if argument.name.value in known:
            message = f"`{at}` has an argument `{argument.name.value}` already"
            place = node_place(argument)
            raise refuse(place, f"{message} ({node_place(before)})", "write only the new ones")
        before.arguments = (*before.arguments, argument)
        yield str(Coordinate(at.type, at.member, argument.name.value))


def _check_again(at: Coordinate, before: Any, node: Any) -> None:
    """What is written again says nothing but its type and its new arguments."""
    where = node_place(before)
    if not getattr(node, "arguments", None):
        retyped = ", or give it another type with `@retype`" if hasattr(before, "type") else ""
        raise refuse(
            node_place(node), f"there is a `{at}` already ({where})", f"delete it{retyped}"
        )
    if print_ast(before.type) != print_ast(node.type):
        message = f"`{at}` is `{print_ast(before.type)}`, not `{print_ast(node.type)}` ({where})"
        raise refuse(node_place(node.type), message, "write the type that it has")
    for extra in (node.description, *node.directives):
        if extra is not None:
            message = f"`{at}` is there already ({where}), and gains only arguments"
            raise refuse(node_place(extra), message, "delete this")
