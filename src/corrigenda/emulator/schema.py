"""Locate the merged schema of a provider, and look up its parts.

In an installation the schema is package data; in a source checkout it is what the last regeneration
wrote. The emulator never merges overlays itself: a missing schema is an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from .errors import EmulatorError


@dataclass(frozen=True, slots=True)
class Place:
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
    raise EmulatorError(wrong, "run `nox -s regenerate`")


def _usual(provider: str, name: str) -> list[Place]:
    here = Path(__file__).resolve()
    root = here.parents[3]
    curated = root / "schemas" / provider
    merged = root / "generated" / provider / name
    checkout = Place(merged, curated / "samples", curated / "provider.toml")
    return [_below(here.parent / "data" / provider, name), checkout]


def _below(folder: Path, name: str) -> Place:
    return Place(folder / name, folder / "samples", folder / "provider.toml")


def follow(document: dict[str, Any], pointer: tuple[str, ...]) -> tuple[str, ...]:
    """Follow a chain of local `$ref`s from a part of the document to its end."""
    part = part_at(document, pointer)
    while isinstance(reference := part.get("$ref"), str):
        steps = reference.removeprefix("#/").split("/")
        pointer = tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)
        part = part_at(document, pointer)
    return pointer


def part_at(document: dict[str, Any], pointer: tuple[str, ...]) -> dict[str, Any]:
    """Return the mapping at a pointer. Raises `KeyError` if there is none."""
    part = document
    for step in pointer:
        part = part[step]
    return part


def operations(document: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the `operationId` and the pointer of every operation."""
    paths: dict[str, dict[str, Any]] = document.get("paths", {})
    for path, item in paths.items():
        for method, operation in item.items():
            if isinstance(operation, dict) and "operationId" in operation:
                yield cast("dict[str, str]", operation)["operationId"], ("paths", path, method)
