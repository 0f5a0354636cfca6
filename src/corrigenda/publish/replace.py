"""Replaces published packages, each as a whole.

All new packages are first copied beside the published ones, where a full disk or an unreadable file
harms nothing. Only then are they swapped, one after the other. Where the system cannot swap in one
step, an old package is moved aside first: if the process dies at that moment, `heal` moves it back.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError, raise_any
from corrigenda.publish.compare import differs, names
from corrigenda.publish.exchange import exchange
from corrigenda.publish.foreign import foreign
from corrigenda.publish.places import PARTS, SWAP, is_swap, make_swap


def publish(staged: Path, published: Path, whole: bool) -> int:
    """Replace every package that differs, and delete packages that no longer have a provider.

    The caller holds the lock of `published`.

    Returns:
        The number of packages replaced or deleted.

    Raises:
        ProblemsError: a file would be lost that Corrigenda did not generate, or the system refuses;
            its `written` names the packages that were replaced or deleted before.
    """
    done: list[str] = []
    try:
        changed = _changed(staged, published, whole)
        if changed:
            _replace(staged, published, changed, done)
    except OSError as error:
        raise ProblemsError([cannot_write(error, published)], written=done) from None
    return len(changed)


def cannot_write(error: OSError, folder: Path) -> Problem:
    """What to tell when the system refuses an operation below a folder."""
    path = Path(os.fsdecode(error.filename)) if error.filename else folder
    reason = error.strerror or str(error)
    fix = "make it writable, or choose another `--out`, then run `corrigenda regenerate` again"
    return Problem(Place(path), f"cannot be written: {reason}", fix)


def heal(published: Path) -> None:
    """Bring back packages that an interrupted run moved aside, and remove what else it left."""
    swap = published / SWAP
    if not is_swap(swap):
        return
    for old in sorted(names(swap / "old")):
        if not (published / old).exists():
            os.rename(swap / "old" / old, published / old)
    _remove(swap)


def _changed(staged: Path, published: Path, whole: bool) -> list[str]:
    """The names of the packages to replace or delete, none of which holds anything foreign."""
    every = names(staged) | (names(published) if whole else set[str]())
    changed = [name for name in sorted(every) if differs(staged, published, Path(name))]
    raise_any(one for name in changed for one in foreign(published / name, staged / name))
    return changed


def _replace(staged: Path, published: Path, changed: Iterable[str], done: list[str]) -> None:
    try:
        swap = make_swap(published)
        for name in changed:
            if (staged / name).exists():
                shutil.copytree(staged / name, swap / "new" / name, copy_function=_copy)
        _flush(swap / "new")
        for name in changed:
            _swap(swap, published, name)
            done.append(name)
        _flush_folder(published)
    finally:
        heal(published)


def _copy(new: str, target: str) -> None:
    """Copy a file to the disk, not only to the memory of the system."""
    with open(new, "rb") as source, open(target, "wb") as file:
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
