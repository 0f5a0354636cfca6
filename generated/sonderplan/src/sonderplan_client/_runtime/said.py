"""Finds why a service refused a request, in the places where services say it.

Text from a service ends up in logs and on terminals, so every control character becomes a space:
escape sequences could rewrite what a terminal shows, and a newline could forge a line of a log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from .untyped import items, members

MOST = 300
"""The longest reason that a message shows, in characters."""

_SAYING = ("message", "detail", "error_description", "error", "title", "errors")
_DEPTH = 3
_ITEMS = 5


def printable(text: str, keep: str = "") -> str:
    """Replace every character that is not printable by a space, except those to keep."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep else " " for c in text)


def one_line(text: str) -> str:
    """Return a text as one line of at most ``MOST`` characters, for a message."""
    flat = " ".join(printable(text[:2000]).split())
    return flat if len(flat) <= MOST else flat[: MOST - 1] + "…"


def naming(request_id: str | None) -> str:
    """Return the end of a message: the request id, for questions to the service's support."""
    return f" (request id {one_line(request_id)})" if request_id else ""


def service_message(body: Any, places: Iterable[str] = ()) -> str:
    """Return the service's reason on one line, or ``""`` if there is none.

    Args:
        body: parsed JSON, or text; XML and HTML are no reason that a person can read.
        places: where to look first, such as ``fault.error[].detail``.
    """
    for place in places:
        found = (_reason(each, 1) for each in _at(body, place.split(".")))
        if said := _joined(found):
            return said
    return _reason(body, 0)


def _at(value: Any, steps: list[str]) -> Iterator[Any]:
    """Yield what is at a place; ``[]`` after a name means every item of its list."""
    if not steps:
        yield value
        return
    name = steps[0].removesuffix("[]")
    inside = members(value).get(name)
    listed = items(inside) if steps[0].endswith("[]") else None
    for each in (listed or ())[:_ITEMS] if steps[0].endswith("[]") else (inside,):
        yield from _at(each, steps[1:])


def _reason(body: Any, depth: int) -> str:
    if isinstance(body, str):
        return "" if body.lstrip().startswith("<") else one_line(body)
    if depth < _DEPTH and isinstance(body, list | tuple):
        inside = cast("list[Any]", body)[:_ITEMS]
        return _joined(_reason(item, depth + 1) for item in inside)
    if depth < _DEPTH and isinstance(body, Mapping):
        said = cast("Mapping[str, Any]", body)
        found = (_reason(said[key], depth + 1) for key in _SAYING if key in said)
        return next((text for text in found if text), "")
    return ""


def _joined(parts: Iterable[str]) -> str:
    return one_line("; ".join(part for part in parts if part))
