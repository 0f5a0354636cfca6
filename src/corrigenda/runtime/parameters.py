"""Puts parameters where they belong: styled ones into a path, a query, headers and cookies.

``url`` does it for paths and queries of plain values. Only packages that have other parameters
import this. Nothing here percent-encodes a header, which no service would decode: a value that a
header or a cookie cannot carry is refused. Errors name the parameter, but show no value of a header
or a cookie, which may be a credential.

Sources: OpenAPI Specification 3.1.1, 4.8.12, 3.2.0 (``style: cookie``); RFC 9110, 5.5; RFC 6265,
4.1.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from .encode import write
from .styles import Spelt, flat
from .url import segments

_HEADER = re.compile(r"(?:[!-~](?:[\t -~]*[!-~])?)?")
_COOKIE = re.compile(r"[!#-+\--:<-\[\]-~]*")
_NOT_ASCII = re.compile("[^\0-\x7e]")


def path(template: str, texts: Mapping[str, str]) -> str:
    """Insert percent-encoded texts into a path, by the names in the template.

    Raises:
        ValueError: a text is empty, "." or ".." (it would name another resource).
    """
    parts = segments(template)
    for name in parts[1::2]:
        if texts[name] in ("", ".", ".."):
            raise ValueError(f"{name}: {texts[name]!r} cannot be used in a path")
    return "".join(texts[part] if at % 2 else part for at, part in enumerate(parts))


def query(*parts: str) -> str:
    """Return a query of parts from ``styles``; those of parameters that are UNSET are empty."""
    return "&".join(part for part in parts if part)


def headers(*pairs: tuple[str, str] | None, cookies: tuple[str, ...] = ()) -> dict[str, str] | None:
    """Return the headers of a call, with the parts of cookies in one; None without any."""
    found = dict(pair for pair in pairs if pair)
    sent = [found.pop(name) for name in list(found) if name.lower() == "cookie"]
    if sent := [*sent, *(part for part in cookies if part)]:
        found["Cookie"] = "; ".join(sent)
    return found or None


def header(
    name: str,
    value: object,
    model: Any = Any,
    *,
    explode: bool = False,
    kind: Spelt | None = None,
) -> tuple[str, str] | None:
    """Return a header whose value is ``a,b`` or ``k,v``, with ``explode`` ``k=v``; None if UNSET.

    Raises:
        TypeError: see ``styles.flat``.
        ValueError: the value is not printable ASCII or begins or ends with a space, or a value in
            a list has its delimiter.
    """
    if value is UNSET:
        return None
    found = flat(name, value, model, kind)
    if isinstance(found, str):
        return name, _field(name, found)
    texts = [_field(name, text) for text in _items(name, found, explode)]
    if any("," in text for text in texts):
        raise ValueError(f"{name}: a value with ',' cannot be sent in a list it delimits")
    return name, ",".join(texts)


def _items(name: str, found: list[str] | dict[str, str], explode: bool) -> list[str]:
    """Return the items of a list: values, keys and values, or pairs."""
    if isinstance(found, list):
        return found
    if not explode:
        return [text for pair in found.items() for text in pair]
    if any("=" in key for key in found):
        raise ValueError(f"{name}: a key with '=' cannot be sent before its value")
    return [f"{key}={text}" for key, text in found.items()]


def _field(name: str, text: str) -> str:
    if not _HEADER.fullmatch(text):
        why = "must be printable ASCII, without spaces at its start and end"
        raise ValueError(f"{name}: the value of a header {why}")
    return text


def cookie(
    name: str,
    value: object,
    model: Any = Any,
    *,
    explode: bool = True,
    kind: Spelt | None = None,
) -> str:
    """Return ``name=a; name=b`` or ``k=v; k=v``; without ``explode``, ``name=a,b``; "" if UNSET.

    Nothing is encoded (``style: cookie``); ``styles.form`` writes the cookies of ``style: form``.

    Raises:
        TypeError: see ``styles.flat``.
        ValueError: a value has a character that no cookie can have.
    """
    if value is UNSET:
        return ""
    found = flat(name, value, model, kind)
    if isinstance(found, str):
        return f"{name}={_octets(name, found)}"
    texts = [_octets(name, text) for text in _items(name, found, explode)]
    if not explode:
        return f"{name}={','.join(texts)}"
    return "; ".join(texts if isinstance(found, dict) else [f"{name}={text}" for text in texts])


def _octets(name: str, text: str) -> str:
    if not _COOKIE.fullmatch(text):
        why = "must be printable ASCII without spaces, quotes, commas, semicolons and backslashes"
        raise ValueError(f"{name}: the value of a cookie {why}")
    return text


def json_text(name: str, value: object, model: Any = Any) -> object:
    """Return a value as JSON text, for a parameter that has ``content``; UNSET stays.

    It is printable ASCII, so a header can carry it.

    Raises:
        TypeError: the value does not match its type, or JSON cannot express it.
    """
    if value is UNSET:
        return UNSET
    return _NOT_ASCII.sub(_escaped, write(name, model, value).decode())


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
