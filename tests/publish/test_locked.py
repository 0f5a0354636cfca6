"""One run at a time, and what a killed run left is healed by the next."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corrigenda.problems import ProblemsError
from corrigenda.publish import compare, hold, locked, publish
from corrigenda.publish.places import SWAP, make_swap
from tests.publish.packages import make, tree

_HOLD = """
import sys
from pathlib import Path
from corrigenda.publish import hold, locked
if "file" in sys.argv:
    hold._of_folder = lambda folder: None
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "generated/acme", "old")
    make(tmp_path / "staged/acme", "new")
    return tmp_path


def holding(folder: Path, *how: str) -> "subprocess.Popen[bytes]":
    """A process that works on a folder until its input ends."""
    command = [sys.executable, "-c", _HOLD, str(folder), *how]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"held\n"
    return process


def test_of_two_runs_the_second_is_refused(folder: Path) -> None:
    with holding(folder / "generated") as process:
        with pytest.raises(ProblemsError, match="another `corrigenda regenerate` is working"):
            locked(folder / "generated").__enter__()
        assert compare(folder / "staged", folder / "generated", whole=True), "reading is free"
        assert process.stdin
        process.stdin.close()
        process.wait()
    with locked(folder / "generated"):
        publish(folder / "staged", folder / "generated", whole=True)


def test_where_folders_cannot_be_locked_a_file_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hold, "_of_folder", lambda folder: None)
    link = folder / "link"
    link.symlink_to(folder / "generated")
    with holding(folder / "generated", "file") as process:
        with pytest.raises(ProblemsError, match="another `corrigenda regenerate` is working"):
            locked(link).__enter__()
        assert os.listdir(folder / "generated") == ["acme"]
        process.kill()
        process.wait()
    with locked(folder / "generated"):
        pass


def test_a_folder_that_the_other_run_removed_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = hold._lock  # pyright: ignore[reportPrivateUsage]

    def remove_then_lock(descriptor: int) -> None:
        (tmp_path / "generated").rmdir()
        lock(descriptor)

    monkeypatch.setattr(hold, "_lock", remove_then_lock)
    with pytest.raises(ProblemsError, match="another `corrigenda regenerate` is working"):
        locked(tmp_path / "generated").__enter__()


def test_a_killed_run_holds_nothing(folder: Path) -> None:
    with holding(folder / "generated") as process:
        process.kill()
        process.wait()
    with locked(folder / "generated"):
        publish(folder / "staged", folder / "generated", whole=True)
    assert os.listdir(folder / "generated") == ["acme"]


def test_a_missing_package_comes_back_even_if_nothing_is_published(folder: Path) -> None:
    before = tree(folder / "generated/acme")
    swap = make_swap(folder / "generated")
    (folder / "generated/acme").rename(swap / "old/acme")
    with locked(folder / "generated"):
        assert tree(folder / "generated/acme") == before
    assert os.listdir(folder / "generated") == ["acme"]


def test_what_was_deleted_does_not_come_back(folder: Path) -> None:
    swap = make_swap(folder / "generated")
    make(swap / "gone/stale", "old")
    with locked(folder / "generated"):
        assert os.listdir(folder / "generated") == ["acme"]


def test_check_names_what_an_interrupted_run_left(folder: Path) -> None:
    make_swap(folder / "generated")
    (problem,) = compare(folder / "generated", folder / "generated", whole=True)
    assert problem.place.path.name == SWAP
    assert "interrupted" in problem.message


def test_a_folder_that_was_made_for_nothing_goes(tmp_path: Path) -> None:
    with locked(tmp_path / "deep/generated"):
        pass
    assert list(tmp_path.iterdir()) == []
