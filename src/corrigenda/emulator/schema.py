"""Finds the merged schema of a provider, and finds its way in it.

Installed, it is package data that the build put there; in a source checkout, what the last
regeneration wrote. Refuses to merge anything: a missing schema is an error that says what to run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from .errors import EmulatorError


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provider's merged schema (a file) and its samples (a folder) are."""

    schema: Path
    samples: Path


def locate(provider: str, data: Path | None, name: str = "openapi.yaml") -> Place:
    """The first place that has the provider's merged schema, a file of this name.

    `data`: a folder with `<provider>/<name>` and `<provider>/samples`, looked at alone; None looks
    where the package keeps it, then in the checkout around it. Raises `EmulatorError`.
    """
    places = _usual(provider, name) if data is None else [_below(data / provider, name)]
    for place in places:
        if place.schema.is_file():
            return place
    looked = ", ".join(str(place.schema) for place in places)
    raise EmulatorError(f"no merged schema of {provider}: looked for {looked}", "nox -s regenerate")


def _usual(provider: str, name: str) -> list[Place]:
    here = Path(__file__).resolve()
    root = here.parents[3]
    checkout = Place(root / "generated" / provider / name, root / "schemas" / provider / "samples")
    return [_below(here.parent / "data" / provider, name), checkout]


def _below(folder: Path, name: str) -> Place:
    return Place(folder / name, folder / "samples")


def follow(document: dict[str, Any], pointer: tuple[str, ...]) -> tuple[str, ...]:
    """Where a part of the document really stands: the end of its chain of local `$ref`s."""
    part = part_at(document, pointer)
    while isinstance(reference := part.get("$ref"), str):
        steps = reference.removeprefix("#/").split("/")
        pointer = tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)
        part = part_at(document, pointer)
    return pointer


def part_at(document: dict[str, Any], pointer: tuple[str, ...]) -> dict[str, Any]:
    """The mapping at a pointer. Raises `KeyError` where there is nothing."""
    part = document
    for step in pointer:
        part = part[step]
    return part


def operations(document: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every operation: its `operationId` and the pointer to it."""
    paths: dict[str, dict[str, Any]] = document.get("paths", {})
    for path, item in paths.items():
        for method, operation in item.items():
            if isinstance(operation, dict) and "operationId" in operation:
                yield cast("dict[str, str]", operation)["operationId"], ("paths", path, method)
