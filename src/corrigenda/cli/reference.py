"""Tells what every command is, as plain data, for the reference of the documentation.

It is read from the commands themselves, so it cannot differ from `--help`. Nothing is printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click

from corrigenda.cli import main
from corrigenda.cli.taught import Lesson, summary_of

_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Command:
    """One command, in Markdown but for `usage` and `text`.

    `text` is the whole help as a terminal of 80 columns shows it. `arguments`, `options`,
    `examples` and `exits` are pairs of what is written and what it means; of an example, the
    sentence comes first. `more` is a file of the repository, or empty.
    """

    path: tuple[str, ...]
    summary: str
    usage: str
    paragraphs: tuple[str, ...]
    arguments: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    examples: tuple[tuple[str, str], ...]
    exits: tuple[tuple[int, str], ...]
    more: str
    text: str


def commands() -> list[Command]:
    """The group itself, then every command and subcommand in the order of their names."""
    return list(_below(main, None, "corrigenda"))


def _below(command: click.Command, parent: click.Context | None, name: str) -> Iterator[Command]:
    settings: dict[str, Any] = {**command.context_settings, "terminal_width": _WIDTH}
    if parent is None:
        settings["color"] = False
    ctx = click.Context(command, parent, name, **settings)
    yield _described(command, ctx)
    if isinstance(command, click.Group):
        for inner in command.list_commands(ctx):
            found = command.get_command(ctx, inner)
            if found is not None and not found.hidden:
                yield from _below(found, ctx, inner)


def _described(command: click.Command, ctx: click.Context) -> Command:
    found = getattr(command, "lesson", None)
    lesson = found if isinstance(found, Lesson) else Lesson()
    paragraphs = (command.help or "").replace("\b", "").strip().split("\n\n")
    pieces = [ctx.command_path, *command.collect_usage_pieces(ctx)]
    options = [one for one in command.get_params(ctx) if isinstance(one, click.Option)]
    records = [one.get_help_record(ctx) for one in options]
    return Command(
        tuple(ctx.command_path.split()),
        summary_of(command),
        " ".join(one for one in pieces if one),
        tuple(" ".join(one.split()) for one in paragraphs),
        tuple(lesson.arguments.items()),
        tuple(one for one in records if one is not None),
        tuple(lesson.examples),
        tuple(lesson.exits.items()),
        lesson.more,
        command.get_help(ctx),
    )
