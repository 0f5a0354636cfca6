"""Unpacks a wheel, a source distribution, or a folder of a Git commit, into a folder that is given.

Only the files that are compared are unpacked.
"""

import lzma
import posixpath
import struct
import subprocess
import tarfile
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath

from corrigenda.problems import Place, Problem, ProblemsError

FIX = "give a generated package, its `src` folder, a folder of packages, a wheel or an sdist"
_WANTED = ("METADATA", "PKG-INFO", "pyproject.toml", "corrigenda.lock")
_BROKEN = (
    *(zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, ValueError, struct.error),
    *(zlib.error, lzma.LZMAError),
    NotImplementedError,  # a way to compress that zipfile does not know
    RuntimeError,  # a member that is encrypted
)


def unpack(path: Path, scratch: Path) -> None:
    """Unpack a wheel or a source distribution.

    Raises:
        ProblemsError: it is neither, or it is broken.
    """
    if not path.is_file() or not path.name.endswith((".whl", ".tar.gz")):
        raise wrong(path, "is neither a folder, nor a wheel, nor a source distribution")
    try:
        if path.suffix == ".whl":
            _unzip(path, scratch)
        else:
            with tarfile.open(path, "r:gz") as archive:
                _untar(archive, scratch)
    except _BROKEN as error:
        raise wrong(path, f"cannot be unpacked: {_said(error)}") from None


def unpack_commit(given: str, scratch: Path) -> Path | None:
    """Unpack the folder of a commit, such as `HEAD:generated`, and say where it is.

    As on any command line, the path begins at the working directory. A commit without the folder
    has nothing, and neither has HEAD before the first commit: then the result is None.

    Raises:
        ProblemsError: there is no such commit, or the folder is nowhere.
    """
    ref, _, folder = given.partition(":")
    if not ref or ref.startswith("-"):
        raise wrong(Path(given), "does not exist")
    if not _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"):
        if ref == "HEAD" and _git("rev-parse", "--git-dir"):
            return None
        fix = "name a commit, and fetch it if the clone is shallow"
        raise wrong(Path(given), f"`{ref}` is no commit here, and no such path exists", fix)
    top = _git("rev-parse", "--show-toplevel").decode().removesuffix("\n")
    inside = _from_top(top, folder)
    if inside is None:
        raise wrong(Path(given), f"`{folder}` is outside the repository")
    return _unpack_tree(given, top, inside, scratch)


def _from_top(top: str, folder: str) -> str | None:
    """The path in the repository, whose `..` Git does not take; None if it leads out of it."""
    prefix = _git("rev-parse", "--show-prefix").decode().removesuffix("\n")
    whole = posixpath.normpath(posixpath.join("/", top, prefix, folder))
    inside = posixpath.relpath(whole, posixpath.join("/", top))
    return None if inside.split("/")[0] == ".." else inside


def _unpack_tree(given: str, top: str, inside: str, scratch: Path) -> Path | None:
    ref, _, folder = given.partition(":")
    at, path = ("--literal-pathspecs", "-C", top), [] if inside == "." else [inside]
    if not _git(*at, "ls-tree", "--end-of-options", ref, *(f"{one}/" for one in path)):
        if not Path(folder).is_dir():
            raise wrong(Path(given), f"`{folder}` is neither in `{ref}` nor here")
        return None  # it is new since
    try:
        packed = BytesIO(_git(*at, "archive", "--format=tar", ref, *path))
        with tarfile.open(fileobj=packed, mode="r:") as archive:
            _untar(archive, scratch)
    except _BROKEN as error:
        raise wrong(Path(given), f"Git cannot pack it: {_said(error)}") from None
    unpacked = scratch / inside
    unpacked.mkdir(parents=True, exist_ok=True)  # none of its files may be wanted
    return unpacked


def _said(error: BaseException) -> str:
    """What an error says, on one line and without the place of a temporary file."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(said.split()) or type(error).__name__


def _unzip(path: Path, scratch: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = [one for one in archive.namelist() if _is_wanted(one)]
        archive.extractall(scratch, names)  # noqa: S202 - zipfile keeps names below the folder


def _untar(archive: tarfile.TarFile, scratch: Path) -> None:
    members = [one for one in archive if one.isfile() and _is_wanted(one.name)]
    archive.extractall(scratch, members, filter="data")


def _is_wanted(name: str) -> bool:
    return name.endswith(".py") or PurePosixPath(name).name in _WANTED


def _git(*arguments: str) -> bytes:
    """What Git prints, or nothing if it fails or is not installed."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S607
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def wrong(path: Path, message: str, fix: str = FIX) -> ProblemsError:
    return ProblemsError([Problem(Place(path), message, fix)])
