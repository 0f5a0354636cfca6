"""Encodes the body of a form, ``application/x-www-form-urlencoded``.

A value is checked like that of a JSON body, so its numbers and times are as exact. ``fields`` says
how lists and objects are written. Everything but unreserved characters is percent-encoded, a space
as ``%20``, which every reader of forms knows. Only packages that send forms import this.

Sources: OpenAPI Specification 3.1.1, 4.8.15; WHATWG URL, 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from msgspec import UNSET

from .encode import write
from .fields import Refused, Style, fields
from .untyped import parse
from .url import quoted

Styles = Mapping[str, Style]
"""The styles of properties, by wire name."""


def encode_form(
    operation: str,
    model: Any,
    value: object,
    *,
    styles: Styles | None = None,
    required: bool = True,
) -> bytes | None:
    """Encode the body of a form; None if it is not required and no part of it is given.

    Args:
        operation: name of the method, for the error.
        model: type of the body.
        value: an object: wire names -> values, a struct, or a mapping.
        styles: styles of properties that have one.
        required: whether there must be a body.

    Raises:
        TypeError: lists every problem, one per line, each with its JSON path.
    """
    if not required and not is_given(value):
        return None
    plain: dict[str, Any] = parse(write(operation, model, value))
    if plain.__class__ is not dict:
        raise TypeError(f"{operation}: $: pass an object, such as a dict")
    problems: list[str] = []
    pairs = [
        f"{quoted(name)}={quoted(text)}"
        for key, member in plain.items()
        for name, text in told(key, member, (styles or {}).get(key), problems)
    ]
    if problems:
        raise TypeError("\n".join(f"{operation}: {problem}" for problem in problems))
    return "&".join(pairs).encode("ascii")


def is_given(value: object) -> bool:
    """Return whether a caller gives a body, or any part of one."""
    if isinstance(value, dict):
        return any(one is not UNSET for one in cast("dict[str, object]", value).values())
    return value is not UNSET


def told(
    name: str, value: Any, style: Style | None, problems: list[str]
) -> Iterator[tuple[str, str]]:
    """Yield the fields of one property; what a form cannot have is added to ``problems``."""
    try:
        yield from fields(name, value, style)
    except Refused as error:
        problems.append(f"$.{name}: {error}")
