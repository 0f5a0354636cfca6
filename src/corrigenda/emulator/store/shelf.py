"""One tenant's objects at one provider, within one transaction."""

from array import array
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, cast

from msgspec import Struct

from .. import exact
from ..exact import Members
from .conditions import INDEXABLE, Condition, Every, Order, Search, Where, padded
from .database import Session, TakenError, Values
from .fields import Field
from .indexing import Index
from .selections import Selections
from .statements import Statements
from .tables import Thing

_FARTHEST: Final = 2**63 - 1  # the largest integer of a database
_NEAR: Final = 1000  # a page that ends before needs no list of everything that was found
_AT_ONCE: Final = 256  # documents


class Shelf(Struct, frozen=True):
    """One tenant's objects at one provider, within one transaction.

    `indexes` are those of the provider's kinds. `version` is that of the tenant's objects, or None
    while they may change. Raises `StoreUnavailableError` from any method if the store cannot do its
    work, and `RuntimeError` from those that write if the shelf was opened for reading.
    """

    session: Session
    statements: Statements
    tenant: int
    indexes: Mapping[str, Index]
    selections: Selections
    version: int | None

    @contextmanager
    def undoing(self) -> Generator[None, None, None]:
        """Undo what happens in the block if it ends in an exception, and no more than that."""
        self.session.change("SAVEPOINT undoing")
        try:
            yield
        except BaseException:
            self.session.change("ROLLBACK TO SAVEPOINT undoing")
            raise
        finally:
            self.session.change("RELEASE SAVEPOINT undoing")

    def all(self, kind: str) -> list[Members]:
        """Return every document of a kind, in the order in which they were added."""
        return _read(self.session.rows(self.statements.all, self._of(kind)))

    def page(self, kind: str, offset: int, limit: int) -> list[Members]:
        """Like `all`, but skip the first `offset` documents and return at most `limit`."""
        return self.find(kind, offset=offset, limit=limit)

    def find(
        self,
        kind: str,
        where: Sequence[Condition] = (),
        order: Sequence[Order] = (),
        offset: int = 0,
        limit: int = _FARTHEST,
    ) -> list[Members]:
        """Return the documents for which all conditions hold, sorted, and of those one page.

        The first order has the highest priority; without any, documents are in the order in which
        they were added. Raises `KeyError` for a field that the provider does not declare.
        """
        return self.at(self.places(kind, where, order, offset, limit))

    def places(
        self,
        kind: str,
        where: Sequence[Condition] = (),
        order: Sequence[Order] = (),
        offset: int = 0,
        limit: int = _FARTHEST,
    ) -> Sequence[int]:
        """Like `find`, but return the positions of the documents.

        An object added later has a higher position; it keeps its position while it exists.
        """
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
        everything = array("q", self._places(kind, where, order, 0, _FARTHEST))
        self.selections.put(search, everything)
        self.selections.put(search[:-1], len(everything))
        return everything[offset : offset + limit]

    def at(self, places: Sequence[int]) -> list[Members]:
        """Return the documents at some positions, in that order."""
        found: dict[int, str] = {}
        for start in range(0, len(places), _AT_ONCE):
            found.update(self._texts(places[start : start + _AT_ONCE]))
        return [cast(Members, exact.decode(found[place])) for place in places]

    def count(self, kind: str, where: Sequence[Condition] = ()) -> int:
        """Return the number of documents for which all conditions hold."""
        search = (self.tenant, self.version, kind, tuple(where))
        if self.version is None:
            return self._count(kind, where)
        if not isinstance(number := self.selections.get(search), int):
            number = self._count(kind, where)
            self.selections.put(search, number)
        return number

    def get(self, kind: str, key: str) -> Members | None:
        row = self.session.row(self.statements.get, self._one(kind, key))
        return None if row is None else cast(Members, exact.decode(row[0]))

    def add(self, thing: Thing) -> None:
        """Add an object after all others. Raises `TakenError` if its id is used."""
        self._write()
        (place,) = self.session.row(self.statements.add, self._row(thing))
        if index := self.indexes.get(thing.kind):
            self.session.change(index.adds, self._keys(index, thing, place))

    def replace(self, thing: Thing) -> None:
        """Replace a document. Raises `KeyError` if there is none."""
        self._write()
        text = {"text": exact.encode_text(thing.document)}
        change = {**self._one(thing.kind, thing.id), **text}
        if (row := self.session.row(self.statements.replace, change)) is None:
            raise KeyError(thing.id)
        if index := self.indexes.get(thing.kind):
            of = {"of_tenant": self.tenant, "of_kind": thing.kind, "of_position": row[0]}
            self.session.change(index.changes, {**of, **index.shape.keys(thing.document)})

    def remove(self, kind: str, key: str) -> None:
        """Remove a document. Raises `KeyError` if there is none."""
        self._write()
        if (row := self.session.row(self.statements.remove, self._one(kind, key))) is None:
            raise KeyError(key)
        if kind in self.indexes:
            place = {**self._of(kind), "position": row[0]}
            self.session.change(self.statements.remove_keys, place)

    def next_number(self) -> int:
        """Return a number that this tenant has not used: the last one plus 1."""
        self._write()
        return cast(int, self.session.row(self.statements.next_number, {"of": self.tenant})[0])

    def fill(self, things: Sequence[Thing]) -> None:
        """Add many objects to an empty shelf at once. Raises `ValueError` for an id used twice."""
        if not things:
            return
        try:
            self.session.change_each(self.statements.add, map(self._row, things))
        except TakenError:
            raise ValueError("two objects of one kind have the same id") from None
        for kind, index in self.indexes.items():
            mine = [thing for thing in things if thing.kind == kind]
            places = self.session.rows(self.statements.new_places, self._of(kind))
            pairs = zip(mine, places, strict=True)
            # One by one: a list of them all would cost more than the database does.
            rows = (self._keys(index, thing, place) for thing, (place,) in pairs)
            self.session.change_each(index.adds, rows)

    def _write(self) -> None:
        if self.version is not None:
            raise RuntimeError("this request only reads: open the shelf for writing")

    def _places(
        self, kind: str, where: Sequence[Condition], order: Sequence[Order], offset: int, limit: int
    ) -> list[int]:
        if not where and not order:
            cut = {"offset": min(offset, _FARTHEST), "limit": min(limit, _FARTHEST)}
            rows = self.session.rows(self.statements.places, {**self._of(kind), **cut})
            return [place for (place,) in rows]
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
        cut = {"offset": min(offset, _FARTHEST), "limit": min(limit, _FARTHEST)}
        search, conditions = self._search(kind, where)
        mark = self.statements.mark
        text = (
            f"SELECT position FROM emulator_keys WHERE {conditions}"  # noqa: S608 - names, marks
            f" ORDER BY {search.order(order, few=few)}"
            f" LIMIT {mark('limit')} OFFSET {mark('offset')}"
        )
        return [place for (place,) in self.session.rows(text, {**search.values, **cut})]

    def _is_quick(self, kind: str, where: Sequence[Condition], order: Sequence[Order]) -> bool:
        """Whether an index leads to the first objects, so that the others are not looked at."""
        if order:
            sought = self.statements.indexed and self._field(kind, order[0].field).sought
            return sought and not where and len(order) == 1
        return not where or self._is_sought(kind, where)

    def _is_sought(self, kind: str, where: Sequence[Condition]) -> bool:
        """Whether one of the conditions, all of which hold, is of a field with an index."""
        return self.statements.indexed and any(
            isinstance(each, Where)
            and each.op in INDEXABLE
            and self._field(kind, each.field).sought
            for each in where
        )

    def _field(self, kind: str, name: str) -> Field:
        return self.indexes[kind].shape.fields[name]

    def _count(self, kind: str, where: Sequence[Condition]) -> int:
        if not where:
            return cast(int, self.session.row(self.statements.count, self._of(kind))[0])
        search, conditions = self._search(kind, where)
        text = f"SELECT count(*) FROM emulator_keys WHERE {conditions}"  # noqa: S608 - as above
        return cast(int, self.session.row(text, search.values)[0])

    def _search(self, kind: str, where: Sequence[Condition]) -> tuple[Search, str]:
        mark = self.statements.mark
        columns = self.indexes[kind].shape.columns
        search = Search(columns, mark, self.statements.find, self._of(kind))
        conditions = search.where(Every(tuple(where)))
        return search, f"tenant = {mark('tenant')} AND kind = {mark('kind')} AND {conditions}"

    def _texts(self, places: Sequence[int]) -> list[tuple[int, str]]:
        values = {f"p{number}": place for number, place in enumerate(padded(places))}
        mark = self.statements.mark
        among = ", ".join(map(mark, values))
        # A sum has no index: the positions alone lead to the rows.
        text = (
            "SELECT position, document FROM emulator_things"  # noqa: S608 - marks only
            f" WHERE tenant + 0 = {mark('tenant')} AND position IN ({among})"
        )
        return self.session.rows(text, {"tenant": self.tenant, **values})

    def _of(self, kind: str) -> dict[str, object]:
        return {"tenant": self.tenant, "kind": kind}

    def _one(self, kind: str, key: str) -> Values:
        return {"tenant": self.tenant, "kind": kind, "id": key.encode()}

    def _row(self, thing: Thing) -> Values:
        document = {"document": exact.encode_text(thing.document)}
        return {**self._one(thing.kind, thing.id), **document}

    def _keys(self, index: Index, thing: Thing, place: int) -> Values:
        return {**self._of(thing.kind), "position": place, **index.shape.keys(thing.document)}


def _read(rows: Sequence[Sequence[Any]]) -> list[Members]:
    return [cast(Members, exact.decode(row[0])) for row in rows]
