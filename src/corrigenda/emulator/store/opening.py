"""Open a store: the one in memory, or one in a database, which needs SQLAlchemy."""

from typing import Final

from .memory import MemoryStore
from .store import Store

_MEMORY: Final = ("sqlite://", "sqlite:///:memory:")


def open_store(address: str) -> Store:
    """Open the store at a database URL, and create the tables that are missing.

    `sqlite://` is in memory, `sqlite:///some/file.db` a file, `postgresql+psycopg://...` a
    database of PostgreSQL. Raises `EmulatorError` if there is no usable store at the address; the
    message never shows a password.
    """
    if address in _MEMORY:
        return MemoryStore()
    from .connecting import connect  # it takes a fifth of a second to import

    return connect(address) or MemoryStore()
