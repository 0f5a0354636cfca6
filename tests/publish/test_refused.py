"""The system refuses: no traceback, the path and the reason, and every package whole."""

import errno
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corrigenda.generate.scratch import scratch_folder
from corrigenda.problems import ProblemsError
from corrigenda.publish import compare, locked, publish, replace
from tests.publish.packages import make, tree


@contextmanager
def mounted(folder: Path, *options: str) -> Generator[None]:
    """A file system at a folder; skipped where the test may not mount."""
    folder.mkdir(exist_ok=True)
    command = ["mount", *options, str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("the system has no `mount`; `stops.py` injects the same errors")
    if done.returncode:
        pytest.skip(f"may not mount: {done.stderr.strip()}; `stops.py` injects the same errors")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def run(folder: Path) -> int:
    with locked(folder / "disk/generated"):
        return publish(folder / "staged", folder / "disk/generated", whole=True)


def test_a_full_disk(tmp_path: Path) -> None:
    for name in ("acme", "zeta"):
        make(tmp_path / "staged" / name, "new")
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        make(tmp_path / "disk/generated/acme", "old")
        before = tree(tmp_path / "disk/generated")
        (tmp_path / "staged/zeta/big").write_bytes(bytes(2_000_000))
        with pytest.raises(ProblemsError, match=r"No space left on device\n  fix: free space"):
            run(tmp_path)
        assert tree(tmp_path / "disk") == {f"generated/{k}": v for k, v in before.items()}
        (tmp_path / "staged/zeta/big").unlink()
        run(tmp_path)
        assert tree(tmp_path / "disk/generated") == tree(tmp_path / "staged")


def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    make(tmp_path / "staged/acme", "new")
    make(tmp_path / "disk/generated/acme", "old")
    before = tree(tmp_path / "disk")
    with mounted(tmp_path / "disk", "--bind", "-o", "ro", str(tmp_path / "disk")):
        with pytest.raises(ProblemsError, match=r"Read-only file system\n  fix: make it writable"):
            run(tmp_path)
        assert tree(tmp_path / "disk") == before
        assert compare(tmp_path / "staged", tmp_path / "disk/generated", whole=True)


_LIMITED = """
import resource, sys
from pathlib import Path
from tests.publish import test_refused
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    test_refused.run(Path(sys.argv[1]))
except test_refused.ProblemsError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits of that kind")
def test_a_file_that_the_system_writes_in_part(tmp_path: Path) -> None:
    for name in ("acme", "zeta"):
        make(tmp_path / "staged" / name, "new")
        make(tmp_path / "disk/generated" / name, "old")
    before = tree(tmp_path / "disk")
    (tmp_path / "staged/zeta/big").write_bytes(bytes(2_000_000))
    command = [sys.executable, "-c", _LIMITED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "cannot be written: File too large\n  fix: free space" in done.stdout
    assert tree(tmp_path / "disk") == before


def test_a_package_that_cannot_be_moved_is_told_from_those_that_could(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("acme", "beta", "zeta"):
        make(tmp_path / "staged" / name, "new")
        make(tmp_path / "disk/generated" / name, "old")

    def refuse(one: Path, other: Path) -> bool:
        if other.name == "beta":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(other))
        return exchange(one, other)

    exchange = replace.exchange
    monkeypatch.setattr(replace, "exchange", refuse)
    with pytest.raises(ProblemsError, match=r"beta:1:1: .*\n  fix: delete it") as caught:
        run(tmp_path)
    assert caught.value.written == ("acme",)
    assert [(tmp_path / "disk/generated" / n / "new.txt").exists() for n in ("acme", "beta")] == [
        True,
        False,
    ]


def test_a_package_that_cannot_be_moved_back_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "staged/acme", "new")
    make(tmp_path / "disk/generated/acme", "old")
    old = tree(tmp_path / "disk/generated")
    rename = os.rename

    def once(one: Path, other: Path) -> None:
        if other.parent.name == "generated":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(other))
        rename(one, other)

    monkeypatch.setattr(replace, "exchange", lambda one, other: False)
    monkeypatch.setattr("os.rename", once)
    with pytest.raises(ProblemsError, match=r"is missing: the old package is in `\.corrigenda"):
        run(tmp_path)
    monkeypatch.undo()
    with locked(tmp_path / "disk/generated"):
        assert tree(tmp_path / "disk/generated") == old


def test_a_published_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "staged/acme", "new")
    make(tmp_path / "generated/acme", "new")

    def refuse(path: Path) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ProblemsError, match=r"cannot be read: Input/output error\n  fix:"):
        compare(tmp_path / "staged", tmp_path / "generated", whole=True)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space"), OSError(errno.EROFS, "No")])
def test_the_disk_of_temporary_files_refuses(error: OSError) -> None:
    with pytest.raises(ProblemsError, match="fix: free space there"), scratch_folder():
        raise error


def test_a_mistake_of_ours_is_not_blamed_on_the_disk() -> None:
    with pytest.raises(FileNotFoundError), scratch_folder() as folder:
        (folder / "nothing").read_bytes()


def test_whatever_fails_on_a_full_disk_of_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "disk"))
    disk = mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=100k", "tmpfs")
    with disk, pytest.raises(ProblemsError, match="No space left on device"):
        fill_and_fail()


def fill_and_fail() -> None:
    with scratch_folder() as folder:
        with pytest.raises(OSError, match="No space"):
            (folder / "big").write_bytes(bytes(200_000))
        raise RuntimeError("a tool failed")
