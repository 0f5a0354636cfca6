# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from __future__ import annotations

from typing import Any

from msgspec import UNSET, UnsetType

from sonderplan_client._runtime.models import (
    Model,
    OpenEnum,
    OpenIntEnum,
    read_booleans,
    single,
)
from sonderplan_client._runtime.scalar import AwareDatetime, BooleanText, DecimalText


class FilterOperator(OpenEnum):
    """Whether one filter has to pass (OR) or all of them (AND)."""

    OR = "OR"
    AND = "AND"


class InvoiceItemTax(Model, kw_only=True):
    """One tax on an item."""

    id: int | None | UnsetType = UNSET
    """Identifies the tax. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the tax, GST in the example. Corrected: see errata SD-28."""
    rate: DecimalText | None | UnsetType = UNSET
    """Its rate, 10.00 in the example, a decimal as text. Corrected: see errata SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Amount of the tax, a decimal as text. Corrected: see errata SD-28."""


class InvoiceGroup(Model, kw_only=True):
    """A group of items."""

    id: int | None | UnsetType = UNSET
    """Identifies the group. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the group. Corrected: see errata SD-28."""
    description: str | None | UnsetType = UNSET
    """More about it. Corrected: see errata SD-28."""
    order: int | None | UnsetType = UNSET
    """Where the group stands among the others. Corrected: see errata SD-28."""
    hide_items: bool | None | UnsetType = UNSET
    """By its name, whether its items are hidden. Corrected: see errata SD-28."""


class InvoiceStatus(Model, kw_only=True):
    """A status of an invoice."""

    id: int | None | UnsetType = UNSET
    """Which status, numbered as in the filter `status_id`. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the status, Submitted in the example. Corrected: see errata SD-28."""


class InvoiceProject(Model, kw_only=True):
    """A project of an invoice."""

    id: int | None | UnsetType = UNSET
    """Identifies the project. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the project. Corrected: see errata SD-28."""
    code: str | None | UnsetType = UNSET
    """Code of the project. Corrected: see errata SD-28."""
    description: str | None | UnsetType = UNSET
    """More about it. Corrected: see errata SD-28."""
    status_id: int | None | UnsetType = UNSET
    """Status of the project; its numbers are not named. Corrected: see errata SD-28."""


class ContactPerson(Model, kw_only=True):
    """Whom to talk to at a client."""

    id: int | None | UnsetType = UNSET
    """Identifies the person. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the person. Corrected: see errata SD-28."""


class InvoiceCustomField(Model, kw_only=True):
    """The value of a field that the account added."""

    id: int | None | UnsetType = UNSET
    """Identifies the field. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the field. Corrected: see errata SD-28."""
    value: Any | UnsetType = UNSET
    """Its value, text in the example; other fields may hold anything. Corrected: see errata SD-27."""
    value_id: int | None | UnsetType = UNSET
    """By its name, which of the field's values it is. Corrected: see errata SD-28."""
    update_key: str | None | UnsetType = UNSET
    """By its name, what to update it by, 2_1_7823 in the example. Corrected: see errata SD-28."""


class InvoiceStatusId(OpenIntEnum):
    """Statuses of an invoice by number."""

    DRAFT = 1
    SUBMITTED = 2
    AWAITING_PAYMENT = 3
    PAID = 4


class Pagination(Model, kw_only=True):
    """Where a page stands in the whole list."""

    total: int
    """Invoices in all."""
    count: int
    """Invoices on this page."""
    per_page: int
    """Most invoices on a page."""
    current_page: int
    """Number of this page; the example's is 1."""


class InvoiceItem(Model, kw_only=True):
    """One thing billed. Its numbers do not add up in the example."""

    id: int | None | UnsetType = UNSET
    """Identifies the item. Corrected: see errata SD-28."""
    item_text: str | None | UnsetType = UNSET
    """What it is. Corrected: see errata SD-28."""
    item_uuid: str | None | UnsetType = UNSET
    """Another identifier, r2394 in the example, so no UUID. Corrected: see errata SD-28."""
    ratescheme_id: int | None | UnsetType = UNSET
    """Rate scheme of the item. Corrected: see errata SD-28."""
    description: str | None | UnsetType = UNSET
    """More about it. Corrected: see errata SD-28."""
    quantity: DecimalText | None | UnsetType = UNSET
    """How many units, a decimal as text. Corrected: see errata SD-28."""
    unit: str | None | UnsetType = UNSET
    """Unit of the quantity, hourly in the example; others are not named. Corrected: see errata SD-28."""
    unit_amount: DecimalText | None | UnsetType = UNSET
    """Price of a unit, a decimal as text. Corrected: see errata SD-28."""
    unit_buy_amount: DecimalText | None | UnsetType = UNSET
    """Price at which a unit is bought, a decimal as text. Corrected: see errata SD-28."""
    tax: bool | None | UnsetType = UNSET
    """Whether it is taxed. Corrected: see errata SD-28."""
    taxes: list[InvoiceItemTax] | None | UnsetType = UNSET
    """The taxes on it. Corrected: see errata SD-28."""
    discount: str | None | UnsetType = UNSET
    """Discount as text, 20.00% in the example; other forms are not named. Corrected: see errata SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Total of the item, a decimal as text. Corrected: see errata SD-28."""
    buy_total: DecimalText | None | UnsetType = UNSET
    """Total at which the item is bought, a decimal as text. Corrected: see errata SD-28."""
    buy_total_fixed: bool | None | UnsetType = UNSET
    """By its name, whether `buy_total` is fixed. Corrected: see errata SD-28."""
    order: int | None | UnsetType = UNSET
    """Where the item stands among the others. Corrected: see errata SD-28."""
    parent_group_id: int | None | UnsetType = UNSET
    """Group of the item; the example's is none of its `groups`. Corrected: see errata SD-28."""


class InvoiceClient(Model, kw_only=True):
    """Who is billed."""

    id: int | None | UnsetType = UNSET
    """Identifies the client. Corrected: see errata SD-28."""
    uuid: str | None | UnsetType = UNSET
    """Another identifier, p4 in the example, so no UUID. Corrected: see errata SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the client. Corrected: see errata SD-28."""
    type: str | None | UnsetType = UNSET
    """Kind of client, person in the example; others are not named. Corrected: see errata SD-28."""
    email: str | None | UnsetType = UNSET
    """Where the client gets mail. Corrected: see errata SD-28."""
    contact_person: ContactPerson | None | UnsetType = UNSET
    """Whom to talk to. Corrected: see errata SD-28."""


class PageMeta(Model, kw_only=True):
    """About the page."""

    pagination: Pagination
    """Where it stands."""


class Invoice(Model, kw_only=True):
    """An invoice. Nothing in it has to be there: `fields` chooses, and without it most properties come, not all."""

    id: int | None | UnsetType = UNSET
    """Identifies the invoice. Corrected: see errata SD-28."""
    prefix: str | None | UnsetType = UNSET
    """Text before the number, INV- in the example. Corrected: see errata SD-28."""
    number: int | None | UnsetType = UNSET
    """Number of the invoice, without the prefix. Corrected: see errata SD-28."""
    date: int | None | UnsetType = UNSET
    """Date of the invoice in UNIX seconds. Corrected: see errata SD-28."""
    date_time_iso: AwareDatetime | None | UnsetType = UNSET
    """Date of the invoice as ISO 8601 with an offset. The example's is another instant than `date`. Corrected: see errata SD-28."""
    due_date: int | None | UnsetType = UNSET
    """When it is due in UNIX seconds. Corrected: see errata SD-28."""
    due_date_time_iso: AwareDatetime | None | UnsetType = UNSET
    """When it is due as ISO 8601 with an offset. The example's is another instant than `due_date`. Corrected: see errata SD-28."""
    items: list[InvoiceItem] | None | UnsetType = UNSET
    """What is billed. Corrected: see errata SD-28."""
    groups: list[InvoiceGroup] | None | UnsetType = UNSET
    """Groups that items belong to. Corrected: see errata SD-28."""
    status: list[InvoiceStatus] | None | UnsetType = UNSET
    """Status of the invoice, a list that holds one in the example. Corrected: see errata SD-28."""
    project: list[InvoiceProject] | None | UnsetType = UNSET
    """Project of the invoice, a list that holds one in the example. Corrected: see errata SD-28."""
    client: list[InvoiceClient] | None | UnsetType = UNSET
    """Who is billed, a list that holds one in the example. Corrected: see errata SD-28."""
    custom_fields: list[InvoiceCustomField] | None | UnsetType = UNSET
    """Fields that the account added. Corrected: see errata SD-28."""
    terms: str | None | UnsetType = UNSET
    """Terms of payment, free text. Corrected: see errata SD-28."""
    template_id: int | None | UnsetType = UNSET
    """Template that the invoice uses. Corrected: see errata SD-28."""
    cloned_id: int | None | UnsetType = UNSET
    """By its name, what the invoice was cloned from; not explained. Corrected: see errata SD-28."""
    reference: str | None | UnsetType = UNSET
    """A reference, QU-9893 in the example; not explained. Corrected: see errata SD-28."""
    currency: str | None | UnsetType = UNSET
    """Short code of the currency, AUD in the example. Corrected: see errata SD-28."""
    sub_total: DecimalText | None | UnsetType = UNSET
    """Sum before discount and tax, a decimal as text. Corrected: see errata SD-28."""
    discount_total: DecimalText | None | UnsetType = UNSET
    """Discount, as an amount, a decimal as text. Corrected: see errata SD-28."""
    net_total: DecimalText | None | UnsetType = UNSET
    """Sum after discount and before tax, a decimal as text. Corrected: see errata SD-28."""
    tax_total: DecimalText | None | UnsetType = UNSET
    """Tax, a decimal as text. Corrected: see errata SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Sum to pay, a decimal as text. Corrected: see errata SD-28."""
    created_sp_flag: BooleanText | None | UnsetType = UNSET
    """Whether it was made in Sonderplan, a boolean as text; if not, in FoxOMS. Corrected: see errata SD-3, SD-28."""
    created_id: int | None | UnsetType = UNSET
    """By its name, the id of who created the invoice. Corrected: see errata SD-28."""
    created: int | None | UnsetType = UNSET
    """When it was created in UNIX seconds. Corrected: see errata SD-28."""
    updated_id: int | None | UnsetType = UNSET
    """By its name, the id of who changed the invoice last. Corrected: see errata SD-28."""
    updated: int | None | UnsetType = UNSET
    """When it last changed in UNIX seconds. Corrected: see errata SD-28."""

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


class InvoicePage(Model, kw_only=True):
    """One page of the list."""

    data: list[Invoice]
    """The invoices of this page."""
    meta: PageMeta
    """About the page. Corrected: see errata SD-13."""
