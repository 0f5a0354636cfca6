"""The time and the ids of a world, which a test can set so that responses are the same every time.

A clock that is set stands still until it is advanced. Ids that are set are used up one by one;
after them, ids are random again.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from os import urandom
from random import Random
from threading import Lock
from typing import Final, cast
from uuid import UUID

from msgspec import Struct, field

from . import numerals
from .errors import EmulatorError

_MOST: Final = 1_000_000  # ids, so that an endless generator is no endless wait
_FARTHEST: Final = 1_000_000_000_000  # seconds; there are fewer between the years 1 and 9999
_YEARS: Final = "stay between the years 1 and 9999"


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
        self._moment = None if moment is None else _in_utc(moment)

    def advance(self, seconds: float) -> None:
        """Stop at a time that is some seconds after the present one. Raises `EmulatorError`."""
        step = numerals.seconds("the time to advance", seconds, _FARTHEST)
        with self._lock:
            try:
                self._moment = self.now() + timedelta(seconds=step)
            except OverflowError:
                wrong = f"no time is {seconds} seconds from {self.now().isoformat()}"
                raise EmulatorError(wrong, _YEARS) from None

    def stands_at(self) -> datetime | None:
        """The time at which the clock was stopped, if it was."""
        return self._moment

    def new_id(self) -> str:
        """An id that no object has."""
        with self._lock:
            given = next(self._ids, None)
        return new_uuid() if given is None else given

    def set_ids(self, ids: int | Iterable[str] | None) -> None:
        """Use some ids next; a number is the seed of endless ones, None makes them random.

        Raises `EmulatorError` for what is no list of texts.
        """
        if isinstance(ids, int) and not isinstance(ids, bool):
            following = _endless(ids)
        else:
            following = iter(_texts(ids))
        with self._lock:
            self._ids = following


def _in_utc(moment: object) -> datetime:
    if not isinstance(moment, datetime):
        fix = "give a datetime: datetime(2026, 1, 31, 12, tzinfo=UTC)"
        raise EmulatorError(f"{moment!r} is not a time", fix)
    if moment.tzinfo is None:
        raise EmulatorError(f"the time {moment.isoformat()} has no time zone", "add one: UTC")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        where = "before the year 1" if moment.year == 1 else "after the year 9999"
        raise EmulatorError(f"{moment.isoformat()} is {where} in UTC", _YEARS) from None


def _texts(ids: object) -> list[str]:
    """Return ids as a list; a text has letters, which nobody means as ids."""
    fix = 'give a list of texts, such as ["one", "two"], or a number for endless ids'
    if isinstance(ids, str | bytes | bool | float) or not isinstance(ids, Iterable | None):
        raise EmulatorError(f"{ids!r} is not a list of ids", fix)
    found = list(islice(cast("Iterable[object]", ids or ()), _MOST + 1))
    if len(found) > _MOST:
        raise EmulatorError(f"there are more than {_MOST} ids", fix)
    for one in found:
        if not isinstance(one, str) or not one:
            raise EmulatorError(f"{one!r} is not an id", fix)
    return cast("list[str]", found)


def new_uuid() -> str:
    """A random UUID in text: `str(uuid4())`, without an object for it, in a third of the time."""
    digits = urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def _endless(seed: int) -> Iterator[str]:
    random = Random(seed)  # noqa: S311 - not for secrets
    while True:
        yield str(UUID(int=random.getrandbits(128), version=4))
