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
    """Something that is there already, by its id (l.210-212, 431-433, 886-888)."""

    id: str
    """Its id (l.211, 432, 887)."""


class MetadataInputDict(TypedDict):
    """Which version an update changes (l.693-695, 1163-1165)."""

    entityVersion: str
    """The version that was read last, a number as text (l.694, 1164)."""


class StringFilterDict(TypedDict):
    """A text to compare with (l.132, 513)."""

    equals: NotRequired[str | None]
    """The very text; the only comparison on the page (l.132, 513, 963)."""


class ProjectStatusFilterDict(TypedDict):
    """A project's status to compare with (l.133)."""

    equals: NotRequired[ProjectStatus | str | None]
    """The very status; the only comparison on the page (l.133)."""


_ProjectFilterDictOdd = TypedDict(
    "_ProjectFilterDictOdd",
    {
        "and": NotRequired[Sequence[Union["ProjectFilterDict", ProjectFilter]] | None],
        "or": NotRequired[Sequence[Union["ProjectFilterDict", ProjectFilter]] | None],
    },
)


class ProjectFilterDict(_ProjectFilterDictOdd):
    """Which projects (l.117-125). Several fields are meant to narrow it together (l.124)."""

    id: NotRequired[StringFilterDict | StringFilter | None]
    """By the project's id (l.118-119)."""

    customerId: NotRequired[StringFilterDict | StringFilter | None]
    """By the id of the customer whom it is for (l.119-120, 132)."""

    status: NotRequired[ProjectStatusFilterDict | ProjectStatusFilter | None]
    """By how far it is (l.120-121, 133)."""


class CreateProjectInputDict(TypedDict):
    """What creating a project takes (l.186, 201-204)."""

    name: str
    """Its name (l.202, 208)."""

    description: str
    """What it is for (l.203, 209); required here, though responses print null."""

    customer: ReferenceInputDict | ReferenceInput
    """Whom it is for (l.204, 210)."""


class UpdateProjectInputDict(TypedDict):
    """What updating a project takes (l.235, 249-258); what is not sent stays."""

    id: str
    """Which project (l.250, 254)."""

    name: NotRequired[str | None]
    """Its new name; inferred from create (l.208), the example does not change it."""

    description: NotRequired[str | None]
    """Its new description (l.255)."""

    status: NotRequired[ProjectStatus | str | None]
    """Its new status (l.256)."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Its new customer; inferred from create (l.210), the example does not change it."""


_SalesTransactionItemLineInputDictOdd = TypedDict(
    "_SalesTransactionItemLineInputDictOdd",
    {"class": NotRequired[ReferenceInputDict | ReferenceInput | None]},
)


class SalesTransactionItemLineInputDict(_SalesTransactionItemLineInputDictOdd):
    """A line of an invoice that is sent (l.435-448, 701-712)."""

    description: NotRequired[str | None]
    """What is billed, in words (l.436, 702)."""

    amount: NotRequired[Decimal | int | None]
    """What the line comes to (l.437, 703)."""

    quantity: NotRequired[int | None]
    """How many (l.438, 704)."""

    item: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The product or service (l.440, 705)."""

    serviceDate: NotRequired[date | None]
    """The day of service (l.443)."""

    unitPrice: NotRequired[Decimal | int | None]
    """The price of one (l.444, 708)."""

    account: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The account to book it to (l.445, 709)."""


class CreateInvoiceInputDict(TypedDict):
    """What creating an invoice takes (l.376, 430-450). Nothing is said to be required."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Who is billed; with a project best left out, or the project's customer (l.372-374)."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The project that it belongs to (l.372, 431)."""

    amount: NotRequired[Decimal | int | None]
    """The total; inferred from update (l.696), the example sends none."""

    itemLines: NotRequired[
        Sequence[SalesTransactionItemLineInputDict | SalesTransactionItemLineInput] | None
    ]
    """What is billed (l.434)."""


class UpdateInvoiceInputDict(TypedDict):
    """What updating an invoice takes (l.637, 691-714)."""

    id: str
    """Which invoice (l.692)."""

    metadata: MetadataInputDict | MetadataInput
    """The version that is changed (l.693). That it is required is inferred, as is `id`."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Who is billed; with a project best left out, or the project's customer (l.372-374)."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The project that it belongs to (l.372, 697)."""

    amount: NotRequired[Decimal | int | None]
    """The total, in the example a number as text (l.696)."""

    itemLines: NotRequired[
        Sequence[SalesTransactionItemLineInputDict | SalesTransactionItemLineInput] | None
    ]
    """What is billed (l.700). Whether they replace the lines that are there is not said."""


class PurchaseTransactionAccountLineInputDict(TypedDict):
    """A line of a bill that is sent and names an account (l.893-902, 1176-1185)."""

    description: NotRequired[str | None]
    """What is billed, in words (l.894, 1177)."""

    amount: NotRequired[Decimal | int | None]
    """What the line comes to (l.895, 1178)."""

    account: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The account to book it to (l.896, 1179)."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """For whom it is; with a project best left out, or the project's customer (l.372-374)."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The project that it belongs to (l.899, 1182)."""


_PurchaseTransactionItemLineInputDictOdd = TypedDict(
    "_PurchaseTransactionItemLineInputDictOdd",
    {"class": NotRequired[ReferenceInputDict | ReferenceInput | None]},
)


class PurchaseTransactionItemLineInputDict(_PurchaseTransactionItemLineInputDictOdd):
    """A line of a bill that is sent and names an item; inferred from the lines in responses (l.852-877)."""

    description: NotRequired[str | None]
    """What is billed, in words; inferred (l.854)."""

    amount: NotRequired[Decimal | int | None]
    """What the line comes to; inferred (l.855)."""

    quantity: NotRequired[int | None]
    """How many; inferred (l.856)."""

    item: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The product or service; inferred (l.857)."""

    unitPrice: NotRequired[Decimal | int | None]
    """The price of one; inferred (l.862)."""

    customer: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """For whom it is; inferred (l.863), see also l.372-374."""

    project: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """The project that it belongs to; inferred (l.867)."""


class CreateBillInputDict(TypedDict):
    """What creating a bill takes (l.811, 882-905). Nothing is said to be required."""

    billNumber: NotRequired[str | None]
    """The vendor's number of it (l.883)."""

    transactionDate: NotRequired[date | None]
    """The day of the bill (l.884)."""

    dueDate: NotRequired[date | None]
    """The day by which to pay (l.885)."""

    term: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """When it has to be paid, by agreement (l.886)."""

    vendor: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Who sent it (l.889)."""

    accountLines: NotRequired[
        Sequence[PurchaseTransactionAccountLineInputDict | PurchaseTransactionAccountLineInput]
        | None
    ]
    """What is billed by account (l.892)."""

    itemLines: NotRequired[
        Sequence[PurchaseTransactionItemLineInputDict | PurchaseTransactionItemLineInput] | None
    ]
    """What is billed by item (l.904)."""


class UpdateBillInputDict(TypedDict):
    """What updating a bill takes (l.1090, 1161-1188)."""

    id: str
    """Which bill (l.1162)."""

    metadata: MetadataInputDict | MetadataInput
    """The version that is changed (l.1163). That it is required is inferred, as is `id`."""

    billNumber: NotRequired[str | None]
    """The vendor's number of it (l.1169)."""

    transactionDate: NotRequired[date | None]
    """The day of the bill (l.1170)."""

    dueDate: NotRequired[date | None]
    """The day by which to pay (l.1171)."""

    term: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """When it has to be paid, by agreement (l.1166)."""

    vendor: NotRequired[ReferenceInputDict | ReferenceInput | None]
    """Who sent it (l.1172)."""

    accountLines: NotRequired[
        Sequence[PurchaseTransactionAccountLineInputDict | PurchaseTransactionAccountLineInput]
        | None
    ]
    """What is billed by account (l.1175). Whether they replace the lines that are there is not said."""

    itemLines: NotRequired[
        Sequence[PurchaseTransactionItemLineInputDict | PurchaseTransactionItemLineInput] | None
    ]
    """What is billed by item (l.1187). Whether they replace the lines that are there is not said."""


class PaginationInputDict(TypedDict):
    """Which part of a list; from other pages of the same documentation. Corrected: QB-39."""

    first: NotRequired[int | None]
    """At most how many things; from other pages."""

    after: NotRequired[str | None]
    """Only what comes after this cursor, an `endCursor`; from other pages."""


class ListProjectsArguments(TypedDict):
    """The arguments of `list_projects`."""

    pagination: NotRequired[PaginationInputDict | PaginationInput | None]
    """Which part of them; not on the page."""

    filter: NotRequired[ProjectFilterDict | ProjectFilter | None]
    """Which projects (l.118-123, 130-135)."""


class GetBillArguments(TypedDict):
    """The arguments of `get_bill`."""

    id: str
    """By the bill's id (l.963)."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    id: str
    """By the invoice's id (l.513)."""


class CreateBillArguments(TypedDict):
    """The arguments of `create_bill`."""

    bill_details: CreateBillInputDict | CreateBillInput
    """The bill to create (l.811-812)."""


class CreateInvoiceArguments(TypedDict):
    """The arguments of `create_invoice`."""

    invoice: CreateInvoiceInputDict | CreateInvoiceInput
    """The invoice to create (l.376-377)."""


class CreateProjectArguments(TypedDict):
    """The arguments of `create_project`."""

    project: CreateProjectInputDict | CreateProjectInput
    """The project to create (l.186-187)."""


class UpdateBillArguments(TypedDict):
    """The arguments of `update_bill`."""

    bill_details: UpdateBillInputDict | UpdateBillInput
    """Which bill, in which version, and its new values (l.1090-1091)."""


class UpdateInvoiceArguments(TypedDict):
    """The arguments of `update_invoice`."""

    invoice: UpdateInvoiceInputDict | UpdateInvoiceInput
    """Which invoice, in which version, and its new values (l.637-638)."""


class UpdateProjectArguments(TypedDict):
    """The arguments of `update_project`."""

    project: UpdateProjectInputDict | UpdateProjectInput
    """Which project, and its new values (l.235-236)."""


class DeleteBillArguments(TypedDict):
    """The arguments of `delete_bill`."""

    id: str
    """Which bill (l.1244-1245)."""


class DeleteInvoiceArguments(TypedDict):
    """The arguments of `delete_invoice`."""

    id: str
    """Which invoice (l.775-776)."""


class DeleteProjectArguments(TypedDict):
    """The arguments of `delete_project`."""

    id: str
    """Which project (l.279-280)."""


class RecoverProjectArguments(TypedDict):
    """The arguments of `recover_project`."""

    id: str
    """Which project (l.319-320)."""
