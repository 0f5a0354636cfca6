"""Says how far a JSONPath leads in a document in which it selects nothing.

Exists so that a person sees the step that is wrong, where the document differs, and the name that
was probably meant.
"""

from difflib import get_close_matches
from typing import Any

from corrigenda.overlay.jsonpath import EffortError, Query, name_at, path_of
from corrigenda.overlay.merged import Merged
from corrigenda.trees import Location, is_object, node_at


def nearest(merged: Merged, query: Query) -> tuple[str, str]:
    """How far a query that selects nothing leads, and a guess at what was meant, or nothing."""
    for length in range(query.length - 1, -1, -1):
        found = _first(merged, query, length)
        if found is None:
            continue
        where = f"`{path_of(found)}` ({merged.place(found)})"
        name = name_at(query, length)
        if name is None:
            return f"`{query.compiled.segments[length]}` selects nothing in {where}", ""
        node: Any = node_at(merged.root, found)
        if is_object(node) and "$ref" in node:
            where += f", and its `$ref: {node['$ref']}` leads to no node here, or in a loop"
        close = get_close_matches(name, list(node) if is_object(node) else [], 1)
        return f"`{name}` is not in {where}", f"did you mean `{close[0]}`? " if close else ""
    raise AssertionError("the root is always there")


def _first(merged: Merged, query: Query, length: int) -> Location | None:
    root = merged.root
    try:
        nodes = query.nodes(root, [query.node(root, root)], 0, length)
        return next((found.location for found in nodes), None)
    except EffortError:
        return None
