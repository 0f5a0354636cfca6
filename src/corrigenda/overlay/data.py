"""Applies and makes overlays that are plain data, for those who have no files.

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
    """What overlays make of a document, in order, as the Overlay Specification 1.0 and 1.1 says.

    Raises:
        ProblemsError: everything that is wrong with an overlay, or cannot be applied.
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
    """An overlay that makes `new` of `old`; if they are the same, one whose action does nothing.

    Raises:
        ProblemsError: one of the two is beyond the bounds of a document.
    """
    before, after = _document("old", old).root, _document("new", new).root
    # An overlay must have an action, and one without a verb is an action that does nothing.
    actions = diff_actions(before, after) or [{"target": "$"}]
    info = {"title": title, "version": "1.0.0"}
    made: Object = copied({"overlay": LATEST, "info": info, "actions": actions})
    return made


def _document(name: str, data: Mapping[str, Any]) -> Document:
    """A document that no file holds, with keys that are strings."""
    try:
        measure(data)
    except BoundError as error:
        raise ProblemsError([Problem(Place(Path(name)), str(error), "make it smaller")]) from None
    tree: Any = copied(data)
    if not is_object(tree):
        problem = Problem(Place(Path(name)), "it is not a mapping", "give a dict")
        raise ProblemsError([problem])
    return Document(Path(name), tree)
