"""Writes the reference of commands, from what each command says of itself."""

from collections.abc import Iterable, Iterator

from corrigenda.cli.reference import Command, commands


def command_page() -> str:
    """The page of all commands."""
    parts = ["# Commands\n\nWhat each command takes, with examples; `--help` says the same.\n"]
    return "\n".join([*parts, *(_section(one) for one in commands())])


def _section(command: Command) -> str:
    name = " ".join(command.path)
    parts = [f"## `{name}`", *command.paragraphs, f"```text\n{command.usage}\n```"]
    parts += _table("argument", command.arguments)
    parts += _table("option", command.options)
    parts += _table("exit code", ((str(code), said) for code, said in command.exits))
    if command.examples:
        parts.append("```console\n" + "\n".join(_lines(command.examples)) + "\n```")
    return "\n\n".join(parts) + "\n"


def _table(head: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"| `{name}` | {said.replace('|', chr(92) + '|')} |" for name, said in rows]
    return ["\n".join([f"| {head} | |", "|---|---|", *lines])] if lines else []


def _lines(examples: Iterable[tuple[str, str]]) -> Iterator[str]:
    for said, line in examples:
        if said:
            yield f"# {said}"
        yield f"$ {line}"
