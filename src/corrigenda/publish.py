"""Puts finished packages in their place, or says how they differ from what is there.

Both look at the union of the two trees: a missing, a changed and an extra file all count, and only
`__pycache__` is exempt. A package is swapped in whole, so that nobody ever sees half of one.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from corrigenda.problems import Place, Problem, ProblemsError, raise_any

_EXEMPT = "__pycache__"


def compare(staged: Path, published: Path, whole: bool) -> list[Problem]:
    """Every file that a publication would add, change or delete.

    Args:
        staged: the folder that holds the finished packages.
        published: the folder that holds the published ones.
        whole: whether all providers were built, so that any other file in `published` is extra.
    """
    roots = [Path()] if whole else [Path(entry.name) for entry in sorted(staged.iterdir())]
    return [problem for root in roots for problem in _differences(staged, published, root)]


def publish(staged: Path, published: Path, whole: bool) -> int:
    """Swap in every package that differs, and drop packages that no provider makes any more.

    Returns:
        How many packages were replaced or dropped.

    Raises:
        ProblemsError: the folder cannot be made; or something would go that was not made here, and
            then nothing is touched.
    """
    _make(published)
    names = {entry.name for entry in staged.iterdir()}
    names |= {entry.name for entry in published.iterdir()} if whole else set[str]()
    changed = [name for name in sorted(names) if _differs(staged, published, Path(name))]
    raise_any(_foreign(published / name) for name in changed if not _is_ours(published / name))
    for name in changed:
        _swap(staged / name, published / name)
    return len(changed)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = Problem(Place(folder), f"cannot be made: {reason}", "choose another `--out`")
        raise ProblemsError([problem]) from None


def _is_ours(path: Path) -> bool:
    """Whether nothing is lost with it: a package has a lock, and a run cut short left a swap."""
    if not path.exists() and not path.is_symlink():
        return True
    if path.is_symlink() or not path.is_dir():
        return False
    is_made = (path / "corrigenda.lock").is_file() or path.name.startswith(".swap-")
    return is_made or not _files(path)


def _foreign(path: Path) -> Problem:
    fix = "move it away, or choose another `--out`: packages are replaced as a whole"
    return Problem(Place(path), "was not made here, and would be lost", fix)


def _differs(staged: Path, published: Path, root: Path) -> bool:
    return next(_differences(staged, published, root), None) is not None


def _differences(staged: Path, published: Path, root: Path) -> Iterator[Problem]:
    new, old = _files(staged / root), _files(published / root)
    for path in sorted(new | old):
        place = Place(published / root / path)
        if path not in old:
            yield Problem(place, "is missing", "run `nox -s regenerate`, and commit the file")
        elif path not in new:
            yield Problem(
                place, "is not made by any input", "delete it: nothing here is kept by hand"
            )
        elif not _is_same(staged / root / path, published / root / path):
            yield Problem(
                place, "is not what the inputs make", "run `nox -s regenerate`, and commit the file"
            )


def _files(folder: Path) -> set[Path]:
    if folder.is_file() or folder.is_symlink():
        return {Path()}
    entries = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder) for path in entries if _EXEMPT not in path.parts}


def _is_same(new: Path, old: Path) -> bool:
    """Whether both are regular files of the same bytes; a link is none, wherever it leads."""
    return not old.is_symlink() and old.is_file() and new.read_bytes() == old.read_bytes()


def _swap(new: Path, old: Path) -> None:
    """Replace `old` by a copy of `new` (or by nothing): two renames within one file system."""
    aside = Path(mkdtemp(prefix=".swap-", dir=old.parent))
    try:
        if new.exists():
            shutil.copytree(new, aside / "new")
        if old.exists():
            os.replace(old, aside / "old")
        if new.exists():
            os.replace(aside / "new", old)
    finally:
        shutil.rmtree(aside)
