"""The documents of one tenant in the rows of a database, within one transaction."""

from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, cast

from msgspec import Struct

from .. import exact
from .conditions import padded
from .documents import Text
from .history import History
from .indexing import Index
from .session import Session, TakenError, Values
from .statements import Statements
from .things import Thing

_AT_ONCE: Final = 256  # documents


class Rows(Struct, frozen=True):
    """The documents of one tenant. `indexes` are those of the provider's kinds."""

    session: Session
    statements: Statements
    tenant: int
    indexes: Mapping[str, Index]

    @contextmanager
    def undoing(self) -> Generator[None, None, None]:
        self.session.change("SAVEPOINT undoing")
        try:
            yield
        except BaseException:
            self.session.change("ROLLBACK TO SAVEPOINT undoing")
            raise
        finally:
            self.session.change("RELEASE SAVEPOINT undoing")

    def all(self, kind: str) -> list[Text]:
        return [text for (text,) in self.session.rows(self.statements.all, self._of(kind))]

    def places(self, kind: str, offset: int, limit: int) -> list[int]:
        cut = {"offset": offset, "limit": limit}
        rows = self.session.rows(self.statements.places, {**self._of(kind), **cut})
        return [place for (place,) in rows]

    def at(self, places: Sequence[int]) -> list[Text]:
        found: dict[int, str] = {}
        for start in range(0, len(places), _AT_ONCE):
            found.update(self._texts(places[start : start + _AT_ONCE]))
        return [found[place] for place in places]

    def count(self, kind: str) -> int:
        return cast(int, self.session.row(self.statements.count, self._of(kind))[0])

    def get(self, kind: str, key: str) -> Text | None:
        row = self.session.row(self.statements.get, self._one(kind, key))
        return None if row is None else cast(str, row[0])

    def keys(self, kind: str, names: Collection[str]) -> Session:
        return self.session

    def history(self, kind: str) -> History | None:
        return None

    def add(self, thing: Thing) -> None:
        (place,) = self.session.row(self.statements.add, self._row(thing))
        if index := self.indexes.get(thing.kind):
            self.session.change(index.adds, self._keys(index, thing, place))

    def replace(self, thing: Thing) -> None:
        text = {"text": exact.encode_text(thing.document)}
        change = {**self._one(thing.kind, thing.id), **text}
        if (row := self.session.row(self.statements.replace, change)) is None:
            raise KeyError(thing.id)
        if index := self.indexes.get(thing.kind):
            of = {"of_tenant": self.tenant, "of_kind": thing.kind, "of_position": row[0]}
            self.session.change(index.changes, {**of, **index.shape.keys(thing.document)})

    def remove(self, kind: str, key: str) -> None:
        if (row := self.session.row(self.statements.remove, self._one(kind, key))) is None:
            raise KeyError(key)
        if kind in self.indexes:
            place = {**self._of(kind), "position": row[0]}
            self.session.change(self.statements.remove_keys, place)

    def next_number(self) -> int:
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

    def _texts(self, places: Sequence[int]) -> list[tuple[int, str]]:
        values = {f"p{number}": place for number, place in enumerate(padded(places))}
        mark = self.statements.dialect.mark
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
