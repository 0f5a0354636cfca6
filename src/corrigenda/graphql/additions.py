"""What an overlay adds to a schema: new types, and new parts of existing types.

Each addition yields the coordinates that it changes. It may only add what does not exist yet, but
it may repeat a field, with its type, to add arguments.
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
        message = f"type `{node.name.value}` already exists ({node_place(before)})"
        raise refuse(node_place(node.name), message, "delete the definition, or `extend` the type")
    tree.schema.append(cast(TypeDefinitionNode, _without_by(node)))
    yield node.name.value


def _without_by(node: Any) -> Any:
    node.directives = tuple(one for one in node.directives if one.name.value != "by")
    return node


def extend(tree: Tree, patch: Patch) -> Iterator[str]:
    """Add fields, enum values, interfaces, union member types or directives to a type."""
    extension: Any = _without_by(patch.node)
    name = str(extension.name.value)
    target: Any = type_named(tree.schema, name)
    if target is None:
        close = nearest(tree.schema, Coordinate(name))
        fix = f"did you mean `{close}`?" if close else "define the type, or correct its name"
        raise refuse(node_place(extension.name), f"the schema has no type `{name}`", fix)
    if kind_word(target) != kind_word(extension):
        message = f"`{name}` is {kind_word(target)}, not {kind_word(extension)}"
        raise refuse(patch.place, message, f"extend it as {kind_word(target)}")
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
    """Add the new arguments of a repeated field to the existing field."""
    _check_again(at, before, node)
    known = {one.name.value for one in before.arguments}
    for argument in node.arguments:
        if argument.name.value in known:
            message = f"`{at}` already has an argument `{argument.name.value}`"
            place = node_place(argument)
            raise refuse(place, f"{message} ({node_place(before)})", "write only new arguments")
        before.arguments = (*before.arguments, argument)
        yield str(Coordinate(at.type, at.member, argument.name.value))


def _check_again(at: Coordinate, before: Any, node: Any) -> None:
    """Check that a repeated field has nothing but its type and new arguments."""
    where = node_place(before)
    if not getattr(node, "arguments", None):
        retyped = ", or change its type with `@retype`" if hasattr(before, "type") else ""
        raise refuse(node_place(node), f"`{at}` already exists ({where})", f"delete it{retyped}")
    if print_ast(before.type) != print_ast(node.type):
        message = f"`{at}` is `{print_ast(before.type)}`, not `{print_ast(node.type)}` ({where})"
        raise refuse(node_place(node.type), message, "repeat the type of the existing field")
    for extra in (node.description, *node.directives):
        if extra is not None:
            message = f"`{at}` already exists ({where}); only arguments can be added to it"
            raise refuse(node_place(extra), message, "delete this description or directive")
