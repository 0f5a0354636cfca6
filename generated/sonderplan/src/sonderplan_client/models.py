# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, UnsetType

from sonderplan_client._runtime.models import (
    Model,
    OpenEnum,
    OpenIntEnum,
    read_booleans,
    single,
)
from sonderplan_client._runtime.pages import PageModel
from sonderplan_client._runtime.scalar import AwareDatetime, BooleanText, DecimalText


class FilterOperator(OpenEnum):
    """Whether an invoice must match one filter (OR) or all of them (AND)."""

    OR = "OR"
    AND = "AND"


class InvoiceItemTax(Model, kw_only=True):
    """One tax on an item."""

    id: int | None | UnsetType = UNSET
    """Id of the tax. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the tax, such as GST. Corrected: see errata SD-28."""
    rate: DecimalText | None | UnsetType = UNSET
    """Rate of the tax, such as 10.00, a decimal as text. Corrected: see errata SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Amount of the tax, a decimal as text. Corrected: see errata SD-28."""


class InvoiceGroup(Model, kw_only=True):
    """A group of items."""

    id: int | None | UnsetType = UNSET
    """Id of the group. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the group. Corrected: see errata SD-28."""
    description: str | None | UnsetType = UNSET
    """Description of the group. Corrected: see errata SD-28."""
    order: int | None | UnsetType = UNSET
    """Position of the group among the others. Corrected: see errata SD-28."""
    hide_items: bool | None | UnsetType = UNSET
    """By its name, whether the items of the group are hidden. Corrected: see errata SD-28."""


class InvoiceStatus(Model, kw_only=True):
    """A status of an invoice."""

    id: int | None | UnsetType = UNSET
    """Number of the status, as in the filter `status_id`. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the status, such as Submitted. Corrected: see errata SD-28."""


class InvoiceProject(Model, kw_only=True):
    """A project of an invoice."""

    id: int | None | UnsetType = UNSET
    """Id of the project. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the project. Corrected: see errata SD-28."""
    code: str | None | UnsetType = UNSET
    """Code of the project. Corrected: see errata SD-28."""
    description: str | None | UnsetType = UNSET
    """Description of the project. Corrected: see errata SD-28."""
    status_id: int | None | UnsetType = UNSET
    """Status of the project. The page does not name its numbers. Corrected: see errata SD-28."""


class ContactPerson(Model, kw_only=True):
    """The contact person of a client."""

    id: int | None | UnsetType = UNSET
    """Id of the person. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the person. Corrected: see errata SD-28."""


class InvoiceCustomField(Model, kw_only=True):
    """A custom field that the account added, with its value."""

    id: int | None | UnsetType = UNSET
    """Id of the field. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the field. Corrected: see errata SD-28."""
    value: Any | UnsetType = UNSET
    """Value of the field, text in the example. Other fields may have any value. Corrected: see errata SD-27."""
    value_id: int | None | UnsetType = UNSET
    """By its name, the id of the value. Corrected: see errata SD-28."""
    update_key: str | None | UnsetType = UNSET
    """By its name, the key to update the field with, such as 2_1_7823. Corrected: see errata SD-28."""


class InvoiceStatusId(OpenIntEnum):
    """Status of an invoice, by number."""

    DRAFT = 1
    SUBMITTED = 2
    AWAITING_PAYMENT = 3
    PAID = 4


class Pagination(Model, kw_only=True):
    """Position of a page in the whole list."""

    total: int
    """Number of invoices in the whole list."""
    count: int
    """Number of invoices on this page."""
    per_page: int
    """Maximum number of invoices on a page."""
    current_page: int
    """Number of this page, 1 in the example."""


class Error(Model, kw_only=True):
    """An error. The page documents none, so this is a guess and requires no property."""

    message: str | UnsetType = UNSET
    """What went wrong, for people. A guess."""


class InvoiceItem(Model, kw_only=True):
    """One item of an invoice. In the example its numbers do not add up."""

    id: int | None | UnsetType = UNSET
    """Id of the item. Corrected: see errata SD-28."""
    item_text: str | None | UnsetType = UNSET
    """Text of the item. Corrected: see errata SD-28."""
    item_uuid: str | None | UnsetType = UNSET
    """Another id of the item, such as r2394, which is not a UUID. Corrected: see errata SD-28."""
    ratescheme_id: int | None | UnsetType = UNSET
    """Rate scheme of the item. Corrected: see errata SD-28."""
    description: str | None | UnsetType = UNSET
    """Description of the item. Corrected: see errata SD-28."""
    quantity: DecimalText | None | UnsetType = UNSET
    """Number of units, a decimal as text. Corrected: see errata SD-28."""
    unit: str | None | UnsetType = UNSET
    """Unit of the quantity, such as hourly. The page names no others. Corrected: see errata SD-28."""
    unit_amount: DecimalText | None | UnsetType = UNSET
    """Price of one unit, a decimal as text. Corrected: see errata SD-28."""
    unit_buy_amount: DecimalText | None | UnsetType = UNSET
    """Purchase price of one unit, a decimal as text. Corrected: see errata SD-28."""
    tax: bool | None | UnsetType = UNSET
    """Whether the item is taxed. Corrected: see errata SD-28."""
    taxes: list[InvoiceItemTax] | None | UnsetType = UNSET
    """Taxes on the item. Corrected: see errata SD-28."""
    discount: str | None | UnsetType = UNSET
    """Discount as text, such as 20.00%. The page names no other form. Corrected: see errata SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Total of the item, a decimal as text. Corrected: see errata SD-28."""
    buy_total: DecimalText | None | UnsetType = UNSET
    """Purchase total of the item, a decimal as text. Corrected: see errata SD-28."""
    buy_total_fixed: bool | None | UnsetType = UNSET
    """By its name, whether `buy_total` is fixed. Corrected: see errata SD-28."""
    order: int | None | UnsetType = UNSET
    """Position of the item among the others. Corrected: see errata SD-28."""
    parent_group_id: int | None | UnsetType = UNSET
    """Id of the item's group. In the example it is not one of the `groups`. Corrected: see errata SD-28."""


class InvoiceClient(Model, kw_only=True):
    """A client to bill."""

    id: int | None | UnsetType = UNSET
    """Id of the client. Corrected: see errata SD-28."""
    uuid: str | None | UnsetType = UNSET
    """Another id of the client, such as p4, which is not a UUID. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the client. Corrected: see errata SD-28."""
    type: str | None | UnsetType = UNSET
    """Type of client, such as person. The page names no others. Corrected: see errata SD-28."""
    email: str | None | UnsetType = UNSET
    """E-mail address of the client. Corrected: see errata SD-28."""
    contact_person: ContactPerson | None | UnsetType = UNSET
    """The client's contact person. Corrected: see errata SD-28."""


class PageMeta(Model, kw_only=True):
    """Information about the page."""

    pagination: Pagination
    """Position of the page."""


class Invoice(Model, kw_only=True):
    """An invoice. Any property may be missing: `fields` chooses them, and by default the service returns most of them, not all."""

    id: int | None | UnsetType = UNSET
    """Id of the invoice. Corrected: see errata SD-28."""
    prefix: str | None | UnsetType = UNSET
    """Text before the number, such as INV-. Corrected: see errata SD-28."""
    number: int | None | UnsetType = UNSET
    """Number of the invoice, without the prefix. Corrected: see errata SD-28."""
    date: int | None | UnsetType = UNSET
    """Date of the invoice in UNIX seconds. Corrected: see errata SD-28."""
    date_time_iso: AwareDatetime | None | UnsetType = UNSET
    """Date of the invoice in ISO 8601 with an offset. In the example it differs from `date`. Corrected: see errata SD-28."""
    due_date: int | None | UnsetType = UNSET
    """When the invoice is due, in UNIX seconds. Corrected: see errata SD-28."""
    due_date_time_iso: AwareDatetime | None | UnsetType = UNSET
    """When the invoice is due, in ISO 8601 with an offset. In the example it differs from `due_date`. Corrected: see errata SD-28."""
    items: list[InvoiceItem] | None | UnsetType = UNSET
    """Items of the invoice. Corrected: see errata SD-28."""
    groups: list[InvoiceGroup] | None | UnsetType = UNSET
    """Groups that items belong to. Corrected: see errata SD-28."""
    status: list[InvoiceStatus] | None | UnsetType = UNSET
    """Status of the invoice, a list with one item in the example. Corrected: see errata SD-28."""
    project: list[InvoiceProject] | None | UnsetType = UNSET
    """Project of the invoice, a list with one item in the example. Corrected: see errata SD-28."""
    client: list[InvoiceClient] | None | UnsetType = UNSET
    """Client to bill, a list with one item in the example. Corrected: see errata SD-28."""
    custom_fields: list[InvoiceCustomField] | None | UnsetType = UNSET
    """Custom fields that the account added. Corrected: see errata SD-28."""
    terms: str | None | UnsetType = UNSET
    """Terms of payment, free text. Corrected: see errata SD-28."""
    template_id: int | None | UnsetType = UNSET
    """Template that the invoice uses. Corrected: see errata SD-28."""
    cloned_id: int | None | UnsetType = UNSET
    """Not explained; by its name, the invoice that it was cloned from. Corrected: see errata SD-28."""
    reference: str | None | UnsetType = UNSET
    """A reference such as QU-9893, not explained. Corrected: see errata SD-28."""
    currency: str | None | UnsetType = UNSET
    """Short code of the currency, such as AUD. Corrected: see errata SD-28."""
    sub_total: DecimalText | None | UnsetType = UNSET
    """Total before discount and tax, a decimal as text. Corrected: see errata SD-28."""
    discount_total: DecimalText | None | UnsetType = UNSET
    """Amount of the discount, a decimal as text. Corrected: see errata SD-28."""
    net_total: DecimalText | None | UnsetType = UNSET
    """Total after discount and before tax, a decimal as text. Corrected: see errata SD-28."""
    tax_total: DecimalText | None | UnsetType = UNSET
    """Amount of the tax, a decimal as text. Corrected: see errata SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Total to pay, a decimal as text. Corrected: see errata SD-28."""
    created_sp_flag: BooleanText | None | UnsetType = UNSET
    """Whether the invoice was created in Sonderplan, a boolean as text. If not, it was created in FoxOMS. Corrected: see errata SD-3, SD-28."""
    created_id: int | None | UnsetType = UNSET
    """By its name, the id of the user who created the invoice. Corrected: see errata SD-28."""
    created: int | None | UnsetType = UNSET
    """When the invoice was created, in UNIX seconds. Corrected: see errata SD-28."""
    updated_id: int | None | UnsetType = UNSET
    """By its name, the id of the user who last changed the invoice. Corrected: see errata SD-28."""
    updated: int | None | UnsetType = UNSET
    """When the invoice last changed, in UNIX seconds. Corrected: see errata SD-28."""

    def __post_init__(self) -> None:
        read_booleans(self, "created_sp_flag")

    @property
    def current_status(self) -> InvoiceStatus | None:
        """The only item of `status`; None if there is none.

        Raises:
            ValueError: there are several items.
        """
        return single("status", self.status)

    @property
    def current_project(self) -> InvoiceProject | None:
        """The only item of `project`; None if there is none.

        Raises:
            ValueError: there are several items.
        """
        return single("project", self.project)

    @property
    def current_client(self) -> InvoiceClient | None:
        """The only item of `client`; None if there is none.

        Raises:
            ValueError: there are several items.
        """
        return single("client", self.client)


class InvoicePage(PageModel, kw_only=True):
    """One page of the list."""

    data: list[Invoice]
    """The invoices of this page."""
    meta: PageMeta
    """Information about the page. Corrected: see errata SD-13."""

    def __iter__(self) -> Iterator[Invoice]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)
