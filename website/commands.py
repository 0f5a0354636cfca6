"""Writes the reference of commands from what click knows of them."""

from collections.abc import Iterator

import click

from corrigenda.cli import main


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The name and the help of a command, and of all below it, at 80 columns."""
    context = click.Context(command, info_name=" ".join(path), terminal_width=80)
    yield " ".join(path), command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from commands(child, (*path, name))


def command_page() -> str:
    """The page of all commands."""
    parts = ["# Commands\n\nWhat `--help` says of each command.\n"]
    for name, text in commands(main, ("corrigenda",)):
        parts.append(f"## `{name}`\n\n```text\n{text}\n```\n")
    return "\n".join(parts)
