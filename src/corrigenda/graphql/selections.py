"""Merges an overlay's patch of an operation into the documented operation.

An executable definition of the same kind and name is merged into the documented one: new
variables, arguments and selections are added, a selection with `@remove` is removed, `@rename`
renames the operation; the directives for the generator stay on it. Existing selections only lead to
new ones. A patch that changes nothing, or that names an unknown operation, is a problem.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from graphql import (
    ArgumentNode,
    DirectiveNode,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    print_ast,
)

from corrigenda.graphql.directives import read_arguments
from corrigenda.graphql.read import NAME, Executable, location_of, node_place
from corrigenda.problems import Problem, ProblemsError

FORMAT = "operations"


def merge_operation(operations: Sequence[Executable], patch: Executable) -> tuple[str, list[str]]:
    """Merge a patch into the operation (or fragment) that it names, in place.

    Returns:
        The new name of the operation, and what was changed, by its old name: the operation
        itself, its variables, and paths of selections below it.

    Raises:
        ProblemsError: the operation does not exist, or the patch does not change it.
    """
    target = _target(operations, patch)
    before, printed = print_ast(target), target.name.value
    touched = [*_merge_variables(target, patch), *_merge_directives(target, patch)]
    is_way = print_ast(target) != before
    touched += _merge_selections(target.selection_set, patch.selection_set, printed, is_way)
    return target.name.value, [printed, *touched]


def _refuse(node: Any, message: str, fix: str) -> ProblemsError:
    return ProblemsError([Problem(node_place(node), message, fix)])


def _kind(node: Executable) -> str:
    return node.operation.value if isinstance(node, OperationDefinitionNode) else "fragment"


def _target(operations: Sequence[Executable], patch: Executable) -> Any:
    known = [node.name.value for node in operations if node.name and _kind(node) == _kind(patch)]
    name = patch.name.value if patch.name else ""
    for node in operations:
        if node.name and node.name.value == name and _kind(node) == _kind(patch):
            return node
    close = get_close_matches(name, known, 1)
    fix = f"did you mean `{close[0]}`?" if close else f"use one of: {', '.join(known) or 'none'}"
    raise _refuse(patch.name or patch, f"unknown {_kind(patch)} `{name}`", fix)


def _merge_variables(target: Any, patch: Executable) -> Iterator[str]:
    present: tuple[VariableDefinitionNode, ...] = target.variable_definitions or ()
    names = {one.variable.name.value for one in present}
    for variable in patch.variable_definitions or ():
        name = variable.variable.name.value
        if name in names:
            message = f"`{target.name.value}` already has a variable `${name}`"
            raise _refuse(variable, message, "write only new variables")
        target.variable_definitions = (*(target.variable_definitions or ()), variable)
        yield f"{target.name.value}.${name}"


def _merge_directives(target: Any, patch: Executable) -> Iterator[str]:
    for directive in patch.directives or ():
        given = read_arguments(directive, FORMAT, location_of(patch))
        match directive.name.value:
            case "rename":
                yield _rename(target, directive, str(given["to"]))
            case "by":
                pass
            case _:
                target.directives = (*(target.directives or ()), directive)
                yield f"{target.name.value}/@{directive.name.value}"


def _rename(target: Any, directive: DirectiveNode, new: str) -> str:
    if not NAME.fullmatch(new):
        raise _refuse(
            directive, f"`{new}` is not a valid name", "use letters, digits and underscores"
        )
    if new == target.name.value:
        raise _refuse(directive, f"the name is already `{new}`", "delete `@rename`")
    target.name = NameNode(value=new, loc=directive.loc)
    return new


def _merge_selections(
    target: SelectionSetNode, patch: SelectionSetNode, path: str, is_way: bool
) -> Iterator[str]:
    """Merge selections; with `is_way`, an existing one need not lead to a new one."""
    for selection in patch.selections:
        same = [one for one in target.selections if _key(one) == _key(selection)]
        at = f"{path}/{_key(selection)}"
        if _is_removal(selection):
            yield from _take_away(target, same, selection, at)
        elif not same:
            target.selections = (*target.selections, selection)
            yield at
        else:
            touched = list(_merge_selection(same[0], selection, at, is_way))
            if not touched and not is_way:
                raise _refuse(selection, f"`{at}` is already selected", "delete it")
            yield from touched
    if not target.selections:
        fix = "keep a selection, or remove the field that holds them"
        raise _refuse(patch, f"`{path}` would have no selections left", fix)


def _key(node: SelectionNode) -> str:
    match node:
        case FieldNode():
            return node.alias.value if node.alias else node.name.value
        case FragmentSpreadNode():
            return f"...{node.name.value}"
        case InlineFragmentNode():
            return f"... on {node.type_condition.name.value if node.type_condition else ''}"
        case _:
            return print_ast(node)


def _is_removal(node: SelectionNode) -> bool:
    found = [one for one in node.directives or () if one.name.value == "remove"]
    for directive in found:
        read_arguments(directive, FORMAT, location_of(node))
    return bool(found)


def _take_away(
    target: SelectionSetNode, same: list[SelectionNode], selection: SelectionNode, at: str
) -> Iterator[str]:
    if not same:
        raise _refuse(selection, f"`{at}` is not selected", "delete it")
    inner = getattr(selection, "selection_set", None)
    if inner is not None and isinstance(selection, FieldNode):
        fix = "delete the selections below it, or put `@remove` on them instead"
        raise _refuse(inner, f"`@remove` on `{at}` already removes everything below it", fix)
    target.selections = tuple(one for one in target.selections if one not in same)
    yield at


def _merge_selection(target: Any, patch: Any, at: str, is_way: bool) -> Iterator[str]:
    if isinstance(target, FieldNode) and target.name.value != patch.name.value:
        message = f"`{at}` is the field `{target.name.value}`, not `{patch.name.value}`"
        raise _refuse(patch, message, "choose another alias")
    yield from _merge_arguments(target, patch, at)
    yield from _merge_conditions(target, patch, at)
    inner = getattr(patch, "selection_set", None)
    if inner is not None:
        if target.selection_set is None:
            target.selection_set = SelectionSetNode(selections=())
        yield from _merge_selections(target.selection_set, inner, at, is_way)


def _merge_arguments(target: Any, patch: Any, at: str) -> Iterator[str]:
    new: Sequence[ArgumentNode] = getattr(patch, "arguments", None) or ()
    for argument in new:
        name = argument.name.value
        before = [one for one in target.arguments or () if one.name.value == name]
        if before and print_ast(before[0]) == print_ast(argument):
            message = f"`{at}` already has this argument `{name}`"
            raise _refuse(argument, message, "write only arguments that change")
        kept = tuple(one for one in target.arguments or () if one not in before)
        target.arguments = (*kept, argument)
        yield f"{at}({name}:)"


def _merge_conditions(target: Any, patch: Any, at: str) -> Iterator[str]:
    for directive in patch.directives or ():
        name = directive.name.value
        if any(one.name.value == name for one in target.directives or ()):
            raise _refuse(directive, f"`{at}` already has `@{name}`", "delete it")
        target.directives = (*(target.directives or ()), directive)
        yield at
