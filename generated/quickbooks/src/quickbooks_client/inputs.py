# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.

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
    """A reference to an existing object by its id."""

    id: str
    """Id of the object."""


class MetadataInputDict(TypedDict):
    """The version that an update changes."""

    entityVersion: str
    """Version that was read last, a number as text."""


class StringFilterDict(TypedDict):
    """A comparison with text."""

    equals: NotRequired[str | None]
    """Exact text. The documentation page has no other comparison."""


class ProjectStatusFilterDict(TypedDict):
    """A comparison with the status of a project."""

    equals: NotRequired[ProjectStatus | str | None]
    """Exact status. The documentation page has no other comparison."""


_ProjectFilterDictOdd = TypedDict(
    "_ProjectFilterDictOdd",
    {
        "and": NotRequired[Sequence[Union["ProjectFilterDict", ProjectFilter]] | None],
        "or": NotRequired[Sequence[Union["ProjectFilterDict", ProjectFilter]] | None],
    },
)


class ProjectFilterDict(_ProjectFilterDictOdd):
    """A filter of projects. Its fields combine into a joint filter."""

    id: NotRequired[StringFilterDict | StringFilter | None]
    """Id of the project."""

    customerId: NotRequired[StringFilterDict | StringFilter | None]
    """Id of the project's customer."""

    status: NotRequired[ProjectStatusFilterDict | ProjectStatusFilter | None]
    """Status of the project."""


class CreateProjectInputDict(TypedDict):
    """A project to create."""

    name: str
    """Name of the project."""

    description: str
    """Purpose of the project. Required here, although responses may have null."""

    customer: ReferenceInputDict | ReferenceInput
    """Customer of the project."""


class UpdateProjectInputDict(TypedDict):
    """An update of a project. Fields that are not sent keep their values."""

    id: str
    """Id of the project."""

    name: NotRequired[str | None]
    """New name. Inferred from create; the example does not send it."""

    description: NotRequired[str | None]
    """New description."""

    status: NotRequired[ProjectStatus | str | None]
    """New status."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """New customer. Inferred from create; the example does not send it."""


_SalesTransactionItemLineInputDictOdd = TypedDict(
    "_SalesTransactionItemLineInputDictOdd",
    {"class": NotRequired[ReferenceInputDict | ReferenceInput | None]},
)


class SalesTransactionItemLineInputDict(_SalesTransactionItemLineInputDictOdd):
    """A line of an invoice to create or update."""

    description: NotRequired[str | None]
    """Description of the line."""

    amount: NotRequired[Decimal | int | None]
    """Total of the line."""

    quantity: NotRequired[int | None]
    """Quantity."""

    item: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Product or service."""

    serviceDate: NotRequired[date | None]
    """Date of service."""

    unitPrice: NotRequired[Decimal | int | None]
    """Price of one unit."""

    account: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Account to book the line to."""


class CreateInvoiceInputDict(TypedDict):
    """An invoice to create. The documentation page does not say which fields are required."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Customer who is billed. With a project: omit it or send the project's customer."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Project that the invoice belongs to."""

    amount: NotRequired[Decimal | int | None]
    """Total of the invoice. Inferred from update; the example does not send it."""

    itemLines: NotRequired[
        Sequence[SalesTransactionItemLineInputDict | SalesTransactionItemLineInput] | None
    ]
    """Lines of the invoice."""


class UpdateInvoiceInputDict(TypedDict):
    """An update of an invoice."""

    id: str
    """Id of the invoice."""

    metadata: MetadataInputDict | MetadataInput
    """Version that the update changes. Required by inference, as is `id`."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Customer who is billed. With a project: omit it or send the project's customer."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Project that the invoice belongs to."""

    amount: NotRequired[Decimal | int | None]
    """Total of the invoice; a number as text in the example."""

    itemLines: NotRequired[
        Sequence[SalesTransactionItemLineInputDict | SalesTransactionItemLineInput] | None
    ]
    """Lines of the invoice. They may replace the existing lines (see errata QB-49)."""


class PurchaseTransactionAccountLineInputDict(TypedDict):
    """A line of a bill to create or update that names an account."""

    description: NotRequired[str | None]
    """Description of the line."""

    amount: NotRequired[Decimal | int | None]
    """Total of the line."""

    account: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Account to book the line to."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Customer of the line. With a project: omit it or send the project's customer."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Project that the line belongs to."""


_PurchaseTransactionItemLineInputDictOdd = TypedDict(
    "_PurchaseTransactionItemLineInputDictOdd",
    {"class": NotRequired[ReferenceInputDict | ReferenceInput | None]},
)


class PurchaseTransactionItemLineInputDict(_PurchaseTransactionItemLineInputDictOdd):
    """A line of a bill to create or update that names an item. Inferred from lines in responses."""

    description: NotRequired[str | None]
    """Description of the line. Inferred."""

    amount: NotRequired[Decimal | int | None]
    """Total of the line. Inferred."""

    quantity: NotRequired[int | None]
    """Quantity. Inferred."""

    item: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Product or service. Inferred."""

    unitPrice: NotRequired[Decimal | int | None]
    """Price of one unit. Inferred."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Customer of the line. Inferred."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Project that the line belongs to. Inferred."""


class CreateBillInputDict(TypedDict):
    """A bill to create. The documentation page does not say which fields are required."""

    billNumber: NotRequired[str | None]
    """Bill number assigned by the vendor."""

    transactionDate: NotRequired[date | None]
    """Date of the bill."""

    dueDate: NotRequired[date | None]
    """Date by which the bill must be paid."""

    term: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Payment term of the bill."""

    vendor: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Vendor who sent the bill."""

    accountLines: NotRequired[
        Sequence[PurchaseTransactionAccountLineInputDict | PurchaseTransactionAccountLineInput]
        | None
    ]
    """Lines of the bill that name an account."""

    itemLines: NotRequired[
        Sequence[PurchaseTransactionItemLineInputDict | PurchaseTransactionItemLineInput] | None
    ]
    """Lines of the bill that name an item."""


class UpdateBillInputDict(TypedDict):
    """An update of a bill."""

    id: str
    """Id of the bill."""

    metadata: MetadataInputDict | MetadataInput
    """Version that the update changes. Required by inference, as is `id`."""

    billNumber: NotRequired[str | None]
    """Bill number assigned by the vendor."""

    transactionDate: NotRequired[date | None]
    """Date of the bill."""

    dueDate: NotRequired[date | None]
    """Date by which the bill must be paid."""

    term: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Payment term of the bill."""

    vendor: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Vendor who sent the bill."""

    accountLines: NotRequired[
        Sequence[PurchaseTransactionAccountLineInputDict | PurchaseTransactionAccountLineInput]
        | None
    ]
    """Lines that name an account. They may replace the existing lines (see errata QB-49)."""

    itemLines: NotRequired[
        Sequence[PurchaseTransactionItemLineInputDict | PurchaseTransactionItemLineInput] | None
    ]
    """Lines that name an item. They may replace the existing lines (see errata QB-49)."""


class PaginationInputDict(TypedDict):
    """Selects a page of a list. From other documentation pages. Corrected: see errata QB-39."""

    first: NotRequired[int | None]
    """Maximum number of items on the page. From other documentation pages."""

    after: NotRequired[str | None]
    """Cursor, an `endCursor`; returns only items after it. From other documentation pages."""


class ListProjectsArguments(TypedDict):
    """The arguments of `list_projects`."""

    pagination: NotRequired[PaginationInputDict | PaginationInput | None]
    """Selects a page of the list. Not on the documentation page."""

    filter: NotRequired[ProjectFilterDict | ProjectFilter | None]
    """Selects projects; without it, all are returned."""


class GetBillArguments(TypedDict):
    """The arguments of `get_bill`."""

    id: str
    """Id of the bill."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    id: str
    """Id of the invoice."""


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
    """The id of the bill, its version, and its new values."""


class UpdateInvoiceArguments(TypedDict):
    """The arguments of `update_invoice`."""

    invoice: UpdateInvoiceInputDict | UpdateInvoiceInput
    """The id of the invoice, its version, and its new values."""


class UpdateProjectArguments(TypedDict):
    """The arguments of `update_project`."""

    project: UpdateProjectInputDict | UpdateProjectInput
    """The id of the project, and its new values."""


class DeleteBillArguments(TypedDict):
    """The arguments of `delete_bill`."""

    id: str
    """The id of the bill."""


class DeleteInvoiceArguments(TypedDict):
    """The arguments of `delete_invoice`."""

    id: str
    """The id of the invoice."""


class DeleteProjectArguments(TypedDict):
    """The arguments of `delete_project`."""

    id: str
    """The id of the project."""


class RecoverProjectArguments(TypedDict):
    """The arguments of `recover_project`."""

    id: str
    """The id of the project."""
