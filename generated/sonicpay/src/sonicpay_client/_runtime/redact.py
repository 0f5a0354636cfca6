"""Blot the request's credentials out of what an error shows.

Some services repeat the token that they refuse, and what an error holds ends in logs. Text is
blotted before it is shortened, since a token cut in half is still half a token. What stands in
text may be escaped, once or more often, as JSON, a URL or HTML does it: a body that is cut off is
no JSON, and its strings are read as they stand. It refuses to blot what is shorter than
``SHORTEST``: a credential of one letter would mangle every word, and is no secret to keep.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

SHORTEST = 8
"""The shortest credential that is blotted out, in characters."""

_BLOT = "[redacted]"

_LAYERS = 2
"""How many layers of escapes are read: JSON in a string of JSON, or a URL in HTML, has two."""

_ESCAPES = (
    re.compile(
        r"\\u(?P<unicode>[0-9a-f]{4})|\\x(?P<byte>[0-9a-f]{2})|\\(?P<itself>[^0-9a-z])",
        re.ASCII | re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"%(?P<byte>[0-9a-f]{2})", re.ASCII | re.IGNORECASE),
    re.compile(r"&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z]{2,8});", re.ASCII | re.IGNORECASE),
)
"""How JSON (and Python), URLs and HTML escape; each is read alone, as it was written."""


def redact(text: str, secrets: Iterable[str]) -> str:
    """Blot every secret out of a text, escaped ones too."""
    # The longest first: a secret may stand at the beginning of another.
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
    """What is left of the secrets once escapes are read."""
    found = set(secrets)
    # Forms spell a space as "+", and URLs a character beyond ASCII as the bytes of its UTF-8.
    found |= {one.replace(" ", "+") for one in found}
    return found | {one.encode("utf-8", "replace").decode("latin-1") for one in found}


def _escaped(text: str, spellings: set[str], layers: int) -> list[tuple[int, int]]:
    """Where secrets stand below the escapes of a text: begin and end of each."""
    found: list[tuple[int, int]] = []
    for escape in _ESCAPES:
        if layers and escape.search(text):
            plain, places = _read(text, escape)
            here = _escaped(plain, spellings, layers - 1)
            here += (each for one in spellings for each in _all(one, plain))
            found += ((places.begin(begin), places.end(end)) for begin, end in here)
    return found


def redact_headers(headers: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """The same headers, with every secret blotted out of their values."""
    known = tuple(secrets)
    return {name: redact(value, known) for name, value in headers.items()}


def redact_json(value: Any, secrets: Iterable[str]) -> Any:
    """Blot every secret out of the strings of parsed JSON, the names of members among them.

    Objects and arrays are changed where they are, one after the other: JSON may be nested more
    deeply than functions may call each other.
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
    # Not by a pattern: `re` would remember the secret.
    at = text.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + len(part))


def _meaning(escape: re.Match[str]) -> str:
    """The character that an escape stands for."""
    parts = escape.groupdict()
    if parts.get("itself"):
        return parts["itself"]
    if digits := parts.get("unicode") or parts.get("byte"):
        return chr(int(digits, 16))
    from html import unescape  # only failures need it

    return unescape(escape[0])


class _Places:
    """Where in a text the parts of its meaning come from; every other part is an escape."""

    def __init__(self) -> None:
        # Arrays, so that a body of nothing but escapes stays small.
        self.read, self.written = array("q"), array("q")

    def add(self, read: int, written: int) -> None:
        """Begin a part: where it is in the meaning, and where in the text."""
        self.read.append(read)
        self.written.append(written)

    def begin(self, at: int) -> int:
        """Where in the text a stretch begins that begins in the meaning here."""
        part = bisect_right(self.read, at) - 1
        return self.written[part] + (0 if part % 2 else at - self.read[part])

    def end(self, at: int) -> int:
        """Where in the text a stretch ends that ends in the meaning here: after an escape."""
        part = bisect_right(self.read, at - 1) - 1
        return self.written[part + 1] if part % 2 else self.written[part] + at - self.read[part]


def _read(text: str, escape: re.Pattern[str]) -> tuple[str, _Places]:
    """What a text means once the escapes of one kind are read."""
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
