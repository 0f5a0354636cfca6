"""The objects of a tenant in memory, and how a request changes them and takes changes back."""

from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeAlias

from msgspec import Struct

from .. import exact
from .documents import Text
from .fields import Shape
from .history import History
from .keytable import KeyTable
from .searching import FARTHEST
from .session import Session, TakenError
from .things import Thing

_MANY: Final = 500  # keys that may wait until somebody searches


@dataclass(slots=True, eq=False)
class Kind:
    """The objects of one kind: their positions by id, sorted by position.

    `keyed` are the fields whose keys are written, or None if there are no rows for them, and
    `stale` the positions where these changed. `history` is for what searches found.
    """

    places: dict[str, int] = field(default_factory=dict[str, int])
    keyed: frozenset[str] | None = None
    stale: set[int] = field(default_factory=set[int])
    history: History = field(default_factory=History)


@dataclass(slots=True, eq=False)
class Tenant:
    """What a tenant has: documents by position, the last position and the last number."""

    number: int
    counter: int = 0
    last: int = 0
    texts: dict[int, bytes] = field(default_factory=dict[int, bytes])
    kinds: dict[str, Kind] = field(default_factory=dict[str, Kind])

    def counts(self) -> dict[str, int]:
        """Return the number of objects of each kind."""
        kinds = sorted(self.kinds.items())
        return {name: len(kind.places) for name, kind in kinds if kind.places}

    def copy(self, number: int) -> "Tenant":
        """Return a tenant that has the same and is not changed with this one."""
        kinds = {
            name: Kind(dict(kind.places), kind.keyed, set(kind.stale))
            for name, kind in self.kinds.items()
        }
        return Tenant(number, self.counter, self.last, dict(self.texts), kinds)


Change: TypeAlias = tuple[Kind, str, int, bytes | None]
"""A kind, an id, a position, and the document that was there."""


class Held(Struct, frozen=True):
    """The documents of one tenant within one request, which has made `changes`."""

    tenant: Tenant
    shapes: Mapping[str, Shape]
    table: KeyTable
    changes: list[Change]

    @contextmanager
    def undoing(self) -> Generator[None, None, None]:
        begun, counter = len(self.changes), self.tenant.counter
        try:
            yield
        except BaseException:
            self.undo(begun, counter)
            raise

    def undo(self, begun: int, counter: int) -> None:
        """Take back all changes but the first ones, and the numbers after one."""
        self.tenant.counter = counter
        undone, back = self.changes[begun:], set[Kind]()
        del self.changes[begun:]
        for kind, key, place, before in reversed(undone):
            if before is None:
                del kind.places[key], self.tenant.texts[place]
            else:
                if key not in kind.places:
                    back.add(kind)
                kind.places[key], self.tenant.texts[place] = place, before
            _mark(kind, place)
        for kind in back:
            _sort(kind)

    def settle(self) -> None:
        """Write the keys of a kind with many changes, so that no search has to wait for them."""
        for name, kind in self.tenant.kinds.items():
            if len(kind.stale) >= _MANY:
                self.keys(name, ())

    def all(self, kind: str) -> list[Text]:
        texts = self.tenant.texts
        return [texts[place] for place in self._places(kind)]

    def places(self, kind: str, offset: int, limit: int) -> list[int]:
        return list(islice(self._places(kind), offset, min(offset + limit, FARTHEST)))

    def at(self, places: Sequence[int]) -> list[Text]:
        texts = self.tenant.texts
        return [texts[place] for place in places]

    def count(self, kind: str) -> int:
        return len(self._places(kind))

    def get(self, kind: str, key: str) -> Text | None:
        held = self.tenant.kinds.get(kind)
        place = None if held is None else held.places.get(key)
        return None if place is None else self.tenant.texts[place]

    def add(self, thing: Thing) -> None:
        tenant = self.tenant
        kind = tenant.kinds.get(thing.kind) or tenant.kinds.setdefault(thing.kind, Kind())
        if thing.id in kind.places:
            raise TakenError
        tenant.last = place = tenant.last + 1
        tenant.texts[place] = exact.encode(thing.document)
        kind.places[thing.id] = place
        self._note(kind, thing.id, place, None)

    def replace(self, thing: Thing) -> None:
        kind, place = self._found(thing.kind, thing.id)
        text = exact.encode(thing.document)
        self._note(kind, thing.id, place, self.tenant.texts[place])
        self.tenant.texts[place] = text

    def remove(self, kind: str, key: str) -> None:
        held, place = self._found(kind, key)
        del held.places[key]
        self._note(held, key, place, self.tenant.texts.pop(place))

    def next_number(self) -> int:
        self.tenant.counter += 1
        return self.tenant.counter

    def keys(self, kind: str, names: Collection[str]) -> Session:
        if (held := self.tenant.kinds.get(kind)) is not None:
            keyed = held.keyed or frozenset()
            if held.stale:
                self._key(kind, keyed, held.stale)
                held.stale = set()
            if held.keyed is None or not keyed.issuperset(names):
                missing = frozenset(self.shapes[kind].beside(names)) - keyed
                self._key(kind, missing, held.places.values())
                held.keyed = keyed | missing
        return self.table.session

    def _key(self, kind: str, names: Collection[str], places: Collection[int]) -> None:
        tenant = self.tenant
        self.table.write(tenant.number, kind, self.shapes[kind], names, places, tenant.texts)

    def history(self, kind: str) -> History | None:
        held = self.tenant.kinds.get(kind)
        return History() if held is None else held.history

    def _places(self, kind: str) -> Collection[int]:
        held = self.tenant.kinds.get(kind)
        return () if held is None else held.places.values()

    def _found(self, kind: str, key: str) -> tuple[Kind, int]:
        held = self.tenant.kinds.get(kind)
        if held is None or key not in held.places:
            raise KeyError(key)
        return held, held.places[key]

    def _note(self, kind: Kind, key: str, place: int, before: bytes | None) -> None:
        self.changes.append((kind, key, place, before))
        _mark(kind, place)


def _mark(kind: Kind, place: int) -> None:
    kind.history.note(place)
    if kind.keyed is not None:
        kind.stale.add(place)


def _sort(kind: Kind) -> None:
    """Put the objects of a kind in order, after a removed one came back at the end."""
    kind.places = dict(sorted(kind.places.items(), key=lambda each: each[1]))
