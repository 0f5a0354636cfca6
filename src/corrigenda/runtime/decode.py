"""Decodes the bytes of a response into the type that the schema gives it.

There are two paths. The fast path is a strict msgspec decode and a check of the amounts; a correct
response costs nothing more. The lenient path (``lenient``) runs when the fast path fails, when the
bytes contain something that the fast path would overlook, or when the client is strict and every
difference must be reported. The result is always a value of the type or a ``Mismatch``.

The fast path accepts some numbers and times that the lenient path notes and a strict client
rejects. For a Decimal, msgspec accepts any string that ``decimal.Decimal`` does: ``" 1 "``,
``"1_000"``, ``"+1"``, ``".5"``, ``"007"``, digits of other scripts; for a time, ``+0100`` as its
offset. The value is right, and no digit is lost. Looking for such strings would make the fast path
a third slower. Nor does it look for members that come twice, of which the last one counts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec import inspect

from .bounds import MAX_DIGITS, has_long_digits, is_nested_deeply
from .charset import to_text
from .drift import MOST, Drift
from .finite import Check, contains_itself, finite_check
from .lenient import normalize
from .moments import ROUNDED
from .redact import redact, redact_body, redact_text
from .repeated import repeated
from .said import printable
from .shape import aliases, reachable, shape_of
from .untyped import Parsed, number, parse_or_text, parsed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the fast path needs to know about a type, computed once."""

    decode: Callable[[bytes], Any]
    is_finite: Check | None
    aliases: tuple[bytes, ...]
    has_times: bool
    nests: bool


@functools.cache
def _plan(model: Any) -> _Plan:
    shape = shape_of(model)
    decoder = msgspec.json.Decoder[Any](model, float_hook=number)
    return _Plan(
        decode=decoder.decode,
        is_finite=finite_check(shape),
        aliases=tuple(sorted(_optional_aliases(shape))),
        has_times=any(isinstance(each, inspect.DateTimeType) for each in reachable(shape)),
        nests=contains_itself(shape),
    )


def _optional_aliases(shape: inspect.Type) -> set[bytes]:
    # An alias of a required field makes the fast path fail, which is enough. The fast path would
    # overlook an alias of an optional field, so the bytes are searched for those.
    return {
        f'"{alias}"'.encode()
        for struct in reachable(shape)
        if isinstance(struct, inspect.StructType)
        for field in struct.fields
        for alias, name in aliases(struct).items()
        if name == field.encode_name and not field.required
    }


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The problems of a response that does not match the schema, without the request's secrets.

    Attributes:
        json_path: JSON path of the first problem.
        said: all problems, one per line.
        body: the parsed response, or its text if it is not JSON.
    """

    json_path: str
    said: str = field(repr=False)
    body: Any = field(repr=False)


class Presence(Protocol):
    """What must be in a response beyond what its type says."""

    def holds(self, value: Any) -> bool:
        """Whether a value that was read has what it must have."""
        ...

    def lacks(self, plain: Any) -> Iterable[Drift]:
        """What parsed JSON has not."""
        ...


def attempt(
    body: bytes,
    model: type[T],
    *,
    strict: bool = False,
    secrets: tuple[str, ...] = (),
    presence: Presence | None = None,
    charset: str | None = None,
) -> T | Mismatch:
    """Decode a response, and return a value of the model or the problems.

    Args:
        body: JSON.
        model: type of the value.
        strict: treat every difference from the schema as a problem.
        secrets: values to hide in the problems.
        presence: what must be there beyond what the model requires.
        charset: what the response declares, as ``declared_charset`` returns it.

    A response may repeat a secret, and crash reporters show the locals of every frame that an
    error passes through. So no frame that holds the response and the secrets raises anything.
    """
    kind: Any = model  # type checkers do not know that a type is hashable
    plan = _plan(kind)
    if not strict and not _needs_care(body, plan):
        try:
            value: T = plan.decode(body)
            is_finite = plan.is_finite is None or plan.is_finite(value)
            if is_finite and (presence is None or presence.holds(value)):
                return value
        except (ValueError, ArithmeticError, RecursionError):
            pass  # the lenient path fixes or reports whatever is wrong
    reading = functools.partial(convert, model=kind, strict=strict, presence=presence)
    slow: T | Mismatch = _attempt_slowly(body, reading, strict, secrets, charset)
    return slow


def _needs_care(body: bytes, plan: _Plan) -> bool:
    """Return whether the fast path would overlook something, or take too long."""
    return (
        (len(body) > MAX_DIGITS and has_long_digits(body))
        or (plan.nests and is_nested_deeply(body))
        or (plan.has_times and ROUNDED.search(body) is not None)
        or (plan.aliases != () and any(alias in body for alias in plan.aliases))
    )


def mismatch_at(
    body: bytes,
    path: str,
    detail: str,
    secrets: tuple[str, ...] = (),
    charset: str | None = None,
) -> Mismatch:
    """Return a problem that a type cannot express: its path and a description."""
    shown = redact_body(parse_or_text(body, charset), secrets)
    return _mismatch([Drift(path, "mismatch", detail)], 1, shown, secrets)


def _attempt_slowly(
    body: bytes,
    reading: Callable[[Any], tuple[Any, list[Drift], int]],
    strict: bool,
    secrets: tuple[str, ...],
    charset: str | None,
) -> Any:
    try:
        found = parsed(body, charset)
    except ValueError as error:
        broken = str(error)
    else:
        value, wrong, count = reading(found.value)
        noted = _noted(found, secrets) if strict else []
        if not wrong and not noted:
            return value
        return _told(noted, wrong, count, found.value, reading, secrets)
    text = redact_text(to_text(body, charset)[0], secrets)
    shown = " ".join(text[:60].split())
    problem = Drift("$", "mismatch", f"{broken}; it starts with {shown!r}")
    return _mismatch([problem], 1, text, secrets)


def _noted(found: Parsed, secrets: tuple[str, ...]) -> list[Drift]:
    """Return how the text of a response differs from what it should be, whatever its type."""
    twice = repeated(found.body, found.members, functools.partial(redact, secrets=secrets))
    return [
        *(Drift("$", "encoding", note) for note in found.notes),
        *(Drift(path, "repeated", "the object has this member twice") for path in twice),
    ]


def _told(
    noted: list[Drift],
    wrong: list[Drift],
    count: int,
    plain: Any,
    reading: Callable[[Any], tuple[Any, list[Drift], int]],
    secrets: tuple[str, ...],
) -> Mismatch:
    # Problems show shortened values, so they are found again in the redacted response.
    shown = redact_body(plain, secrets)
    again = reading(shown)[1] if secrets and wrong else wrong
    unseen = [Drift(each.path, each.kind, "a value that cannot be shown") for each in wrong]
    return _mismatch([*noted, *(again or unseen)], len(noted) + count, shown, secrets)


def _mismatch(wrong: list[Drift], count: int, body: Any, secrets: tuple[str, ...]) -> Mismatch:
    said = redact("\n".join(_lines(wrong, count)), secrets)
    return Mismatch(redact(printable(wrong[0].path), secrets), said, body)


def convert(
    plain: Any, model: Any, strict: bool, presence: Presence | None = None
) -> tuple[Any, list[Drift], int]:
    """Convert parsed JSON to a model, and return the value, the first problems and their number."""
    try:
        value, drifts = normalize(plain, model)
        for drift in presence.lacks(plain) if presence else ():
            drifts.note(drift.path, drift.kind, drift.detail)
        if count := drifts.total if strict else drifts.fatal:
            return None, [drift for drift in drifts if strict or drift.fatal], count
        return msgspec.convert(value, type=model), [], 0
    except RecursionError:
        return None, [Drift("$", "mismatch", "nested too deeply")], 1
    except (ValueError, ArithmeticError) as error:
        return None, [_located(str(error))], 1


_LOCATED = re.compile(r"(?P<detail>.*) - at `(?P<path>\$.*)`", re.DOTALL)


def _located(message: str) -> Drift:
    """Split msgspec's ``... - at `$.data[0].due_date```."""
    found = _LOCATED.fullmatch(message)
    path, detail = (found["path"], found["detail"]) if found else ("$", message)
    return Drift(path, "mismatch", detail)


def _lines(wrong: list[Drift], count: int) -> Iterable[str]:
    yield from (f"  {printable(str(drift))}" for drift in wrong[:MOST])
    if count > MOST:
        yield f"  and {count - MOST} more"
