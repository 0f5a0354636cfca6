"""Writes parameters in the styles of OpenAPI that ``url`` does not know, percent-encoded.

Each function is one style. It takes a scalar, a list or an object (a mapping or a struct), and
returns a part of a path, a query or a cookie. Only packages that have such a parameter import it.

A value that a decoder could not tell from a delimiter is refused, and so are empty lists and
objects: leaving them out would select everything. An object is checked and written as in a JSON
body, so its numbers and times are as exact.

Sources: OpenAPI Specification 3.1.1, 4.8.12 (Parameter Object), and RFC 6570, 3.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any, Literal, TypeAlias, cast

from msgspec import UNSET, Struct

from .deep import leaves
from .encode import write
from .untyped import parse
from .url import Kind, is_list, quoted, spell

Flat: TypeAlias = "str | list[str] | dict[str, str]"
"""A scalar, a list or an object without anything inside, as texts."""

Spelt: TypeAlias = 'Kind | Literal["unix", "unix-up"]'
"""A kind of ``url``; or a datetime that is sent as UNIX time, in seconds, rounded down or up."""

_TRIPLET = re.compile("(%[0-9A-Fa-f]{2})")
_RESERVED = ":/?@!$'()*,;="
"""The reserved characters that a query may have without ending a value, a pair or the query."""


def flat(name: str, value: object, model: Any = Any, kind: Spelt | None = None) -> Flat:
    """Return the texts of a value.

    Args:
        name: name of the parameter, for the error.
        value: scalar, sequence, set, mapping or struct.
        model: type of an object.
        kind: kind of a scalar, and of the scalars in a sequence.

    Raises:
        TypeError: a value is None or of another type, a list or object is inside another, or an
            object does not match its type.
        ValueError: a list or an object is empty, or a value has no certain text.
    """
    if _is_object(value):
        members = plain_object(name, value, model).items()
        return {spell(name, key): _scalar(name, member, None) for key, member in members}
    if not is_list(value):
        return _scalar(name, value, kind)
    texts = [_scalar(name, item, kind) for item in cast("Iterable[object]", value)]
    if not texts:
        raise ValueError(f"{name}: an empty list selects nothing; leave the argument out")
    return sorted(texts) if isinstance(value, Set) else texts


def plain_object(name: str, value: Any, model: Any) -> dict[str, Any]:
    """Return an object as plain JSON with exact numbers; errors are those of ``flat``."""
    found: dict[str, Any] = parse(write(name, model, value))
    if not found:
        raise ValueError(f"{name}: an empty object selects nothing; leave the argument out")
    return found


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping | Struct)


def _scalar(name: str, value: object, kind: Spelt | None) -> str:
    if value is None:
        raise TypeError(f"{name}: a parameter cannot be null; leave it out")
    if _has_inside(value):
        raise TypeError(f"{name}: a list or an object inside a parameter cannot be sent")
    if kind == "unix" or kind == "unix-up":
        return spell(name, value, "integer", unix=1 if kind == "unix" else 2)
    return spell(name, value, kind)


def simple(
    name: str, value: object, model: Any = Any, *, explode: bool = False, kind: Spelt | None = None
) -> str:
    """Return ``a,b`` or ``k,v``; with ``explode``, ``k=v``. The rest is data and encoded."""
    return _joined(flat(name, value, model, kind), ",", "=" if explode else ",")


def label(
    name: str, value: object, model: Any = Any, *, explode: bool = False, kind: Spelt | None = None
) -> str:
    """Return ``.a,b`` or ``.k,v``; with ``explode``, ``.a.b`` or ``.k=v.k=v``."""
    found = flat(name, value, model, kind)
    if explode:
        # RFC 6570 leaves dots as they are, since no URL needs them to be encoded.
        _refuse(name, found, ".")
    text = _joined(found, "." if explode else ",", "=" if explode else ",")
    return f".{text}" if text else ""


def matrix(
    name: str, value: object, model: Any = Any, *, explode: bool = False, kind: Spelt | None = None
) -> str:
    """Return ``;name=a,b`` or ``;name=k,v``; with ``explode``, ``;name=a;name=b`` or ``;k=v``."""
    found = flat(name, value, model, kind)
    if isinstance(found, str) or not explode:
        text = _joined(found, ",", ",")
        return f";{quoted(name)}={text}" if text else ""
    pairs = found.items() if isinstance(found, dict) else ((name, text) for text in found)
    return "".join(f";{quoted(key)}={quoted(text)}" for key, text in pairs)


def form(
    name: str,
    value: object,
    model: Any = Any,
    *,
    explode: bool = True,
    reserved: bool = False,
    kind: Spelt | None = None,
) -> str:
    """Return ``name=a&name=b`` or ``k=v&k=v``; without ``explode``, ``name=a,b`` or ``name=k,v``.

    With ``reserved``, reserved characters and percent-encoded triplets stay (``allowReserved``),
    except for those that would end a value. UNSET gives no text.
    """
    if value is UNSET:
        return ""
    encode = _encoder(reserved)
    found = flat(name, value, model, kind)
    if isinstance(found, str):
        return f"{quoted(name)}={encode(found)}"
    if not explode:
        return _delimited(name, found, ",", encode)
    pairs = found.items() if isinstance(found, dict) else ((name, text) for text in found)
    return "&".join(f"{quoted(key)}={encode(text)}" for key, text in pairs)


def space_delimited(
    name: str,
    value: object,
    model: Any = Any,
    *,
    reserved: bool = False,
    kind: Spelt | None = None,
) -> str:
    """Return ``name=a%20b`` or ``name=k%20v``."""
    return _separated(name, value, model, " ", reserved, kind)


def pipe_delimited(
    name: str,
    value: object,
    model: Any = Any,
    *,
    reserved: bool = False,
    kind: Spelt | None = None,
) -> str:
    """Return ``name=a%7Cb`` or ``name=k%7Cv``."""
    return _separated(name, value, model, "|", reserved, kind)


def _separated(
    name: str, value: object, model: Any, between: str, reserved: bool, kind: Spelt | None
) -> str:
    if value is UNSET:
        return ""
    found = flat(name, value, model, kind)
    listed = [found] if isinstance(found, str) else found
    return _delimited(name, listed, between, _encoder(reserved))


def deep_object(
    name: str,
    value: object,
    model: Any = Any,
    *,
    reserved: bool = False,
    kind: Spelt | None = None,
) -> str:
    """Return ``name[k]=v``, ``name[k][l]=v`` and, for lists, ``name[0]=v`` and ``name[0][k]=v``.

    OpenAPI defines it for scalars in an object only; ``deep`` says who reads the rest. A scalar,
    which a schema may allow beside an object, is ``name=v``. ``kind`` is that of the scalars in a
    list of scalars.

    Raises:
        TypeError: as in ``flat``.
        ValueError: a key has a bracket, or as in ``flat``.
    """
    if value is UNSET:
        return ""
    encode = _encoder(reserved)
    pairs = _deep(name, value, model, kind)
    return "&".join(f"{quoted(key)}={encode(text)}" for key, text in pairs)


def _deep(name: str, value: object, model: Any, kind: Spelt | None) -> Iterable[tuple[str, str]]:
    if _is_object(value):
        plain: object = plain_object(name, value, model)
    elif is_list(value) and any(map(_has_inside, cast("Iterable[object]", value))):
        plain = parse(write(name, model, value))
    else:
        plain = flat(name, value, kind=kind)
    try:
        named = list(leaves(name, plain))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    return [(inner, _leaf(name, leaf)) for inner, leaf in named]


def _has_inside(value: object) -> bool:
    return _is_object(value) or is_list(value)


def _leaf(name: str, value: object) -> str:
    if isinstance(value, dict | list):
        kind = "list" if isinstance(value, list) else "object"
        raise ValueError(f"{name}: an empty {kind} selects nothing; leave it out")
    return _scalar(name, value, None)


def _joined(found: Flat, between: str, assign: str) -> str:
    if isinstance(found, str):
        return quoted(found)
    if isinstance(found, dict):
        return between.join(f"{quoted(key)}{assign}{quoted(text)}" for key, text in found.items())
    return between.join(map(quoted, found))


def _delimited(
    name: str, found: list[str] | dict[str, str], between: str, encode: Callable[[str], str]
) -> str:
    """Return one pair whose value is a list; services decode before they split, or after."""
    _refuse(name, found, between)
    texts = found if isinstance(found, list) else [one for pair in found.items() for one in pair]
    delimiter = between if between == "," else quoted(between)
    return f"{quoted(name)}={delimiter.join(map(encode, texts))}"


def _refuse(name: str, found: Flat, delimiter: str) -> None:
    """Refuse a list or an object in which a delimiter is data."""
    if isinstance(found, str):
        return
    texts = [*found, *found.values()] if isinstance(found, dict) else found
    if any(delimiter in text for text in texts):
        raise ValueError(f"{name}: a value with {delimiter!r} cannot be sent in a list it delimits")


def _encoder(reserved: bool) -> Callable[[str], str]:
    return _with_reserved if reserved else quoted


def _with_reserved(text: str) -> str:
    parts = _TRIPLET.split(text)
    return "".join(part if at % 2 else quoted(part, _RESERVED) for at, part in enumerate(parts))
