"""Structs with unions of every sort, as `models` and `unions` of a package have them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from corrigenda.runtime.choice import UnknownMember, union
from corrigenda.runtime.models import UNSET, Model, OpenEnum, UnsetType
from corrigenda.runtime.scalar import AwareDatetime, DecimalText

if TYPE_CHECKING:
    Payment: TypeAlias = "Card | Bank | UnknownMember"
    Asset: TypeAlias = "Card | House | UnknownMember"
    Source: TypeAlias = "Small | Large | Paid | dict[str, Decimal] | str | UnknownMember"
    Value: TypeAlias = "str | Decimal | bool | list[Value] | dict[str, Value]"
    Inner: TypeAlias = "Payment | Small | list[Payment] | UnknownMember"
    Flat: TypeAlias = "Card | Boat | UnknownMember"
    Tree: TypeAlias = "Left | Right | UnknownMember"
else:
    Payment = union(
        "Payment", __name__, lambda: ((Card, Bank), {"card": Card, "bank": Bank}), tag="kind"
    )
    Asset = union("Asset", __name__, lambda: ((Card, House), {"c": Card, "h": House}), tag="asset")
    Source = union("Source", __name__, lambda: ((Small, Large, Paid, dict[str, Decimal], str), {}))
    Value = union(
        "Value", __name__, lambda: ((str, Decimal, bool, list[Value], dict[str, Value]), {})
    )
    Inner = union("Inner", __name__, lambda: ((Payment, Small, list[Payment]), {}))
    Flat = union("Flat", __name__, lambda: ((Card, Boat), {"c": Card, "b": Boat}), tag="asset")
    Tree = union("Tree", __name__, lambda: ((Left, Right), {}))


class BankKind(OpenEnum):
    BANK = "bank"


class PaidKind(OpenEnum):
    PAID = "paid"


class Mode(OpenEnum):
    FAST = "fast"
    SLOW = "slow"


class Card(Model, kw_only=True):
    kind: str
    asset: str | UnsetType = UNSET
    limit: Decimal
    expires: date | UnsetType = UNSET
    used_at: AwareDatetime | None | UnsetType = UNSET


class Bank(Model, kw_only=True):
    __aliases__: ClassVar[Mapping[str, str]] = {"IBAN": "iban"}

    kind: BankKind
    iban: str
    fee: DecimalText | UnsetType = UNSET
    before: Payment | None | UnsetType = UNSET


class House(Model, kw_only=True):
    asset: Literal["h"]
    rooms: int
    holds: list[Asset] | UnsetType = UNSET


class Boat(Model, kw_only=True):
    asset: str
    rooms: int


class Row(Model, kw_only=True):
    of: Flat


class Rows(Model, kw_only=True):
    data: list[Row]


class Small(Model, kw_only=True):
    size: int


class Large(Model, kw_only=True):
    size: int
    weight: Decimal
    day: date | UnsetType = UNSET


class Left(Model, kw_only=True):
    inner: Tree


class Right(Model, kw_only=True):
    inner: Tree


class Paid(Model, kw_only=True):
    state: PaidKind
    amount: Decimal
    mode: Mode | UnsetType = UNSET


class Order(Model, kw_only=True):
    id: str
    payment: Payment
    other: Payment | None | UnsetType = UNSET
    payments: list[Payment] | UnsetType = UNSET
    by_name: dict[str, Payment] | UnsetType = UNSET
    asset: Asset | UnsetType = UNSET
    source: Source | None = None
    value: Value | UnsetType = UNSET
    inner: Inner | UnsetType = UNSET
