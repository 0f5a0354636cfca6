"""What `corrigenda.overlay` offers to Python, on plain data and on documents."""

from pathlib import Path

import pytest

import corrigenda.overlay
from corrigenda.documents import read_document
from corrigenda.overlay import (
    ProblemsError,
    apply_overlay,
    apply_overlays,
    diff_overlay,
    merged_text,
    read_overlay,
)

INFO = {"title": "T", "version": "1"}


def test_everything_that_is_offered_is_there() -> None:
    assert all(hasattr(corrigenda.overlay, name) for name in corrigenda.overlay.__all__)
    assert sorted(corrigenda.overlay.__all__) == corrigenda.overlay.__all__


def test_keys_of_plain_data_become_text() -> None:
    overlay = {
        "overlay": "1.1.0",
        "info": INFO,
        "actions": [{"target": "$.a['200']", "update": {404: "x"}}],
    }
    assert apply_overlay({"a": {200: {}}}, overlay) == {"a": {"200": {"404": "x"}}}


def test_overlays_in_order() -> None:
    one, two = (
        {"overlay": "1.1.0", "info": INFO, "actions": [{"target": "$.a", "update": value}]}
        for value in (["one"], "two")
    )
    assert apply_overlay({"a": []}, one, two) == {"a": ["one", "two"]}
    assert apply_overlay({"a": []}) == {"a": []}


def test_problems_point_into_the_data() -> None:
    actions = [{"target": "$.a", "update": {"b": {"c": 1}}}, {"target": "$."}]
    with pytest.raises(ProblemsError) as caught:
        apply_overlay({}, {"overlay": "1.1.0", "info": INFO, "actions": actions})
    assert str(caught.value).splitlines()[0] == (
        "overlay#/actions/1/target:1:1: `$.` is not a valid JSONPath"
    )
    with pytest.raises(ProblemsError) as caught:
        apply_overlay(
            {"a": {"b": [], "c": 1}, "d": 1},
            {"overlay": "1.1.0", "info": INFO, "actions": [{"target": "$", "update": {"d": {}}}]},
        )
    assert str(caught.value).splitlines()[0] == (
        "overlay#/actions/0/update/d:1:1: cannot merge an object into a primitive "
        "(at `/d`, base#/d:1:1)"
    )


@pytest.mark.parametrize("wrong", [[], "x", None])
def test_what_is_no_mapping(wrong: object) -> None:
    with pytest.raises(ProblemsError, match="not a mapping"):
        apply_overlay(wrong)  # type: ignore[arg-type]
    with pytest.raises(ProblemsError, match="not a mapping"):
        diff_overlay({}, wrong)  # type: ignore[arg-type]


def test_results_share_nothing_with_the_arguments() -> None:
    base, value = {"a": {"b": [1]}}, {"c": [2]}
    overlay = {"overlay": "1.1.0", "info": INFO, "actions": [{"target": "$", "update": value}]}
    result = apply_overlay(base, overlay)
    result["a"]["b"].append(3)
    result["c"].append(3)
    assert (base, value) == ({"a": {"b": [1]}}, {"c": [2]})
    made = diff_overlay({}, value, title="Mine")
    made["actions"][0]["update"]["c"].append(3)
    assert (value, made["info"]["title"]) == ({"c": [2]}, "Mine")


def test_documents_keep_their_text(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("a: 1  # one\n")
    (tmp_path / "overlay.json").write_text(
        '{"overlay": "1.0.0", "info": {"title": "T", "version": "1"},'
        ' "actions": [{"target": "$", "update": {"a": 2}}]}'
    )
    base = read_document(tmp_path / "base.yaml")
    merged = apply_overlays(base, [read_overlay(tmp_path / "overlay.json")])
    assert merged.root == {"a": 2}
    assert merged_text(merged, "yaml") == ("a: 2  # one\n", True)
    assert merged_text(merged, "json") == ('{\n  "a": 2\n}\n', True)
