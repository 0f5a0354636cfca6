"""Mend what a search found before some objects changed, instead of searching everything again.

What was found is still right and in order but for the objects that changed. They are taken out, and
those that are wanted now are put in again, each between its neighbours.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse
from typing import Any, Final

from .searching import Searcher, Wanted

_FEW: Final = 8  # to look for more in all of the bytes takes longer than to look at each position


@dataclass(frozen=True, slots=True)
class _Falling:
    """A key in descending order."""

    key: bytes

    def __lt__(self, other: "_Falling") -> bool:
        return self.key > other.key


def mended(
    searcher: Searcher, wanted: Wanted, found: "array[int]", changed: set[int]
) -> "array[int]":
    """Return what is wanted now, from what was found before the objects at some places changed."""
    whole = _without(found, changed)
    rank, at = _rank(searcher, wanted), 0
    for place in searcher.among(wanted, changed):
        at = bisect_left(whole, rank(place), at, key=rank)  # after the last one: they are sorted
        whole.insert(at, place)
    return whole


def _without(found: "array[int]", changed: set[int]) -> "array[int]":
    if len(changed) > _FEW:
        return array("q", filterfalse(changed.__contains__, found))
    rest = found[:]
    for place in changed:
        if (at := _index(rest, place)) >= 0:
            del rest[at]
    return rest


def _index(found: "array[int]", place: int) -> int:
    """Return where a position is, or -1. Looking for its bytes makes no number of each."""
    size, whole = found.itemsize, found.tobytes()
    sought = array("q", [place]).tobytes()
    at = whole.find(sought)
    while at % size and at >= 0:  # the end of one number and the beginning of the next one
        at = whole.find(sought, at + 1)
    return at // size


def _rank(searcher: Searcher, wanted: Wanted) -> Callable[[int], Any]:
    """Return by what positions are sorted: keys, nulls last, and then the position itself."""
    if not wanted.order:
        return int
    read, falling = searcher.reader(wanted), [each.descending for each in wanted.order]

    @cache
    def rank(place: int) -> tuple[object, ...]:
        pairs = zip(read(place), falling, strict=True)
        keys = ((key is None, key and (_Falling(key) if down else key)) for key, down in pairs)
        return (*keys, place)

    return rank
