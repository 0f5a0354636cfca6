"""What a store does, wherever it keeps its objects."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from .fields import Fields
from .shelf import Shelf
from .things import Thing


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a store held. It can be put back into the store that it was taken from."""

    content: Any = field(repr=False)


class Shelves(Protocol):
    """Opens a tenant's shelf of one provider."""

    def __call__(self, tenant: str, *, writing: bool = True) -> AbstractContextManager[Shelf]: ...


class Store(Protocol):
    """The objects of all tenants."""

    @property
    def workers(self) -> int:
        """How many threads can use the store at the same time; more of them take turns."""
        ...

    def index(self, provider: str, kinds: Mapping[str, Fields]) -> None:
        """Declare the fields by which a provider finds and sorts its objects, by kind.

        Call it at the start, before any shelf of the provider is opened. Raises `EmulatorError`,
        or `ValueError` for too many fields.
        """
        ...

    def shelf(
        self, provider: str, tenant: str, seed: Sequence[Thing], *, writing: bool = True
    ) -> AbstractContextManager[Shelf]:
        """Open a tenant's shelf for one request; an exception rolls back all of its changes.

        A new tenant gets the objects of the seed. Without `writing`, the request only reads, and
        waits for nobody. Raises `StoreUnavailableError`.
        """
        ...

    def snapshot(self) -> Snapshot:
        """Return everything that the store holds. Requests in flight are in it whole or not."""
        ...

    def restore(self, snapshot: Snapshot) -> None:
        """Make the store hold what it held at a snapshot of it, and nothing else."""
        ...

    def reset(self) -> None:
        """Forget all tenants. The next request of each one begins with its seed again."""
        ...

    def contents(self) -> list[tuple[str, str, dict[str, int]]]:
        """Return every provider and tenant, with the number of objects of each kind."""
        ...

    def dispose(self) -> None:
        """Close all connections."""
        ...
