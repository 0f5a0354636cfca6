"""Decodes the bytes of a response into the type that the schema gives it.

There are two paths. The fast path is a strict msgspec decode and a check of the amounts; a correct
response costs nothing more. The lenient path (``lenient``) runs when the fast path fails, when the
bytes contain something that the fast path would overlook, or when the client is strict and every
difference must be reported. The result is always a value of the type or a ``ResponseDecodeError``.

The fast path accepts some numbers that the lenient path and strict clients reject. For a Decimal,
msgspec accepts any string that ``decimal.Decimal`` does: ``" 1 "``, ``"1_000"``, ``"+1"``,
``".5"``, ``"007"``, digits of other scripts. The amount is right, no digit is lost, and NaN and
infinity are still rejected. Looking for such strings would make the fast path a third slower.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec import inspect

from .errors import ResponseDecodeError
from .finite import Check, finite_check
from .lenient import Drift, normalize
from .redact import redact, redact_json
from .shape import aliases, reachable, shape_of
from .untyped import MAX_DIGITS, number, parse, parse_or_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the fast path needs to know about a type, computed once."""

    decode: Callable[[bytes], Any]
    is_finite: Check | None
    aliases: tuple[bytes, ...]


@functools.cache
def _plan(model: Any) -> _Plan:
    shape = shape_of(model)
    decoder = msgspec.json.Decoder[Any](model, float_hook=number)
    return _Plan(decoder.decode, finite_check(shape), tuple(sorted(_optional_aliases(shape))))


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
        path: JSON path of the first problem.
        said: all problems, one per line.
        body: the parsed response, or its text if it is not JSON.
    """

    path: str
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
) -> T | Mismatch:
    """Decode a response, and return a value of the model or the problems.

    Args:
        body: JSON in UTF-8.
        model: type of the value.
        strict: treat every difference from the schema as a problem.
        secrets: values to hide in the problems.
        presence: what must be there beyond what the model requires.

    A response may repeat a secret, and crash reporters show the locals of every frame that an
    error passes through. So no frame that holds the response and the secrets raises anything.
    """
    kind: Any = model  # type checkers do not know that a type is hashable
    plan = _plan(kind)
    if not strict and not (plan.aliases and _has_alias(body, plan.aliases)):
        try:
            if len(body) <= MAX_DIGITS or not _has_long_number(body):
                value: T = plan.decode(body)
                is_finite = plan.is_finite is None or plan.is_finite(value)
                if is_finite and (presence is None or presence.holds(value)):
                    return value
        except (ValueError, ArithmeticError, RecursionError):
            pass  # the lenient path fixes or reports whatever is wrong
    slow: T | Mismatch = _attempt_slowly(body, model, strict, secrets, presence)
    return slow


def mismatch_error(operation: str, mismatch: Mismatch) -> ResponseDecodeError:
    """Return the error, without raising it."""
    return ResponseDecodeError(
        f"{operation}: the response does not match the schema\n{mismatch.said}",
        operation=operation,
        path=mismatch.path,
        body=mismatch.body,
    )


def mismatch_at(body: bytes, path: str, detail: str, secrets: tuple[str, ...] = ()) -> Mismatch:
    """Return a problem that a type cannot express: its path and a description."""
    shown = redact_json(parse_or_text(body), secrets)
    return _mismatch([Drift(path, "mismatch", detail)], shown, secrets)


def _has_alias(body: bytes, aliases: Iterable[bytes]) -> bool:
    return any(alias in body for alias in aliases)


def _has_long_number(body: bytes) -> bool:
    # A run of 2n digits covers an aligned block of n, so one test per block finds every run
    # longer than MAX_DIGITS. It may also find a shorter run, which only costs time.
    step = MAX_DIGITS // 2
    return any(body[at : at + step].isdigit() for at in range(0, len(body) - step + 1, step))


def _attempt_slowly(
    body: bytes, model: Any, strict: bool, secrets: tuple[str, ...], presence: Presence | None
) -> Any:
    try:
        plain = parse(body)
    except ValueError as error:
        broken = str(error)
    else:
        reading = functools.partial(convert, model=model, strict=strict, presence=presence)
        value, wrong = reading(plain)
        return _told(wrong, plain, reading, secrets) if wrong else value
    text = redact(body.decode("utf-8", "replace"), secrets)
    shown = " ".join(text[:60].split())
    return _mismatch([Drift("$", "mismatch", f"{broken}; it starts with {shown!r}")], text, secrets)


def _told(
    wrong: list[Drift],
    plain: Any,
    reading: Callable[[Any], tuple[Any, list[Drift]]],
    secrets: tuple[str, ...],
) -> Mismatch:
    # Problems show shortened values, so they are found again in the redacted response.
    shown = redact_json(plain, secrets)
    again = reading(shown)[1] if secrets else wrong
    unseen = [Drift(each.path, each.kind, "a value that cannot be shown") for each in wrong]
    return _mismatch(again or unseen, shown, secrets)


def _mismatch(wrong: list[Drift], body: Any, secrets: tuple[str, ...]) -> Mismatch:
    said = redact("\n".join(_lines(wrong)), secrets)
    return Mismatch(redact(wrong[0].path, secrets), said, body)


def convert(
    plain: Any, model: Any, strict: bool, presence: Presence | None = None
) -> tuple[Any, list[Drift]]:
    """Convert parsed JSON to a model, and return the value and the problems."""
    try:
        value, drifts = normalize(plain, model)
        drifts += presence.lacks(plain) if presence else ()
        wrong = [drift for drift in drifts if strict or drift.fatal]
        return (None, wrong) if wrong else (msgspec.convert(value, type=model), [])
    except RecursionError:
        return None, [Drift("$", "mismatch", "nested too deeply")]
    except ValueError as error:
        return None, [_located(str(error))]


_LOCATED = re.compile(r"(?P<detail>.*) - at `(?P<path>\$.*)`", re.DOTALL)


def _located(message: str) -> Drift:
    """Split msgspec's ``... - at `$.data[0].due_date```."""
    found = _LOCATED.fullmatch(message)
    path, detail = (found["path"], found["detail"]) if found else ("$", message)
    return Drift(path, "mismatch", detail)


def _lines(wrong: list[Drift], most: int = 20) -> Iterable[str]:
    yield from (f"  {drift}" for drift in wrong[:most])
    if len(wrong) > most:
        yield f"  and {len(wrong) - most} more"
