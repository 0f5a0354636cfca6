"""Writes an object as the names and values of a form, whose values are texts.

Without a style, a list is one field for each item, all of the same name, and an object, or a list
in a list, is JSON text. With a style, a value is written as a query parameter of that style. What
OpenAPI leaves undefined is written as Stripe, PHP and qs read it: in
``deep``, lists are numbered: ``items[0][price]``.

A form has no null, no empty list and no empty object: leaving it out would mean something else.

Source: OpenAPI Specification 3.1.1, 4.8.15 (Encoding Object).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias, cast

from .deep import leaves
from .encode import write
from .url import spell

Style: TypeAlias = Literal["form", "comma", "space", "pipe", "deep", "json"]
"""How a property is written; ``comma`` is ``form`` that is not exploded."""

_DELIMITERS: Mapping[Style, str] = {"comma": ",", "space": " ", "pipe": "|"}


class Refused(ValueError):  # noqa: N818  (it is told in another error)
    """A form cannot have this value."""


def fields(name: str, value: Any, style: Style | None) -> Iterator[tuple[str, str]]:
    """Yield the fields of one property.

    Args:
        name: name of the property.
        value: plain JSON with exact numbers.
        style: style of the property, if the schema gives one.

    Raises:
        ValueError: a form cannot have the value.
    """
    if style == "deep":
        yield from _deep(name, value)
    elif style and style in _DELIMITERS:
        yield name, _delimited(value, _DELIMITERS[style])
    elif style == "form" and isinstance(value, dict):
        for key, member in _members(value):
            yield key, _scalar(member)
    else:
        texts = json_text if style == "json" else _scalar if style else text
        for item in _items(value):
            yield name, texts(item)


def text(value: Any) -> str:
    """Return the text of a scalar, or JSON text of anything else.

    Raises:
        ValueError: the value is null, or a number has too many digits.
    """
    return json_text(value) if isinstance(value, dict | list) else _scalar(value)


def json_text(value: Any) -> str:
    """Return JSON text.

    Raises:
        ValueError: the value is null.
    """
    if value is None:
        raise Refused("a form has no null; leave the argument out")
    return write("", Any, value).decode()


def _scalar(value: Any) -> str:
    if value is None:
        raise Refused("a form has no null; leave the argument out")
    if isinstance(value, dict | list):
        raise Refused("a list or an object inside it cannot be sent in its style")
    try:
        return spell("", value)
    except (TypeError, ValueError) as error:
        raise Refused(str(error).removeprefix(": ")) from None


def items_of(value: Any) -> list[Any]:
    """Return the items of a list, or a value as the only one."""
    return value if value.__class__ is list else [value]


def _items(value: Any) -> list[Any]:
    items = items_of(value)
    if not items:
        raise Refused("a form has no empty list; leave the argument out")
    return items


def _members(value: Any) -> Iterable[tuple[str, Any]]:
    if not value:
        raise Refused("a form has no empty object; leave the argument out")
    return cast("dict[str, Any]", value).items()


def _delimited(value: Any, delimiter: str) -> str:
    if isinstance(value, dict):
        texts = [part for key, member in _members(value) for part in (key, _scalar(member))]
    else:
        texts = [_scalar(item) for item in _items(value)]
    if any(delimiter in part for part in texts):
        raise Refused(f"a value with {delimiter!r} cannot be sent in a list that it delimits")
    return delimiter.join(texts)


def _deep(name: str, value: Any) -> Iterator[tuple[str, str]]:
    try:
        for inner, leaf in leaves(name, value):
            yield inner, _leaf(leaf)
    except Refused:
        raise
    except ValueError as error:
        raise Refused(str(error)) from None


def _leaf(value: Any) -> str:
    if isinstance(value, dict | list):
        kind = "list" if isinstance(value, list) else "object"
        raise Refused(f"a form has no empty {kind}; leave the argument out")
    return _scalar(value)
