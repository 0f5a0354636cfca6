"""Find and count the objects of a tenant, and remember what was found.

In memory, what was found is mended when objects change. Where other processes write, it is of no
use then.
"""

from array import array
from collections.abc import Mapping, Sequence

from msgspec import Struct

from .conditions import Condition, Dialect, Order
from .documents import Documents
from .fields import Shape
from .mending import mended
from .searching import FARTHEST, NEAR, Searcher, Wanted
from .selections import Found, Selections

__all__ = ["FARTHEST", "Finder"]


class Finder(Struct, frozen=True):
    """Searches in one tenant's objects at one provider, within one request.

    `shapes` are those of the provider's kinds. `version` is that of the tenant's objects, or None
    while they may change; kinds with a history have versions of their own.
    """

    documents: Documents
    dialect: Dialect
    tenant: int
    shapes: Mapping[str, Shape]
    selections: Selections
    version: int | None

    def places(
        self, kind: str, where: Sequence[Condition], order: Sequence[Order], offset: int, limit: int
    ) -> Sequence[int]:
        """Return the positions of the objects for which all conditions hold, sorted."""
        wanted = Wanted(kind, tuple(where), tuple(order))
        if self.version is None:
            return self._searcher().places(wanted, offset, limit)
        found = self._recalled(wanted)
        if not isinstance(found, array):
            if self._is_cut(wanted, found, offset + limit):
                return self._searcher().places(wanted, offset, limit)
            found = self._remembered(wanted, array("q", self._searcher().places(wanted)))
        return found[offset : offset + limit]

    def count(self, kind: str, where: Sequence[Condition]) -> int:
        """Return the number of objects for which all conditions hold."""
        wanted = Wanted(kind, tuple(where))
        if self.version is None:
            return self._searcher().count(wanted)
        version, number = self.selections.get(self._count_of(wanted))
        if version == self._version(kind) and isinstance(number, int):
            return number
        if where and self.documents.history(kind) is not None:
            # What is found can be mended when objects change; a number cannot.
            return len(self.places(kind, where, (), 0, FARTHEST))
        number = self._searcher().count(wanted)
        self.selections.put(self._count_of(wanted), self._version(kind), number)
        return number

    def _is_cut(self, wanted: Wanted, found: Found, end: int) -> bool:
        """Whether to read one page only, if an index leads to it."""
        if not self._searcher().is_quick(wanted):
            return False
        if end <= NEAR:
            return True
        if found is None and not self._is_mendable(wanted):  # next time, it is worth remembering
            self.selections.put((self.tenant, wanted), self._version(wanted.kind), 0)
            return True
        return False

    def _recalled(self, wanted: Wanted) -> Found:
        """Return what was found before, as it is now."""
        version, found = self.selections.get((self.tenant, wanted))
        if version == self._version(wanted.kind):
            return found
        history = self.documents.history(wanted.kind)
        if history is None or not isinstance(found, array) or wanted.is_all:
            return None
        if (changed := history.since(version)) is None:
            return None
        return self._remembered(wanted, mended(self._searcher(), wanted, found, changed))

    def _remembered(self, wanted: Wanted, found: "array[int]") -> "array[int]":
        version = self._version(wanted.kind)
        self.selections.put((self.tenant, wanted), version, found)
        self.selections.put(self._count_of(wanted), version, len(found))
        return found

    def _is_mendable(self, wanted: Wanted) -> bool:
        """Whether to remember at once, because it lasts. All objects are soon listed again."""
        return not wanted.is_all and self.documents.history(wanted.kind) is not None

    def _version(self, kind: str) -> int:
        assert self.version is not None
        history = self.documents.history(kind)
        return self.version if history is None else history.version

    def _count_of(self, wanted: Wanted) -> tuple[object, ...]:
        return (self.tenant, wanted.kind, wanted.where)

    def _searcher(self) -> Searcher:
        return Searcher(self.documents, self.dialect, self.tenant, self.shapes)
