"""Puts folders in place as a whole: all of them, or nothing.

They are filled beside their places, under names that no command reads, and renamed at the end.
"""

import os
import shutil
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from corrigenda.problems import Place, Problem, ProblemsError, raise_any


@contextmanager
def placed(targets: Sequence[Path]) -> Generator[list[Path]]:
    """Give an empty folder to fill for each target, and rename them to the targets at the end.

    Each given folder has the name of its target, and nothing else is beside it.

    Raises:
        ProblemsError: a target exists, or the system refuses; nothing is left behind.
    """
    raise_any(_taken(targets))
    made: list[Path] = []
    try:
        filled = [_beside(target, made) for target in targets]
        yield filled
        _rename(filled, targets)
    except OSError as error:
        place = Path(os.fsdecode(error.filename)) if error.filename else targets[0]
        message = f"cannot be written: {error.strerror or error}"
        fix = "make the folder writable, or choose other folders"
        raise ProblemsError([Problem(Place(place), message, fix)]) from None
    finally:
        _clean(made)


def _taken(targets: Iterable[Path]) -> Generator[Problem]:
    for target in targets:
        if os.path.lexists(target):
            fix = "choose another name, or edit what is there"
            yield Problem(Place(target), "there is such a provider already", fix)


def _beside(target: Path, made: list[Path]) -> Path:
    """An empty folder beside a target; what has to be cleaned up is added to `made`."""
    missing = [one for one in target.parents if not one.exists()]
    for folder in reversed(missing):
        folder.mkdir()
        made.append(folder)
    made.append(Path(mkdtemp(prefix=".new-", dir=target.parent)))
    filled = made[-1] / target.name
    filled.mkdir()
    return filled


def _rename(filled: Sequence[Path], targets: Sequence[Path]) -> None:
    done: list[Path] = []
    try:
        for source, target in zip(filled, targets, strict=True):
            raise_any(_taken([target]))
            source.rename(target)
            done.append(target)
    except BaseException:
        for target in done:
            shutil.rmtree(target)
        raise


def _clean(made: Sequence[Path]) -> None:
    """Delete what was made only to be filled, and the parents of targets that are not there."""
    for folder in reversed(made):
        if folder.name.startswith(".new-"):
            shutil.rmtree(folder)
        else:
            with suppress(OSError):  # it holds a target
                folder.rmdir()
