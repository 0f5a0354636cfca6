"""Removes the request's credentials from the contents of errors.

Some services repeat the token that they reject, and errors end up in logs. Text is redacted before
it is shortened, because half a token is still half a secret. A secret in text may be escaped, once
or more, as in JSON, URLs or HTML; a truncated body cannot be parsed as JSON, so escapes are read in
plain text. Credentials shorter than ``SHORTEST`` are not redacted: replacing a single letter would
garble every word, and such a value is not a secret.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

SHORTEST = 8
"""The length of the shortest credential that is redacted, in characters."""

_BLOT = "[redacted]"

_LAYERS = 2
"""How many layers of escapes are read: JSON in a JSON string has two, so does a URL in HTML."""

_ESCAPES = (
    re.compile(
        r"\\u(?P<unicode>[0-9a-f]{4})|\\x(?P<byte>[0-9a-f]{2})|\\(?P<itself>[^0-9a-z])",
        re.ASCII | re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"%(?P<byte>[0-9a-f]{2})", re.ASCII | re.IGNORECASE),
    re.compile(r"&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z]{2,8});", re.ASCII | re.IGNORECASE),
)
"""The escapes of JSON (and Python), URLs and HTML; each kind is read separately."""


def redact(text: str, secrets: Iterable[str]) -> str:
    """Replace every secret in a text, including escaped ones."""
    # Longest first: one secret may be the beginning of another.
    known = sorted((one for one in secrets if len(one) >= SHORTEST), key=len, reverse=True)
    for secret in known:
        text = text.replace(secret, _BLOT)
    return _blot_escaped(text, known) if known else text


def _blot_escaped(text: str, secrets: Iterable[str]) -> str:
    kept: list[str] = []
    at = 0
    for begin, end in sorted(_escaped(text, _spellings(secrets), _LAYERS)):
        if begin >= at:
            kept += (text[at:begin], _BLOT)
        at = max(at, end)
    return "".join(kept) + text[at:]


def _spellings(secrets: Iterable[str]) -> set[str]:
    """Return the spellings of the secrets after escapes are read."""
    found = set(secrets)
    # Forms encode a space as "+", and URLs encode non-ASCII characters as UTF-8 bytes.
    found |= {one.replace(" ", "+") for one in found}
    return found | {one.encode("utf-8", "replace").decode("latin-1") for one in found}


def _escaped(text: str, spellings: set[str], layers: int) -> list[tuple[int, int]]:
    """Return the begin and end of every secret that escapes hide in a text."""
    found: list[tuple[int, int]] = []
    for escape in _ESCAPES:
        if layers and escape.search(text):
            plain, places = _read(text, escape)
            here = _escaped(plain, spellings, layers - 1)
            here += (each for one in spellings for each in _all(one, plain))
            found += ((places.begin(begin), places.end(end)) for begin, end in here)
    return found


def redact_headers(headers: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """Return the headers, with every secret in their values replaced."""
    known = tuple(secrets)
    return {name: redact(value, known) for name, value in headers.items()}


def redact_json(value: Any, secrets: Iterable[str]) -> Any:
    """Replace every secret in the strings of parsed JSON, including object keys.

    Objects and arrays are changed in place, without recursion: JSON may be nested more deeply than
    the recursion limit.
    """
    known = tuple(secret for secret in secrets if len(secret) >= SHORTEST)
    if not known:
        return value
    whole = [value]
    waiting: list[Any] = [whole]
    while waiting:
        here = waiting.pop()
        _blot_inside(here, known)
        inside = cast("Iterable[Any]", here.values() if isinstance(here, dict) else here)
        waiting += [each for each in inside if isinstance(each, dict | list)]
    return whole[0]


def _blot_inside(here: dict[str, Any] | list[Any], secrets: tuple[str, ...]) -> None:
    if isinstance(here, dict):
        members = [(redact(name, secrets), _blot(each, secrets)) for name, each in here.items()]
        here.clear()
        here.update(members)
    else:
        here[:] = [_blot(each, secrets) for each in here]


def _blot(value: Any, secrets: tuple[str, ...]) -> Any:
    return redact(value, secrets) if isinstance(value, str) else value


def _all(part: str, text: str) -> Iterator[tuple[int, int]]:
    # Not with a pattern: `re` would cache the secret.
    at = text.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + len(part))


def _meaning(escape: re.Match[str]) -> str:
    """Return the characters that an escape stands for."""
    parts = escape.groupdict()
    if parts.get("itself"):
        return parts["itself"]
    if digits := parts.get("unicode") or parts.get("byte"):
        return chr(int(digits, 16))
    from html import unescape  # imported here because only failures need it

    return unescape(escape[0])


class _Places:
    """Maps positions in an unescaped text to the original; every other part is an escape."""

    def __init__(self) -> None:
        # Arrays, so that a body of nothing but escapes takes little memory.
        self.read, self.written = array("q"), array("q")

    def add(self, read: int, written: int) -> None:
        """Begin a part at a position in the unescaped text and in the original."""
        self.read.append(read)
        self.written.append(written)

    def begin(self, at: int) -> int:
        """Return the original position of a begin in the unescaped text."""
        part = bisect_right(self.read, at) - 1
        return self.written[part] + (0 if part % 2 else at - self.read[part])

    def end(self, at: int) -> int:
        """Return the original position of an end in the unescaped text, after any escape."""
        part = bisect_right(self.read, at - 1) - 1
        return self.written[part + 1] if part % 2 else self.written[part] + at - self.read[part]


def _read(text: str, escape: re.Pattern[str]) -> tuple[str, _Places]:
    """Return a text with the escapes of one kind read, and the positions of its parts."""
    places = _Places()
    plain: list[str] = []
    at = length = 0
    for found in escape.finditer(text):
        places.add(length, at)
        length += found.start() - at
        places.add(length, found.start())
        meaning = _meaning(found)
        plain += (text[at : found.start()], meaning)
        length += len(meaning)
        at = found.end()
    places.add(length, at)
    return "".join(plain) + text[at:], places
