"""Which correction made a node, in words, and what happens with a pointer that leads nowhere."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corrigenda.cli import main
from corrigenda.documents import parse_document
from corrigenda.overlay import apply_overlays, blame
from corrigenda.overlay.document import overlay_of
from corrigenda.problems import ProblemsError

PIPELINE = Path(__file__).parents[1] / "pipeline" / "base"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PIPELINE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["overlay", "blame", *arguments])


def test_a_node_that_a_correction_added() -> None:
    result = run("acme", "/paths/~1orders/post")
    copy = "overlays/acme/10-method.yaml:14:5"
    base = "schemas/acme/openapi.yaml"
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "/paths/~1orders/post: overlays/acme/10-method.yaml:13:14",
        "  AC-1 (certain) added it, overlays/acme/10-method.yaml:13:14",
        "    because: The example posts.",
        "    orders, lines 3: PUT",
        "    orders, lines 10-12: POST (believed)",
        "below it:",
        f"  /operationId: AC-1 (certain) copied it from {base}:8:7, {copy}",
        f"  /requestBody: AC-1 (certain) copied it from {base}:10:7, {copy}",
        f"  /responses: AC-1 (certain) copied it from {base}:15:7, {copy}",
        f"  /summary: AC-1 (certain) copied it from {base}:9:7, {copy}",
    ]


def test_a_node_that_came_with_another_one() -> None:
    lines = run("acme", "/paths/~1orders/post/responses/200/description").stdout.splitlines()
    assert lines[:2] == [
        "/paths/~1orders/post/responses/200/description: schemas/acme/openapi.yaml:17:11",
        "  AC-1 (certain) copied it from schemas/acme/openapi.yaml:15:7, "
        "overlays/acme/10-method.yaml:14:5, as part of `/paths/~1orders/post/responses`",
    ]


def test_a_node_that_no_correction_touched() -> None:
    assert run("acme", "/info/title").stdout == (
        "/info/title: schemas/acme/openapi.yaml:2:8\n  unchanged from the base\n"
    )


def test_the_whole_document() -> None:
    lines = run("acme", "").stdout.splitlines()
    assert lines[0] == "the whole document: schemas/acme/openapi.yaml:1:1"
    assert "  /paths/~1orders/put: AC-1 removed it, overlays/acme/10-method.yaml:17:5" in lines


def test_a_node_that_a_correction_removed() -> None:
    result = run("acme", "/paths/~1orders/put/summary")
    assert result.exit_code == 1
    assert result.stderr == (
        "schemas/acme/openapi.yaml:6:3: there is no `/paths/~1orders/put/summary`; "
        "the nearest node is `/paths/~1orders`; "
        "AC-1 removed `/paths/~1orders/put` (overlays/acme/10-method.yaml:17:5)\n"
        "  fix: try `/paths/~1orders/post`\n1 problem; nothing was written\n"
    )


@pytest.mark.parametrize(
    ("pointer", "nearest", "fix"),
    [
        ("/paths/~1order", "`/paths`", "try `/paths/~1orders`"),
        ("/servers/1", "`/servers`", "try `/servers/0`"),
        ("/servers/x", "`/servers`", "try `/servers/0`"),
        ("/info/title/x", "`/info/title`", "try the nearest node"),
        ("/zzz", "the root", "try `/openapi`, `/info`, `/servers`, `/security`, `/paths`"),
    ],
)
def test_a_pointer_to_nowhere(pointer: str, nearest: str, fix: str) -> None:
    result = run("acme", pointer)
    assert result.exit_code == 1
    assert (
        f"there is no `{pointer}`; the nearest node is {nearest}\n  fix: {fix}\n" in result.stderr
    )


def test_what_is_no_pointer() -> None:
    result = run("acme", "paths.get")
    assert result.exit_code == 1
    assert "there is no operation `paths.get`" in result.stderr
    assert "write a JSON pointer, such as" in result.stderr


@pytest.mark.parametrize("index", ["00", "0x0", "-0", "\u0660", "9" * 5000])
def test_an_index_is_spelled_in_one_way(index: str) -> None:
    base = parse_document(Path("base.yaml"), BASE)
    with pytest.raises(ProblemsError):
        blame(apply_overlays(base, []), f"/list/{index}")


def test_an_unknown_provider() -> None:
    result = run("acne", "/info")
    assert result.exit_code == 1
    assert "no provider is called `acne`" in result.stderr


BASE = """list:
  - {name: a}
  - {name: b}
  - {name: c}
x: {y: 1}
"""
OVERLAY = """overlay: 1.1.0
info: {title: T, version: "1"}
actions:
  - target: $.list[0]
    remove: true
  - target: $.list[?@.name=='c']
    update: {size: 1}
  - target: $.list
    update: [{name: d}]
  - target: $.list[0]
    description: The next one.
    remove: true
  - target: $.x.y
    update: 2
  - target: $.x.y
    update: 3
"""


def made(pointer: str) -> str:
    """Where a node comes from, and the lines of the actions that set it."""
    base = parse_document(Path("base.yaml"), BASE)
    overlay = overlay_of(parse_document(Path("overlay.yaml"), OVERLAY))
    found = blame(apply_overlays(base, [overlay]), pointer)
    lines = [touch.action.place.line for touch in found.history]
    return f"{found.origin.place} {lines}"


def test_items_keep_their_history_when_others_go() -> None:
    assert made("/list/0") == "base.yaml:4:5 []"
    assert made("/list/0/name") == "base.yaml:4:6 []"
    assert made("/list/0/size") == "overlay.yaml:7:14 [6]"
    assert made("/list/1/name") == "overlay.yaml:9:15 [8]"


def test_all_that_was_done_to_one_node() -> None:
    assert made("/x/y") == "overlay.yaml:16:5 [13, 15]"
