"""The keys of a store in memory: a table of SQLite, which is written when somebody searches.

Most requests look an object up by its id, add one or list them in order, which needs no keys, and
most searches need those of a few fields. Only these are written: an index has no row without a key.
The table holds nothing that is not in the documents, so nobody has to undo what was written to it.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Final, Self, cast

from .. import exact
from ..exact import Members
from .fields import Shape
from .session import Session
from .things import COLUMNS, INDEXED

_COLUMNS: Final = ", ".join(f"{name} BLOB" for name in COLUMNS)
_TABLE: Final = f"""
CREATE TABLE emulator_keys (
  tenant INTEGER NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL, {_COLUMNS},
  PRIMARY KEY (tenant, kind, position)
) WITHOUT ROWID
"""
_REMOVE: Final = "DELETE FROM emulator_keys WHERE tenant = ? AND kind = ? AND position = ?"


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The table of keys, on the only connection that it has."""

    driver: sqlite3.Connection
    session: Session

    @classmethod
    def new(cls) -> Self:
        """Return an empty table."""
        driver = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        driver.execute(_TABLE)
        for name in COLUMNS[:INDEXED]:
            driver.execute(
                f"CREATE INDEX emulator_keys_{name}"
                f" ON emulator_keys (tenant, kind, {name}, position) WHERE {name} IS NOT NULL"
            )
        return cls(driver, Session(driver, sqlite3))

    def write(
        self,
        tenant: int,
        kind: str,
        shape: Shape,
        names: Collection[str],
        places: Iterable[int],
        texts: Mapping[int, bytes],
    ) -> None:
        """Write keys of the documents at some positions, and remove those of missing ones.

        `names` are the fields whose keys are written; those of others stay.
        """
        places = sorted(places)
        there = (place for place in places if place in texts)
        rows = ((tenant, kind, place, *_keys(shape, names, texts[place])) for place in there)
        gone = ((tenant, kind, place) for place in places if place not in texts)
        self.session.change("BEGIN")
        try:
            self.session.change_each(_insert(shape, names), rows)
            self.session.change_each(_REMOVE, gone)
            self.session.change("COMMIT")
        except BaseException:
            self.driver.rollback()
            raise

    def pages(self) -> bytes:
        """Return all that was written."""
        return self.driver.serialize()

    def restore(self, pages: bytes) -> None:
        """Have what was written once, and nothing else."""
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(pages)
            copy.backup(self.driver)

    def clear(self) -> None:
        """Remove everything."""
        self.session.change("DELETE FROM emulator_keys")


def _insert(shape: Shape, names: Iterable[str]) -> str:
    keys = [shape.columns[name] for name in names]
    columns = ("tenant", "kind", "position", *keys)
    changes = ", ".join(f"{key} = excluded.{key}" for key in keys)
    change = f"UPDATE SET {changes}" if keys else "NOTHING"
    return (
        f"INSERT INTO emulator_keys ({', '.join(columns)})"  # noqa: S608 - names
        f" VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT (tenant, kind, position) DO {change}"
    )


def _keys(shape: Shape, names: Iterable[str], text: bytes) -> Iterable[bytes | None]:
    return shape.row(cast(Members, exact.decode(text)), names)
