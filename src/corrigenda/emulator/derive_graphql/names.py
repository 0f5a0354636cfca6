"""Read the names of a schema: their words, singular forms, and what they have in common.

Schemas write the same thing as `projectId`, `project_id` and `PROJECT_ID`. Nothing here knows a
schema; names are compared without case and underscores.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_KEPT = 8192  # about the names of a large schema, which are compared again and again
_Value = TypeVar("_Value")


@lru_cache(maxsize=_KEPT)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case: `issueAddLabel` is issue, add, label."""
    return tuple(word.lower() for word in _WORD.findall(name))


@lru_cache(maxsize=_KEPT)
def plain(name: str) -> str:
    """Return the form in which names are compared."""
    return name.replace("_", "").replace("-", "").lower()


def snake(name: str) -> str:
    return "_".join(words(name)) or name


def singular(name: str) -> str:
    """Return the singular of a plain name, as far as its ending tells."""
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    if name.endswith(("sses", "xes", "ches", "shes")) or name.endswith("uses"):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) else name


def alike(names: Iterable[str], wanted: str) -> str | None:
    """Return the name that is `wanted`, or equals it without case and underscores."""
    found = None
    for name in names:
        if name == wanted:
            return name
        if found is None and plain(name) == plain(wanted):
            found = name
    return found


def without_id(name: str) -> tuple[str, bool] | None:
    """Return what a name such as `projectId` or `labelIds` refers to, and whether to many."""
    match = re.fullmatch(r"(\w*?[a-z0-9])(?:_?[iI]ds|IDs|_?[iI]d|ID)", name)
    if match is None or not name[match.end(1) :].startswith(("I", "_")):
        return None
    return match[1], name.endswith("s")


def pick(given: Mapping[str, _Value], *names: str) -> _Value | None:
    """Return the first value that is not None under one of these names."""
    for wanted in names:
        name = alike(given, wanted)
        if name is not None and given[name] is not None:
            return given[name]
    return None
