"""What a store holds, and how many of its fields can be sought."""

from typing import Final

from msgspec import Struct

from ..exact import Members

INDEXED: Final = 12
COLUMNS: Final = tuple(f"k{number}" for number in range(48))
"""The columns of keys. The first ones have an index each; rows without the key are not in it."""


class Thing(Struct, frozen=True):
    """One object of a service: an invoice, a project. `id` is unique within its kind and tenant."""

    kind: str
    id: str
    document: Members
