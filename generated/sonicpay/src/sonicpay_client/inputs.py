# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from sonicpay_client.models import InvoiceStatus, LineItem, Shipping, ShippingAddress


class LineItemDict(TypedDict):
    """One thing billed (l.43). The types are those of the example (l.117-128)."""

    name: str
    """What it is (l.119)."""

    amount: int
    """Its amount, an integer (l.120): of one, as 5000 twice make 10000 (l.69, 85), though no word says so, nor in which unit."""

    quantity: int
    """How many (l.121)."""


class ShippingAddressDict(TypedDict):
    """A postal address; no field of it is asked for (l.281)."""

    name: NotRequired[str]
    """Who receives it (l.281, 300)."""

    address1: NotRequired[str]
    """First address line (l.281, 301)."""

    address2: NotRequired[str]
    """Second address line (l.281, 302)."""

    city: NotRequired[str]
    """City (l.281, 303)."""

    state: NotRequired[str]
    """State, CA in the example (l.281, 304)."""

    country: NotRequired[str]
    """Country, US in the example (l.281, 305)."""

    postal_code: NotRequired[str]
    """Postal code, a string (l.281, 306)."""


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    status: NotRequired[InvoiceStatus | str]
    """Only invoices in this state (l.391, 393)."""

    start_date: NotRequired[date]
    """Where the range begins; of which date, and whether this day is in it, is not said (l.391-393)."""

    end_date: NotRequired[date]
    """Where the range ends; of which date, and whether this day is in it, is not said (l.391-393)."""

    page: NotRequired[int]
    """Which page, from 1; a guess, after the response's `page` (l.362)."""

    per_page: NotRequired[int]
    """How many invoices on a page; a guess, after the response's `per_page` (l.363)."""


class CreateInvoiceArguments(TypedDict):
    """The arguments of `create_invoice`."""

    amount: int
    """Total in the currency's minor units, cents for USD (l.15-19)."""

    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172, 275)."""

    customer_email: str
    """Where the customer gets mail (l.27-31)."""

    customer_name: str
    """Who is billed (l.33-37)."""

    line_items: Sequence[LineItemDict | LineItem]
    """What is billed (l.39-43). Their sum need not equal `amount` (l.112-128)."""

    due_date: date
    """Day by which to pay (l.45-49)."""

    metadata: Mapping[str, Any]
    """Free-form data kept with the invoice (l.51-55)."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    invoice_id: str
    """Which invoice (l.147-149). A string, as ids in responses are."""


class ShippingDict(TypedDict):
    """What shipping costs and where it goes (l.281, 297-308)."""

    amount: NotRequired[Decimal | int]
    """Cost of shipping (l.281, 298), presumably in the unit of the invoice's `amount`."""

    address: NotRequired[ShippingAddressDict | ShippingAddress]
    """Where it goes (l.281, 299-307)."""


class UpdateInvoiceArguments(TypedDict):
    """The arguments of `update_invoice`."""

    invoice_id: str
    """Which invoice (l.190-192). A string, as ids in responses are."""

    description: NotRequired[str | None]
    """What the invoice is about (l.259-263)."""

    amount: NotRequired[Decimal | int]
    """Total; 15.5 (l.296) reads as major units, though unsaid (l.265-269)."""

    currency: NotRequired[str]
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172, 275)."""

    shipping: NotRequired[ShippingDict | Shipping | None]
    """What shipping costs and where it goes (l.277-281, 297-308)."""

    metadata: NotRequired[Mapping[str, Any] | None]
    """Free-form data kept with the invoice (l.283-287)."""

    customer_email: NotRequired[str | None]
    """Where the customer gets mail, as in create (l.27-31, 180)."""

    customer_name: NotRequired[str | None]
    """Who is billed, as in create (l.33-37, 180)."""

    line_items: NotRequired[Sequence[LineItemDict | LineItem] | None]
    """What is billed, as in create (l.39-43, 180); replacing or adding is not said."""

    due_date: NotRequired[date | None]
    """Day by which to pay, as in create (l.45-49, 180)."""
