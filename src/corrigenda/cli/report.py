"""Shows the progress of long work, a table of results, and problems.

What is shown comes from files of others, so no text is read as markup or as the name of an emoji.
Progress is a live line on the terminal of standard error. Elsewhere there is none: a log of a
pipeline has no use for it, and standard output holds results alone. `rich` is imported when there
is something to show: the emulator starts without it.
"""

import sys
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from corrigenda.cli.colours import has_colours, may_move, system
from corrigenda.cli.interrupts import ends_cleanly
from corrigenda.cli.machine import print_failed
from corrigenda.problems import ProblemsError

if TYPE_CHECKING:
    from rich.console import Console

    # The base install also shows problems, and cannot import `build`.
    from corrigenda.build import Built


_WIDTH = 140
"""The columns of what is written to a file."""


def console(stderr: bool = False) -> "Console":
    """A console that shows every text as it is, and colours where they are wanted."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    colours = has_colours(stream)
    made = Console(
        stderr=stderr,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=colours,
        color_system=system(stream) if colours else None,
        no_color=False,  # decided above, for bold as well
    )
    if not stream.isatty():
        made.width = max(made.width, _WIDTH)
    return made


Progress = Callable[[str, str], None]


@contextmanager
def progress(doing: str = "starting") -> Generator[Progress]:
    """Give a callback that shows the current provider and stage."""
    if not may_move(sys.stderr):
        yield lambda provider, stage: None
        return
    from rich.text import Text

    with console(stderr=True).status(doing) as status:
        yield lambda provider, stage: status.update(
            Text.assemble((visible(provider), "bold"), f" {visible(stage)}")
        )


def print_built(console: "Console", built: "Sequence[Built]") -> None:
    """Print a table with one row for each provider."""
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("provider")
    for heading in ("operations", "models", "corrections", "files", "seconds"):
        table.add_column(heading, justify="right")
    for row in built:
        counts = (row.operations, row.models, row.corrections, row.files)
        table.add_row(row.provider, *map(str, counts), f"{row.seconds:.1f}")
    console.print(table)


P = ParamSpec("P")


def shows_problems(command: Callable[P, None]) -> Callable[P, None]:
    """Make a command print the problems that it raises, and exit with 1.

    If it was asked for JSON, they are JSON on standard output. An interruption is no problem: the
    command ends as `interrupts` says.
    """

    @wraps(command)
    def shown(*arguments: P.args, **options: P.kwargs) -> None:
        try:
            with ends_cleanly("no file is half-written"):
                command(*arguments, **options)
        except ProblemsError as error:
            if options.get("form") == "json":
                print_failed(error)
            else:
                print_problems(console(stderr=True), error)
            raise SystemExit(1) from None

    return shown


def print_problems(console: "Console", error: ProblemsError) -> None:
    """Print every problem, then their number."""
    for problem in error.problems:
        console.print(visible(str(problem)), soft_wrap=True)
    count = len(error.problems)
    noun = "problem" if count == 1 else "problems"
    written = (
        f"written before: {', '.join(error.written)}" if error.written else "nothing was written"
    )
    console.print(f"{count} {noun}; {written}")


def visible(text: str) -> str:
    """A text with the escapes of control characters, which could move the cursor of a terminal."""
    return "".join(
        one if one == "\n" or unicodedata.category(one) != "Cc" else repr(one)[1:-1] for one in text
    )
