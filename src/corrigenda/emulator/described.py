"""Reads how a provider describes itself: the name of its client, and the credentials it takes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from .security import BEARER, Carrier, Security


class Described(Struct, frozen=True):
    """`title` is the name of the client's class; `credentials` are arguments of the client."""

    title: str
    credentials: tuple[str, ...] = ()


def read_credentials(file: Path) -> Security:
    """Return the credentials that a `provider.toml` declares.

    Without the file nothing is known of them, so that a bearer token is taken, and its absence too.
    """
    if not file.is_file():
        return (*BEARER, ())
    carriers = [
        Carrier("header", str(one["header"]).lower(), str(one.get("prefix", "")).strip().lower())
        for one in _read(file).get("credentials", {}).values()
        if "header" in one
    ]
    return (tuple(carriers),) if carriers else ()


def describe(file: Path, name: str) -> Described:
    """Read a `provider.toml`; without one, or with a broken one, the name is all there is."""
    found = _read(file)
    if not found:
        return Described(name)
    title = found.get("name", name)
    return Described(str(title), tuple(found.get("credentials", {"token": {}})))


def _read(file: Path) -> Mapping[str, Any]:
    import tomllib  # only the page and documents of one's own need it

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
