"""Decodes the bytes of a response into the type that the schema gives it.

There are two paths. The fast path is a strict msgspec decode and a check of the amounts; a correct
response costs nothing more. The lenient path (``lenient``) runs when the fast path fails, when the
bytes contain something that the fast path would overlook, or when every difference must be reported
and there may be one (``exact``). The result is always a value of the type or a
``ResponseDecodeError``.

The fast path accepts some numbers and times that the lenient path notes and a strict client
rejects. For a Decimal, msgspec accepts any string that ``decimal.Decimal`` does: ``" 1 "``,
``"1_000"``, ``"+1"``, ``".5"``, ``"007"``, digits of other scripts; for a time, ``+0100`` as its
offset. The value is right, and no digit is lost. Looking for such strings would make the fast path
a third slower. Nor does it look for members that come twice, of which the last one counts.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from .bounds import MAX_DIGITS, has_long_digits, is_nested_deeply
from .drift import Difference, Mismatch, Presence
from .errors import ResponseDecodeError
from .finite import Check, contains_itself, finite_check
from .moments import ROUNDED
from .redact import redact_body
from .shape import aliases, reachable, shape_of
from .untyped import number, parse_or_text

__all__ = ["Mismatch", "Presence", "attempt", "mismatch_at", "mismatch_error"]

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


def attempt(
    body: bytes,
    model: type[T],
    *,
    strict: bool = False,
    secrets: tuple[str, ...] = (),
    presence: Presence | None = None,
    charset: str | None = None,
    noted: list[Difference] | None = None,
) -> T | Mismatch:
    """Decode a response, and return a value of the model or the problems.

    Args:
        body: JSON.
        model: type of the value.
        strict: treat every difference from the schema as a problem.
        secrets: values to hide in the problems.
        presence: what must be there beyond what the model requires.
        charset: what the response declares, as ``declared_charset`` returns it.
        noted: if a value is returned, the first ``MOST`` differences that were tolerated are added
            here, without secrets. The fast path is then used only for a response without any.

    A response may repeat a secret, and crash reporters show the locals of every frame that an
    error passes through. So no frame that holds the response and the secrets raises anything.
    """
    kind: Any = model  # type checkers do not know that a type is hashable
    plan = _plan(kind)
    watchful = strict or noted is not None
    fast = _is_exact(body, kind, presence, charset) if watchful else not _needs_care(body, plan)
    if fast:
        try:
            value: T = plan.decode(body)
            is_finite = plan.is_finite is None or plan.is_finite(value)
            if is_finite and (presence is None or presence.holds(value)):
                return value
        except (ValueError, ArithmeticError, RecursionError):
            pass  # the lenient path fixes or reports whatever is wrong
    from .slow_path import attempt_in_pieces, attempt_slowly  # good responses do not need it

    if fast and not watchful and presence is None:
        pieced: T | None = attempt_in_pieces(body, kind, plan.is_finite)
        if pieced is not None:
            return pieced
    slow: T | Mismatch = attempt_slowly(body, kind, strict, secrets, presence, charset, noted)
    return slow


def _is_exact(body: bytes, model: Any, presence: Presence | None, charset: str | None) -> bool:
    """Return whether a response differs in nothing, so that the fast path overlooks nothing."""
    from .exact import is_exact  # imported here because only strict clients need it

    return presence is None and is_exact(body, model, charset)


def _needs_care(body: bytes, plan: _Plan) -> bool:
    """Return whether the fast path would overlook something, or take too long."""
    return (
        (len(body) > MAX_DIGITS and has_long_digits(body))
        or (plan.nests and is_nested_deeply(body))
        or (plan.has_times and ROUNDED.search(body) is not None)
        or (plan.aliases != () and any(alias in body for alias in plan.aliases))
    )


def mismatch_error(operation: str, mismatch: Mismatch) -> ResponseDecodeError:
    """Return the error, without raising it."""
    return ResponseDecodeError(
        f"{operation}: the response does not match the schema\n{mismatch.said}",
        operation=operation,
        path=mismatch.path,
        body=mismatch.body,
    )


def mismatch_at(
    body: bytes,
    path: str,
    detail: str,
    secrets: tuple[str, ...] = (),
    charset: str | None = None,
) -> Mismatch:
    """Return a problem that a type cannot express: its path and a description."""
    from .slow_path import mismatch_of  # see ``attempt``

    shown = redact_body(parse_or_text(body, charset), secrets)
    return mismatch_of([Difference(path, "mismatch", detail)], 1, shown, secrets)
