"""What a tenant holds before its first request: nothing, the documentation's objects, or a crowd.

Deterministic: no clock, and chance only from a source that starts from the provider's name.
Refuses an empty documentation: a seed that finds nothing is a mistake, not an empty shelf.
"""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

from .errors import EmulatorError
from .provider import Provider
from .samples import read_samples
from .store import Thing

Seed: TypeAlias = Literal["docs", "demo"]


def seed_things(
    seed: Seed | None, name: str, provider: Provider, samples: Path, size: int
) -> tuple[Thing, ...]:
    """The things of a seed.

    `samples` is the folder of the provider's samples, `size` how many of each kind `demo` makes.
    Raises `EmulatorError` if the seed or the size makes no sense.
    """
    match seed:
        case None:
            return ()
        case "docs":
            return _documented(provider, samples)
        case "demo" if size >= 0:
            return tuple(provider.imagined(Random(name), size))  # noqa: S311 - not for secrets
        case "demo":
            raise EmulatorError(f"the size {size} is negative", "give 0 or more")
        case _:
            raise EmulatorError(f"there is no seed {seed!r}", "give docs, demo or none at all")


def _documented(provider: Provider, samples: Path) -> tuple[Thing, ...]:
    things: Sequence[Thing] = provider.documented(read_samples(samples))
    if not things:
        raise EmulatorError(
            f"{samples}: no sample holds an object to begin with", "add the documented answers"
        )
    return tuple(things)
