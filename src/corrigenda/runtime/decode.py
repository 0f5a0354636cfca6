"""Decodes the bytes of a response into the type that the schema gives it.

There are two paths. The fast path is a strict msgspec decode and a check of the amounts; a correct
response costs nothing more. The lenient path (``lenient``) runs when the fast path fails, when the
bytes contain something that the fast path would overlook, or when every difference must be reported
and there may be one (``exact``). The result is always a value of the type or a ``Mismatch``.

The fast path accepts some numbers and times that the lenient path notes and a strict client
rejects. For a Decimal, msgspec accepts any string that ``decimal.Decimal`` does: ``" 1 "``,
``"1_000"``, ``"+1"``, ``".5"``, ``"007"``, digits of other scripts; for a time, ``+0100`` as its
offset. The value is right, and no digit is lost. Looking for such strings would make the fast path
a third slower. Nor does it look for members that come twice, of which the last one counts.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

import msgspec
from msgspec import inspect

from .bounds import MAX_DIGITS, has_long_digits, is_nested_deeply
from .drift import Difference, Mismatch, Presence
from .finite import Check, contains_itself, finite_check
from .moments import ROUNDED
from .redact import redact_body
from .shape import aliases, hook, reachable, shape_of
from .untyped import number, parse_or_text

__all__ = ["Mismatch", "Presence", "attempt", "mismatch_at"]

T = TypeVar("T")


class _Care:
    """Stands for the value of a response that the fast path does not read."""


@functools.cache
def _reader(model: Any) -> Callable[[bytes], Any]:
    """Return the fast path for a type: a function that returns a value or ``_Care``.

    Everything that it needs to know about the type is found out once, because a small response
    takes little longer than a few calls of functions.
    """
    shape = shape_of(model)
    decode = msgspec.json.Decoder[Any](model, float_hook=number, dec_hook=hook).decode
    is_finite = _finite(model)
    needs_care = _search(shape)

    def read(body: bytes) -> Any:
        if len(body) > MAX_DIGITS and has_long_digits(body):
            return _Care
        if needs_care is not None and needs_care(body):
            return _Care
        value = decode(body)
        return value if is_finite is None or is_finite(value) else _Care

    return read


@functools.cache
def _finite(model: Any) -> Check | None:
    return finite_check(shape_of(model))


def _search(shape: inspect.Type) -> Callable[[bytes], object] | None:
    """Return a function that finds what the fast path would overlook in a type, or None."""
    others = sorted(_optional_aliases(shape))
    kinds = {cast("Any", type(each)) for each in reachable(shape)}
    searches: list[Callable[[bytes], object]] = [
        *([is_nested_deeply] if contains_itself(shape) else []),
        *([ROUNDED.search] if inspect.DateTimeType in kinds else []),
        *([_rounded_times()] if inspect.TimeType in kinds else []),
        *([lambda body: any(alias in body for alias in others)] if others else []),
    ]
    if len(searches) < 2:
        return next(iter(searches), None)
    return lambda body: any(search(body) for search in searches)


def _rounded_times() -> Callable[[bytes], object]:
    from . import formats  # imported here because few types have such times

    return formats.ROUNDED.search


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
        noted: if a value is returned, the first ``MOST_TOLD`` differences that were tolerated are
            added here, without secrets. The fast path is then used only for a response without any.

    A response may repeat a secret, and crash reporters show the locals of every frame that an
    error passes through. So no frame that holds the response and the secrets raises anything.
    """
    kind: Any = model  # type checkers do not know that a type is hashable
    watchful = strict or noted is not None
    refused = False
    if not watchful or _is_exact(body, kind, presence, charset):
        try:
            value: Any = _reader(kind)(body)
            if value is not _Care and (presence is None or presence.holds(value)):
                read: T = value
                return read
        except (ValueError, ArithmeticError, RecursionError):
            refused = True  # the lenient path fixes or reports whatever is wrong
    from .slow_path import attempt_in_pieces, attempt_slowly  # good responses do not need it

    if refused and not watchful and presence is None:
        pieced: T | None = attempt_in_pieces(body, kind, _finite(kind))
        if pieced is not None:
            return pieced
    slow: T | Mismatch = attempt_slowly(body, kind, strict, secrets, presence, charset, noted)
    return slow


def _is_exact(body: bytes, model: Any, presence: Presence | None, charset: str | None) -> bool:
    """Return whether a response differs in nothing, so that the fast path overlooks nothing."""
    from .exact import is_exact  # imported here because only strict clients need it

    return presence is None and is_exact(body, model, charset)


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
