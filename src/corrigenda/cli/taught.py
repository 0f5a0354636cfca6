"""Commands whose help teaches: whole sentences, arguments, examples that run, exit codes.

click shortens what it lists and knows nothing of examples. Here a list shows whole sentences, which
wrap, and a line of an example never breaks. A command that is misspelled gets the nearest name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

WIDEST = 100
"""The columns of a help text on a wide terminal: longer lines are hard to read."""

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": WIDEST}
USAGE = "the command line is wrong."
LACKING = "the command line is wrong, or the extra `{}` is missing."
PROBLEMS = "an input is wrong; each problem is shown with its place and a fix."


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the help of a command says beside its text and its options.

    `examples` are pairs of a sentence and a command line; `more` is a page of the documentation.
    """

    arguments: Mapping[str, str] = field(default_factory=dict[str, str])
    examples: Sequence[tuple[str, str]] = ()
    exits: Mapping[int, str] = field(default_factory=dict[int, str])
    more: str = ""


def write_arguments(lesson: Lesson, formatter: click.HelpFormatter) -> None:
    """Write the section of the arguments, if there are any."""
    if lesson.arguments:
        with formatter.section("Arguments"):
            formatter.write_dl(list(lesson.arguments.items()))


def write_end(lesson: Lesson, formatter: click.HelpFormatter) -> None:
    """Write the examples, the exit codes, and where there is more to read."""
    if lesson.examples:
        with formatter.section("Examples"):
            indent = " " * formatter.current_indent
            for said, line in lesson.examples:
                formatter.write(f"{indent}# {said}\n" if said else "")
                formatter.write(f"{indent}{line}\n")
    if lesson.exits:
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), said) for code, said in lesson.exits.items()])
    if lesson.more:
        formatter.write_paragraph()
        formatter.write_text(f"Read more: {lesson.more}")


class Taught(click.Command):
    """A command with a lesson."""

    def __init__(self, *args: Any, lesson: Lesson | None = None, **more: Any) -> None:
        self.lesson = lesson or Lesson()
        super().__init__(*args, **more)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_arguments(self.lesson, formatter)
        super().format_options(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_end(self.lesson, formatter)


class TaughtGroup(click.Group):
    """A group of commands with a lesson.

    `lazy` are names of commands with their summaries. Each is a module of the name below `package`,
    which is imported when the command is used: the emulator starts in half the time without the
    modules of the factory, and a list of the commands needs none of them.
    """

    command_class = Taught

    def __init__(
        self,
        *args: Any,
        lesson: Lesson | None = None,
        lazy: Mapping[str, str] | None = None,
        package: str = "",
        **more: Any,
    ) -> None:
        self.lesson = lesson or Lesson()
        self.lazy = lazy or {}
        self.package = package
        super().__init__(*args, **more)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*self.lazy, *self.commands])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"{self.package}.{cmd_name}")
        return cast(click.Command, getattr(module, cmd_name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches  # seldom needed

            likeness = 0.5 if len(args[0]) > 4 else 0.6  # few letters are soon alike
            near = get_close_matches(args[0], known, 1, likeness)
            meant = f"did you mean `{near[0]}`?" if near else f"choose from: {', '.join(known)}"
            raise click.UsageError(f"there is no command `{args[0]}`; {meant}", ctx)
        return super().resolve_command(ctx, args)

    def summaries(self) -> list[tuple[str, str]]:
        """The name and the summary of each command, without the import of any."""
        own = {name: summary_of(one) for name, one in self.commands.items()}
        return sorted({**self.lazy, **own}.items())

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem  # only a shell that completes needs it

        known = [one for one in self.summaries() if one[0].startswith(incomplete)]
        found = [CompletionItem(name, help=said) for name, said in known]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Command.format_options(self, ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl(self.summaries())

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_end(self.lesson, formatter)


def summary_of(command: click.Command) -> str:
    """The first paragraph of the help of a command, on one line."""
    return " ".join((command.help or "").strip().partition("\n\n")[0].split())
