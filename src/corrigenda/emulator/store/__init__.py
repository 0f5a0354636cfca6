"""Store the objects of the emulated services: JSON documents in order, one shelf for each tenant.

In memory, in a file (SQLite), or in PostgreSQL when several machines share state. Documents are
opaque and their JSON text is exact, so an amount keeps every digit. Tenants are digests; no token
is stored. Nothing here knows what a document means: a provider says how to read the fields by which
its objects are found and sorted.
"""

from ..errors import StoreUnavailableError
from .conditions import Condition, Every, Op, Order, Some, TooManyError, Where
from .fields import Field, Fields
from .keys import Key
from .opening import open_store
from .session import TakenError
from .shelf import Shelf
from .store import Shelves, Snapshot, Store
from .things import Thing

__all__ = [
    "Condition",
    "Every",
    "Field",
    "Fields",
    "Key",
    "Op",
    "Order",
    "Shelf",
    "Shelves",
    "Snapshot",
    "Some",
    "Store",
    "StoreUnavailableError",
    "TakenError",
    "Thing",
    "TooManyError",
    "Where",
    "open_store",
]
