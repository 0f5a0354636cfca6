"""Make the objects that a tenant holds before its first request: none, documented or plausible.

Deterministic: seeds use no clock, and the random source is seeded with the provider's name. A
`docs` seed without any object is an error, because it would look like an empty service.
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
    """Return the objects of a seed.

    `samples` is the folder of the provider's samples; `demo` makes `size` objects of each kind.
    Raises `EmulatorError` if the seed or the size is invalid.
    """
    if size < 0:
        raise EmulatorError(f"the size {size} is negative", "use 0 or more")
    match seed:
        case None:
            return ()
        case "docs":
            return _documented(provider, samples)
        case "demo":
            return tuple(provider.imagined(Random(name), size))  # noqa: S311 - not for secrets
        case _:
            raise EmulatorError(f"unknown seed {seed!r}", "use docs or demo, or omit the seed")


def _documented(provider: Provider, samples: Path) -> tuple[Thing, ...]:
    things: Sequence[Thing] = provider.documented(read_samples(samples))
    if not things:
        raise EmulatorError(
            f"{samples}: no sample holds an object for the seed", "add the documented responses"
        )
    return tuple(things)
