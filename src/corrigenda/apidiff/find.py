"""Finds the packages in a folder, a wheel, a source distribution, or a folder of a Git commit.

What is packed is unpacked into a folder that the caller gives. Problems name what the user gave:
`acme.whl!acme_client/client.py` is a file in a wheel.
"""

import ast
import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corrigenda.apidiff.metadata import Metadata, read_metadata
from corrigenda.apidiff.packed import FIX, unpack, unpack_commit, wrong
from corrigenda.paths import did_you_mean
from corrigenda.problems import Place, Problem, ProblemsError, raise_any, shown


@dataclass(frozen=True, slots=True)
class Package:
    """A generated package: `folder` has its `__init__.py`, `settings` is its `provider.toml`.

    `digest` changes with any of its Python files.
    """

    name: str
    folder: Path
    metadata: Metadata | None
    settings: str
    digest: str


@dataclass(frozen=True, slots=True)
class Found:
    """The packages in one place, by name; `is_one` if the place is one package."""

    shown: str
    packages: dict[str, Package]
    is_one: bool


def find_packages(given: str, scratch: Path) -> Found:
    """The packages at a path or in a Git commit; `scratch` is a folder of its own for archives.

    Raises:
        ProblemsError: there is nothing, or it cannot be read, or it is no generated package.
    """
    path = Path(given)
    try:
        if path.is_dir():
            return _in_folder(given, path)
        if not path.exists() and ":" in given:
            return _in_commit(given, scratch)
        if not path.exists():
            raise wrong(path, "does not exist", did_you_mean(path) or FIX)
        return _in_archive(path, scratch)
    except OSError as error:
        raise wrong(path, f"cannot be read: {error.strerror or error}") from None


def _in_folder(given: str, path: Path) -> Found:
    one = _roots(path)
    if one:
        return _found(given, one, len(one) == 1)
    inner = [root for each in sorted(path.iterdir()) if each.is_dir() for root in _roots(each)]
    if not inner:
        raise wrong(path, "has no generated package")
    return _found(given, inner, False)


def _in_archive(path: Path, scratch: Path) -> Found:
    unpack(path, scratch)
    inside = [scratch, *(one for one in scratch.iterdir() if one.is_dir())]
    roots = [root for each in inside for root in _roots(each)]
    if not roots:
        raise wrong(path, "has no generated package")
    with _names(scratch, f"{path}!"):
        return _found(str(path), roots, True)


def _in_commit(given: str, scratch: Path) -> Found:
    unpacked = unpack_commit(given, scratch)
    if unpacked is None:
        return Found(given, {}, False)
    with _names(unpacked, given if given.endswith((":", "/")) else f"{given}/"):
        return _in_folder(given, unpacked)


@contextmanager
def _names(unpacked: Path, given: str) -> Generator[None]:
    """Let problems name what was given: nobody can open a temporary file that is gone."""

    def named(text: str) -> str:
        return text.replace(f"{unpacked.as_posix()}/", given).replace(
            unpacked.as_posix(), given.rstrip("/!")
        )

    try:
        yield
    except ProblemsError as error:
        raise ProblemsError(
            replace(
                one,
                place=replace(one.place, path=Path(named(one.place.path.as_posix()))),
                message=named(one.message),
            )
            for one in error.problems
        ) from None


def _found(given: str, roots: list[Path], is_one: bool) -> Found:
    unlike = {root.resolve(): root for root in reversed(roots)}  # a link is no second package
    by_name: dict[str, list[Path]] = {}
    for root in sorted(unlike.values()):
        by_name.setdefault(root.name, []).append(root)
    raise_any(_twice(given, name, copies) for name, copies in by_name.items() if copies[1:])
    return Found(given, {name: _package(one) for name, (one,) in by_name.items()}, is_one)


def _twice(given: str, name: str, copies: list[Path]) -> Problem:
    places = ", ".join(shown(one.parent) for one in copies)
    times = "twice" if len(copies) == 2 else f"{len(copies)} times"
    return Problem(Place(Path(given)), f"has `{name}` {times}: {places}", "name one of them")


def _roots(path: Path) -> list[Path]:
    """The folders of packages that a folder is, or has directly or in its `src`."""
    if _is_client(path):
        return [path]
    inside = [*path.glob("*/__init__.py"), *path.glob("src/*/__init__.py")]
    return sorted(one.parent for one in inside if _is_client(one.parent))


def _is_client(path: Path) -> bool:
    needed = ("__init__.py", "client.py", "_runtime/__init__.py")
    return all((path / name).is_file() for name in needed)


def _package(root: Path) -> Package:
    files = _files(root)
    _parse(files)
    return Package(root.name, root, _metadata(root), _settings(root), _digest(root, files))


def _files(root: Path) -> list[Path]:
    """The Python files of a package.

    Raises:
        ProblemsError: something in it is a link to a folder, or neither a file nor a folder; these
            lead out of the package, or never end.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    for folder, below, names in os.walk(root):
        for path in (Path(folder, name) for name in (*below, *names)):
            is_python = path.suffix == ".py"
            if path.is_symlink() and path.is_dir():
                message = "is a link to a folder, which no generated package has"
                problems.append(Problem(Place(path), message, "make the package again"))
            elif is_python and not path.is_file():
                message = "is no file, and no generated package has it"
                problems.append(Problem(Place(path), message, "make the package again"))
            elif is_python:
                files.append(path)
    raise_any(problems)
    return sorted(files)


def _parse(files: list[Path]) -> None:
    """Make sure that all files are Python, since griffe leaves out what is not."""
    problems: list[Problem] = []
    for path in files:
        try:
            ast.parse(path.read_bytes())
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", None) or 1
            message = f"is not Python: {getattr(error, 'msg', error)}"
            problems.append(Problem(Place(path, line), message, "make the package again"))
    raise_any(problems)


def _digest(root: Path, files: list[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.relative_to(root).as_posix()}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _metadata(root: Path) -> Metadata | None:
    """From the folder of the project, or beside the package in an unpacked archive."""
    project = root.parent.parent if root.parent.name == "src" else root.parent
    dist = sorted(root.parent.glob(f"{root.name}-*.dist-info/METADATA"))
    for path in [*dist, project / "pyproject.toml", project / "PKG-INFO"]:
        if path.is_file():
            return read_metadata(path)
    return None


def _settings(root: Path) -> str:
    """The `provider.toml` with the version: the lock names it, or it is at its usual place."""
    for path in (root / "corrigenda.lock", root.parent.parent / "corrigenda.lock"):
        if path.is_file():
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                if line.endswith("/provider.toml"):
                    return line.split(maxsplit=1)[-1]
    return f"schemas/{root.name.removesuffix('_client')}/provider.toml"
