"""What is written says what it should, and differs from the base only where it has to."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.documents import Document, parse_document
from corrigenda.overlay.apply import apply_overlays
from corrigenda.overlay.document import Overlay, overlay_of
from corrigenda.overlay.jsonpath import path_of
from corrigenda.overlay.merged import Merged
from corrigenda.overlay.text import merged_text
from corrigenda.problems import ProblemsError
from corrigenda.texts.json_text import dump_json, json_text, load_json
from corrigenda.texts.yaml_reader import read_yaml
from corrigenda.texts.yaml_writer import Layout, flow, write_yaml
from corrigenda.trees import same, walk
from tests.overlay.texts import NAMES, ROOTS, SCALARS, TREES, yaml_texts

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
HARD = "yes 012 0x1f 1e5 ~ null - : ? a: #x !x &a *a @ ` % --- ... .5 .inf << = [a {a a,b ' \" \\"
LINES = ["- a", "a: b", "a #b", " a", "a\nb", "a\nb\n", "a\n\nb", "a\n\n", " a\nb", "a \nb", "\n"]
SPECIAL = st.sampled_from([*HARD.split(), *LINES, "\t", "\x85", "\u2028", "\ufeff", "2020-01-01"])
TEXTS = ANY_TEXT | SPECIAL | st.just("x" * 1100) | st.just("word " * 40 + "end")
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
NODES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXTS, below, max_size=4),
    max_leaves=15,
)
LAYOUTS = st.sampled_from([Layout(), Layout(4, 0), Layout(2, 0, 40)])


@st.composite
def overlays(draw: st.DrawFn, root: Any, with_removals: bool) -> Overlay:
    """An overlay that fits a document, more or less."""
    spots = list(walk(root))
    actions: list[Any] = []
    for _number in range(draw(st.integers(1, 4))):
        at, node = draw(st.sampled_from(spots))
        verb = draw(st.sampled_from(["update", "copy", "remove"]))
        if verb == "remove" and at and with_removals:
            action: Any = {"remove": True}
        elif verb == "copy":
            action = {"copy": path_of(draw(st.sampled_from(spots))[0])}
        else:
            objects = st.dictionaries(NAMES, TREES, max_size=2)
            kinds: Any = objects if isinstance(node, dict) else SCALARS
            action = {"update": draw(TREES if isinstance(node, list) else kinds)}
        action["target"] = path_of(at)
        actions += [] if action in actions else [action]
    info = {"title": "Random", "version": "1"}
    return overlay_of(Document(Path("o"), {"overlay": "1.1.0", "info": info, "actions": actions}))


def applied(base: Document, overlay: Overlay) -> Merged | None:
    try:
        return apply_overlays(base, [overlay])
    except ProblemsError:
        return None


@given(yaml_texts(), st.booleans(), st.data())
@settings(max_examples=400, deadline=None)
def test_yaml_changes_where_its_data_did(
    given_text: tuple[str, Any], with_removals: bool, data: st.DataObject
) -> None:
    text, root = given_text
    base = parse_document(Path("base.yaml"), text)
    assert same(base.root, root), "the text was read as it was meant"
    merged = applied(base, data.draw(overlays(root, with_removals)))
    if merged is None:
        return
    written = merged_text(merged, "yaml")
    assert written.is_kept
    back, _node = read_yaml(written.text)
    assert json.dumps(back) == json.dumps(merged.root), "also in the same order"
    if json.dumps(merged.root) == json.dumps(root):
        assert written.text == text
    if not with_removals:
        for comment in ("# note", "# top", "# end"):
            assert written.text.count(comment) == text.count(comment)


@given(ROOTS, st.sampled_from([2, 4, "\t", None]), st.booleans(), st.data())
@settings(max_examples=200, deadline=None)
def test_json_changes_where_its_data_did(
    root: Any, indent: Any, ascii_only: bool, data: st.DataObject
) -> None:
    text = json.dumps(root, indent=indent, ensure_ascii=ascii_only)
    base = parse_document(Path("base.json"), text)
    merged = applied(base, data.draw(overlays(root, with_removals=True)))
    if merged is None:
        return
    written = merged_text(merged, "json")
    assert json.dumps(json.loads(written.text)) == json.dumps(merged.root)
    if json.dumps(merged.root) == json.dumps(root):
        assert written.text == text


@given(st.dictionaries(TEXTS, NODES, max_size=4), LAYOUTS)
@settings(max_examples=300, deadline=None)
def test_round_trip(root: Any, layout: Layout) -> None:
    """JSON to YAML to JSON, in every way that either is written."""
    for yaml in (write_yaml(root, layout), flow(root)):
        assert same(read_yaml(yaml)[0], root)
    for text in (dump_json(root), json_text(root, "", "")):
        assert same(load_json(text), root)


@given(yaml_texts())
@settings(max_examples=100, deadline=None)
def test_yaml_to_json_and_back(given_text: tuple[str, Any]) -> None:
    text, root = given_text
    overlay = Document(
        Path("o"),
        {"overlay": "1.1.0", "info": {"title": "", "version": ""}, "actions": [{"target": "$"}]},
    )
    merged = apply_overlays(parse_document(Path("b.yaml"), text), [overlay_of(overlay)])
    assert same(load_json(merged_text(merged, "json").text), root)


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4), st.data())
@settings(max_examples=200, deadline=None)
def test_idempotent_where_nothing_is_appended(root: Any, data: st.DataObject) -> None:
    """Updates of objects and primitives, and removals by name, do nothing the second time."""

    def appends(node: Any, update: Any) -> bool:
        if isinstance(node, list):
            return True
        both = (
            node.keys() & update.keys()
            if isinstance(node, dict) and isinstance(update, dict)
            else ()
        )
        return any(appends(node[key], update[key]) for key in both)

    at, node = data.draw(st.sampled_from(list(walk(root))))
    update = data.draw(
        st.dictionaries(NAMES, TREES, max_size=2) if isinstance(node, dict) else SCALARS
    )
    named = all(isinstance(step, str) for step in at)
    remove = at != () and named and data.draw(st.booleans())
    action: Any = {"target": path_of(at), **({"remove": True} if remove else {"update": update})}
    info = {"title": "Once", "version": "1"}
    document = Document(Path("o"), {"overlay": "1.1.0", "info": info, "actions": [action]})
    once = applied(parse_document(Path("b.json"), json.dumps(root)), overlay_of(document))
    if once is None or (not remove and appends(node, update)):
        return
    has_lists = any(isinstance(below, list) for _at, below in walk(update))
    again = applied(Document(Path("b"), once.root), overlay_of(document))
    if again is not None and not has_lists:
        assert same(again.root, once.root)
