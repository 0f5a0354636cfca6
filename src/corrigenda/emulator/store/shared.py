"""The store in a database, which several processes may use, and the shelves of its tenants.

A request is one transaction. A new tenant gets its seed in a transaction of its own before that, so
that a refused first request does not undo it.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import time_ns
from typing import Final, cast

from ..errors import EmulatorError, StoreUnavailableError
from . import worlds
from .database import Database
from .fields import Fields, Shape
from .finding import Finder
from .indexing import Index, make_index
from .rows import Rows
from .selections import Selections
from .session import Session, TakenError
from .shelf import Shelf
from .statements import Statements
from .store import Snapshot
from .tables import KEYS, THINGS
from .things import Thing

_MANY: Final = 1000  # objects that a database must know of before it plans well


@dataclass(frozen=True, slots=True)
class SharedStore:
    """A database with the objects of all tenants; see `Store`."""

    database: Database
    statements: Statements
    indexes: dict[str, dict[str, Index]] = field(default_factory=dict[str, dict[str, Index]])
    shapes: dict[str, dict[str, Shape]] = field(default_factory=dict[str, dict[str, Shape]])
    selections: Selections = field(default_factory=Selections)

    @property
    def workers(self) -> int:
        return 4

    def index(self, provider: str, kinds: Mapping[str, Fields]) -> None:
        try:
            indexes = make_index(self.database, self.statements, provider, kinds)
        except StoreUnavailableError as error:
            raise EmulatorError(str(error), "see that no other process keeps it busy") from error
        self.indexes[provider] = indexes
        self.shapes[provider] = {kind: index.shape for kind, index in indexes.items()}

    @contextmanager
    def shelf(
        self, provider: str, tenant: str, seed: Sequence[Thing], *, writing: bool = True
    ) -> Generator[Shelf, None, None]:
        enter = self.statements.enter_tenant if writing else self.statements.find_tenant
        name = {"provider": provider, "name": tenant}
        while True:
            with self.database.transaction(writing=writing) as session:
                if (row := session.row(enter, name)) is not None:
                    number, version = row
                    yield self._shelf(session, provider, number, None if writing else version)
                    return
            with suppress(TakenError):  # another one created the same tenant a moment earlier
                self._settle(provider, tenant, seed)

    def snapshot(self) -> Snapshot:
        return Snapshot(worlds.snapshot(self.database))

    def restore(self, snapshot: Snapshot) -> None:
        self.selections.clear()
        worlds.restore(self.database, snapshot.content)

    def reset(self) -> None:
        self.selections.clear()
        worlds.reset(self.database)

    def contents(self) -> list[tuple[str, str, dict[str, int]]]:
        return worlds.contents(self.database)

    def dispose(self) -> None:
        self.database.engine.dispose()

    def _settle(self, provider: str, tenant: str, seed: Sequence[Thing]) -> None:
        """Create a tenant with the objects of its seed. A request may remove it at any time."""
        with self.database.transaction(writing=True) as session:
            name = {"provider": provider, "name": tenant}
            if session.row(self.statements.find_tenant, name) is not None:
                return
            values = {**name, "counter": len(seed), "version": time_ns()}
            (number,) = session.row(self.statements.add_tenant, values)
            self._rows(session, provider, cast(int, number)).fill(seed)
        if len(seed) >= _MANY:
            self.database.measure(THINGS.name, KEYS.name)

    def _shelf(self, session: Session, provider: str, number: int, version: int | None) -> Shelf:
        rows = self._rows(session, provider, number)
        shapes = self.shapes.get(provider, {})
        finder = Finder(rows, self.statements.dialect, number, shapes, self.selections, version)
        return Shelf(rows, finder)

    def _rows(self, session: Session, provider: str, number: int) -> Rows:
        return Rows(session, self.statements, number, self.indexes.get(provider, {}))
