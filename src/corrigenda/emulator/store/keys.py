"""Turn values into bytes that compare as the values do, with every digit.

A database compares numbers as floats, and texts by its collation; bytes it compares one by one. So
`1.10` equals `1.1`, comes after `1.0999999999999999999999`, and texts are in the order of their
code points. Numbers come before texts.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

Key: TypeAlias = None | bool | int | Decimal | str | datetime | frozenset[int | str]

_TEXT = b"\xff"  # no UTF-8 text contains it, so a part of a text never includes it
_NEGATIVE, _ZERO, _POSITIVE = b"\x10", b"\x11", b"\x12"
_INVERTED = bytes(255 - each for each in range(256))
_LOWER = bytes(max(0, 254 - each) for each in range(256))
_WRITTEN = bytes(48 + each for each in range(10)) + bytes(246)  # digits as characters
_NEAR = 100  # exponents that need one byte only
_FAR = 2**63
_WRITABLE = 10**18
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def key_of(value: Key) -> bytes | None:
    """Return the bytes of a value; nothing for null. Times are compared as instants."""
    if value is None:
        return None
    if isinstance(value, str):
        return _TEXT + value.encode()
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime):
        return _integer((_utc(value) - _EPOCH) // _MICROSECOND)
    return _TEXT + b"".join(map(member_of, sorted(value, key=str)))


def part_of(value: str) -> bytes:
    """Return the bytes that the key of a text contains if the text contains this one."""
    return value.encode()


def member_of(value: int | str) -> bytes:
    """Return the bytes that the key of a set contains if the set contains this value."""
    key = key_of(value)
    assert key is not None
    return b"," + key.hex().encode() + b","


def _integer(value: int) -> bytes:
    if not 0 < value < _WRITABLE:
        return _number(Decimal(value))
    digits = b"%d" % value  # the usual case: no decimal is made
    return _POSITIVE + bytes((127 + len(digits),)) + digits.rstrip(b"0")


def _decimal(value: Decimal) -> bytes:
    whole, _, part = str(value).partition(".")
    digits = whole + part
    if whole[0] in "0-" or len(whole) > _NEAR or not digits.isdigit():
        return _number(value)
    # The usual case: no tuple of digits is made. The first digit is not 0.
    return _POSITIVE + bytes((127 + len(whole),)) + digits.rstrip("0").encode()


def _utc(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _number(value: Decimal) -> bytes:
    """Return sign, exponent and digits of a number; `1.10` and `1.1` are the same."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "JSON has no infinite number"
    significant = bytes(digits).rstrip(b"\0").translate(_WRITTEN)
    if not significant:
        return _ZERO
    size = _exponent(len(digits) - 1 + exponent)
    if not sign:
        return _POSITIVE + size + significant
    # The end of a negative number comes after all of its digits: -1.2 is more than -1.201.
    return _NEGATIVE + size.translate(_INVERTED) + significant.translate(_LOWER) + b"\xff"


def _exponent(adjusted: int) -> bytes:
    if abs(adjusted) <= _NEAR:
        return bytes((128 + adjusted,))
    return (b"\x01" if adjusted < 0 else b"\xfe") + (adjusted + _FAR).to_bytes(8, "big")
