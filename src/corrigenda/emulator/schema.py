"""Locate the merged schema of a provider, and look up its parts.

In an installation the schema is package data; in a source checkout it is what the last regeneration
wrote. The emulator never merges overlays itself: a missing schema is an error.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

from msgspec import Struct

from .errors import EmulatorError


class Place(Struct, frozen=True):
    """The locations of a provider's merged schema, its samples (a folder) and its description."""

    schema: Path
    samples: Path
    described: Path


def locate(provider: str, data: Path | None, name: str = "openapi.yaml") -> Place:
    """Return the first place that has the provider's merged schema, a file called `name`.

    `data` is a folder with `<provider>/<name>` and `<provider>/samples`, the only place searched;
    None searches the package data, then the checkout around it. Raises `EmulatorError`.
    """
    places = _usual(provider, name) if data is None else [_below(data / provider, name)]
    for place in places:
        if place.schema.is_file():
            return place
    looked = ", ".join(str(place.schema) for place in places)
    wrong = f"{provider} has no merged schema: looked for {looked}"
    raise EmulatorError(wrong, "run `corrigenda regenerate`")


def _usual(provider: str, name: str) -> list[Place]:
    here = Path(__file__).resolve()
    root = here.parents[3]
    curated = root / "schemas" / provider
    merged = root / "generated" / provider / name
    checkout = Place(merged, curated / "samples", curated / "provider.toml")
    return [_below(here.parent / "data" / provider, name), checkout]


def _below(folder: Path, name: str) -> Place:
    return Place(folder / name, folder / "samples", folder / "provider.toml")


def members(value: object) -> dict[str, Any]:
    """Return a mapping of a document as it is, and nothing for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def elements(value: object) -> list[Any]:
    """Return a list of a document as it is, and nothing for anything else."""
    return cast("list[object]", value) if isinstance(value, list) else []


def follow(document: Mapping[str, Any], pointer: tuple[str, ...]) -> tuple[str, ...]:
    """Follow a chain of local `$ref`s from a part of the document to its end.

    Raises `KeyError` if it leads out of the document, or nowhere.
    """
    seen = {pointer}
    while isinstance(reference := members(part_at(document, pointer)).get("$ref"), str):
        pointer = pointer_of(reference)
        if pointer in seen:
            raise KeyError(reference)
        seen.add(pointer)
    return pointer


def pointer_of(reference: str) -> tuple[str, ...]:
    """Return the steps of a local `$ref`. Raises `KeyError` for one to another document."""
    if not reference.startswith("#/"):
        raise KeyError(reference)
    steps = unquote(reference).removeprefix("#/").split("/")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)


def part_at(document: Mapping[str, Any], pointer: tuple[str, ...]) -> Any:
    """Return what is at a pointer. Raises `KeyError` if there is nothing."""
    part: Any = document
    for step in pointer:
        try:
            is_list = isinstance(part, list)
            part = part[int(step) if is_list else step]
        except (IndexError, TypeError, ValueError):
            raise KeyError(step) from None
    return part
