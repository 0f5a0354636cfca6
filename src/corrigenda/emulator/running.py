"""A world at work, and what control does with it: seeds, resets, snapshots, looking around."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from threading import RLock
from time import perf_counter
from typing import Final, Literal, TypeAlias, cast

from msgspec import Struct, field

from . import about, page, store, world
from .assemble import make_service, seeded
from .clock import Clock
from .control import Controls, Query
from .emulated import Emulated
from .errors import EmulatorError
from .exact import Json, Members
from .exchange import Request, Response
from .faults import Faults
from .guard import Guard
from .journal import Arrived, Journal
from .seed import Seed
from .store import Shelf, Snapshot, Thing


class Options(Struct, frozen=True):
    """What an emulator was started with; see `Emulator`."""

    seed: Seed | None
    size: int
    store: str
    emulated: Sequence[Emulated]
    key: str | None
    told: Callable[[Arrived], None]


class State(Struct):
    """What control can change: the seed of new tenants, and the snapshots."""

    seed: Seed | None
    things: dict[str, tuple[Thing, ...]]
    snapshots: dict[str, Snapshot] = field(default_factory=dict[str, Snapshot])


class Running(Struct, frozen=True):
    """A started world. `answer` may be called from any thread."""

    options: Options
    emulated: Sequence[Emulated]
    store: store.Store
    state: State
    journal: Journal
    faults: Faults
    clock: Clock
    world: world.World
    lock: RLock
    slow: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])

    @property
    def is_alone(self) -> bool:
        """Whether the store serves one thread at a time."""
        return self.store.workers == 1

    def answer(self, request: Request) -> Response:
        """Take a request to the world."""
        if not self.is_alone:
            return world.handle(self.world, request)
        with self.lock:
            start = perf_counter()
            response = world.handle(self.world, request)
        if perf_counter() - start < _LONG / 2:
            self.slow.discard(_shape(request))  # slow once, for a new tenant's seed, say
        return response

    def at_once(self, request: Request) -> Response | None:
        """Take a request to the world if that waits for nobody and takes no time, else None.

        A store in memory answers sooner than another thread could be asked to.
        """
        if not self.is_alone or len(request.body) > _SMALL:
            return None
        if self.slow and _shape(request) in self.slow:
            return None
        if not self.lock.acquire(blocking=False):
            return None
        start = perf_counter()
        try:
            return world.handle(self.world, request)
        finally:
            self.lock.release()
            if perf_counter() - start > _LONG:
                self.slow.add(_shape(request))

    @property
    def operations(self) -> dict[str, frozenset[str]]:
        return operations_of(self.world.services)


def _shape(request: Request) -> tuple[str, ...]:
    """What requests have in common that take about the same time."""
    steps = request.target.partition("?")[0].split("/")
    return (request.method, *(one for one in steps if one.isalpha()), str(len(steps)))


def operations_of(services: Mapping[str, world.Service]) -> dict[str, frozenset[str]]:
    """The names of the operations of each service."""
    return {name: frozenset(one.operations) for name, one in services.items()}


def start(options: Options, urls: Callable[[], Mapping[str, str]]) -> Running:
    """Start a world. Raises `EmulatorError`.

    Args:
        options: what to start.
        urls: the base URLs of the services, for the page.
    """
    opened = store.open_store(options.store)
    try:
        return _started(options, options.emulated, opened, urls)
    except BaseException:
        opened.dispose()
        raise


def _started(
    options: Options,
    emulated: Sequence[Emulated],
    opened: store.Store,
    urls: Callable[[], Mapping[str, str]],
) -> Running:
    state = State(options.seed, _things(emulated, options.seed, options.size))
    journal, faults, clock, lock = Journal(), Faults(), Clock(), RLock()
    for one in emulated:
        opened.index(one.name, one.provider.indexed)
    services = {
        one.name: make_service(one, partial(_shelf, opened, state, one.name), clock)
        for one in emulated
    }
    controls = Controls(
        journal=journal,
        faults=faults,
        clock=clock,
        operations=operations_of(services),
        about=partial(about.about, emulated, services, state, options.store, urls),
        reset=lambda members: _reset_by(running, members),
        snapshot=lambda: snapshot(running),
        restore=lambda name: restore(running, name),
        tenants=partial(about.tenants, opened),
        objects=lambda query: objects(running, query),
        schema=partial(about.schema, emulated),
        asset=page.asset,
    )
    made = world.World(
        services, journal, faults, clock, controls, Guard(options.key), told=options.told
    )
    running = Running(options, emulated, opened, state, journal, faults, clock, made, lock)
    return running


def _things(
    emulated: Sequence[Emulated], seed: Seed | None, size: int
) -> dict[str, tuple[Thing, ...]]:
    return {one.name: seeded(one, seed, size) for one in emulated}


def _shelf(
    opened: store.Store, state: State, provider: str, tenant: str, *, writing: bool = True
) -> AbstractContextManager[Shelf]:
    return opened.shelf(provider, tenant, state.things[provider], writing=writing)


_SMALL: Final = 64 * 1024
_LONG: Final = 0.01
Kept: TypeAlias = Literal["keep"]
KEEP: Final[Kept] = "keep"


def reset(running: Running, seed: Seed | None | Kept = KEEP) -> None:
    """Begin anew: no tenant, no request, no fault, real time and random ids.

    `seed` is that of new tenants; without it, the present one stays. Raises `EmulatorError`.
    """
    if seed != "keep" and seed != running.state.seed:
        things = _things(running.emulated, seed, running.options.size)
        running.state.things.update(things)
        running.state.seed = seed
    with _alone(running):
        running.store.reset()
    running.faults.clear()
    running.clock.set_time(None)
    running.clock.set_ids(None)
    running.journal.clear()


def _reset_by(running: Running, members: Members) -> None:
    unknown = sorted(set(members) - {"seed"})
    if unknown:
        raise EmulatorError(f"a reset takes no {', '.join(unknown)}", "send `seed`, or nothing")
    seed = members.get("seed", KEEP)
    reset(running, cast("Seed | None", seed))  # checked where objects are made


def snapshot(running: Running) -> str:
    """Keep everything that the store holds, and return a name for it."""
    name = f"snapshot-{len(running.state.snapshots) + 1}"
    with _alone(running):
        running.state.snapshots[name] = running.store.snapshot()
    return name


def restore(running: Running, name: str) -> None:
    """Go back to a snapshot. Raises `EmulatorError` for an unknown name."""
    kept = running.state.snapshots
    if name not in kept:
        known = ", ".join(kept) or "none yet; take one"
        raise EmulatorError(f"no snapshot is called {name!r}", f"choose from: {known}")
    with _alone(running):
        running.store.restore(kept[name])


@contextmanager
def _alone(running: Running) -> Generator[None]:
    """Wait for requests in flight where the store serves one thread at a time."""
    if not running.is_alone:
        yield
        return
    with running.lock:
        yield


def objects(running: Running, query: Query) -> Json:
    """A page of the objects of one kind of a tenant, whose digest may be shortened."""
    provider, kind = query.get("provider", ""), query.get("kind", "")
    with _alone(running):
        tenants = [one for one in running.store.contents() if one[0] == provider]
        found = next((one for one in tenants if one[1].startswith(query.get("tenant", ""))), None)
        if found is None:
            raise EmulatorError("no such tenant", "see `GET /_emulator/tenants`")
        held = frozenset[str]().union(*(one[2] for one in tenants))
        _know(kind, held | _declared(running, provider))
        with running.store.shelf(provider, found[1], (), writing=False) as shelf:
            documents = shelf.page(kind, int(query["offset"]), int(query["limit"]))
            total = shelf.count(kind)
    items: list[Json] = [{"id": str(one.get("id", "")), "document": one} for one in documents]
    return {"total": total, "objects": items}


def _declared(running: Running, provider: str) -> frozenset[str]:
    """The kinds of objects that a service is known to have, also while there are none."""
    services = (one.provider for one in running.emulated if one.name == provider)
    indexed = [kind for one in services for kind in one.indexed]
    return frozenset([*indexed, *(one.kind for one in running.state.things.get(provider, ()))])


def _know(kind: str, known: frozenset[str]) -> None:
    if kind not in known:
        wrong = f"there are no objects of the kind {kind!r}" if kind else "`kind` is missing"
        choice = ", ".join(sorted(known)) or "none yet; send a request that creates an object"
        raise EmulatorError(wrong, f"choose from: {choice}")
