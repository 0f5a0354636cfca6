"""Pairs what is gone with what is new, where it is certainly or very probably the same thing.

A rename is one line for the reader and one decision, where a removal and an addition would be two.
A pair must be the only one: of two fields that could both be the old one, neither is taken.
"""

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")

_SIMILAR = 0.75
"""How alike two names must be if nothing else tells, as `difflib` measures it."""


def renames(
    gone: Mapping[str, T],
    new: Mapping[str, T],
    shape: Callable[[T], object],
    doc: Callable[[T], str],
) -> dict[str, str]:
    """New names by old ones: of the same shape, and with the same text or a similar name."""
    pairs = [
        (a, b)
        for a, old in gone.items()
        for b, other in new.items()
        if shape(old) == shape(other) and (_same(doc(old), doc(other)) or _similar(a, b))
    ]
    olds, news = [a for a, _ in pairs], [b for _, b in pairs]
    return {a: b for a, b in pairs if olds.count(a) == 1 and news.count(b) == 1}


def _same(one: str, other: str) -> bool:
    return one != "" and one == other


def _similar(one: str, other: str) -> bool:
    folded = one.replace("_", "").casefold(), other.replace("_", "").casefold()
    return SequenceMatcher(None, *folded).ratio() >= _SIMILAR
