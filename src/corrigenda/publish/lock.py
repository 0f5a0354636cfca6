"""Lets one run at a time work on a folder of packages, and heals what a killed run left."""

from collections.abc import Generator, Iterable
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError
from corrigenda.publish.hold import hold
from corrigenda.publish.refusals import cannot_write
from corrigenda.publish.replace import heal


@contextmanager
def locked(published: Path) -> Generator[None]:
    """Hold a folder of packages, which is made if there is none, and heal what a killed run left.

    A folder that was made, and in which nothing was published, is removed again.

    Raises:
        ProblemsError: another run holds the folder, or it cannot be made or healed.
    """
    made = _make(published)
    with _hold(published):
        try:
            _heal(published)
            yield
        finally:
            _unmake(made)


def _make(folder: Path) -> list[Path]:
    """Make a folder and those around it; what was made, innermost first."""
    if folder.is_dir():
        return []
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _unmake(missing)
        reason = error.strerror or str(error)
        problem = Problem(Place(folder), f"cannot be created: {reason}", "choose another `--out`")
        raise ProblemsError([problem]) from None
    return missing


def _unmake(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # it is not empty
            folder.rmdir()


def _heal(published: Path) -> None:
    try:
        heal(published)
    except OSError as error:
        raise ProblemsError([cannot_write(error, published)]) from None


def _hold(folder: Path) -> ExitStack:
    """Hold a folder until the stack is closed."""
    stack = ExitStack()
    try:
        stack.enter_context(hold(folder))
    except BlockingIOError:
        message = "another `corrigenda regenerate` is working on this folder"
        fix = "wait until it has finished, then run this one again"
        raise ProblemsError([Problem(Place(folder), message, fix)]) from None
    except OSError as error:
        raise ProblemsError([cannot_write(error, folder)]) from None
    return stack
