"""Completes `@paging(style: connection)` with the names of the convention.

Source: the Relay Cursor Connections Specification. `items` is `nodes` where an operation selects
it, and `edges.node` otherwise.
"""

from collections.abc import Iterable
from dataclasses import replace

from graphql import OperationDefinitionNode, SelectionSetNode

from corrigenda.graphql.flat import Fragments, fields_anywhere, response_key
from corrigenda.graphql.merged import Hint

_CONVENTION = {"after": "after", "next": "pageInfo.endCursor", "more": "pageInfo.hasNextPage"}


def with_convention(
    hint: Hint | None, node: OperationDefinitionNode, steps: Iterable[str], fragments: Fragments
) -> Hint | None:
    """The directive of an operation, with the names that a connection leaves out.

    Args:
        hint: the directive, or None.
        node: the operation.
        steps: the response keys that lead to what the method returns.
        fragments: the fragments of the operation, by name.
    """
    if hint is None or hint.arguments.get("style") != "connection":
        return hint
    selected = _selected(node.selection_set, steps, fragments)
    items = "nodes" if "nodes" in selected else "edges.node"
    return replace(hint, arguments={**_CONVENTION, "items": items, **hint.arguments})


def _selected(selections: SelectionSetNode, steps: Iterable[str], fragments: Fragments) -> set[str]:
    sets = [selections]
    for step in steps:
        fields = [one for each in sets for one in fields_anywhere(each, fragments)]
        sets = [
            one.selection_set for one in fields if response_key(one) == step and one.selection_set
        ]
    return {response_key(one) for each in sets for one in fields_anywhere(each, fragments)}
