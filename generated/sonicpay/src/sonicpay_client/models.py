# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from sonicpay_client._runtime.models import (
    CaselessEnum,
    Model,
)
from sonicpay_client._runtime.scalar import AwareDatetime


class LineItem(Model, kw_only=True):
    """One thing billed. The types are those of the example."""

    name: str
    """What it is."""
    amount: int
    """Its amount, an integer: of one, as 5000 twice make 10000, though no word says so, nor in which unit."""
    quantity: int
    """How many."""


class ShippingAddress(Model, kw_only=True):
    """A postal address; no field of it is asked for."""

    name: str | UnsetType = UNSET
    """Who receives it."""
    address1: str | UnsetType = UNSET
    """First address line."""
    address2: str | UnsetType = UNSET
    """Second address line."""
    city: str | UnsetType = UNSET
    """City."""
    state: str | UnsetType = UNSET
    """State, CA in the example."""
    country: str | UnsetType = UNSET
    """Country, US in the example."""
    postal_code: str | UnsetType = UNSET
    """Postal code, a string."""


class InvoiceStatus(CaselessEnum):
    """State of an invoice, whatever its case; there may be more."""

    PAID = "paid"
    UNPAID = "unpaid"


class PageMeta(Model, kw_only=True):
    """Where a page stands in the whole list."""

    total_count: int
    """Invoices in all."""
    page: int
    """Number of this page; the example's is 1."""
    per_page: int
    """Most invoices on a page."""


class InvoiceCreate(Model, kw_only=True):
    """What creating an invoice takes; every field is starred."""

    amount: int
    """Total in the currency's minor units, cents for USD."""
    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge. Corrected: see errata SP-3."""
    customer_email: str
    """Where the customer gets mail."""
    customer_name: str
    """Who is billed."""
    line_items: list[LineItem]
    """What is billed. Their sum need not equal `amount`."""
    due_date: date
    """Day by which to pay."""
    metadata: dict[str, Any]
    """Free-form data kept with the invoice."""


class Shipping(Model, kw_only=True):
    """What shipping costs and where it goes."""

    amount: Decimal | UnsetType = UNSET
    """Cost of shipping, presumably in the unit of the invoice's `amount`."""
    address: ShippingAddress | UnsetType = UNSET
    """Where it goes."""


class Invoice(Model, kw_only=True):
    """An invoice, all that any response prints of it."""

    __aliases__: ClassVar[Mapping[str, str]] = {
        "createdAt": "created_at",
        "updatedAt": "updated_at",
    }
    id: str
    """Identifies the invoice; of no set format."""
    amount: Decimal
    """Total, as the service gives it. Create sends minor units, 15.5 reads as major ones; never converted. Corrected: see errata SP-6."""
    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge. Corrected: see errata SP-3."""
    status: InvoiceStatus
    """Whether it is paid."""
    created_at: AwareDatetime
    """When it was created. Corrected: see errata SP-4."""
    updated_at: AwareDatetime
    """When it last changed. Corrected: see errata SP-4."""
    reference: str | UnsetType = UNSET
    """Number for people, INV-12345 in the example."""
    metadata: dict[str, Any] | None | UnsetType = UNSET
    """Free-form data kept with the invoice. Corrected: see errata SP-42."""
    name: str | UnsetType = UNSET
    """Name of the invoice; no request sets it. Corrected: see errata SP-24."""
    description: str | None | UnsetType = UNSET
    """What it is about. Corrected: see errata SP-24."""
    shipping: Shipping | None | UnsetType = UNSET
    """What shipping costs and where it goes. Corrected: see errata SP-24."""


class InvoicePage(Model, kw_only=True):
    """One page of the list."""

    data: list[Invoice]
    """The invoices of this page."""
    meta: PageMeta
    """Where this page stands."""


class InvoiceUpdate(Model, kw_only=True):
    """What an update may change; what is not sent stays."""

    description: str | None | UnsetType = UNSET
    """What the invoice is about. Corrected: see errata SP-42."""
    amount: Decimal | UnsetType = UNSET
    """Total; 15.5 looks like major units, but the page does not say."""
    currency: str | UnsetType = UNSET
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge. Corrected: see errata SP-3."""
    shipping: Shipping | None | UnsetType = UNSET
    """What shipping costs and where it goes. Corrected: see errata SP-42, SP-15."""
    metadata: dict[str, Any] | None | UnsetType = UNSET
    """Free-form data kept with the invoice. Corrected: see errata SP-42."""
    customer_email: str | None | UnsetType = UNSET
    """Where the customer gets mail, as in create. Corrected: see errata SP-14, SP-42."""
    customer_name: str | None | UnsetType = UNSET
    """Who is billed, as in create. Corrected: see errata SP-14, SP-42."""
    line_items: list[LineItem] | None | UnsetType = UNSET
    """What is billed, as in create; replacing or adding is not said. Corrected: see errata SP-14, SP-42."""
    due_date: date | None | UnsetType = UNSET
    """Day by which to pay, as in create. Corrected: see errata SP-14, SP-42."""
