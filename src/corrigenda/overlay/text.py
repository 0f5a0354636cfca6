"""Writes a document with overlays applied: in its original form, with minimal changes.

YAML keeps its comments, quotes, order and layout, JSON its indentation; numbers keep their digits.
Infinity and NaN cannot be written as JSON.
"""

from typing import Literal, NamedTuple

from corrigenda.documents import Document
from corrigenda.overlay.merged import Merged
from corrigenda.problems import Problem, ProblemsError
from corrigenda.texts.editor import edited_json, edited_yaml
from corrigenda.texts.json_text import dump_json, indent_of, json_text
from corrigenda.texts.layout import layout_of
from corrigenda.texts.yaml_writer import Layout, write_yaml
from corrigenda.trees import walk

Form = Literal["yaml", "json"]


class Written(NamedTuple):
    """A text, and whether it keeps the layout of the base."""

    text: str
    is_kept: bool


def form_of(document: Document) -> Form:
    """The form of a document; data without a file counts as YAML."""
    return "json" if document.text is not None and document.node is None else "yaml"


def merged_text(merged: Merged, form: Form) -> Written:
    """The text of a merged document.

    Raises:
        ProblemsError: it holds a value that JSON cannot represent.
    """
    if form == "json":
        return _json(merged)
    base = merged.base
    if form_of(base) == "json" and base.path.suffix.lower() in (".yaml", ".yml"):
        return _json(merged)  # JSON in a file of YAML is YAML, too
    if base.text is None or base.node is None:
        return Written(write_yaml(merged.root, Layout()), is_kept=True)
    text = edited_yaml(base.text, base.node, base.root, merged.root, merged.stood)
    if text is not None:
        return Written(text, is_kept=True)
    return Written(write_yaml(merged.root, layout_of(base.text, base.node)), is_kept=False)


def _json(merged: Merged) -> Written:
    base, indent = merged.base, "  "
    try:
        if base.text is not None and form_of(base) == "json":
            text = edited_json(base.text, base.root, merged.root, merged.stood)
            if text is not None:
                return Written(text, is_kept=True)
            indent = indent_of(base.text)
        return Written(dump_json(merged.root, indent), is_kept=True)
    except ValueError:
        raise ProblemsError([_no_json(merged)]) from None


def _no_json(merged: Merged) -> Problem:
    """The problem of the first node that JSON cannot represent."""
    for location, node in walk(merged.root):
        try:
            json_text(None if isinstance(node, dict | list) else node, "", "")
        except ValueError as error:
            message = f"the value cannot be written as JSON: {error}"
            return Problem(merged.place(location), message, "write YAML instead")
    raise AssertionError("there is such a node")
