"""Problems with an input: where it is wrong, what is wrong, and how to fix it.

A stage collects every problem it can find and raises them together. Each problem has a place in a
file that the reader can open.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in an input file; `line` and `column` count from 1."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        path = shown(self.path).replace("\n", "\\n")  # a problem begins on one line
        return f"{path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One error in an input, and how to fix it."""

    place: Place
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}\n  fix: {self.fix}"


class ProblemsError(Exception):
    """All the problems that one stage found, sorted by place.

    `written` names what was written before, which is nothing in all stages but the last.
    """

    def __init__(self, problems: Iterable[Problem], written: Sequence[str] = ()) -> None:
        self.written = tuple(written)
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


T = TypeVar("T")


def attempt(problems: list[Problem], stage: Callable[[], T]) -> T | None:
    """Run a stage; on failure add its problems to `problems` and return None."""
    try:
        return stage()
    except ProblemsError as error:
        problems.extend(error.problems)
        return None


def gather(stages: Iterable[Callable[[], T]], also: Iterable[Problem] = ()) -> list[T]:
    """Run every stage and return their results in order.

    Raises:
        ProblemsError: the problems of all stages together with those in `also`.
    """
    problems = list(also)
    done: list[T] = []
    for stage in stages:
        try:
            done.append(stage())
        except ProblemsError as error:
            problems.extend(error.problems)
    raise_any(problems)
    return done


def raise_any(problems: Iterable[Problem]) -> None:
    """Raise `ProblemsError` if there is at least one problem."""
    found = tuple(problems)
    if found:
        raise ProblemsError(found)


def shown(path: Path) -> str:
    """The path as a user would type it: relative if it is below the working directory."""
    if path.is_absolute() and path.is_relative_to(working_directory := Path.cwd()):
        return path.relative_to(working_directory).as_posix()
    return path.as_posix()
