# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from sonicpay_client._runtime.models import (
    CaselessEnum,
    Model,
)
from sonicpay_client._runtime.pages import PageModel
from sonicpay_client._runtime.scalar import AwareDatetime


class LineItem(Model, kw_only=True):
    """One item of an invoice. The types are those of the example."""

    name: str
    """Name of the item."""
    amount: int
    """Price of one unit, an integer. The page does not say so, nor name the currency unit; in its example, two at 5000 make 10000."""
    quantity: int
    """Number of units."""


class ShippingAddress(Model, kw_only=True):
    """A postal address. None of its fields is required."""

    name: str | UnsetType = UNSET
    """Name of the recipient."""
    address1: str | UnsetType = UNSET
    """First address line."""
    address2: str | UnsetType = UNSET
    """Second address line."""
    city: str | UnsetType = UNSET
    """City."""
    state: str | UnsetType = UNSET
    """State, such as CA."""
    country: str | UnsetType = UNSET
    """Country, such as US."""
    postal_code: str | UnsetType = UNSET
    """Postal code, a string."""


class InvoiceStatus(CaselessEnum):
    """Status of an invoice, in any case. There may be others."""

    PAID = "paid"
    UNPAID = "unpaid"


class PageMeta(Model, kw_only=True):
    """Position of a page in the whole list."""

    total_count: int
    """Number of invoices in the whole list."""
    page: int
    """Number of this page, 1 in the example."""
    per_page: int
    """Maximum number of invoices on a page."""


class Error(Model, kw_only=True):
    """An error. The page documents none, so this is a guess and requires no property."""

    status: str | UnsetType = UNSET
    """A word such as error. A guess."""
    message: str | UnsetType = UNSET
    """What went wrong, for people. A guess."""


class InvoiceCreate(Model, kw_only=True):
    """The fields of a new invoice. All of them are starred."""

    amount: int
    """Total of the invoice in minor units of the currency, such as cents for USD."""
    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge. Corrected: see errata SP-3."""
    customer_email: str
    """E-mail address of the customer."""
    customer_name: str
    """Name of the customer."""
    line_items: list[LineItem]
    """The items to bill. Their sum need not equal `amount`."""
    due_date: date
    """The day when the invoice is due."""
    metadata: dict[str, Any]
    """Any data to store with the invoice."""


class Shipping(Model, kw_only=True):
    """Cost and address of the shipping."""

    amount: Decimal | UnsetType = UNSET
    """Cost of the shipping, presumably in the same unit as the invoice's `amount`."""
    address: ShippingAddress | UnsetType = UNSET
    """Address to ship to."""


class Invoice(Model, kw_only=True):
    """An invoice, with the fields of all printed responses."""

    __aliases__: ClassVar[Mapping[str, str]] = {
        "createdAt": "created_at",
        "updatedAt": "updated_at",
    }
    id: str
    """Id of the invoice, in any format."""
    amount: Decimal
    """Total of the invoice, as the service sends it. Create takes minor units, but 15.5 looks like major units. The client does not convert it. Corrected: see errata SP-6."""
    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge. Corrected: see errata SP-3."""
    status: InvoiceStatus
    """Whether the invoice is paid."""
    created_at: AwareDatetime
    """When the invoice was created. Corrected: see errata SP-4."""
    updated_at: AwareDatetime
    """When the invoice last changed. Corrected: see errata SP-4."""
    reference: str | UnsetType = UNSET
    """Number of the invoice, such as INV-12345."""
    metadata: dict[str, Any] | None | UnsetType = UNSET
    """Any data that is stored with the invoice. Corrected: see errata SP-42."""
    name: str | UnsetType = UNSET
    """Name of the invoice, which no request sets. Corrected: see errata SP-24."""
    description: str | None | UnsetType = UNSET
    """Description of the invoice. Corrected: see errata SP-24."""
    shipping: Shipping | None | UnsetType = UNSET
    """Cost and address of the shipping. Corrected: see errata SP-24."""


class InvoicePage(PageModel, kw_only=True):
    """One page of the list."""

    data: list[Invoice]
    """The invoices of this page."""
    meta: PageMeta
    """Position of this page in the list."""

    def __iter__(self) -> Iterator[Invoice]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


class InvoiceUpdate(Model, kw_only=True):
    """The fields that an update changes; the others keep their values."""

    description: str | None | UnsetType = UNSET
    """Description of the invoice. Corrected: see errata SP-42."""
    amount: Decimal | UnsetType = UNSET
    """Total of the invoice. The page names no unit; 15.5 looks like major units."""
    currency: str | UnsetType = UNSET
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge. Corrected: see errata SP-3."""
    shipping: Shipping | None | UnsetType = UNSET
    """Cost and address of the shipping. Corrected: see errata SP-42, SP-15."""
    metadata: dict[str, Any] | None | UnsetType = UNSET
    """Any data to store with the invoice. Corrected: see errata SP-42."""
    customer_email: str | None | UnsetType = UNSET
    """E-mail address of the customer, as in create. Corrected: see errata SP-14, SP-42."""
    customer_name: str | None | UnsetType = UNSET
    """Name of the customer, as in create. Corrected: see errata SP-14, SP-42."""
    line_items: list[LineItem] | None | UnsetType = UNSET
    """The items to bill, as in create. The page does not say whether they replace the old ones. Corrected: see errata SP-14, SP-42."""
    due_date: date | None | UnsetType = UNSET
    """The day when the invoice is due, as in create. Corrected: see errata SP-14, SP-42."""
