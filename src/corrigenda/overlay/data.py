"""Applies and makes overlays as plain data, without files.

The places in problems are JSON pointers into the data: `overlay#/actions/0/target`. Arguments are
never changed, and results share nothing with them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corrigenda.documents import Document
from corrigenda.overlay.apply import apply_overlays
from corrigenda.overlay.diff import diff_actions
from corrigenda.overlay.document import LATEST, overlay_of
from corrigenda.problems import Place, Problem, ProblemsError
from corrigenda.trees import BoundError, Object, copied, is_object, measure


def apply_overlay(base: Mapping[str, Any], *overlays: Mapping[str, Any]) -> Object:
    """Apply overlays to a document, in order, as the Overlay Specification 1.0 and 1.1 says.

    Raises:
        ProblemsError: an overlay is wrong, or cannot be applied.
    """
    document = _document("base", base)
    read = [
        overlay_of(_document("overlay" if len(overlays) == 1 else f"overlay {number}", overlay))
        for number, overlay in enumerate(overlays, start=1)
    ]
    return apply_overlays(document, read).root


def diff_overlay(
    old: Mapping[str, Any], new: Mapping[str, Any], title: str = "Differences"
) -> Object:
    """Make an overlay that turns `old` into `new`; if they are equal, its one action does nothing.

    Raises:
        ProblemsError: one of the two is beyond the bounds of a document.
    """
    before, after = _document("old", old).root, _document("new", new).root
    # An overlay must have an action; one without `update`, `copy` or `remove` does nothing.
    actions = diff_actions(before, after) or [{"target": "$"}]
    info = {"title": title, "version": "1.0.0"}
    made: Object = copied({"overlay": LATEST, "info": info, "actions": actions})
    return made


def _document(name: str, data: Mapping[str, Any]) -> Document:
    """A document without a file, its keys converted to strings."""
    try:
        measure(data)
    except BoundError as error:
        problem = Problem(Place(Path(name)), str(error), "pass less data, or less nesting")
        raise ProblemsError([problem]) from None
    tree: Any = copied(data)
    if not is_object(tree):
        problem = Problem(Place(Path(name)), "the data is not a mapping", "pass a dict")
        raise ProblemsError([problem])
    return Document(Path(name), tree)
