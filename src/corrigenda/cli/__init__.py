"""The `corrigenda` command: parses arguments and shows results. All logic is in other modules.

Exit codes: 0 success; 1 the inputs have problems (or `--check` found differences), or the emulator
cannot start; 2 the command line is wrong, names no command, or needs an extra that is missing; 130
Ctrl-C and 143 SIGTERM ended it; 141 the reader closed the pipe.
A traceback is a bug in this project.
"""

import sys
from io import TextIOWrapper
from typing import Any

import click

from corrigenda.cli.colours import colours_of_click
from corrigenda.cli.streams import guarded, open_streams
from corrigenda.cli.taught import SETTINGS, Lesson, TaughtGroup

_COMMANDS = {
    "completion": "Print a completion script for a shell: commands, options and names.",
    "diff": "Show how the API of generated packages changes, and what breaks.",
    "emulate": "Serve an emulation of services on this machine until Ctrl-C.",
    "errata": "Show where the documentation of providers is wrong, with evidence and a verdict.",
    "new": "Write the input files for a client of your own API.",
    "overlay": "Apply, create, check and explain OpenAPI overlays, 1.0 and 1.1.",
    "regenerate": "Build the Python packages of providers, and publish or compare them.",
    "schema": "Show or write corrected schemas.",
}
_LESSON = Lesson(
    examples=[
        ("Make a client of your own API, and install it.", "corrigenda new acme --openapi a.json"),
        ("", "corrigenda regenerate acme"),
        ("", "pip install ./generated/acme"),
        ("Serve the four services that it knows, with a page.", "corrigenda emulate"),
        ("Read the help of a command.", "corrigenda regenerate --help"),
    ],
    exits={
        0: "success.",
        1: "an input is wrong, `--check` found a difference, or the emulator cannot start.",
        2: "the command line is wrong, names no command, or needs an extra that is missing.",
        130: "Ctrl-C ended it (SIGTERM: 143); no file is half-written.",
        141: "the reader closed the pipe, as `| head` does.",
    },
    more="docs/cli.md",
)


class _Main(TaughtGroup):
    """The group of all commands, which says in words what goes wrong with standard output."""

    def main(self, *args: Any, **extra: Any) -> Any:
        open_streams()
        return super().main(*args, **extra)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with guarded():  # it prints the help
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with guarded():
            return super().invoke(ctx)


def _version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    """Print the version; it is looked up late, as that takes longer than to start."""
    if not asked or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version("corrigenda")
    except PackageNotFoundError:
        found = "(not installed: run from its source)"
    click.echo(f"corrigenda {found}")
    ctx.exit()


@click.group(
    cls=_Main,
    lazy=_COMMANDS,
    package=__name__,
    lesson=_LESSON,
    context_settings=SETTINGS,
    invoke_without_command=True,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Make typed Python clients for APIs whose documentation contradicts itself.

    A folder `schemas/` holds what the documentation of each provider says, `overlays/` holds
    corrections, and `generated/` gets a package for each. Without a command, `corrigenda` says what
    to do next in the folder where you are.
    """
    ctx.color = colours_of_click()
    for stream in (sys.stdout, sys.stderr):
        # Print the code of a character that the terminal cannot show, rather than fail.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if ctx.invoked_subcommand is None:
        from corrigenda.cli.start import next_steps

        click.echo(next_steps(), err=True)
        ctx.exit(2)
