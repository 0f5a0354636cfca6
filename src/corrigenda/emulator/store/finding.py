"""Find and count the objects of a tenant by their keys, and remember what was found."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Final, cast

from msgspec import Struct

from .conditions import INDEXABLE, Condition, Dialect, Every, Order, Search, Where
from .documents import Documents
from .fields import Field, Shape
from .selections import Selections

FARTHEST: Final = 2**63 - 1  # the largest integer of a database
_NEAR: Final = 1000  # a page that ends before needs no list of everything that was found


class Finder(Struct, frozen=True):
    """Searches in one tenant's objects at one provider, within one request.

    `shapes` are those of the provider's kinds. `version` is that of the tenant's objects, or None
    while they may change.
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
        search = (self.tenant, self.version, kind, tuple(where), tuple(order))
        if self.version is None:
            return self._places(kind, where, order, offset, limit)
        if isinstance(found := self.selections.get(search), array):
            return found[offset : offset + limit]
        if self._is_quick(kind, where, order):
            near = offset + limit <= _NEAR and not order
            if near or found is None:
                if not near:  # the next time, it is worth remembering
                    self.selections.put(search, 0)
                return self._places(kind, where, order, offset, limit)
        everything = array("q", self._places(kind, where, order, 0, FARTHEST))
        self.selections.put(search, everything)
        self.selections.put(search[:-1], len(everything))
        return everything[offset : offset + limit]

    def count(self, kind: str, where: Sequence[Condition]) -> int:
        """Return the number of objects for which all conditions hold."""
        search = (self.tenant, self.version, kind, tuple(where))
        if self.version is None:
            return self._count(kind, where)
        if not isinstance(number := self.selections.get(search), int):
            number = self._count(kind, where)
            self.selections.put(search, number)
        return number

    def _places(
        self, kind: str, where: Sequence[Condition], order: Sequence[Order], offset: int, limit: int
    ) -> list[int]:
        if not where and not order:
            return self.documents.places(kind, min(offset, FARTHEST), min(limit, FARTHEST))
        if order and self._is_quick(kind, where, order):
            return self._sorted(kind, order, offset, limit)
        return self._found(kind, where, order, offset, limit)

    def _sorted(self, kind: str, order: Sequence[Order], offset: int, limit: int) -> list[int]:
        """Return objects in the order of an index, which has only those with a value."""
        field = order[0].field
        having, lacking = (Where(field, "given", ()),), (Where(field, "eq", (None,)),)
        first = self._found(kind, having, order, offset, limit)
        if len(first) >= limit:
            return first
        before = max(0, offset - self.count(kind, having)) if offset else 0
        return first + self._found(kind, lacking, order[1:], before, limit - len(first))

    def _found(
        self, kind: str, where: Sequence[Condition], order: Sequence[Order], offset: int, limit: int
    ) -> list[int]:
        # If there are few, the index of a field leads to them, not that of the positions.
        few = self._is_sought(kind, where) and self.count(kind, where) <= _NEAR
        cut = {"offset": min(offset, FARTHEST), "limit": min(limit, FARTHEST)}
        search, conditions = self._search(kind, where)
        mark = self.dialect.mark
        text = (
            f"SELECT position FROM emulator_keys WHERE {conditions}"  # noqa: S608 - names, marks
            f" ORDER BY {search.order(order, few=few)}"
            f" LIMIT {mark('limit')} OFFSET {mark('offset')}"
        )
        return [
            place for (place,) in self.documents.keys(kind).rows(text, {**search.values, **cut})
        ]

    def _is_quick(self, kind: str, where: Sequence[Condition], order: Sequence[Order]) -> bool:
        """Whether an index leads to the first objects, so that the others are not looked at."""
        if order:
            sought = self.dialect.indexed and self._field(kind, order[0].field).sought
            return sought and not where and len(order) == 1
        return not where or self._is_sought(kind, where)

    def _is_sought(self, kind: str, where: Sequence[Condition]) -> bool:
        """Whether one of the conditions, all of which hold, is of a field with an index."""
        return self.dialect.indexed and any(
            isinstance(each, Where)
            and each.op in INDEXABLE
            and self._field(kind, each.field).sought
            for each in where
        )

    def _field(self, kind: str, name: str) -> Field:
        return self.shapes[kind].fields[name]

    def _count(self, kind: str, where: Sequence[Condition]) -> int:
        if not where:
            return self.documents.count(kind)
        search, conditions = self._search(kind, where)
        text = f"SELECT count(*) FROM emulator_keys WHERE {conditions}"  # noqa: S608 - as above
        return cast(int, self.documents.keys(kind).row(text, search.values)[0])

    def _search(self, kind: str, where: Sequence[Condition]) -> tuple[Search, str]:
        mark = self.dialect.mark
        columns = self.shapes[kind].columns
        values: dict[str, object] = {"tenant": self.tenant, "kind": kind}
        search = Search(columns, mark, self.dialect.find, values)
        conditions = search.where(Every(tuple(where)))
        return search, f"tenant = {mark('tenant')} AND kind = {mark('kind')} AND {conditions}"
