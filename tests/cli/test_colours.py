"""What a terminal gets, and what a pipe never gets. The terminals here are real ones."""

import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

PIPELINE = Path(__file__).parents[1] / "pipeline/base"
ESCAPE = b"\x1b"
ERRATA = ("errata", "acme")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PIPELINE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


def run(words: Sequence[str], out: bool, err: bool, **variables: str) -> tuple[bytes, bytes]:
    """What a command writes, where each stream is a terminal or a pipe."""
    ends = [pty.openpty() if one else os.pipe() for one in (out, err)]
    done = subprocess.Popen(
        [sys.executable, "-m", "corrigenda", *words],
        stdout=ends[0][1],
        stderr=ends[1][1],
        env={**_kept(), "TERM": "xterm-256color", "COLUMNS": "90", **variables},
    )
    for _mine, its in ends:
        os.close(its)
    texts = tuple(_all_of(mine) for mine, _its in ends)
    assert done.wait() in (0, 1)
    return texts[0], texts[1]


def _kept() -> dict[str, str]:
    names = ("NO_COLOR", "FORCE_COLOR", "CI", "COLORTERM")
    return {key: value for key, value in os.environ.items() if key not in names}


def _all_of(end: int) -> bytes:
    text = b""
    try:
        while part := os.read(end, 65536):
            text += part
    except OSError:
        pass  # a terminal whose other side is closed
    os.close(end)
    return text


def test_a_terminal_gets_colours_and_progress() -> None:
    out, err = run(ERRATA, True, True)
    assert ESCAPE in out
    assert b"acme" in err
    assert b"correct" in err
    assert b"prove AC-1 (1 of " in err


def test_the_result_is_no_less_where_only_progress_is_on_a_terminal() -> None:
    out, err = run(ERRATA, False, True)
    assert ESCAPE not in out
    assert b"prove AC-1" in err
    assert out == run(ERRATA, False, False)[0]


def test_a_pipe_gets_neither() -> None:
    out, err = run(ERRATA, False, False)
    assert ESCAPE not in out
    assert err == b""


@pytest.mark.parametrize("words", [ERRATA, ("errata", "acne"), ("schema", "show", "acme")])
@pytest.mark.parametrize(
    "variables", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}]
)
def test_no_escape_at_all(words: Sequence[str], variables: dict[str, str]) -> None:
    assert ESCAPE not in b"".join(run(words, True, True, **variables))


def test_colours_by_force_but_no_progress() -> None:
    out, err = run(ERRATA, False, False, FORCE_COLOR="1")
    assert ESCAPE in out
    assert err == b""
    assert ESCAPE in run(ERRATA, False, False, FORCE_COLOR="1", TERM="dumb")[0]
    assert ESCAPE not in run(ERRATA, False, False, FORCE_COLOR="0")[0]


def test_no_progress_in_ci() -> None:
    assert run(ERRATA, True, True, CI="true")[1] == b""


@pytest.mark.parametrize(
    ("variables", "has_colours"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_the_emulator_too(variables: dict[str, str], has_colours: bool) -> None:
    mine, its = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "corrigenda", "emulate", "sonicpay"],
        stdout=its,
        env={**_kept(), "TERM": "xterm", **variables},
    )
    os.close(its)
    text = b""
    while b"to stop" not in text:
        text += os.read(mine, 65536)
    started.send_signal(signal.SIGINT)
    assert started.wait() == 0
    os.close(mine)
    assert (ESCAPE in text) == has_colours
