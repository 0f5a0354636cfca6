"""Reads how a provider describes itself: the name of its client, and the credentials it takes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Described:
    """`title` is the name of the client's class; `credentials` are arguments of the client."""

    title: str
    credentials: tuple[str, ...] = ()


def describe(file: Path, name: str) -> Described:
    """Read a `provider.toml`; without one, or with a broken one, the name is all there is."""
    try:
        found: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Described(name)
    title = found.get("name", name)
    return Described(str(title), tuple(found.get("credentials", {"token": {}})))
