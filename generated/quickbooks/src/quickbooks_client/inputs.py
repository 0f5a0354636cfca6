# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NotRequired, TypedDict, Union

from quickbooks_client.models import (
    CreateBillInput,
    CreateInvoiceInput,
    CreateProjectInput,
    MetadataInput,
    PaginationInput,
    ProjectFilter,
    ProjectStatus,
    ProjectStatusFilter,
    PurchaseTransactionAccountLineInput,
    PurchaseTransactionItemLineInput,
    ReferenceInput,
    SalesTransactionItemLineInput,
    StringFilter,
    UpdateBillInput,
    UpdateInvoiceInput,
    UpdateProjectInput,
)


class ReferenceInputDict(TypedDict):
    """Something that is there already, by its id."""

    id: str
    """Its id."""


class MetadataInputDict(TypedDict):
    """Which version an update changes."""

    entityVersion: str
    """The version that was read last, a number as text."""


class StringFilterDict(TypedDict):
    """A text to compare with."""

    equals: NotRequired[str | None]
    """The very text; the only comparison on the page."""


class ProjectStatusFilterDict(TypedDict):
    """A project's status to compare with."""

    equals: NotRequired[ProjectStatus | str | None]
    """The very status; the only comparison on the page."""


_ProjectFilterDictOdd = TypedDict(
    "_ProjectFilterDictOdd",
    {
        "and": NotRequired[Sequence[Union["ProjectFilterDict", ProjectFilter]] | None],
        "or": NotRequired[Sequence[Union["ProjectFilterDict", ProjectFilter]] | None],
    },
)


class ProjectFilterDict(_ProjectFilterDictOdd):
    """Which projects. Several fields are meant to narrow it together."""

    id: NotRequired[StringFilterDict | StringFilter | None]
    """By the project's id."""

    customerId: NotRequired[StringFilterDict | StringFilter | None]
    """By the id of the customer whom it is for."""

    status: NotRequired[ProjectStatusFilterDict | ProjectStatusFilter | None]
    """By how far it is."""


class CreateProjectInputDict(TypedDict):
    """What creating a project takes."""

    name: str
    """Its name."""

    description: str
    """What it is for; required here, though responses print null."""

    customer: ReferenceInputDict | ReferenceInput
    """Whom it is for."""


class UpdateProjectInputDict(TypedDict):
    """What updating a project takes; what is not sent stays."""

    id: str
    """Which project."""

    name: NotRequired[str | None]
    """Its new name; inferred from create, the example does not change it."""

    description: NotRequired[str | None]
    """Its new description."""

    status: NotRequired[ProjectStatus | str | None]
    """Its new status."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Its new customer; inferred from create, the example does not change it."""


_SalesTransactionItemLineInputDictOdd = TypedDict(
    "_SalesTransactionItemLineInputDictOdd",
    {"class": NotRequired[ReferenceInputDict | ReferenceInput | None]},
)


class SalesTransactionItemLineInputDict(_SalesTransactionItemLineInputDictOdd):
    """A line of an invoice that is sent."""

    description: NotRequired[str | None]
    """What is billed, in words."""

    amount: NotRequired[Decimal | int | None]
    """What the line comes to."""

    quantity: NotRequired[int | None]
    """How many."""

    item: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The product or service."""

    serviceDate: NotRequired[date | None]
    """The day of service."""

    unitPrice: NotRequired[Decimal | int | None]
    """The price of one."""

    account: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The account to book it to."""


class CreateInvoiceInputDict(TypedDict):
    """What creating an invoice takes. Nothing is said to be required."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Who is billed; with a project best left out, or the project's customer."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The project that it belongs to."""

    amount: NotRequired[Decimal | int | None]
    """The total; inferred from update, the example sends none."""

    itemLines: NotRequired[
        Sequence[SalesTransactionItemLineInputDict | SalesTransactionItemLineInput] | None
    ]
    """What is billed."""


class UpdateInvoiceInputDict(TypedDict):
    """What updating an invoice takes."""

    id: str
    """Which invoice."""

    metadata: MetadataInputDict | MetadataInput
    """The version that is changed. That it is required is inferred, as is `id`."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Who is billed; with a project best left out, or the project's customer."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The project that it belongs to."""

    amount: NotRequired[Decimal | int | None]
    """The total, in the example a number as text."""

    itemLines: NotRequired[
        Sequence[SalesTransactionItemLineInputDict | SalesTransactionItemLineInput] | None
    ]
    """What is billed. Whether they replace the lines that are there is not said."""


class PurchaseTransactionAccountLineInputDict(TypedDict):
    """A line of a bill that is sent and names an account."""

    description: NotRequired[str | None]
    """What is billed, in words."""

    amount: NotRequired[Decimal | int | None]
    """What the line comes to."""

    account: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The account to book it to."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """For whom it is; with a project best left out, or the project's customer."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The project that it belongs to."""


_PurchaseTransactionItemLineInputDictOdd = TypedDict(
    "_PurchaseTransactionItemLineInputDictOdd",
    {"class": NotRequired[ReferenceInputDict | ReferenceInput | None]},
)


class PurchaseTransactionItemLineInputDict(_PurchaseTransactionItemLineInputDictOdd):
    """A line of a bill that is sent and names an item; inferred from the lines in responses."""

    description: NotRequired[str | None]
    """What is billed, in words; inferred."""

    amount: NotRequired[Decimal | int | None]
    """What the line comes to; inferred."""

    quantity: NotRequired[int | None]
    """How many; inferred."""

    item: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The product or service; inferred."""

    unitPrice: NotRequired[Decimal | int | None]
    """The price of one; inferred."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """For whom it is; inferred."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The project that it belongs to; inferred."""


class CreateBillInputDict(TypedDict):
    """What creating a bill takes. Nothing is said to be required."""

    billNumber: NotRequired[str | None]
    """The vendor's number of it."""

    transactionDate: NotRequired[date | None]
    """The day of the bill."""

    dueDate: NotRequired[date | None]
    """The day by which to pay."""

    term: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """When it has to be paid, by agreement."""

    vendor: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Who sent it."""

    accountLines: NotRequired[
        Sequence[PurchaseTransactionAccountLineInputDict | PurchaseTransactionAccountLineInput]
        | None
    ]
    """What is billed by account."""

    itemLines: NotRequired[
        Sequence[PurchaseTransactionItemLineInputDict | PurchaseTransactionItemLineInput] | None
    ]
    """What is billed by item."""


class UpdateBillInputDict(TypedDict):
    """What updating a bill takes."""

    id: str
    """Which bill."""

    metadata: MetadataInputDict | MetadataInput
    """The version that is changed. That it is required is inferred, as is `id`."""

    billNumber: NotRequired[str | None]
    """The vendor's number of it."""

    transactionDate: NotRequired[date | None]
    """The day of the bill."""

    dueDate: NotRequired[date | None]
    """The day by which to pay."""

    term: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """When it has to be paid, by agreement."""

    vendor: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Who sent it."""

    accountLines: NotRequired[
        Sequence[PurchaseTransactionAccountLineInputDict | PurchaseTransactionAccountLineInput]
        | None
    ]
    """What is billed by account. Whether they replace the lines that are there is not said."""

    itemLines: NotRequired[
        Sequence[PurchaseTransactionItemLineInputDict | PurchaseTransactionItemLineInput] | None
    ]
    """What is billed by item. Whether they replace the lines that are there is not said."""


class PaginationInputDict(TypedDict):
    """Which part of a list; from other pages of the same documentation. Corrected: see errata QB-39."""

    first: NotRequired[int | None]
    """At most how many things; from other pages."""

    after: NotRequired[str | None]
    """Only what comes after this cursor, an `endCursor`; from other pages."""


class ListProjectsArguments(TypedDict):
    """The arguments of `list_projects`."""

    pagination: NotRequired[PaginationInputDict | PaginationInput | None]
    """Which part of them; not on the page."""

    filter: NotRequired[ProjectFilterDict | ProjectFilter | None]
    """Which projects."""


class GetBillArguments(TypedDict):
    """The arguments of `get_bill`."""

    id: str
    """By the bill's id."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    id: str
    """By the invoice's id."""


class CreateBillArguments(TypedDict):
    """The arguments of `create_bill`."""

    bill_details: CreateBillInputDict | CreateBillInput
    """The bill to create."""


class CreateInvoiceArguments(TypedDict):
    """The arguments of `create_invoice`."""

    invoice: CreateInvoiceInputDict | CreateInvoiceInput
    """The invoice to create."""


class CreateProjectArguments(TypedDict):
    """The arguments of `create_project`."""

    project: CreateProjectInputDict | CreateProjectInput
    """The project to create."""


class UpdateBillArguments(TypedDict):
    """The arguments of `update_bill`."""

    bill_details: UpdateBillInputDict | UpdateBillInput
    """Which bill, in which version, and its new values."""


class UpdateInvoiceArguments(TypedDict):
    """The arguments of `update_invoice`."""

    invoice: UpdateInvoiceInputDict | UpdateInvoiceInput
    """Which invoice, in which version, and its new values."""


class UpdateProjectArguments(TypedDict):
    """The arguments of `update_project`."""

    project: UpdateProjectInputDict | UpdateProjectInput
    """Which project, and its new values."""


class DeleteBillArguments(TypedDict):
    """The arguments of `delete_bill`."""

    id: str
    """Which bill."""


class DeleteInvoiceArguments(TypedDict):
    """The arguments of `delete_invoice`."""

    id: str
    """Which invoice."""


class DeleteProjectArguments(TypedDict):
    """The arguments of `delete_project`."""

    id: str
    """Which project."""


class RecoverProjectArguments(TypedDict):
    """The arguments of `recover_project`."""

    id: str
    """Which project."""
