"""The tables of a store, and the number of their version.

Only these definitions are portable SQL through SQLAlchemy, which writes and compiles them for each
database. Keys and ids are bytes: bytes are compared one by one everywhere, whatever the collation,
and may contain any character.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from .things import COLUMNS, INDEXED

VERSION: Final = 1
"""Raise it with every change of the tables: a store of another version is refused at the start."""

METADATA: Final = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers only INTEGER by itself

STORE: Final = Table("emulator_store", METADATA, Column("version", Integer, nullable=False))
TENANTS: Final = Table(
    "emulator_tenants",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    Column("provider", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("counter", BigInteger, nullable=False),
    # Changes with every request that may write, so that what was remembered is known to be old.
    Column("version", BigInteger, nullable=False),
    UniqueConstraint("provider", "tenant"),
)
THINGS: Final = Table(
    "emulator_things",
    METADATA,
    Column("position", _NUMBER, primary_key=True),
    Column("tenant", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", LargeBinary, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("tenant", "kind", "id"),
    # With this index, reading one page does not sort everything that the tenant has.
    Index("emulator_things_in_order", "tenant", "kind", "position"),
)
KEYS: Final = Table(
    "emulator_keys",
    METADATA,
    Column("tenant", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    *(Column(name, LargeBinary) for name in COLUMNS),
    sqlite_with_rowid=False,  # the rows of a kind then stand side by side
)
INDEXES: Final = tuple(
    Index(
        f"emulator_keys_{key.name}",
        *(KEYS.c.tenant, KEYS.c.kind, key, KEYS.c.position),
        sqlite_where=key.is_not(None),
    ).ddl_if(dialect="sqlite")  # PostgreSQL refuses long keys in an index
    for key in (KEYS.c[name] for name in COLUMNS[:INDEXED])
)
SHAPES: Final = Table(
    "emulator_shapes",
    METADATA,
    Column("provider", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("columns", Text, nullable=False),
)
