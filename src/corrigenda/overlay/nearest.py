"""Finds how far a JSONPath that selects nothing gets in a document.

The message shows which step is wrong, where the document differs, and which name was probably
meant.
"""

from difflib import get_close_matches
from typing import Any

from corrigenda.overlay.jsonpath import EffortError, Query, name_at, path_of
from corrigenda.overlay.merged import Merged
from corrigenda.trees import Location, is_object, node_at


def nearest(merged: Merged, query: Query) -> tuple[str, str]:
    """How far a query that selects nothing gets, and a suggestion, which may be empty."""
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
            where += f", whose `$ref: {node['$ref']}` does not resolve in this document"
        close = get_close_matches(name, list(node) if is_object(node) else [], 1)
        return f"`{name}` is not in {where}", f"did you mean `{close[0]}`? " if close else ""
    raise AssertionError("the root always exists")


def _first(merged: Merged, query: Query, length: int) -> Location | None:
    root = merged.root
    try:
        nodes = query.nodes(root, [query.node(root, root)], 0, length)
        return next((found.location for found in nodes), None)
    except EffortError:
        return None
