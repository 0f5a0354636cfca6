"""Finds the packages in a folder, a wheel, a source distribution, or a folder of a Git commit.

What is packed is unpacked into a folder that the caller gives; of an archive only the files that
are compared. `HEAD:generated` is the folder in that commit; as on any command line, the path begins
at the working directory.
"""

import ast
import hashlib
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corrigenda.apidiff.metadata import Metadata, read_metadata
from corrigenda.paths import did_you_mean
from corrigenda.problems import Place, Problem, ProblemsError

_WANTED = ("METADATA", "PKG-INFO", "pyproject.toml", "corrigenda.lock")
_FIX = "give a generated package, its `src` folder, a folder of packages, a wheel or an sdist"


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
    if not path.exists() and ":" in given:
        return _in_commit(given, scratch)
    if not path.exists():
        raise _wrong(path, "does not exist", did_you_mean(path) or _FIX)
    if path.is_file():
        return _in_archive(path, scratch)
    return _in_folder(given, path)


def _in_folder(given: str, path: Path) -> Found:
    one = _roots(path)
    if one:
        return _found(given, one, len(one) == 1)
    inner = [root for each in sorted(path.iterdir()) if each.is_dir() for root in _roots(each)]
    if not inner:
        raise _wrong(path, "has no generated package", _FIX)
    return _found(given, inner, False)


def _found(given: str, roots: list[Path], is_one: bool) -> Found:
    packages = [_package(root) for root in roots]
    return Found(given, {one.name: one for one in packages}, is_one)


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
    files = sorted(root.rglob("*.py"))
    _parse(files)
    return Package(root.name, root, _metadata(root), _settings(root), _digest(root, files))


def _parse(files: list[Path]) -> None:
    """Make sure that all files are Python, since griffe leaves out what is not."""
    problems: list[Problem] = []
    for path in files:
        try:
            ast.parse(path.read_bytes())
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            message = f"is not Python: {getattr(error, 'msg', error)}"
            problems.append(Problem(Place(path, line), message, "make the package again"))
    if problems:
        raise ProblemsError(problems)


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
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.endswith("/provider.toml"):
                    return line.split(maxsplit=1)[1]
    return f"schemas/{root.name.removesuffix('_client')}/provider.toml"


def _in_archive(path: Path, scratch: Path) -> Found:
    if not path.name.endswith((".whl", ".tar.gz")):
        raise _wrong(path, "is neither a folder, nor a wheel, nor a source distribution", _FIX)
    try:
        unpack = _unzip if path.suffix == ".whl" else _untar
        unpack(path, scratch)
    except (zipfile.BadZipFile, tarfile.TarError, OSError, EOFError) as error:
        raise _wrong(path, f"cannot be unpacked: {error}", _FIX) from None
    inside = [scratch, *(one for one in scratch.iterdir() if one.is_dir())]
    roots = [root for each in inside for root in _roots(each)]
    if not roots:
        raise _wrong(path, "has no generated package", _FIX)
    return _found(str(path), list(dict.fromkeys(roots)), True)


def _unzip(path: Path, scratch: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = [one for one in archive.namelist() if _is_wanted(one)]
        archive.extractall(scratch, names)  # noqa: S202 - zipfile keeps names below the folder


def _untar(path: Path, scratch: Path) -> None:
    with tarfile.open(path) as archive:
        members = [one for one in archive if one.isfile() and _is_wanted(one.name)]
        archive.extractall(scratch, members, filter="data")


def _is_wanted(name: str) -> bool:
    return name.endswith(".py") or PurePosixPath(name).name in _WANTED


def _in_commit(given: str, scratch: Path) -> Found:
    """The packages of a folder as a commit has it; a commit without the folder has none."""
    ref, _, folder = given.partition(":")
    folder = folder.rstrip("/") or "."
    if not ref or ref.startswith("-"):
        raise _wrong(Path(given), "does not exist", _FIX)
    if not _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"):
        if ref == "HEAD" and _git("rev-parse", "--git-dir"):
            return Found(given, {}, False)  # before the first commit
        fix = "name a commit, and fetch it if the clone is shallow"
        raise _wrong(Path(given), f"`{ref}` is no commit here, and no such path exists", fix)
    if not _git("ls-tree", "--end-of-options", ref, f"{folder}/"):
        if not Path(folder).is_dir():
            raise _wrong(Path(given), f"`{folder}` is neither in `{ref}` nor here", _FIX)
        return Found(given, {}, False)  # it is new since
    packed = scratch / "packed.tar"
    packed.write_bytes(_git("archive", "--format=tar", ref, folder))
    _untar(packed, scratch)
    return _in_folder(given, scratch / _below(folder))


def _below(folder: str) -> str:
    """The folder in the archive, whose names begin at the working directory."""
    return folder.removeprefix("./")


def _git(*arguments: str) -> bytes:
    """What Git prints, or nothing if it fails or is not installed."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S607
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def _wrong(path: Path, message: str, fix: str) -> ProblemsError:
    return ProblemsError([Problem(Place(path), message, fix)])
