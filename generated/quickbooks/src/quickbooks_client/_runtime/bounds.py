"""Bounds what is parsed: how many values, how long a number and how deep a nesting.

The slow path of decoding takes microseconds for each value, and Python's integers quadratic time,
so the bytes are counted before anything is built from them.
"""

from __future__ import annotations

import re
from typing import Any

MAX_VALUES = 1_000_000
"""The most values that are parsed without a schema."""

MAX_DIGITS = 4096
"""The longest number that is accepted, in characters. Amounts need about twenty."""

MAX_DEPTH = 200
"""The deepest nesting that is accepted; such a value can still be printed and pickled."""

# A string that never ends takes all that follows, so that no byte is looked at twice.
STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'
_TOKEN = re.compile(STRING + rb"|[\[{,]", re.DOTALL)
_BRACKET = re.compile(STRING + rb"|[\[\]{}]", re.DOTALL)
_NUMBER = re.compile(STRING + rb"|[0-9]{%d,}" % (MAX_DIGITS + 1), re.DOTALL)

_STEP = 512
_SAMPLES = re.compile(rb"[0-9]{%d}" % (MAX_DIGITS // _STEP))
"""What every run longer than ``MAX_DIGITS`` has among every 512th byte of a body."""


def out_of_bounds(body: bytes) -> str:
    """Return why a body is not parsed, or ``""``."""
    if _has_many(body):
        return f"more than {MAX_VALUES:,} values"
    if has_long_digits(body) and _has_long_number(body):
        return f"a number of more than {MAX_DIGITS} digits"
    return ""


def _has_many(body: bytes) -> bool:
    if len(body) < MAX_VALUES:
        return False
    # Every value but one follows a comma or a bracket; strings may hold more of them.
    if body.count(b",") + body.count(b"[") + body.count(b"{") < MAX_VALUES:
        return False
    values = strings = 0
    for found in _TOKEN.finditer(body):
        if found.end() - found.start() == 1 and body[found.start()] != 0x22:
            values += 1
        else:
            strings += 1
        if values >= MAX_VALUES or strings > 2 * MAX_VALUES:  # a member has a name, too
            return True
    return False


def has_long_digits(body: bytes) -> bool:
    """Return whether a run of digits may be longer than ``MAX_DIGITS``, in a string or not."""
    if _SAMPLES.search(body[::_STEP]) is None:
        return False
    # A run of 2n digits covers an aligned block of n, so one test per block finds every run
    # longer than MAX_DIGITS. It may also find a shorter run, which only costs time.
    step = MAX_DIGITS // 2
    return any(body[at : at + step].isdigit() for at in range(0, len(body) - step + 1, step))


def _has_long_number(body: bytes) -> bool:
    return any(body[found.start()] != 0x22 for found in _NUMBER.finditer(body))


def is_nested_deeply(body: bytes) -> bool:
    """Return whether JSON is nested more deeply than ``MAX_DEPTH``, by its brackets."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return False
    depth = 0
    for found in _BRACKET.finditer(body):
        bracket = body[found.start()]
        depth += (bracket in b"[{") - (bracket in b"]}")
        if depth > MAX_DEPTH:
            return True
    return False


def measure(value: Any, most: int = MAX_DEPTH) -> int | None:
    """Return how many members all objects of parsed JSON have, or None if it is too deep.

    There is no recursion: what is measured may be deeper than the recursion limit.
    """
    count = 0
    level: list[Any] = [value]
    for _depth in range(most + 1):
        below: list[Any] = []
        for each in level:
            if each.__class__ is dict:
                count += len(each)
                below += each.values()
            elif each.__class__ is list:
                below += each
        if not below:
            return count
        level = below
    return None
