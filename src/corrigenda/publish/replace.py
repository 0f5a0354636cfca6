"""Replaces published packages, each as a whole.

All new packages are first copied beside the published ones, where a full disk or an unreadable file
harms nothing. Only then are they swapped, one after the other. Where the system cannot swap in one
step, an old package is moved aside first: if the process dies at that moment, `heal` moves it back.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError, raise_any
from corrigenda.publish.compare import differs, names
from corrigenda.publish.exchange import exchange
from corrigenda.publish.foreign import alien, foreign
from corrigenda.publish.places import PARTS, SWAP, is_swap, make_swap
from corrigenda.publish.refusals import cannot_write
from corrigenda.publish.signals import held_back


def publish(staged: Path, published: Path, whole: bool) -> int:
    """Replace every package that differs, and delete packages that no longer have a provider.

    The caller holds the lock of `published`.

    Returns:
        The number of packages replaced or deleted.

    Raises:
        ProblemsError: a file would be lost that Corrigenda did not generate, or the system refuses;
            its `written` names the packages that were replaced or deleted before, and a package
            that cannot even be moved back has a problem of its own.
    """
    done: list[str] = []
    try:
        changed = _changed(staged, published, whole)
        if changed:
            _replace(staged, published, changed, done)
    except OSError as error:
        problems = [cannot_write(error, published), *_missing(published)]
        raise ProblemsError(problems, written=done) from None
    return len(changed)


def heal(published: Path) -> None:
    """Bring back packages that an interrupted run moved aside, and remove what else it left."""
    swap = published / SWAP
    if not is_swap(swap):
        return
    for name in _aside(published):
        os.rename(swap / "old" / name, published / name)
    _remove(swap)


def _aside(published: Path) -> list[str]:
    """The packages that were moved aside and not replaced."""
    waiting = names(published / SWAP / "old")
    return sorted(name for name in waiting if not os.path.lexists(published / name))


def _missing(published: Path) -> Iterator[Problem]:
    for name in _aside(published):
        message = f"is missing: the old package is in `{SWAP}/old`"
        fix = "run `corrigenda regenerate` again: it moves the package back first"
        yield Problem(Place(published / name), message, fix)


def _changed(staged: Path, published: Path, whole: bool) -> list[str]:
    """The names of the packages to replace or delete, none of which holds anything foreign."""
    every = names(staged) | (names(published) if whole else set[str]())
    changed = [name for name in sorted(every) if differs(staged, published, Path(name))]
    own = published / SWAP
    if changed and os.path.lexists(own) and SWAP not in changed:
        raise ProblemsError([alien(own)])
    _keep_foreign(staged, published, changed)
    return changed


def _keep_foreign(staged: Path, published: Path, changed: Iterable[str]) -> None:
    raise_any(one for name in changed for one in foreign(published / name, staged / name))


def _replace(staged: Path, published: Path, changed: Iterable[str], done: list[str]) -> None:
    try:
        swap = make_swap(published)
        for name in changed:
            if (staged / name).exists():
                _copy_folder(staged / name, swap / "new" / name)
        _flush(swap / "new")
        with held_back():
            _keep_foreign(staged, published, changed)  # what was put there while copying
            for name in changed:
                _swap(swap, published, name)
                done.append(name)
            _flush_folder(published)
    finally:
        with held_back():
            heal(published)


def _copy_folder(new: Path, target: Path) -> None:
    """Copy a folder; unlike `shutil.copytree`, stop at the first file that the system refuses."""
    target.mkdir()
    for one in sorted(new.iterdir()):
        if one.is_dir():
            _copy_folder(one, target / one.name)
        else:
            _copy(one, target / one.name)


def _copy(new: Path, target: Path) -> None:
    """Copy a file to the disk, not only to the memory of the system."""
    with new.open("rb") as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())


def _swap(swap: Path, published: Path, name: str) -> None:
    new, old = swap / "new" / name, published / name
    if not new.exists():
        os.rename(old, swap / "gone" / name)
        return
    if old.exists() and exchange(new, old):
        return
    if old.exists():
        os.rename(old, swap / "old" / name)
    os.rename(new, old)


def _remove(swap: Path) -> None:
    """Remove the folder, its mark last: a kill in between leaves a folder that is recognized."""
    for name in PARTS:
        if (swap / name).exists():
            shutil.rmtree(swap / name)
    shutil.rmtree(swap)


def _flush(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            _flush_folder(path)


def _flush_folder(folder: Path) -> None:
    """Write the entries of a folder to the disk, which only POSIX systems can be asked for."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
