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
    """One thing billed (l.43). The types are those of the example (l.117-128)."""

    name: str
    """What it is (l.119)."""
    amount: int
    """Its amount, an integer (l.120): of one, as 5000 twice make 10000 (l.69, 85), though no word says so, nor in which unit."""
    quantity: int
    """How many (l.121)."""


class ShippingAddress(Model, kw_only=True):
    """A postal address; no field of it is asked for (l.281)."""

    name: str | UnsetType = UNSET
    """Who receives it (l.281, 300)."""
    address1: str | UnsetType = UNSET
    """First address line (l.281, 301)."""
    address2: str | UnsetType = UNSET
    """Second address line (l.281, 302)."""
    city: str | UnsetType = UNSET
    """City (l.281, 303)."""
    state: str | UnsetType = UNSET
    """State, CA in the example (l.281, 304)."""
    country: str | UnsetType = UNSET
    """Country, US in the example (l.281, 305)."""
    postal_code: str | UnsetType = UNSET
    """Postal code, a string (l.281, 306)."""


class InvoiceStatus(CaselessEnum):
    """State of an invoice, whatever its case; there may be more (l.100, 175, 233, 391)."""

    PAID = "paid"
    UNPAID = "unpaid"


class PageMeta(Model, kw_only=True):
    """Where a page stands in the whole list (l.360-364)."""

    total_count: int
    """Invoices in all (l.361)."""
    page: int
    """Number of this page (l.362); the example's is 1."""
    per_page: int
    """Most invoices on a page (l.363)."""


class InvoiceCreate(Model, kw_only=True):
    """What creating an invoice takes; every field is starred (l.67-91)."""

    amount: int
    """Total in the currency's minor units, cents for USD (l.15-19)."""
    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172, 275). Corrected: SP-3."""
    customer_email: str
    """Where the customer gets mail (l.27-31)."""
    customer_name: str
    """Who is billed (l.33-37)."""
    line_items: list[LineItem]
    """What is billed (l.39-43). Their sum need not equal `amount` (l.112-128)."""
    due_date: date
    """Day by which to pay (l.45-49)."""
    metadata: dict[str, Any]
    """Free-form data kept with the invoice (l.51-55)."""


class Shipping(Model, kw_only=True):
    """What shipping costs and where it goes (l.281, 297-308)."""

    amount: Decimal | UnsetType = UNSET
    """Cost of shipping (l.281, 298), presumably in the unit of the invoice's `amount`."""
    address: ShippingAddress | UnsetType = UNSET
    """Where it goes (l.281, 299-307)."""


class Invoice(Model, kw_only=True):
    """An invoice, all that any response prints of it (l.95-106, 167-176, 228-251)."""

    __aliases__: ClassVar[Mapping[str, str]] = {
        "createdAt": "created_at",
        "updatedAt": "updated_at",
    }
    id: str
    """Identifies the invoice; of no set format (l.96, 168, 229)."""
    amount: Decimal
    """Total, as the service gives it (l.98, 171, 231). Create sends minor units (l.19), 15.5 reads as major ones (l.231, 296); never converted. Corrected: SP-6."""
    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172, 275). Corrected: SP-3."""
    status: InvoiceStatus
    """Whether it is paid (l.100)."""
    created_at: AwareDatetime
    """When it was created (l.104, 173, 234). Corrected: SP-4."""
    updated_at: AwareDatetime
    """When it last changed (l.105, 174, 235). Corrected: SP-4."""
    reference: str | UnsetType = UNSET
    """Number for people, INV-12345 in the example (l.97)."""
    metadata: dict[str, Any] | None | UnsetType = UNSET
    """Free-form data kept with the invoice (l.101-103). Corrected: SP-42."""
    name: str | UnsetType = UNSET
    """Name of the invoice; no request sets it (l.169, 368). Corrected: SP-24."""
    description: str | None | UnsetType = UNSET
    """What it is about (l.170, 230). Corrected: SP-24."""
    shipping: Shipping | None | UnsetType = UNSET
    """What shipping costs and where it goes (l.236-247). Corrected: SP-24."""


class InvoicePage(Model, kw_only=True):
    """One page of the list (l.359-387)."""

    data: list[Invoice]
    """The invoices of this page (l.365-386)."""
    meta: PageMeta
    """Where this page stands (l.360-364)."""


class InvoiceUpdate(Model, kw_only=True):
    """What an update may change; what is not sent stays (l.180, 253-287)."""

    description: str | None | UnsetType = UNSET
    """What the invoice is about (l.259-263). Corrected: SP-42."""
    amount: Decimal | UnsetType = UNSET
    """Total; 15.5 (l.296) reads as major units, though unsaid (l.265-269)."""
    currency: str | UnsetType = UNSET
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172, 275). Corrected: SP-3."""
    shipping: Shipping | None | UnsetType = UNSET
    """What shipping costs and where it goes (l.277-281, 297-308). Corrected: SP-42, SP-15."""
    metadata: dict[str, Any] | None | UnsetType = UNSET
    """Free-form data kept with the invoice (l.283-287). Corrected: SP-42."""
    customer_email: str | None | UnsetType = UNSET
    """Where the customer gets mail, as in create (l.27-31, 180). Corrected: SP-14, SP-42."""
    customer_name: str | None | UnsetType = UNSET
    """Who is billed, as in create (l.33-37, 180). Corrected: SP-14, SP-42."""
    line_items: list[LineItem] | None | UnsetType = UNSET
    """What is billed, as in create (l.39-43, 180); replacing or adding is not said. Corrected: SP-14, SP-42."""
    due_date: date | None | UnsetType = UNSET
    """Day by which to pay, as in create (l.45-49, 180). Corrected: SP-14, SP-42."""
