"""An overlay made by `diff` makes the new document of the old one, in few actions, by names."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.cli import main
from corrigenda.documents import read_document
from corrigenda.overlay import apply_overlay, diff_overlay
from corrigenda.trees import same, to_builtins
from tests.overlay.texts import NAMES, TREES

CASES = sorted(path.parent for path in (Path(__file__).parent / "diffs").glob("*/old.yaml"))

KEYS = NAMES | st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
NODES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | NUMBERS | KEYS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4),
    max_leaves=15,
)
ROOTS = st.dictionaries(KEYS, NODES, max_size=4)


@st.composite
def changed(draw: st.DrawFn, node: Any) -> Any:
    """A node that is near to another one: parts are gone, new, elsewhere, or something else."""
    if draw(st.integers(0, 5)) == 0:
        return draw(NODES)
    if isinstance(node, dict):
        members = {key: draw(changed(value)) for key, value in node.items() if draw(st.booleans())}
        moved = dict(zip(draw(st.permutations(list(node))), node.values(), strict=True))
        return draw(st.sampled_from([members, {**node, **members}, moved]))
    if isinstance(node, list):
        items = [draw(changed(value)) for value in node if draw(st.integers(0, 4))]
        items += draw(st.lists(NODES, max_size=1))
        return draw(st.sampled_from([items, list(draw(st.permutations(items)))]))
    return node if draw(st.booleans()) else draw(NODES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("old.yaml", "new.yaml"):
        (tmp_path / name).write_bytes((case / name).read_bytes())
    result = CliRunner().invoke(main, ["overlay", "diff", "old.yaml", "new.yaml", "-o", "o.yaml"])
    assert result.exit_code == 0
    assert Path("o.yaml").read_text() == (case / "overlay.yaml").read_text()

    result = CliRunner().invoke(main, ["overlay", "apply", "o.yaml", "-o", "out.yaml"])
    assert (result.exit_code, result.output) == (0, "")
    out, new = read_document(Path("out.yaml")).root, read_document(Path("new.yaml")).root
    assert same(out, new)


@given(ROOTS.flatmap(lambda old: st.tuples(st.just(old), ROOTS | changed(old))))
@settings(max_examples=300, deadline=None)
def test_applying_a_difference_gives_the_new_one(documents: tuple[Any, Any]) -> None:
    old, new = documents
    new = new if isinstance(new, dict) else {"new": new}
    before = to_builtins([old, new])
    assert same(apply_overlay(old, diff_overlay(old, new)), new)
    assert same([old, new], before), "the arguments are left alone"


@given(ROOTS)
@settings(max_examples=50, deadline=None)
def test_no_difference_does_nothing(document: Any) -> None:
    overlay = diff_overlay(document, document)
    assert overlay["actions"] == [{"target": "$"}]
    assert same(apply_overlay(document, overlay), document)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4), st.data())
@settings(max_examples=100, deadline=None)
def test_one_changed_member_is_one_action(document: Any, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(document)))
    overlay = diff_overlay(document, {**document, name: "a value that nothing has"})
    kinds = [next(key for key in action if key != "target") for action in overlay["actions"]]
    was_primitive = not isinstance(document[name], dict | list)
    assert kinds == (["update"] if was_primitive else ["remove", "update"])


def test_cost_does_not_grow_with_depth() -> None:
    def nested(leaf: int) -> Any:
        node: Any = leaf
        for depth in range(45):
            node = [{"name": f"n{depth}", "list": node, "depth": depth + leaf}]
        return {"root": node}

    assert same(apply_overlay(nested(1), diff_overlay(nested(1), nested(2))), nested(2))
