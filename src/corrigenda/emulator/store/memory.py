"""The store in memory, which one process has and where requests take turns.

Documents are in dictionaries, which is all that most requests need, and several times faster than a
database. A request that fails undoes its changes one by one. Only searches use SQLite: see
`keytable`.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import RLock
from typing import TypeAlias, cast

from .conditions import SQLITE
from .fields import Fields, Shape, shape_of
from .finding import Finder
from .keytable import KeyTable
from .selections import Selections
from .session import TakenError
from .shelf import Shelf
from .store import Snapshot
from .tenants import Held, Tenant
from .things import Thing

Tenants: TypeAlias = dict[tuple[str, str], Tenant]
"""The tenants by provider and name."""


@dataclass(frozen=True, slots=True, repr=False)
class MemoryStore:
    """The objects of all tenants; see `Store`.

    `seeded` has, for each provider, the last seed and a tenant that has only that. `ticks` gives
    numbers for tenants.
    """

    tenants: Tenants = field(default_factory=Tenants)
    shapes: dict[str, dict[str, Shape]] = field(default_factory=dict[str, dict[str, Shape]])
    seeded: dict[str, tuple[Sequence[Thing], Tenant]] = field(
        default_factory=dict[str, tuple[Sequence[Thing], Tenant]]
    )
    table: KeyTable = field(default_factory=KeyTable.new)
    selections: Selections = field(default_factory=Selections)
    ticks: Iterator[int] = field(default_factory=count)
    turn: RLock = field(default_factory=RLock)

    @property
    def workers(self) -> int:
        return 1

    def index(self, provider: str, kinds: Mapping[str, Fields]) -> None:
        self.shapes[provider] = {kind: shape_of(fields) for kind, fields in kinds.items()}

    @contextmanager
    def shelf(
        self, provider: str, tenant: str, seed: Sequence[Thing], *, writing: bool = True
    ) -> Generator[Shelf, None, None]:
        with self.turn:
            held = self._held(provider, tenant, seed)
            if not writing:
                yield self._shelf(held, 0)
                return
            counter = held.tenant.counter
            try:
                yield self._shelf(held, None)
                held.settle()
            except BaseException:
                held.undo(0, counter)
                raise

    def snapshot(self) -> Snapshot:
        with self.turn:
            return Snapshot((self.table.pages(), _copied(self.tenants)))

    def restore(self, snapshot: Snapshot) -> None:
        pages, tenants = cast("tuple[bytes, Tenants]", snapshot.content)
        with self.turn:
            self._forget()
            self.table.restore(pages)
            self.tenants.update(_copied(tenants))

    def reset(self) -> None:
        with self.turn:
            self._forget()
            self.table.clear()

    def contents(self) -> list[tuple[str, str, dict[str, int]]]:
        with self.turn:
            return [(*key, tenant.counts()) for key, tenant in sorted(self.tenants.items())]

    def dispose(self) -> None:
        with self.turn:
            self.table.driver.close()

    def _forget(self) -> None:
        self.tenants.clear()
        self.selections.clear()

    def _held(self, provider: str, name: str, seed: Sequence[Thing]) -> Held:
        tenant = self.tenants.get((provider, name))
        if tenant is None:
            tenant = self._seeded(provider, seed).copy(next(self.ticks))
            self.tenants[provider, name] = tenant
        return Held(tenant, self.shapes.get(provider, {}), self.table, [])

    def _seeded(self, provider: str, seed: Sequence[Thing]) -> Tenant:
        """Return a tenant that has only a seed, which is read once for all tenants."""
        if (known := self.seeded.get(provider)) is not None and known[0] is seed:
            return known[1]
        tenant = Tenant(-1, len(seed))
        held = Held(tenant, {}, self.table, [])
        try:
            for thing in seed:
                held.add(thing)
        except TakenError:
            raise ValueError("two objects of one kind have the same id") from None
        self.seeded[provider] = seed, tenant
        return tenant

    def _shelf(self, held: Held, version: int | None) -> Shelf:
        tenant = held.tenant.number
        return Shelf(held, Finder(held, SQLITE, tenant, held.shapes, self.selections, version))


def _copied(tenants: Tenants) -> Tenants:
    return {key: tenant.copy(tenant.number) for key, tenant in tenants.items()}
