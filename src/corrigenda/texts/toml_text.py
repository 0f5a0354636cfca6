"""Finds the line of a key in a TOML text, because tomllib reports no positions."""

import re
from collections.abc import Sequence

_PART = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")


def toml_line(text: str, steps: Sequence[str]) -> int:
    """The line that sets the last step, in the table that the other steps name.

    It may be the header of a nested table, such as `[credentials.token]` for `credentials`. A key
    without a line has the line of its parent. Lines count from 1.
    """
    current: list[str] = []
    for number, line in enumerate(text.split("\n") if steps else (), start=1):
        header = _HEADER.match(line)
        current = _keys(header[1]) if header else current
        key = _KEY.match(line)
        reached = current if header else [*current, *_keys(key[1])] if key else []
        if reached[: len(steps)] == [*steps] and (header or len(current) < len(steps)):
            return number
    return toml_line(text, steps[:-1]) if steps else 1


def toml_entry_line(text: str, steps: Sequence[str], entry: str) -> int:
    """The line of a text in the list that the steps lead to, or else that of the list."""
    start = toml_line(text, steps)
    for number, line in enumerate(text.split("\n")[start - 1 :], start=start):
        if f'"{entry}"' in line or f"'{entry}'" in line:
            return number
    return start


def _keys(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, dotted)]
