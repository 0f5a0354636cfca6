"""The time and the ids of a world, which a test can set so that responses are the same every time.

A clock that is set stands still until it is advanced. Ids that are set are used up one by one;
after them, ids are random again.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from os import urandom
from random import Random
from threading import Lock
from uuid import UUID

from msgspec import Struct, field

from .errors import EmulatorError


class Clock(Struct):
    """The time of day and the ids of new objects; any thread may use it."""

    _moment: datetime | None = None
    _ids: Iterator[str] = field(default_factory=lambda: iter(()))
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> datetime:
        """The time, in UTC."""
        moment = self._moment
        return datetime.now(UTC) if moment is None else moment

    def real(self) -> datetime:
        """The time at which something really happens, in UTC, whatever the clock says."""
        return datetime.now(UTC)

    def set_time(self, moment: datetime | None) -> None:
        """Stop at a time, or run with the real one for None. Raises `EmulatorError`."""
        if moment is not None and moment.tzinfo is None:
            raise EmulatorError(f"the time {moment.isoformat()} has no time zone", "add one: UTC")
        self._moment = None if moment is None else moment.astimezone(UTC)

    def advance(self, seconds: float) -> None:
        """Stop at a time that is some seconds after the present one."""
        with self._lock:
            self._moment = self.now() + timedelta(seconds=seconds)

    def stands_at(self) -> datetime | None:
        """The time at which the clock was stopped, if it was."""
        return self._moment

    def new_id(self) -> str:
        """An id that no object has."""
        with self._lock:
            given = next(self._ids, None)
        return new_uuid() if given is None else given

    def set_ids(self, ids: int | Iterable[str] | None) -> None:
        """Use some ids next; a number is the seed of endless ones, None makes them random."""
        with self._lock:
            self._ids = _endless(ids) if isinstance(ids, int) else iter(ids or ())


def new_uuid() -> str:
    """A random UUID in text: `str(uuid4())`, without an object for it, in a third of the time."""
    digits = urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def _endless(seed: int) -> Iterator[str]:
    random = Random(seed)  # noqa: S311 - not for secrets
    while True:
        yield str(UUID(int=random.getrandbits(128), version=4))
