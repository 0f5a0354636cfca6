"""Decides whether a stream gets colours and other escape sequences, the same for every command.

`NO_COLOR` with any text means none at all, not even bold, whatever else is set. `FORCE_COLOR` means
colours in pipes, too. A terminal that is called `dumb` gets none, and neither does what is no
terminal. A line that moves is only for a terminal that a person watches.
"""

import os
from typing import Literal, TextIO

_DUMB = ("dumb", "unknown")


def has_colours(stream: TextIO) -> bool:
    """Whether escape sequences may be written to a stream."""
    forced = forced_colours()
    return _is_terminal(stream) and not _is_dumb() if forced is None else forced


def forced_colours() -> bool | None:
    """What the environment says of colours, whatever the stream; None if it says nothing."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR", "0") not in ("", "0") else None


def colours_of_click() -> bool | None:
    """The same for what click prints; None lets it look at each stream."""
    forced = forced_colours()
    return False if forced is None and _is_dumb() else forced


def system(stream: TextIO) -> Literal["auto", "standard"]:
    """Which colours there are: a terminal tells, and of a pipe the sixteen can be expected."""
    return "auto" if _is_terminal(stream) and not _is_dumb() else "standard"


def may_move(stream: TextIO) -> bool:
    """Whether a line may be drawn over and over: never in a pipe, a file or a CI job."""
    watched = _is_terminal(stream) and not _is_dumb() and not os.environ.get("CI")
    return watched and forced_colours() is not False


def _is_terminal(stream: TextIO) -> bool:
    return not stream.closed and stream.isatty()


def _is_dumb() -> bool:
    return os.environ.get("TERM", "").lower() in _DUMB
