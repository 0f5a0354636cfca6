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
    """Whether one filter has to pass (OR) or all of them (AND) (l.217-219)."""

    OR = "OR"
    AND = "AND"


class InvoiceItemTax(Model, kw_only=True):
    """One tax on an item (l.32-37)."""

    id: int | None | UnsetType = UNSET
    """Identifies the tax (l.33). Corrected: SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the tax, GST in the example (l.34). Corrected: SD-28."""
    rate: DecimalText | None | UnsetType = UNSET
    """Its rate, 10.00 in the example, a decimal as text (l.35). Corrected: SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Amount of the tax, a decimal as text (l.36). Corrected: SD-28."""


class InvoiceGroup(Model, kw_only=True):
    """A group of items (l.48-54)."""

    id: int | None | UnsetType = UNSET
    """Identifies the group (l.49). Corrected: SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the group (l.50). Corrected: SD-28."""
    description: str | None | UnsetType = UNSET
    """More about it (l.51). Corrected: SD-28."""
    order: int | None | UnsetType = UNSET
    """Where the group stands among the others (l.52). Corrected: SD-28."""
    hide_items: bool | None | UnsetType = UNSET
    """By its name, whether its items are hidden (l.53). Corrected: SD-28."""


class InvoiceStatus(Model, kw_only=True):
    """A status of an invoice (l.57-60)."""

    id: int | None | UnsetType = UNSET
    """Which status, numbered as in the filter `status_id` (l.58, 149). Corrected: SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the status, Submitted in the example (l.59). Corrected: SD-28."""


class InvoiceProject(Model, kw_only=True):
    """A project of an invoice (l.63-69)."""

    id: int | None | UnsetType = UNSET
    """Identifies the project (l.64). Corrected: SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the project (l.65). Corrected: SD-28."""
    code: str | None | UnsetType = UNSET
    """Code of the project (l.66). Corrected: SD-28."""
    description: str | None | UnsetType = UNSET
    """More about it (l.67). Corrected: SD-28."""
    status_id: int | None | UnsetType = UNSET
    """Status of the project (l.68); its numbers are not named. Corrected: SD-28."""


class ContactPerson(Model, kw_only=True):
    """Whom to talk to at a client (l.78-81)."""

    id: int | None | UnsetType = UNSET
    """Identifies the person (l.79). Corrected: SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the person (l.80). Corrected: SD-28."""


class InvoiceCustomField(Model, kw_only=True):
    """The value of a field that the account added (l.85-91)."""

    id: int | None | UnsetType = UNSET
    """Identifies the field (l.86). Corrected: SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the field (l.87). Corrected: SD-28."""
    value: Any | UnsetType = UNSET
    """Its value, text in the example (l.88); other fields may hold anything. Corrected: SD-27."""
    value_id: int | None | UnsetType = UNSET
    """By its name, which of the field's values it is (l.89). Corrected: SD-28."""
    update_key: str | None | UnsetType = UNSET
    """By its name, what to update it by, 2_1_7823 in the example (l.90). Corrected: SD-28."""


class InvoiceStatusId(OpenIntEnum):
    """Statuses of an invoice by number (l.149)."""

    DRAFT = 1
    SUBMITTED = 2
    AWAITING_PAYMENT = 3
    PAID = 4


class Pagination(Model, kw_only=True):
    """Where a page stands in the whole list (l.111-116)."""

    total: int
    """Invoices in all (l.112)."""
    count: int
    """Invoices on this page (l.113)."""
    per_page: int
    """Most invoices on a page (l.114)."""
    current_page: int
    """Number of this page (l.115); the example's is 1."""


class InvoiceItem(Model, kw_only=True):
    """One thing billed (l.20-45). Its numbers do not add up in the example."""

    id: int | None | UnsetType = UNSET
    """Identifies the item (l.21). Corrected: SD-28."""
    item_text: str | None | UnsetType = UNSET
    """What it is (l.22). Corrected: SD-28."""
    item_uuid: str | None | UnsetType = UNSET
    """Another identifier, r2394 in the example, so no UUID (l.23). Corrected: SD-28."""
    ratescheme_id: int | None | UnsetType = UNSET
    """Rate scheme of the item (l.24). Corrected: SD-28."""
    description: str | None | UnsetType = UNSET
    """More about it (l.25). Corrected: SD-28."""
    quantity: DecimalText | None | UnsetType = UNSET
    """How many units, a decimal as text (l.26). Corrected: SD-28."""
    unit: str | None | UnsetType = UNSET
    """Unit of the quantity, hourly in the example; others are not named (l.27). Corrected: SD-28."""
    unit_amount: DecimalText | None | UnsetType = UNSET
    """Price of a unit, a decimal as text (l.28). Corrected: SD-28."""
    unit_buy_amount: DecimalText | None | UnsetType = UNSET
    """Price at which a unit is bought, a decimal as text (l.29). Corrected: SD-28."""
    tax: bool | None | UnsetType = UNSET
    """Whether it is taxed (l.30). Corrected: SD-28."""
    taxes: list[InvoiceItemTax] | None | UnsetType = UNSET
    """The taxes on it (l.31-38). Corrected: SD-28."""
    discount: str | None | UnsetType = UNSET
    """Discount as text, 20.00% in the example; other forms are not named (l.39). Corrected: SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Total of the item, a decimal as text (l.40). Corrected: SD-28."""
    buy_total: DecimalText | None | UnsetType = UNSET
    """Total at which the item is bought, a decimal as text (l.41). Corrected: SD-28."""
    buy_total_fixed: bool | None | UnsetType = UNSET
    """By its name, whether `buy_total` is fixed (l.42). Corrected: SD-28."""
    order: int | None | UnsetType = UNSET
    """Where the item stands among the others (l.43). Corrected: SD-28."""
    parent_group_id: int | None | UnsetType = UNSET
    """Group of the item (l.44); the example's is none of its `groups` (l.49). Corrected: SD-28."""


class InvoiceClient(Model, kw_only=True):
    """Who is billed (l.72-82)."""

    id: int | None | UnsetType = UNSET
    """Identifies the client (l.73). Corrected: SD-28."""
    uuid: str | None | UnsetType = UNSET
    """Another identifier, p4 in the example, so no UUID (l.74). Corrected: SD-28."""
    name: str | None | UnsetType = UNSET
    """Name of the client (l.75). Corrected: SD-28."""
    type: str | None | UnsetType = UNSET
    """Kind of client, person in the example; others are not named (l.76). Corrected: SD-28."""
    email: str | None | UnsetType = UNSET
    """Where the client gets mail (l.77). Corrected: SD-28."""
    contact_person: ContactPerson | None | UnsetType = UNSET
    """Whom to talk to (l.78-81). Corrected: SD-28."""


class PageMeta(Model, kw_only=True):
    """About the page (l.110-117)."""

    pagination: Pagination
    """Where it stands (l.111-116)."""


class Invoice(Model, kw_only=True):
    """An invoice (l.11-108). Nothing in it has to be there: `fields` chooses (l.189), and without it most properties come, not all (l.229)."""

    id: int | None | UnsetType = UNSET
    """Identifies the invoice (l.12). Corrected: SD-28."""
    prefix: str | None | UnsetType = UNSET
    """Text before the number, INV- in the example (l.13). Corrected: SD-28."""
    number: int | None | UnsetType = UNSET
    """Number of the invoice, without the prefix (l.14). Corrected: SD-28."""
    date: int | None | UnsetType = UNSET
    """Date of the invoice in UNIX seconds (l.15). Corrected: SD-28."""
    date_time_iso: AwareDatetime | None | UnsetType = UNSET
    """Date of the invoice as ISO 8601 with an offset (l.16). The example's is another instant than `date`. Corrected: SD-28."""
    due_date: int | None | UnsetType = UNSET
    """When it is due in UNIX seconds (l.17). Corrected: SD-28."""
    due_date_time_iso: AwareDatetime | None | UnsetType = UNSET
    """When it is due as ISO 8601 with an offset (l.18). The example's is another instant than `due_date`. Corrected: SD-28."""
    items: list[InvoiceItem] | None | UnsetType = UNSET
    """What is billed (l.19-46). Corrected: SD-28."""
    groups: list[InvoiceGroup] | None | UnsetType = UNSET
    """Groups that items belong to (l.47-55). Corrected: SD-28."""
    status: list[InvoiceStatus] | None | UnsetType = UNSET
    """Status of the invoice, a list that holds one in the example (l.56-61). Corrected: SD-28."""
    project: list[InvoiceProject] | None | UnsetType = UNSET
    """Project of the invoice, a list that holds one in the example (l.62-70). Corrected: SD-28."""
    client: list[InvoiceClient] | None | UnsetType = UNSET
    """Who is billed, a list that holds one in the example (l.71-83). Corrected: SD-28."""
    custom_fields: list[InvoiceCustomField] | None | UnsetType = UNSET
    """Fields that the account added (l.84-92). Corrected: SD-28."""
    terms: str | None | UnsetType = UNSET
    """Terms of payment, free text (l.93). Corrected: SD-28."""
    template_id: int | None | UnsetType = UNSET
    """Template that the invoice uses (l.94, 171-174). Corrected: SD-28."""
    cloned_id: int | None | UnsetType = UNSET
    """By its name, what the invoice was cloned from (l.95); not explained. Corrected: SD-28."""
    reference: str | None | UnsetType = UNSET
    """A reference, QU-9893 in the example (l.96); not explained. Corrected: SD-28."""
    currency: str | None | UnsetType = UNSET
    """Short code of the currency, AUD in the example (l.97, 179). Corrected: SD-28."""
    sub_total: DecimalText | None | UnsetType = UNSET
    """Sum before discount and tax, a decimal as text (l.98). Corrected: SD-28."""
    discount_total: DecimalText | None | UnsetType = UNSET
    """Discount, as an amount, a decimal as text (l.99). Corrected: SD-28."""
    net_total: DecimalText | None | UnsetType = UNSET
    """Sum after discount and before tax, a decimal as text (l.100). Corrected: SD-28."""
    tax_total: DecimalText | None | UnsetType = UNSET
    """Tax, a decimal as text (l.101). Corrected: SD-28."""
    total: DecimalText | None | UnsetType = UNSET
    """Sum to pay, a decimal as text (l.102). Corrected: SD-28."""
    created_sp_flag: BooleanText | None | UnsetType = UNSET
    """Whether it was made in Sonderplan, a boolean as text (l.103); if not, in FoxOMS (l.169). Corrected: SD-3, SD-28."""
    created_id: int | None | UnsetType = UNSET
    """By its name, the id of who created the invoice (l.104). Corrected: SD-28."""
    created: int | None | UnsetType = UNSET
    """When it was created in UNIX seconds (l.105). Corrected: SD-28."""
    updated_id: int | None | UnsetType = UNSET
    """By its name, the id of who changed the invoice last (l.106). Corrected: SD-28."""
    updated: int | None | UnsetType = UNSET
    """When it last changed in UNIX seconds (l.107). Corrected: SD-28."""

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
    """One page of the list (l.9-118, 226-232)."""

    data: list[Invoice]
    """The invoices of this page (l.10-109, 226-229)."""
    meta: PageMeta
    """About the page (l.110-117, 231-232). Corrected: SD-13."""
