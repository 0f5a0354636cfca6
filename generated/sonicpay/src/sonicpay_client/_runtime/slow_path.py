"""Decodes what the fast path does not take: walks the response, and tells or tolerates.

A response may repeat a secret, and crash reporters show the locals of every frame that an error
passes through. So nothing here raises, and every difference is described without secrets.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from .charset import to_text
from .drift import MOST, MOST_TOLD, Difference, Mismatch, Presence
from .finite import Check
from .lenient import normalize
from .pieces import in_pieces
from .redact import redact, redact_body, redact_text
from .repeated import repeated
from .said import printable
from .shape import hook
from .untyped import Parsed, parse, parsed

Read = Callable[[Any], "Conversion"]


def attempt_in_pieces(body: bytes, model: Any, check: Check | None) -> Any:
    """Return a value whose odd parts alone were walked; None if the whole has to be walked.

    Args:
        body: JSON that the fast path does not take, but in which it overlooks nothing.
        model: type of the value.
        check: whether the amounts of a value are finite.
    """
    plain = in_pieces(body, model)
    if plain is None:
        return None
    read = convert(plain, model, strict=False)
    is_right = not read.wrong and (check is None or check(read.value))
    return read.value if is_right else None


def attempt_slowly(
    body: bytes,
    model: Any,
    strict: bool,
    secrets: tuple[str, ...],
    presence: Presence | None,
    charset: str | None,
    noted: list[Difference] | None,
) -> Any:
    """Return a value or a ``Mismatch``; see ``attempt``. It raises nothing."""
    try:
        found = parsed(body, charset)
    except ValueError as error:
        return _unreadable(str(error), body, secrets, charset)
    most = MOST if noted is None else MOST_TOLD
    reading = functools.partial(convert, model=model, strict=strict, presence=presence, most=most)
    read = reading(found.value)
    text = _of_the_text(found, secrets) if strict or noted is not None else []
    if read.wrong or (strict and text):
        return _told(text if strict else [], read, found.value, reading, secrets)
    if noted is not None:
        noted += _shown(text, read, found, reading, secrets)
    return read.value


def _unreadable(
    broken: str, body: bytes, secrets: tuple[str, ...], charset: str | None
) -> Mismatch:
    text = redact_text(to_text(body, charset)[0], secrets)
    shown = " ".join(text[:60].split())
    problem = Difference("$", "mismatch", f"{broken}; it starts with {shown!r}")
    return mismatch_of([problem], 1, text, secrets)


def _of_the_text(found: Parsed, secrets: tuple[str, ...]) -> list[Difference]:
    """Return how the text of a response differs from what it should be, whatever its type."""
    twice = repeated(found.body, found.members, functools.partial(redact, secrets=secrets))
    return [
        *(Difference("$", "encoding", note, "JSON in UTF-8", note) for note in found.notes),
        *(Difference(path, "repeated", *_TWICE) for path in twice),
    ]


_TWICE = ("the object has this member twice", "the member once", "the member twice")


def _told(
    text: list[Difference],
    read: Conversion,
    plain: Any,
    reading: Read,
    secrets: tuple[str, ...],
) -> Mismatch:
    # Problems show shortened values, so they are found again in the redacted response.
    shown = redact_body(plain, secrets)
    again = reading(shown).wrong if secrets and read.wrong else read.wrong
    wrong = [*text, *(again or _unseen(read.wrong))]
    return mismatch_of(wrong, len(text) + read.problems, shown, secrets)


def _unseen(wrong: Iterable[Difference]) -> list[Difference]:
    unseen = "a value that cannot be shown"
    return [Difference(each.path, each.kind, unseen, each.expected, unseen) for each in wrong]


def mismatch_of(
    wrong: list[Difference], count: int, body: Any, secrets: tuple[str, ...]
) -> Mismatch:
    """Return the problems, of which the first are described."""
    said = redact("\n".join(_lines(wrong, count)), secrets)
    return Mismatch(redact(printable(wrong[0].path), secrets), said, body)


def _shown(
    text: list[Difference],
    read: Conversion,
    found: Parsed,
    reading: Read,
    secrets: tuple[str, ...],
) -> list[Difference]:
    """Return the first tolerated differences, as a caller may see them."""
    seen = read.tolerated
    if secrets and seen:
        # The value shares parts with what was parsed, so another copy is redacted.
        again = reading(redact_body(parse(found.body), secrets)).tolerated
        seen = again or _unseen(seen)
    return [_cleaned(each, secrets) for each in [*text, *seen][:MOST_TOLD]]


def _cleaned(one: Difference, secrets: tuple[str, ...]) -> Difference:
    path, detail, expected, got = (
        redact(printable(each), secrets) for each in (one.path, one.detail, one.expected, one.got)
    )
    return Difference(path, one.kind, detail, expected, got)


class Conversion(NamedTuple):
    """What became of parsed JSON.

    Attributes:
        value: a value of the model; None if there is a problem.
        wrong: the first problems.
        problems: how many problems there are.
        tolerated: the first differences that are tolerated unless the client is strict.
    """

    value: Any
    wrong: list[Difference]
    problems: int
    tolerated: list[Difference]


def convert(
    plain: Any, model: Any, strict: bool, presence: Presence | None = None, most: int = MOST
) -> Conversion:
    """Convert parsed JSON to a model."""
    try:
        value, drifts = normalize(plain, model, most)
        for each in presence.lacks(plain) if presence else ():
            drifts.add(each)
        tolerated = [each for each in drifts if not each.fatal]
        if count := drifts.total if strict else drifts.fatal:
            wrong = [each for each in drifts if strict or each.fatal]
            return Conversion(None, wrong, count, tolerated)
        return Conversion(msgspec.convert(value, model, dec_hook=hook), [], 0, tolerated)
    except RecursionError:
        return _failed(Difference("$", "mismatch", "nested too deeply"))
    except (ValueError, ArithmeticError) as error:
        return _failed(_located(str(error)))


def _failed(problem: Difference) -> Conversion:
    return Conversion(None, [problem], 1, [])


_LOCATED = re.compile(r"(?P<detail>.*) - at `(?P<path>\$.*)`", re.DOTALL)


def _located(message: str) -> Difference:
    """Split msgspec's ``... - at `$.data[0].due_date```; each union adds a place at the end."""
    path, detail = "$", message
    while found := _LOCATED.fullmatch(detail):
        path, detail = path + found["path"][1:], found["detail"]
    return Difference(path, "mismatch", detail)


def _lines(wrong: list[Difference], count: int) -> Iterable[str]:
    yield from (f"  {printable(str(drift))}" for drift in wrong[:MOST])
    if count > MOST:
        yield f"  and {count - MOST} more"
