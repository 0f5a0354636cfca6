"""Run SQL within one transaction, on a driver's own connection.

An error of the driver becomes a `StoreUnavailableError`, which never shows SQL.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

from msgspec import Struct

from ..errors import StoreUnavailableError

Values: TypeAlias = Mapping[str, object]

_LOCKED = "the store is locked by another process"
_FULL = "the disk of the store is full"
_READ_ONLY = "the store cannot be written"
_REASONS = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CORRUPT": "the file of the store is damaged",
    "SQLITE_NOTADB": "the file of the store is damaged",
    "55P03": _LOCKED,
    "57014": _LOCKED,
    "40P01": _LOCKED,
    "40001": _LOCKED,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
}


class TakenError(Exception):
    """There is already such a row. The transaction must end."""


class Session(Struct, frozen=True):
    """A connection within one transaction."""

    driver: Any
    errors: Any

    def rows(self, sql: str, values: Values) -> list[Any]:
        try:
            return cast("list[Any]", self.driver.execute(sql, values).fetchall())
        except self.errors.Error as error:
            raise explained(error) from error

    def row(self, sql: str, values: Values) -> Any:
        """Return the first row as a tuple, or None. Raises `TakenError` as `change` does."""
        try:
            return self.driver.execute(sql, values).fetchone()
        except self.errors.IntegrityError:
            raise TakenError from None
        except self.errors.Error as error:
            raise explained(error) from error

    def change(self, sql: str, values: Values | None = None) -> int:
        """Return the number of changed rows. Raises `TakenError` if a row must be unique."""
        try:
            return cast(int, self.driver.execute(sql, values or {}).rowcount)
        except self.errors.IntegrityError:
            raise TakenError from None
        except self.errors.Error as error:
            raise explained(error) from error

    def change_each(self, sql: str, values: Iterable[Values | Sequence[object]]) -> None:
        """Run a statement once for each of the values."""
        try:
            self.driver.cursor().executemany(sql, values)
        except self.errors.IntegrityError:
            raise TakenError from None
        except self.errors.Error as error:
            raise explained(error) from error


def explained(error: Exception) -> StoreUnavailableError:
    """Return the error for the caller of a service, without SQL."""
    cause = getattr(error, "orig", None) or error
    name: str = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    for code, reason in _REASONS.items():
        if name.startswith(code):
            return StoreUnavailableError(reason)
    return StoreUnavailableError("the store cannot be reached")
