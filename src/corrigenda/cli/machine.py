"""Writes results as JSON for other programs. docs/cli.md promises the shapes.

Keys may be added; none is renamed, removed or given another meaning within a major version. A
command that fails with problems prints `{"problems": [...], "written": [...]}` and nothing else.
"""

import json
from typing import TYPE_CHECKING, Any

import click

from corrigenda.problems import Place, Problem, ProblemsError, shown

if TYPE_CHECKING:
    from corrigenda.leftout import LeftOut


def print_json(value: Any) -> None:
    """Print a value as JSON in UTF-8, whatever the terminal can show."""
    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def print_failed(error: ProblemsError) -> None:
    """Print the problems of a command that failed."""
    problems = [plain_problem(one) for one in error.problems]
    print_json({"problems": problems, "written": list(error.written)})


def plain_place(place: Place) -> dict[str, Any]:
    """A place in a file; line and column count from 1."""
    return {"path": shown(place.path), "line": place.line, "column": place.column}


def plain_problem(problem: Problem) -> dict[str, Any]:
    """A problem: its place, what is wrong, and how to fix it."""
    return {**plain_place(problem.place), "wrong": problem.message, "fix": problem.fix}


def plain_left_out(one: "LeftOut") -> dict[str, Any]:
    """An operation that a client does not have, and why."""
    place = plain_place(one.place)
    return {"operation": one.operation, **place, "wrong": one.message, "fix": one.fix}
