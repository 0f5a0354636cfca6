"""Whatever a document says, the end comes in words, within seconds, and nothing is written."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from corrigenda.documents import parse_document
from corrigenda.overlay import ProblemsError, apply_overlay, diff_overlay

SECONDS = 60  # of the processor; what never ends, or squares, takes more on any machine
MEMORY = 1500 * 2**20
HEAD = "overlay: 1.1.0\ninfo: {title: Hostile, version: 1.0.0}\nactions:\n"


def overlay(*actions: Any) -> dict[str, Any]:
    return {"overlay": "1.1.0", "info": {"title": "", "version": ""}, "actions": list(actions)}


LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
MERGES = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}], k{n}: 1}}\n" for n in range(1, 10)
)
MANY = json.dumps({"list": list(range(450_000))})

ATTACKS = {
    "billion laughs": (LAUGHS, "  - target: $\n", "more than 1,000,000 nodes"),
    "a billion merges of one mapping": (MERGES, "  - target: $\n", ""),
    "an anchor in itself": ("a: &a [*a]\n", "  - target: $\n", "the alias `*a` is inside the node"),
    "nested lists": ("a: " + "[" * 100_000, "  - target: $\n", "nested deeper than 100 levels"),
    "nested mappings": (
        "\n".join(" " * n + "a:" for n in range(2000)),
        "  - target: $\n",
        "nested deeper than 100 levels",
    ),
    "nested JSON": ('{"a": ' + "[" * 100_000, "  - target: $\n", "nested"),
    "a number of many digits": ("a: " + "9" * 1_000_000, "  - target: $\n", "4,300 digits"),
    "a million nodes": (
        json.dumps({"list": [0] * 1_000_000}),
        "  - target: $\n",
        "more than 1,000,000 nodes",
    ),
    "a target that matches too many": (
        MANY,
        "  - target: $..*\n    remove: true\n",
        "matches more than 100,000 nodes",
    ),
    "a target that repeats itself": (
        "a: " + "{a: " * 60 + "1" + "}" * 60,
        "  - target: $..*..*..*..*..*..*\n    remove: true\n",
        "takes more than 2,000,000 steps",
    ),
    "a filter that looks at everything for everything": (
        MANY,
        "  - target: $.list[?count($..*) > 1]\n    remove: true\n",
        "takes more than 2,000,000 steps",
    ),
    "a regular expression that doubles": (
        "a: " + "a" * 60,
        "  - target: $[?search(@, '(a|aa)+c')]\n    remove: true\n",
        "a regular expression that takes more than 1 s",
    ),
    "a list that doubles": (
        "list: [1]\n",
        "".join(f"  - target: $.list\n    copy: $.list\n    x-n: {n}\n" for n in range(40)),
        "would have more than 1,000,000 nodes",
    ),
    "a tree that doubles": (
        "a: {}\n",
        "".join(
            f"  - target: $.a\n    update: {{b{n}: {{}}}}\n  - target: $.a.b{n}\n    copy: $\n"
            for n in range(40)
        ),
        "more than 1,000,000 nodes",
    ),
    "references in a loop": (
        "a: {$ref: '#/b'}\nb: {$ref: '#/a'}\nc: {$ref: '#/c/$ref'}\n",
        "  - target: $.a.x\n    remove: true\n  - target: $.c.x.y\n    update: {}\n",
        "",
    ),
}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_ends_in_words(attack: str, tmp_path: Path) -> None:
    base, actions, message = ATTACKS[attack]
    (tmp_path / "base").write_text(base)
    (tmp_path / "overlay.yaml").write_text(HEAD + actions)
    command = [sys.executable, "-m", "corrigenda", "overlay", "apply", "base", "overlay.yaml"]
    done = subprocess.run(
        [*command, "-o", "out.yaml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=limited,
    )
    assert "Traceback" not in done.stderr
    assert (done.returncode, message in done.stderr) == (1 if message else 0, True), done.stderr
    assert (tmp_path / "out.yaml").exists() == (message == "")


def test_plain_data_has_bounds_too() -> None:
    loop: dict[str, Any] = {}
    loop["self"] = loop
    shared: Any = ["x"] * 10
    for _doubling in range(9):
        shared = [shared] * 10
    for data, message in ((loop, "nested deeper"), ({"a": shared}, "more than 1,000,000 nodes")):
        with pytest.raises(ProblemsError, match=message):
            apply_overlay(data, overlay({"target": "$"}))
        with pytest.raises(ProblemsError, match=message):
            diff_overlay(data, {})


def test_what_stands_in_two_places_of_plain_data_is_changed_in_one() -> None:
    shared = {"x": 1}
    result = apply_overlay(
        {"a": shared, "b": shared}, overlay({"target": "$.a", "update": {"x": 2}})
    )
    assert result == {"a": {"x": 2}, "b": {"x": 1}}


def test_a_filter_over_three_megabytes_is_fast() -> None:
    """The figure is in benchmarks/; this only notices when it is another order of magnitude."""
    item = {"name": "n" * 40, "schema": {"type": "string", "description": "d" * 60}}
    base = {f"path{n}": {"parameters": [item] * 10} for n in range(1900)}
    base["path7"]["x-mark"] = [{"marked": True}]
    assert len(json.dumps(base)) > 3_000_000
    start = time.perf_counter()
    result = apply_overlay(base, overlay({"target": "$..[?@.marked]", "update": {"seen": 1}}))
    assert time.perf_counter() - start < 10
    assert result["path7"]["x-mark"] == [{"marked": True, "seen": 1}]


@pytest.mark.parametrize(
    ("suffix", "text", "place", "wrong"),
    [
        ("json", '{\n "x": "NaN, 1",\n "a": NaN\n}', "3:7", "`NaN` is not a JSON number"),
        ("json", '{"a\\"": [1, -Infinity]}', "1:13", "`-Infinity` is not a JSON number"),
        ("json", f'{{\n "x": 1.{"0" * 9},\n "a": -{"9" * 4301}}}', "3:7", "4,300 digits"),
        ("yaml", f"x: 1\na: {'9' * 4301}\n", "2:4", "4,300 digits"),
        ("yaml", f"x: 1\na: 0x{'f' * 4301}\n", "2:4", "4,300 digits"),
    ],
)
def test_a_number_that_is_not_read_has_a_place(
    suffix: str, text: str, place: str, wrong: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemsError) as refused:
        parse_document(tmp_path / f"numbers.{suffix}", text)
    (problem,) = refused.value.problems
    assert f"{problem.place.line}:{problem.place.column}" == place
    assert wrong in problem.message
