"""A model with a field of every kind, and responses for it, which the tests of decoding share."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

import pytest

from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.models import UNSET, CaselessEnum, Model, OpenEnum, UnsetType
from corrigenda.runtime.scalar import AwareDatetime
from tests.runtime.decoding import decode


class Status(CaselessEnum):
    PAID = "paid"
    UNPAID = "unpaid"


class Colour(OpenEnum):
    RED = "red"


class Item(Model, kw_only=True):
    amount: Decimal
    quantity: int | UnsetType = UNSET


class Invoice(Model, kw_only=True):
    __aliases__: ClassVar[Mapping[str, str]] = {"createdAt": "created_at", "paidAt": "paid_at"}
    id: str
    amount: Decimal
    created_at: AwareDatetime
    status: Status | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    items: list[Item] | UnsetType = UNSET
    metadata: dict[str, Any] | None | UnsetType = UNSET
    paid_at: AwareDatetime | UnsetType = UNSET
    due_date: date | UnsetType = UNSET
    urgent: bool | UnsetType = UNSET
    parts: list[Invoice] | UnsetType = UNSET
    code: int | str | UnsetType = UNSET
    share: float | UnsetType = UNSET
    kind: Literal["a"] | UnsetType = UNSET
    prices: dict[str, Decimal | None] | UnsetType = UNSET


class Page(Model, kw_only=True):
    data: list[Invoice]


GOOD: dict[str, Any] = {"id": "x", "amount": 1, "created_at": "2022-01-01T00:00:00Z"}


def wire(**members: object) -> bytes:
    return json.dumps({**GOOD, **members}).encode()


def raw(members: str) -> bytes:
    return b'{"id": "x", "created_at": "2022-01-01T00:00:00Z", ' + members.encode() + b"}"


def read(body: bytes, *, strict: bool = False) -> Invoice:
    return decode("get_invoice", body, Invoice, strict=strict)


def refused(body: bytes, *, strict: bool = False, model: Any = Invoice) -> ResponseDecodeError:
    with pytest.raises(ResponseDecodeError) as raised:
        decode("get_invoice", body, model, strict=strict)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)
    return raised.value
