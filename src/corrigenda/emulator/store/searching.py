"""Find, sort and count one tenant's objects by their keys, with SQL. Nothing is remembered here."""

from collections.abc import Callable, Collection, Mapping
from typing import Final, cast

from msgspec import Struct
from msgspec.structs import replace

from .conditions import (
    INDEXABLE,
    Condition,
    Dialect,
    Every,
    Order,
    Search,
    Where,
    fields_of,
    padded,
)
from .documents import Documents
from .fields import Field, Shape
from .session import Session

FARTHEST: Final = 2**63 - 1  # the largest integer of a database
NEAR: Final = 1000  # a page that ends before needs no list of everything that was found


class Wanted(Struct, frozen=True):
    """The objects of a kind for which all conditions hold, sorted.

    The first order has the highest priority; without any, objects are in the order in which they
    were added.
    """

    kind: str
    where: tuple[Condition, ...] = ()
    order: tuple[Order, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether it is every object, as it was added, for which nobody needs keys."""
        return not self.where and not self.order

    @property
    def fields(self) -> set[str]:
        """The fields whose keys it needs."""
        return {*fields_of(Every(self.where)), *(each.field for each in self.order)}


class Searcher(Struct, frozen=True):
    """Finds the positions of one tenant's objects, whose kinds have some shapes."""

    documents: Documents
    dialect: Dialect
    tenant: int
    shapes: Mapping[str, Shape]

    def places(self, wanted: Wanted, offset: int = 0, limit: int = FARTHEST) -> list[int]:
        """Return the positions of what is wanted, and of those a part."""
        if wanted.is_all:
            return self.documents.places(wanted.kind, min(offset, FARTHEST), min(limit, FARTHEST))
        if wanted.order and self.is_quick(wanted):
            return self._sorted(wanted, offset, limit)
        return self._found(wanted, offset, limit)

    def count(self, wanted: Wanted) -> int:
        """Return how many objects are wanted."""
        if not wanted.where:
            return self.documents.count(wanted.kind)
        search, conditions = self._search(wanted)
        return self._number(wanted, f"emulator_keys WHERE {conditions}", search)

    def is_quick(self, wanted: Wanted) -> bool:
        """Whether an index leads to the first objects, so that the others are not looked at."""
        if wanted.order:
            sought = self.dialect.indexed and self._field(wanted, wanted.order[0].field).sought
            return sought and not wanted.where and len(wanted.order) == 1
        return not wanted.where or self._is_sought(wanted)

    def among(self, wanted: Wanted, places: Collection[int]) -> list[int]:
        """Return those of some positions whose objects are wanted, sorted."""
        # A sign has no index: the positions alone lead to the rows.
        search, conditions = self._search(wanted, sign="+")
        values = {f"a{number}": place for number, place in enumerate(padded([*places]))}
        these = f"position IN ({', '.join(map(self.dialect.mark, values))})"
        order = search.order(wanted.order, few=False)
        text = f"SELECT position FROM emulator_keys WHERE {these} AND {conditions} ORDER BY {order}"  # noqa: S608 - names, marks
        return self._positions(wanted, text, {**search.values, **values})

    def reader(self, wanted: Wanted) -> Callable[[int], tuple[bytes | None, ...]]:
        """Return what reads the keys by which the object at a position is sorted."""
        columns, mark = self.shapes[wanted.kind].columns, self.dialect.mark
        names = ", ".join(columns[each.field] for each in wanted.order)
        of = " AND ".join(f"{name} = {mark(name)}" for name in ("tenant", "kind", "position"))
        text = f"SELECT {names} FROM emulator_keys WHERE {of}"  # noqa: S608 - names, marks
        session, values = self._keys(wanted), {"tenant": self.tenant, "kind": wanted.kind}
        return lambda place: session.row(text, {**values, "position": place})

    def _sorted(self, wanted: Wanted, offset: int, limit: int) -> list[int]:
        """Return objects in the order of an index, which has only those with a value."""
        field = wanted.order[0].field
        having = replace(wanted, where=(Where(field, "given", ()),))
        lacking = replace(wanted, where=(Where(field, "eq", (None,)),), order=())
        first = self._found(having, offset, limit)
        if len(first) >= limit:
            return first
        before = max(0, offset - self.count(having)) if offset else 0
        return first + self._found(lacking, before, limit - len(first))

    def _found(self, wanted: Wanted, offset: int, limit: int) -> list[int]:
        search, conditions = self._search(wanted)
        order = search.order(wanted.order, few=self._are_few(wanted))
        cut = {"offset": min(offset, FARTHEST), "limit": min(limit, FARTHEST)}
        mark = self.dialect.mark
        text = (
            f"SELECT position FROM emulator_keys WHERE {conditions}"  # noqa: S608 - names, marks
            f" ORDER BY {order} LIMIT {mark('limit')} OFFSET {mark('offset')}"
        )
        return self._positions(wanted, text, {**search.values, **cut})

    def _are_few(self, wanted: Wanted) -> bool:
        """Whether the index of a field leads to what is wanted, and not that of the positions."""
        if not self._is_sought(wanted):
            return False
        search, conditions = self._search(wanted)
        some = f"SELECT 1 FROM emulator_keys WHERE {conditions} LIMIT {NEAR + 1}"  # noqa: S608 - names, marks
        return self._number(wanted, f"({some}) AS some", search) <= NEAR

    def _is_sought(self, wanted: Wanted) -> bool:
        """Whether one of the conditions, all of which hold, is of a field with an index."""
        return self.dialect.indexed and any(
            isinstance(each, Where)
            and each.op in INDEXABLE
            and self._field(wanted, each.field).sought
            for each in wanted.where
        )

    def _field(self, wanted: Wanted, name: str) -> Field:
        return self.shapes[wanted.kind].fields[name]

    def _search(self, wanted: Wanted, sign: str = "") -> tuple[Search, str]:
        columns = self.shapes[wanted.kind].columns
        if sign:
            columns = {name: sign + column for name, column in columns.items()}
        values: dict[str, object] = {"tenant": self.tenant, "kind": wanted.kind}
        search = Search(columns, self.dialect.mark, self.dialect.find, values)
        conditions, mark = search.where(Every(wanted.where)), self.dialect.mark
        return search, f"tenant = {mark('tenant')} AND kind = {mark('kind')} AND {conditions}"

    def _keys(self, wanted: Wanted) -> Session:
        return self.documents.keys(wanted.kind, wanted.fields)

    def _number(self, wanted: Wanted, rows: str, search: Search) -> int:
        text = f"SELECT count(*) FROM {rows}"  # noqa: S608 - names, marks
        return cast(int, self._keys(wanted).row(text, search.values)[0])

    def _positions(self, wanted: Wanted, text: str, values: Mapping[str, object]) -> list[int]:
        rows = self._keys(wanted).rows(text, values)
        return [place for (place,) in rows]
