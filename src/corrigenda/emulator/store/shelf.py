"""One tenant's objects at one provider, within one request."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import cast

from msgspec import Struct

from .. import exact
from ..exact import Members
from .conditions import Condition, Order
from .documents import Documents
from .finding import FARTHEST, Finder
from .session import TakenError
from .things import Thing


class Shelf(Struct, frozen=True):
    """One tenant's objects at one provider, within one request.

    Raises `StoreUnavailableError` from any method if the store cannot do its work, and
    `RuntimeError` from those that write if the shelf was opened for reading.
    """

    documents: Documents
    finder: Finder

    def undoing(self) -> AbstractContextManager[None]:
        """Undo what happens in the block if it ends in an exception, and no more than that."""
        return self.documents.undoing()

    def all(self, kind: str) -> list[Members]:
        """Return every document of a kind, in the order in which they were added."""
        return [cast(Members, exact.decode(text)) for text in self.documents.all(kind)]

    def page(self, kind: str, offset: int, limit: int) -> list[Members]:
        """Like `all`, but skip the first `offset` documents and return at most `limit`."""
        return self.find(kind, offset=offset, limit=limit)

    def find(
        self,
        kind: str,
        where: Sequence[Condition] = (),
        order: Sequence[Order] = (),
        offset: int = 0,
        limit: int = FARTHEST,
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
        limit: int = FARTHEST,
    ) -> Sequence[int]:
        """Like `find`, but return the positions of the documents.

        An object added later has a higher position; it keeps its position while it exists.
        """
        return self.finder.places(kind, where, order, offset, limit)

    def at(self, places: Sequence[int]) -> list[Members]:
        """Return the documents at some positions, in that order."""
        return [cast(Members, exact.decode(text)) for text in self.documents.at(places)]

    def count(self, kind: str, where: Sequence[Condition] = ()) -> int:
        """Return the number of documents for which all conditions hold."""
        return self.finder.count(kind, where)

    def get(self, kind: str, key: str) -> Members | None:
        """Return a document, or None if there is none."""
        text = self.documents.get(kind, key)
        return None if text is None else cast(Members, exact.decode(text))

    def add(self, thing: Thing) -> None:
        """Add an object after all others. Raises `TakenError` if its id is used."""
        self._write()
        try:
            self.documents.add(thing)
        except TakenError:
            wrong = f"there is an object {thing.id} of the kind {thing.kind} already"
            raise TakenError(wrong) from None

    def replace(self, thing: Thing) -> None:
        """Replace a document. Raises `KeyError` if there is none."""
        self._write()
        self.documents.replace(thing)

    def remove(self, kind: str, key: str) -> None:
        """Remove a document. Raises `KeyError` if there is none."""
        self._write()
        self.documents.remove(kind, key)

    def next_number(self) -> int:
        """Return a number that this tenant has not used: the last one plus 1."""
        self._write()
        return self.documents.next_number()

    def _write(self) -> None:
        if self.finder.version is not None:
            raise RuntimeError("this request only reads: open the shelf for writing")
