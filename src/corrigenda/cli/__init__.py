"""The `corrigenda` command: parses arguments and shows results. All logic is in other modules.

Exit codes: 0 success; 1 the inputs have problems (or `--check` found differences), or the emulator
cannot start; 2 the command line is wrong; 130 Ctrl-C and 143 SIGTERM ended it; 141 nobody reads its
output any more.
A traceback is a bug in this project.
"""

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, cast

import click

from corrigenda.cli.streams import guarded, open_streams

_COMMANDS = ("diff", "emulate", "errata", "new", "overlay", "regenerate", "schema")


class _Commands(click.Group):
    """The commands, each a module of its name, which is imported when the command is used.

    The emulator starts in half the time without the modules of the factory.
    """

    def main(self, *args: Any, **extra: Any) -> Any:
        open_streams()
        return super().main(*args, **extra)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with guarded():  # it prints the help
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with guarded():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"{__name__}.{cmd_name}")
        return cast(click.Command, getattr(module, cmd_name))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="corrigenda", prog_name="corrigenda")
def main() -> None:
    """Typed Python clients for APIs whose documentation contradicts itself."""
    for stream in (sys.stdout, sys.stderr):
        # Print the code of a character that the terminal cannot show, rather than fail.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
