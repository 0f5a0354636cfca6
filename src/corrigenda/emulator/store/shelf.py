"""One tenant's objects at one provider, within one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from .. import exact
from ..exact import Members
from .database import Session, Values
from .statements import Statements
from .tables import Thing

_FARTHEST = 2**63 - 1  # the largest integer of a database


@dataclass(frozen=True, slots=True)
class Shelf:
    """One tenant's objects at one provider, within one transaction.

    Raises `StoreUnavailableError` from any method if the store cannot do its work.
    """

    session: Session
    statements: Statements
    tenant: int

    def all(self, kind: str) -> list[Members]:
        """Return every document of a kind, in the order in which they were added."""
        return _read(self.session.rows(self.statements.all, self._of(kind)))

    def page(self, kind: str, offset: int, limit: int) -> list[Members]:
        """Like `all`, but skip the first `offset` documents and return at most `limit`."""
        cut = {"offset": min(offset, _FARTHEST), "limit": min(limit, _FARTHEST)}
        return _read(self.session.rows(self.statements.page, {**self._of(kind), **cut}))

    def count(self, kind: str) -> int:
        """Return the number of documents of a kind."""
        return cast(int, self.session.row(self.statements.count, self._of(kind))[0])

    def get(self, kind: str, key: str) -> Members | None:
        row = self.session.row(self.statements.get, self._one(kind, key))
        return None if row is None else _document(row)

    def add(self, thing: Thing) -> None:
        """Add an object after all others. Raises `TakenError` if its id is used."""
        self.session.row(self.statements.add, self._row(thing))

    def replace(self, thing: Thing) -> None:
        """Replace a document. Raises `KeyError` if there is none."""
        text = {"text": exact.encode_text(thing.document)}
        change = {**self._one(thing.kind, thing.id), **text}
        if self.session.change(self.statements.replace, change) != 1:
            raise KeyError(thing.id)

    def remove(self, kind: str, key: str) -> None:
        """Remove a document. Raises `KeyError` if there is none."""
        if self.session.change(self.statements.remove, self._one(kind, key)) != 1:
            raise KeyError(key)

    def next_number(self) -> int:
        """Return a number that this tenant has not used: the last one plus 1."""
        return cast(int, self.session.row(self.statements.next_number, {"of": self.tenant})[0])

    def fill(self, things: Sequence[Thing]) -> None:
        """Add many objects at once."""
        if things:
            self.session.change_each(self.statements.add, [self._row(each) for each in things])

    def _of(self, kind: str) -> Values:
        return {"tenant": self.tenant, "kind": kind}

    def _one(self, kind: str, key: str) -> Values:
        return {"tenant": self.tenant, "kind": kind, "id": key.encode()}

    def _row(self, thing: Thing) -> Values:
        document = {"document": exact.encode_text(thing.document)}
        return {**self._one(thing.kind, thing.id), **document}


def _read(rows: Sequence[Sequence[str]]) -> list[Members]:
    return [_document(row) for row in rows]


def _document(row: Sequence[str]) -> Members:
    return cast(Members, exact.decode(row[0]))
