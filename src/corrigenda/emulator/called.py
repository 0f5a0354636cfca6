"""Calls operations as the methods of a generated client are called.

A document says `listPets`, the client has `list_pets`, and so do its samples. Whoever names an
operation may write either. The rule is that of the factory, which is the one thing the two share:
a name is a label, and nothing that the emulator judges.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, TypeAlias, cast

from ..naming import method_names
from .errors import refuse_unknown
from .schema import follow, members, part_at

Key: TypeAlias = tuple[str, str]
Pointer: TypeAlias = tuple[str, ...]
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def called(document: Mapping[str, Any]) -> dict[Key, str]:
    """Return the name of every operation, by its path and method, in the order of the document.

    An operation without an `operationId` is called after its method and path: `GET
    /users/{id}/repos` is `get_users_id_repos`.
    """
    written = {key: written_name(*key, operation) for key, _at, operation in _places(document)}
    return dict(zip(written, method_names(list(written.values())), strict=True))


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, Pointer]]:
    """Yield the name and the pointer of every operation."""
    names = called(document)
    return ((names[key], at) for key, at, _operation in _places(document))


def _places(document: Mapping[str, Any]) -> Iterator[tuple[Key, Pointer, Mapping[str, Any]]]:
    """Every operation by path and method, with its pointer. A path item may refer to another."""
    for path in members(document.get("paths")):
        own: Pointer = ("paths", path)
        found = {**_methods(document, _end(document, own)), **_methods(document, own)}
        for method, at in found.items():
            operation = part_at(document, at)
            is_one = method in METHODS and isinstance(cast(object, operation), dict)
            if is_one and path.startswith("/"):
                yield (path, method), at, members(operation)


def _methods(document: Mapping[str, Any], at: Pointer | None) -> dict[str, Pointer]:
    return {name: (*at, name) for name in members(part_at(document, at))} if at else {}


def _end(document: Mapping[str, Any], at: Pointer) -> Pointer | None:
    try:
        return follow(document, at)
    except KeyError:  # it is in another document
        return None


def written_name(path: str, method: str, operation: Mapping[str, Any]) -> str:
    """Return the `operationId`, or words of the method and the path."""
    given = operation.get("operationId")
    if isinstance(given, str) and given:
        return given
    return f"{method.lower()} {path.replace('{', ' ').replace('}', ' ')}"


def meant(name: str, known: Collection[str]) -> str | None:
    """Return the known name that somebody means, who may spell it as the document does."""
    if name in known:
        return name
    alike = [one for one in known if _letters(one) == _letters(name)]
    return alike[0] if len(alike) == 1 else None


def known_operation(name: str | None, known: Collection[str]) -> str | None:
    """Return the known name that somebody means. Raises `EmulatorError` if there is none."""
    found = name and meant(name, known)
    refuse_unknown("operation", found or name, known)
    return found


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()
