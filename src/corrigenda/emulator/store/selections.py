"""Remember which objects a search found, so that the next page of it costs next to nothing.

What was found is remembered with the version of the objects that it is true for. The oldest
searches are forgotten first.
"""

from array import array
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, TypeAlias

_MOST: Final = 2_000_000  # positions, of 8 bytes each
_MOST_SEARCHES: Final = 512

Found: TypeAlias = "array[int] | int | None"
"""The positions of what a search found, or only their number; None if that is not known."""

Kept: TypeAlias = OrderedDict[Hashable, tuple[int, Found]]

_UNKNOWN: Final[tuple[int, Found]] = (-1, None)


@dataclass(slots=True)
class Selections:
    """What recent searches found, and for which version; `size` is that of all of it."""

    kept: Kept = field(default_factory=Kept)
    lock: Lock = field(default_factory=Lock)
    size: int = 0

    def get(self, search: Hashable) -> tuple[int, Found]:
        """Return a version and what a search found then; None if that is not remembered."""
        with self.lock:
            if (found := self.kept.get(search)) is None:
                return _UNKNOWN
            self.kept.move_to_end(search)
            return found

    def put(self, search: Hashable, version: int, found: Found) -> None:
        """Remember what a search found, instead of what it found before."""
        with self.lock:
            self.size += _size(found) - _size(self.kept.get(search, _UNKNOWN)[1])
            self.kept[search] = (version, found)
            self.kept.move_to_end(search)
            while self.size > _MOST or len(self.kept) > _MOST_SEARCHES:
                _, (_, forgotten) = self.kept.popitem(last=False)
                self.size -= _size(forgotten)

    def clear(self) -> None:
        """Forget everything."""
        with self.lock:
            self.kept.clear()
            self.size = 0


def _size(found: Found) -> int:
    return len(found) if isinstance(found, array) else 0
