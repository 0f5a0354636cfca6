"""Remember which objects a search found, so that the next page of it costs next to nothing.

What was found is remembered together with the version of the tenant's objects, and never used for
another version. The oldest searches are forgotten first.
"""

from array import array
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeAlias

_MOST = 2_000_000  # positions, of 8 bytes each
_MOST_SEARCHES = 256

Found: TypeAlias = "array[int] | int | None"
"""The positions of what a search found, or only their number; None if that is not known."""


@dataclass(frozen=True, slots=True)
class Selections:
    """What recent searches found."""

    kept: OrderedDict[Hashable, Found] = field(default_factory=OrderedDict[Hashable, Found])
    lock: Lock = field(default_factory=Lock)

    def get(self, search: Hashable) -> Found:
        """Return what a search found, if it is remembered."""
        with self.lock:
            if (found := self.kept.get(search)) is not None:
                self.kept.move_to_end(search)
            return found

    def put(self, search: Hashable, found: Found) -> None:
        """Remember what a search found."""
        with self.lock:
            self.kept[search] = found
            self.kept.move_to_end(search)
            size = sum(map(_size, self.kept.values()))
            while size > _MOST or len(self.kept) > _MOST_SEARCHES:
                _, forgotten = self.kept.popitem(last=False)
                size -= _size(forgotten)

    def clear(self) -> None:
        """Forget everything."""
        with self.lock:
            self.kept.clear()


def _size(found: Found) -> int:
    return len(found) if isinstance(found, array) else 1
