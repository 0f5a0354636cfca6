"""Sums and products of money that keep every digit.

The default decimal context rounds to 28 digits. Amounts are bounded when a request is read, so
exact results always fit the context used here.
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
    """Return the given amount, or the default if it is null."""
    return default if value is None else cast(Amount, value)


def total(amounts: Iterable[Amount]) -> Amount:
    """Return the sum; a sum of integers is an integer."""
    found: Amount = 0
    for each in amounts:
        found = _plain(_EXACT.add(Decimal(found), Decimal(each)), found, each)
    return found


def times(quantity: int, price: Amount) -> Amount:
    """Return the product; a product of integers is an integer."""
    return _plain(_EXACT.multiply(Decimal(quantity), Decimal(price)), quantity, price)


def shared(amount: Amount, quantity: int) -> Decimal:
    """Return the amount divided by the quantity, rounded to the cent."""
    return _ROUNDING.divide(Decimal(amount), Decimal(quantity)).quantize(_CENT, context=_ROUNDING)


def _plain(result: Decimal, *operands: Amount) -> Amount:
    return int(result) if all(isinstance(each, int) for each in operands) else result
