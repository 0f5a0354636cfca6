"""Removes the request's credentials from the contents of errors.

Some services repeat the token that they reject, and errors end up in logs. Text is redacted before
it is shortened, because half a token is still half a secret. A secret in text may be escaped, once
or more, as in JSON, URLs or HTML; a truncated body cannot be parsed as JSON, so escapes are read in
plain text. Reading them is slow, so a text is cut after ``MOST_ESCAPES`` of them. Credentials
shorter than ``SHORTEST`` are not redacted: replacing a single letter would garble every word, and
such a value is not a secret.
"""

from __future__ import annotations

import functools
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
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


MOST_ESCAPES = 50_000
"""How many characters that may begin an escape are read, in all texts of one error."""

MOST_TEXT = 2**20
"""How much of a body that is not JSON an error keeps, in characters."""

_CUT = "… (cut)"

_LONG = 2**18
"""The length from which a text may have been cut, in characters, and end in half a secret."""

_WIDEST = 40
"""The most characters that stand for one character, with two layers of escapes."""

_OPENINGS = "\\%&"


def redact(text: str, secrets: Iterable[str]) -> str:
    """Replace every secret in a text, including escaped ones."""
    return _Blotter(secrets).blot(text)


class _Blotter:
    """The secrets of one request, prepared for any number of texts."""

    def __init__(self, secrets: Iterable[str]) -> None:
        # Longest first: one secret may be the beginning of another.
        known = (one for one in secrets if len(one) >= SHORTEST)
        self.known = sorted(known, key=len, reverse=True)
        self.spellings = _spellings(self.known)
        self.left = MOST_ESCAPES

    def blot(self, text: str) -> str:
        """Replace every secret in a text."""
        if len(text) < SHORTEST or not self.known:
            return text
        for secret in self.known:
            text = text.replace(secret, _BLOT)
        if len(text) >= _LONG:
            text = self._without_half(text)
        openings = sum(map(text.count, _OPENINGS))
        if not openings:
            return text
        if openings > self.left:
            return self._cut(text)
        self.left -= openings
        return self._blot_escaped(text, len(text))

    def _cut(self, text: str) -> str:
        """Return the text up to where too many escapes were read, and no half secret at its end."""
        most, at, step = self.left, 0, 1024
        while at < len(text):
            openings = sum(text.count(each, at, at + step) for each in _OPENINGS)
            if openings > most:
                break
            most, at = most - openings, at + step
        self.left = 0
        end = max(at - _WIDEST * len(self.known[0]), 0)
        return self._blot_escaped(text[:at], end) + _CUT

    def _without_half(self, text: str) -> str:
        for secret in self.known:
            for length in range(len(secret) - 1, SHORTEST - 1, -1):
                if text.endswith(secret[:length]):
                    return text[:-length] + _BLOT
        return text

    def _blot_escaped(self, text: str, end: int) -> str:
        """Return the text up to an index, with all secrets that begin before it replaced."""
        if not _hides(text, self.spellings, _LAYERS):
            return text[:end]
        kept: list[str] = []
        at = 0
        for begin, behind in sorted(_escaped(text, self.spellings, _LAYERS)):
            if at <= begin < end:
                kept += (text[at:begin], _BLOT)
            at = max(at, behind)
        return "".join(kept) + text[at:end]


def _hides(text: str, spellings: set[str], layers: int) -> bool:
    """Return whether escapes hide a secret, without the time that it takes to say where."""
    for escape in _ESCAPES if layers else ():
        if escape.search(text):
            plain = escape.sub(_meaning, text)
            if any(one in plain for one in spellings) or _hides(plain, spellings, layers - 1):
                return True
    return False


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


def redact_body(value: Any, secrets: Iterable[str]) -> Any:
    """Replace every secret in parsed JSON, or in a text, which is then cut at ``MOST_TEXT``."""
    return redact_text(value, secrets) if isinstance(value, str) else redact_json(value, secrets)


def redact_text(text: str, secrets: Iterable[str]) -> str:
    """Replace every secret in a text, and cut it at ``MOST_TEXT`` characters."""
    shown = redact(text, secrets)
    return shown if len(shown) <= MOST_TEXT else shown[:MOST_TEXT] + _CUT


def redact_headers(headers: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """Return the headers, with every secret in their values replaced."""
    blotter = _Blotter(secrets)
    return {name: blotter.blot(value) for name, value in headers.items()}


def redact_json(value: Any, secrets: Iterable[str]) -> Any:
    """Replace every secret in the strings of parsed JSON, including object keys.

    Objects and arrays are changed in place, without recursion: JSON may be nested more deeply than
    the recursion limit.
    """
    blotter = _Blotter(secrets)
    if not blotter.known:
        return value
    whole = [value]
    waiting: list[Any] = [whole]
    while waiting:
        here = waiting.pop()
        _blot_inside(here, blotter.blot)
        inside = cast("Iterable[Any]", here.values() if isinstance(here, dict) else here)
        waiting += [each for each in inside if isinstance(each, dict | list)]
    return whole[0]


def _blot_inside(here: dict[str, Any] | list[Any], blot: Callable[[str], str]) -> None:
    # In place: there may be a million items, and a copy of them takes as much again.
    places: Any = here
    for place in here if isinstance(here, dict) else range(len(here)):
        each = places[place]
        if isinstance(each, str):
            places[place] = blot(each)
    if isinstance(here, dict) and any(blot(name) != name for name in here):
        members = [(blot(name), each) for name, each in here.items()]
        here.clear()
        here.update(members)


def _all(part: str, text: str) -> Iterator[tuple[int, int]]:
    # Not with a pattern: `re` would cache the secret.
    at = text.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + len(part))


def _meaning(escape: re.Match[str]) -> str:
    """Return the characters that an escape stands for."""
    return _meaning_of(escape[0])


@functools.lru_cache(maxsize=4096)
def _meaning_of(escape: str) -> str:
    """Return the characters that an escape stands for, kept: one character is no secret."""
    if escape[0] == "&":
        from html import unescape  # imported here because only failures need it

        return unescape(escape)
    digits = escape[1:] if escape[0] == "%" else escape[2:]
    return chr(int(digits, 16)) if digits else escape[1]


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
