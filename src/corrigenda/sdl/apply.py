"""Applies corrections to a GraphQL schema and to its operations, patch by patch, in order.

It works on syntax trees, so that nothing is lost that a schema object would forget, and it is
strict: a coordinate that leads nowhere, a `was:` that is not so, an addition that is there already,
a patch that changes nothing are problems. What the patches are made of stays behind: the merged
schema has no trace of them but its `touches`.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, cast

from graphql import (
    DefinitionNode,
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

from corrigenda.problems import Place, Problem, ProblemsError, raise_any
from corrigenda.sdl.coordinates import (
    Coordinate,
    Found,
    Member,
    find,
    members,
    nearest,
    parse_coordinate,
    type_named,
)
from corrigenda.sdl.overlay import Patch, SdlOverlay
from corrigenda.sdl.read import Base, Executable, node_place, read_document
from corrigenda.sdl.selections import merge_operation


@dataclass(frozen=True, slots=True)
class Touch:
    """A correction made a node what it is, at a place of an overlay."""

    correction: str
    place: Place


@dataclass(slots=True)
class Tree:
    """The definitions while patches are applied, by name of what they touched."""

    schema: list[DefinitionNode]
    operations: list[Executable]
    wrapped: set[str] = field(default_factory=set[str])
    touches: dict[str, Touch] = field(default_factory=dict[str, Touch])


def apply_sdl_overlays(base: Base, overlays: Sequence[SdlOverlay]) -> Tree:
    """Apply overlays in order to a fresh copy of the base.

    Raises:
        ProblemsError: every patch that cannot be applied, or has no effect; it is passed over, so
            that all problems show at once.
    """
    patches = [patch for overlay in overlays for patch in overlay.patches]
    tree, failed = apply_patches(base, patches)
    raise_any(problem for _patch, problems in failed for problem in problems)
    return tree


def apply_patches(
    base: Base, patches: Sequence[Patch]
) -> tuple[Tree, list[tuple[Patch, Sequence[Problem]]]]:
    """Apply patches to a fresh copy of the base, and say which cannot be applied, and why."""
    tree = Tree(list(read_document(base.path).definitions), _fresh_operations(base))
    failed: list[tuple[Patch, Sequence[Problem]]] = []
    for patch in patches:
        try:
            _apply(tree, patch)
        except ProblemsError as error:
            failed.append((patch, error.problems))
    return tree, failed


def _fresh_operations(base: Base) -> list[Executable]:
    read = [node for path in base.files for node in read_document(path).definitions]
    return [node for node in read if isinstance(node, Executable)]


def _apply(tree: Tree, patch: Patch) -> None:
    touched = Touch(patch.correction, patch.place)
    for coordinate in _STEPS[patch.kind](tree, patch):
        tree.touches[coordinate] = touched


def _refuse(place: Place, message: str, fix: str) -> ProblemsError:
    return ProblemsError([Problem(place, message, fix)])


def _target(tree: Tree, patch: Patch) -> tuple[Coordinate, Found]:
    """What the patch's coordinate names."""
    place, text = _argument_place(patch, "at"), str(patch.arguments["at"])
    at = parse_coordinate(text)
    if at is None:
        fix = "write `Type`, `Type.member` or `Type.field(argument:)`"
        raise _refuse(place, f"`{text}` is no schema coordinate", fix)
    node = find(tree.schema, at)
    if node is None:
        close = nearest(tree.schema, at)
        fix = f"did you mean `{close}`?" if close else "correct the coordinate, or delete the patch"
        raise _refuse(place, f"the schema has no `{at}`", fix)
    return at, node


def _argument_place(patch: Patch, name: str) -> Place:
    arguments: Sequence[Any] = getattr(patch.node, "arguments", ())
    return next((node_place(one.value) for one in arguments if one.name.value == name), patch.place)


def _retype(tree: Tree, patch: Patch) -> Iterator[str]:
    at, node = _target(tree, patch)
    if not isinstance(node, Member) or isinstance(node, EnumValueDefinitionNode):
        raise _refuse(patch.place, f"`{at}` has no type", "retype a field or an argument")
    _check_was(patch, node)
    new = _type(patch)
    if print_ast(new) == print_ast(node.type):
        raise _unchanged(patch)
    node.type = new
    yield str(at)


def _check_was(patch: Patch, node: Found) -> None:
    if "was" not in patch.arguments:
        return
    kind: Any = getattr(node, "type", None)
    stands = print_ast(kind) if kind else None
    if stands != patch.arguments["was"]:
        place = _argument_place(patch, "was")
        found = f"is `{stands}`" if stands else "has no type"
        message = f"`{patch.arguments['at']}` {found}, not `{patch.arguments['was']}`"
        raise _refuse(place, f"{message} ({node_place(node)})", "look at the schema again")


def _unchanged(patch: Patch) -> ProblemsError:
    fix = "delete it: the schema says so already"
    return _refuse(patch.place, "the patch changes nothing", fix)


def _type(patch: Patch) -> TypeNode:
    """The type that the patch writes, as if it stood where the patch stands."""
    try:
        node = parse_type(str(patch.arguments["to"]))
    except GraphQLSyntaxError:
        place = _argument_place(patch, "to")
        fix = "write it as SDL does: `[Type!]!`"
        raise _refuse(place, f"`{patch.arguments['to']}` is no type", fix) from None
    visit(node, _Moving(patch.node))
    return node


class _Moving(Visitor):
    """Gives every node the place of another, so that problems name a file that exists."""

    def __init__(self, home: Node) -> None:
        super().__init__()
        self._home = home

    def enter(self, node: Node, *_: object) -> None:
        node.loc = self._home.loc


def _remove(tree: Tree, patch: Patch) -> Iterator[str]:
    at, node = _target(tree, patch)
    _check_was(patch, node)
    if isinstance(node, TypeDefinitionNode):
        tree.schema.remove(node)
    else:
        parent = find(tree.schema, Coordinate(at.type, at.member if at.argument else ""))
        assert parent is not None, "a member that was found has a parent"
        _set_members(parent, tuple(one for one in members(parent) if one is not node))
    yield str(at)


def _set_members(node: Found, kept: tuple[Member, ...]) -> None:
    name = next(key for key in ("arguments", "values", "fields") if hasattr(node, key))
    setattr(node, name, kept)


def _rename(tree: Tree, patch: Patch) -> Iterator[str]:
    at, node = _target(tree, patch)
    new = str(patch.arguments["to"])
    if new == node.name.value:
        raise _unchanged(patch)
    moved = (
        Coordinate(at.type, at.member, new)
        if at.argument
        else Coordinate(at.type, new)
        if at.member
        else Coordinate(new)
    )
    if find(tree.schema, moved) is not None:
        raise _refuse(patch.place, f"there is a `{moved}` already", "choose another name")
    if isinstance(node, TypeDefinitionNode):
        for definition in tree.schema:
            visit(definition, _Renaming(node.name.value, new))
    node.name = NameNode(value=new, loc=patch.node.loc)
    yield str(moved)


class _Renaming(Visitor):
    """Gives every reference to a type its new name."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__()
        self._old, self._new = old, new

    def enter_named_type(self, node: NamedTypeNode, *_: object) -> None:
        if node.name.value == self._old:
            node.name.value = self._new


def _wrap(tree: Tree, patch: Patch) -> Iterator[str]:
    at, node = _target(tree, patch)
    if not isinstance(node, FieldDefinitionNode) or "[" in print_ast(node.type):
        raise _refuse(patch.place, f"`{at}` is no field that holds one object", "retype it first")
    if str(at) in tree.wrapped:
        raise _unchanged(patch)
    tree.wrapped.add(str(at))
    yield str(at)


def _define(tree: Tree, patch: Patch) -> Iterator[str]:
    node = patch.node
    if not isinstance(node, TypeDefinitionNode):
        fix = "an overlay adds types, `extend`s them, and merges operations"
        raise _refuse(patch.place, f"a `{node.kind}` cannot be added", fix)
    before = type_named(tree.schema, node.name.value)
    if before is not None:
        message = f"there is a type `{node.name.value}` already ({node_place(before)})"
        raise _refuse(patch.place, message, "delete the definition, or `extend` the type")
    tree.schema.append(cast(TypeDefinitionNode, _without_by(node)))
    yield node.name.value


def _without_by(node: Any) -> Any:
    stripped = copy(node)
    stripped.directives = tuple(one for one in node.directives if one.name.value != "by")
    return stripped


def _extend(tree: Tree, patch: Patch) -> Iterator[str]:
    extension: Any = patch.node
    name = str(extension.name.value)
    target = type_named(tree.schema, name)
    if target is None:
        close = nearest(tree.schema, Coordinate(name))
        fix = f"did you mean `{close}`?" if close else "define it, or correct the name"
        raise _refuse(node_place(extension.name), f"the schema has no type `{name}`", fix)
    if target.kind.replace("_definition", "") != extension.kind.replace("_extension", ""):
        kinds = f"a `{target.kind}`, not a `{extension.kind}`"
        raise _refuse(patch.place, f"`{name}` is {kinds}", "extend it as what it is")
    yield from _extend_parts(patch, target, extension)


def _extend_parts(patch: Patch, target: Any, extension: Any) -> Iterator[str]:
    """Add fields, values, interfaces, members of a union and directives."""
    name, before = target.name.value, print_ast(target)
    for key in ("fields", "values"):
        for node in getattr(extension, key, None) or ():
            yield from _extend_member(target, key, node)
    for key in ("interfaces", "types", "directives"):
        new = (
            _without_by(extension).directives
            if key == "directives"
            else getattr(extension, key, ())
        )
        if new:
            setattr(target, key, (*(getattr(target, key, None) or ()), *new))
            yield str(name)
    if print_ast(target) == before:
        raise _unchanged(patch)


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
    new = getattr(node, "arguments", None) or ()
    where = node_place(before)
    if not new or not hasattr(before, "arguments"):
        fix = "delete it here, or give it another type with `@retype`"
        raise _refuse(node_place(node), f"there is a `{at}` already ({where})", fix)
    if print_ast(before.type) != print_ast(node.type):
        message = f"`{at}` is `{print_ast(before.type)}`, not `{print_ast(node.type)}` ({where})"
        raise _refuse(node_place(node.type), message, "write the type that it has")
    known = {one.name.value for one in before.arguments}
    for argument in new:
        if argument.name.value in known:
            message = f"`{at}` has an argument `{argument.name.value}` already ({where})"
            raise _refuse(node_place(argument), message, "write only the new ones")
        before.arguments = (*before.arguments, argument)
        yield str(Coordinate(at.type, at.member, argument.name.value))


def _merge(tree: Tree, patch: Patch) -> Iterator[str]:
    assert isinstance(patch.node, Executable), "only executable definitions are merged"
    yield from merge_operation(tree.operations, patch.node)


_STEPS = {
    "retype": _retype,
    "remove": _remove,
    "rename": _rename,
    "wrapped": _wrap,
    "define": _define,
    "extend": _extend,
    "merge": _merge,
}
