"""Tells the segments of paths that are ids from those that are names.

A segment is a path parameter if it looks like an id (a number, a UUID, a long hexadecimal or
ULID-like text, a prefixed id), or if the example itself has a placeholder there.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from corrigenda.draft.words import singular
from corrigenda.identifiers import snake_case

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ID = re.compile(
    r"""\d+ | \d{4}-\d\d-\d\d | [^@\s]+@[^@\s]+\.[^@\s]+
    | (?=.*\d)[0-9a-fA-F]{8,} | (?=.*\d)[0-9A-HJKMNP-TV-Z]{20,}
    | [A-Za-z]{1,12}[_-](?=.*\d)[0-9A-Za-z]{8,} | [A-Z]{1,12}[_-]?\d{2,}[0-9A-Z_-]*
    | [A-Za-z]{1,12}[_-]\d{3,} | (?=(?:.*\d){2})(?=.*[a-z])(?=.*[A-Z])[0-9A-Za-z_-]{10,}
    | (?=(?:.*\d){2})(?=.*[a-z])[0-9a-z]{16,}""",
    re.VERBOSE,
)
_PLACEHOLDER = re.compile(r"\{\{?\s*(\w+)\s*\}?\}|:([A-Za-z]\w*)|<([\w -]+)>|\$\{?(\w+)\}?")
_VERSION = re.compile(r"v?\d+(\.\d+)*([a-z]+\d*)?")


def is_id(text: str) -> bool:
    """Whether a text looks like an id, and not like a name that somebody chose."""
    return bool(UUID.fullmatch(text) or _ID.fullmatch(text))


def placeholder(segment: str) -> str:
    """The name in a placeholder such as `{id}`, `:id`, `<id>` or `$ID`; empty if there is none."""
    found = _PLACEHOLDER.fullmatch(unquote(segment))
    return next((one for one in found.groups() if one), "") if found else ""


def is_version(segment: str) -> bool:
    """Whether a segment is the version of the API, such as `v1`."""
    return _VERSION.fullmatch(segment) is not None


def segments_of(path: str) -> list[str]:
    """The segments of a path; an empty last one is a slash at its end."""
    return path.removeprefix("/").split("/")


def shape_of(segments: Sequence[str]) -> tuple[str | None, ...]:
    """The segments with None for each parameter."""
    return tuple(
        None if placeholder(one) or (index and is_id(unquote(one))) else one
        for index, one in enumerate(segments)
    )


def parameter_names(shape: Sequence[str | None], examples: Sequence[Sequence[str]]) -> list[str]:
    """A name for each parameter of a path: its placeholder, or the singular before it."""
    names: list[str] = []
    for index, segment in enumerate(shape):
        if segment is not None:
            continue
        given = next((placeholder(one[index]) for one in examples if placeholder(one[index])), "")
        before = next((one for one in reversed(shape[:index]) if one), None)
        name = given if given else _name(before if index and shape[index - 1] else None)
        name = snake_case(name) if not re.fullmatch(r"[A-Za-z]\w*", name) else name
        number = next(n for n in range(1, 100) if (name if n == 1 else f"{name}_{n}") not in names)
        names.append(name if number == 1 else f"{name}_{number}")
    return names


def _name(before: str | None) -> str:
    if before is None or is_version(before):
        return "id"
    word = snake_case(singular(unquote(before)))
    return f"{word}_id" if word else "id"


def template_of(shape: Sequence[str | None], names: Sequence[str]) -> str:
    """The path template, with the names of its parameters in braces."""
    left = iter(names)
    return "/" + "/".join(f"{{{next(left)}}}" if one is None else one for one in shape)
