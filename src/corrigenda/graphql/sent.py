"""Says what is sent of an operation: the corrected selections as they stand, and `__typename`.

A server refuses a whole document for one name that it does not know. So a document asks for what
the corrected operation asks for and for nothing else, and a fragment is sent only if somebody wrote
it. `__typename` is added where an object may be of several types: a client has a class for each.
"""

from collections.abc import Collection, Sequence
from copy import copy
from typing import Any, TypeVar, cast

from graphql import (
    REMOVE,
    FieldNode,
    FragmentDefinitionNode,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    is_abstract_type,
    print_ast,
    visit,
)

from corrigenda.graphql.flat import Fragments, response_key
from corrigenda.graphql.fragments import used_fragments
from corrigenda.graphql.kinds import named
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.own_names import Executable

N = TypeVar("N", bound=Executable)

_TYPENAME = FieldNode(name=NameNode(value="__typename"), arguments=(), directives=())


def sent_fragments(merged: Merged) -> dict[str, FragmentDefinitionNode]:
    """The fragments that people wrote, as they are sent, by name."""
    return {name: with_typenames(merged, node) for name, node in merged.fragments.items()}


def with_typenames(merged: Merged, node: N) -> N:
    """An operation or a fragment, with `__typename` wherever an object may be of several types."""
    info = TypeInfo(merged.schema)
    return cast(N, visit(node, TypeInfoVisitor(info, _Typenames(info))))


class _Typenames(Visitor):
    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info: Any = info

    def leave_field(self, node: FieldNode, *_: object) -> FieldNode | None:
        inner = node.selection_set
        if inner is None or not is_abstract_type(named(self._info.get_type())):
            return None
        fields = [one for one in inner.selections if isinstance(one, FieldNode)]
        if any(response_key(one) == "__typename" and not one.directives for one in fields):
            return None
        made = copy(node)
        made.selection_set = SelectionSetNode(selections=(_TYPENAME, *inner.selections))
        return made


def document_text(node: OperationDefinitionNode, fragments: Fragments) -> str:
    """The operation and the fragments that it uses, as one document."""
    definitions = [node, *(fragments[name] for name in used_fragments(node, fragments))]
    return "\n\n".join(print_ast(one) for one in definitions)


def operations_text(operations: Sequence[OperationDefinitionNode], fragments: Fragments) -> str:
    """All operations in the order of their names, then the fragments that they use."""
    used = {one for node in operations for one in used_fragments(node, fragments)}
    named = sorted(operations, key=lambda node: node.name.value if node.name else "")
    definitions = [*named, *(fragments[name] for name in sorted(used))]
    return "\n\n".join(print_ast(one) for one in definitions) + "\n"


def without(
    node: OperationDefinitionNode,
    variables: Collection[str],
    selections: Sequence[tuple[str, ...]] = (),
) -> OperationDefinitionNode:
    """An operation without some variables, what they fill, and some selections.

    Selections are named by the response keys that lead to them.
    """
    made: OperationDefinitionNode = visit(node, _Without(variables))
    for path in selections:
        made.selection_set = _without_selection(made.selection_set, path)
    return made


class _Without(Visitor):
    def __init__(self, variables: Collection[str]) -> None:
        super().__init__()
        self._variables = variables

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: object) -> Any:
        return REMOVE if node.variable.name.value in self._variables else None

    def enter_argument(self, node: Any, *_: object) -> Any:
        is_filled = isinstance(node.value, VariableNode)
        return REMOVE if is_filled and node.value.name.value in self._variables else None

    enter_object_field = enter_argument


def _without_selection(inner: SelectionSetNode, path: Sequence[str]) -> SelectionSetNode:
    kept: list[Any] = []
    for one in inner.selections:
        if not isinstance(one, FieldNode) or response_key(one) != path[0]:
            kept.append(one)
        elif len(path) > 1 and one.selection_set:
            made = copy(one)
            made.selection_set = _without_selection(one.selection_set, path[1:])
            kept.append(made)
    return SelectionSetNode(selections=tuple(kept))


def uses(node: Any, variable: str) -> bool:
    """Whether a variable is used anywhere below a node."""
    return variable in variables_of(node)


def variables_of(node: Any) -> set[str]:
    """The variables that are used anywhere below a node, without the fragments that it spreads."""
    visitor = _Variables()
    visit(node, visitor)
    return visitor.names


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        self.names.add(node.name.value)
