"""Finds the files in which two trees of packages differ.

A missing, a changed and an extra file each count. Only the bytecode that Python caches is ignored.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError
from corrigenda.publish.places import SWAP, is_swap
from corrigenda.publish.refusals import cannot_read

_FIX = "run `corrigenda regenerate` and commit the file"


def compare(staged: Path, published: Path, whole: bool) -> list[Problem]:
    """Find every file that publishing would add, change or delete.

    Args:
        staged: the folder that holds the finished packages.
        published: the folder that holds the published ones.
        whole: whether all providers were built, so that any other file in `published` is extra.

    Raises:
        ProblemsError: a published file cannot be read.
    """
    try:
        roots = sorted(names(staged) | (names(published) if whole else set[str]()))
        found = [one for root in roots for one in differences(staged, published, Path(root))]
    except OSError as error:
        raise ProblemsError([cannot_read(error, published)]) from None
    return [*_interrupted(published), *found]


def names(folder: Path) -> set[str]:
    """What a folder of packages holds, without what an interrupted run left."""
    if not folder.is_dir():
        return set()
    return {entry.name for entry in folder.iterdir() if not is_swap(entry)}


def differs(staged: Path, published: Path, root: Path) -> bool:
    """Whether publishing would change anything in one package.

    Without a new package, one file is enough: the folder may be a whole home directory.
    """
    if not (staged / root).exists():
        return holds_files(published / root)
    return next(differences(staged, published, root), None) is not None


def differences(staged: Path, published: Path, root: Path) -> Iterator[Problem]:
    """Find the files of one package that publishing would add, change or delete.

    A package that is missing as a whole, or left over as a whole, is one problem.
    """
    new, old = files(staged / root), files(published / root)
    if len(new | old) > 1 and not (new and old):
        yield _whole(Place(published / root), len(new), len(old))
        return
    for path in sorted(new | old):
        place = Place(published / root / path)
        if path not in old:
            yield Problem(place, "is missing", _FIX)
        elif path not in new:
            fix = "move or delete it: this folder is generated"
            yield Problem(place, "is not generated from any input", fix)
        elif not is_same(staged / root / path, published / root / path):
            yield Problem(place, "differs from what the inputs generate", _FIX)


def _whole(place: Place, new: int, old: int) -> Problem:
    if new:
        fix = "run `corrigenda regenerate` and commit the files"
        return Problem(place, f"is missing ({new} files)", fix)
    fix = "move or delete it, if the provider is gone: this folder is generated"
    return Problem(place, f"is not generated from any input ({old} files)", fix)


def files(folder: Path) -> set[Path]:
    """The files and symbolic links in a folder, or `Path()` for what is itself one."""
    return {path.relative_to(folder) for path in _walk(folder)}


def holds_files(folder: Path) -> bool:
    """Whether there is any file or symbolic link in a folder, or it is itself one."""
    return next(_walk(folder), None) is not None


def _walk(folder: Path) -> Iterator[Path]:
    """Find all but folders; one that cannot be read is an error, since it may hold anything."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        yield folder
        return
    yield from (path for path in _below(folder) if not _is_cached(path))


def _below(folder: Path) -> Iterator[Path]:

    def fail(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise error

    for place, folders, found in os.walk(folder, onerror=fail):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        yield from (Path(place, name) for name in (*found, *links))


def _is_cached(path: Path) -> bool:
    """Whether Python wrote it; during a write, the name has a number behind `.pyc`."""
    return path.parent.name == "__pycache__" and ".pyc" in path.name


def is_same(new: Path, old: Path) -> bool:
    """Whether both are regular files with the same bytes; a symbolic link is never the same."""
    if old.is_symlink() or not old.is_file() or not new.is_file():
        return False
    return new.read_bytes() == old.read_bytes()


def _interrupted(published: Path) -> Iterator[Problem]:
    if is_swap(published / SWAP):
        message = "a run was interrupted while it published, or is publishing now"
        fix = "run `corrigenda regenerate`: it brings back what is missing, and cleans up"
        yield Problem(Place(published / SWAP), message, fix)
