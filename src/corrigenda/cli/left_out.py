"""Shows the operations that a client does not have, so that none is missed.

One reason may hit hundreds of operations, and one operation may have several reasons. So the rows
are reasons, the one that hits most first.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from corrigenda.cli.report import visible
from corrigenda.leftout import LeftOut
from corrigenda.problems import Problem

if TYPE_CHECKING:
    # The base install has no generators, which `build` imports.
    from corrigenda.build import Built

_SHOWN = 3
"""How many operations or notes of one reason are listed."""


def print_left_out(console: Console, built: "Built") -> None:
    """Print what a package lacks: nothing if it has every operation."""
    if built.excluded:
        console.print(f"{built.provider}: {_operations(built.excluded)} excluded in provider.toml")
    if built.left_out:
        count = len({one.operation for one in built.left_out})
        console.print(f"{built.provider}: {_operations(count)} left out")
        console.print(_table(built.left_out))
    for line in _notes(built.notes):
        console.print(line, soft_wrap=True)


def _operations(count: int) -> str:
    return "1 operation is" if count == 1 else f"{count} operations are"


def _table(left_out: Sequence[LeftOut]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("operation", "place", "reason", "fix"):
        table.add_column(heading, overflow="fold")
    for group in _groups(left_out):
        names = list(dict.fromkeys(visible(one.operation) for one in group))
        places = list(dict.fromkeys(str(one.place) for one in group))
        first = group[0]
        table.add_row(_some(names), _some(places), visible(first.message), visible(first.fix))
    return table


def _groups(left_out: Sequence[LeftOut]) -> list[list[LeftOut]]:
    """The operations of each reason, in the order of the document."""
    groups: dict[tuple[str, str], list[LeftOut]] = defaultdict(list)
    for one in left_out:
        groups[one.message, one.fix].append(one)
    return sorted(groups.values(), key=lambda group: -len(group))


def _some(texts: Sequence[str]) -> str:
    more = len(texts) - _SHOWN
    shown = texts if more <= 1 else [*texts[:_SHOWN], f"and {more} more"]
    return "\n".join(shown)


def _notes(notes: Sequence[Problem]) -> list[str]:
    """A line for each mistake that does no harm, with the first of those that are the same."""
    groups: dict[str, list[Problem]] = defaultdict(list)
    for one in notes:
        groups[one.message].append(one)
    return [
        visible(f"note: {same[0].place}: {message}{_more(len(same) - 1)}")
        for message, same in groups.items()
    ]


def _more(count: int) -> str:
    return f" (and in {count} more places)" if count else ""
