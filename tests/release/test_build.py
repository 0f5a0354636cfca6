"""Wheels and source distributions are the same bytes, whoever builds them, where and when."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = (".", *sorted(f"generated/{path.name}" for path in (ROOT / "generated").iterdir()))
INPUTS = ("src", "schemas", "overlays", "generated", "assets", "hatch_build.py", "pyproject.toml")
TEXTS = ("README.md", "CHANGELOG.md", "LICENSE", ".gitignore")
EPOCH = "1700000000"

Builds = Callable[[str], tuple[dict[str, bytes], ...]]
"""The files of two builds of a package."""


def checkout(folder: Path, mode: int, seconds: int) -> Path:
    """Copy what is built, with other modes and times of all files."""
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", ".*_cache", ".swap-*", "dist")
    folder.mkdir()
    for name in INPUTS:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        options = {"ignore": ignored} if source.is_dir() else {}
        copy(source, folder / name, **options)  # type: ignore[operator]
    for name in TEXTS:
        shutil.copy(ROOT / name, folder / name)
    for path in folder.rglob("*"):
        os.chmod(path, mode | (0o100 if path.is_dir() else 0))
        os.utime(path, (seconds, seconds))
    return folder


def build(folder: Path, *targets: str, umask: int = 0o022) -> dict[str, bytes]:
    """Build with Hatchling, as `python -m build` does, and return the files."""
    out = folder / "made"
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out), *targets]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        umask=umask,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    shutil.rmtree(out)
    return made


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> Builds:
    """Build a package in two checkouts that differ in all that should not matter."""
    folder = tmp_path_factory.mktemp("checkouts")
    one = checkout(folder / "one", 0o644, 1_600_000_000)
    other = checkout(folder / "another name", 0o600, 1_650_000_001)
    made: dict[str, tuple[dict[str, bytes], ...]] = {}

    def of(package: str) -> tuple[dict[str, bytes], ...]:
        if package not in made:
            made[package] = (build(one / package), build(other / package, umask=0o077))
        return made[package]

    return of


@pytest.mark.parametrize("package", PACKAGES)
def test_two_builds_are_the_same(package: str, built: Builds) -> None:
    first, second = built(package)
    assert sorted(name.rpartition(".")[2] for name in first) == ["gz", "whl"]
    assert first == second


@pytest.mark.parametrize("package", PACKAGES)
def test_the_source_distribution_makes_the_same_wheel(
    package: str, built: Builds, tmp_path: Path
) -> None:
    made = built(package)[0]
    source, wheel = sorted(made, key=lambda name: name.endswith(".whl"))
    (tmp_path / source).write_bytes(made[source])
    with tarfile.open(tmp_path / source) as archive:
        archive.extractall(tmp_path, filter="data")
    assert build(tmp_path / source.removesuffix(".tar.gz"), "-t", "wheel") == {wheel: made[wheel]}


def test_what_the_wheel_has(built: Builds, tmp_path: Path) -> None:
    made = built(".")[0]
    name = next(name for name in made if name.endswith(".whl"))
    (tmp_path / name).write_bytes(made[name])
    with zipfile.ZipFile(tmp_path / name) as wheel:
        names = {*wheel.namelist()}
    for provider in (path.name for path in (ROOT / "generated").iterdir()):
        inside = {one.rpartition("/")[2] for one in names if f"emulator/data/{provider}/" in one}
        assert "provider.toml" in inside
        assert inside & {"openapi.yaml", "schema.graphql"}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not [one for one in names if "__pycache__" in one or one.startswith("tests/")]
