"""Sums and products of money that keep every digit.

Exists because the usual context rounds to 28 digits. Refuses to round them: amounts are bounded
when they arrive, so that what is exact fits.
"""

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact
from typing import TypeAlias, cast

from ...exact import Json

Amount: TypeAlias = int | Decimal

_EXACT = Context(prec=5000, traps=[Inexact])
_ROUNDING = Context(prec=5000)
_CENT = Decimal("0.01")


def amount(value: Json, default: Amount = 0) -> Amount:
    """A given amount, or the default where it is null."""
    return default if value is None else cast(Amount, value)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum; whole numbers stay whole."""
    found: Amount = 0
    for each in amounts:
        found = _plain(_EXACT.add(Decimal(found), Decimal(each)), found, each)
    return found


def times(quantity: int, price: Amount) -> Amount:
    """The product; whole numbers stay whole."""
    return _plain(_EXACT.multiply(Decimal(quantity), Decimal(price)), quantity, price)


def shared(amount: Amount, quantity: int) -> Decimal:
    """What one of several costs, to the cent."""
    return _ROUNDING.divide(Decimal(amount), Decimal(quantity)).quantize(_CENT, context=_ROUNDING)


def _plain(result: Decimal, *operands: Amount) -> Amount:
    return int(result) if all(isinstance(each, int) for each in operands) else result
