"""What a shelf asks of the place where a tenant's documents are, within one request."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias

from .history import History
from .session import Session
from .things import Thing

Text: TypeAlias = str | bytes
"""The JSON text of a document."""


class Documents(Protocol):
    """The documents of one tenant. Its methods raise what those of `Shelf` raise."""

    def undoing(self) -> AbstractContextManager[None]:
        """Undo what happens in the block if it ends in an exception, and no more than that."""
        ...

    def all(self, kind: str) -> list[Text]:
        """Return every document of a kind, in the order in which they were added."""
        ...

    def places(self, kind: str, offset: int, limit: int) -> list[int]:
        """Return the positions of the documents of a kind, in that order, and of those a part."""
        ...

    def at(self, places: Sequence[int]) -> list[Text]:
        """Return the documents at some positions."""
        ...

    def count(self, kind: str) -> int:
        """Return the number of documents of a kind."""
        ...

    def get(self, kind: str, key: str) -> Text | None:
        """Return a document."""
        ...

    def add(self, thing: Thing) -> None:
        """Add an object after all others."""
        ...

    def replace(self, thing: Thing) -> None:
        """Replace a document."""
        ...

    def remove(self, kind: str, key: str) -> None:
        """Remove a document."""
        ...

    def next_number(self) -> int:
        """Return a number that the tenant has not used."""
        ...

    def keys(self, kind: str, names: Collection[str]) -> Session:
        """Return where keys of the kind's documents are, as the documents are now.

        `names` are the fields that are asked for.
        """
        ...

    def history(self, kind: str) -> History | None:
        """Return which of the kind's documents changed; None where others change them, too."""
        ...
