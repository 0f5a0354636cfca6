"""What type checkers must see of the package; checked by mypy and pyright, never run.

The lines with an ignore must be errors: an ignore that is not needed is an error, too.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import aclosing
from datetime import date, datetime
from decimal import Decimal
from typing import Any, assert_type

from quickbooks_client import (
    AsyncItemIterator,
    AsyncQuickBooks,
    Bill,
    CreateInvoiceInput,
    CreateInvoiceInputDict,
    Customer,
    DeleteResult,
    GraphQLError,
    GraphQLErrorItem,
    Invoice,
    ItemIterator,
    Project,
    ProjectConnection,
    ProjectFilter,
    ProjectStatus,
    QuickBooks,
    ReferenceInput,
    SalesTransactionItemLine,
    SalesTransactionItemLineInput,
    StringFilter,
    UnsetType,
)

client = QuickBooks(token=lambda: "token", environment="sandbox", timeout=None, strict=True)
QuickBooks(environment="sandbx")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

page = client.list_projects(filter={"and": [{"status": {"equals": "COMPLETE"}}, {"id": {}}]})
assert_type(page, ProjectConnection)
assert_type(page.nodes, list[Project])
assert_type(
    client.iter_projects(pagination={"first": 50}), ItemIterator[Project, ProjectConnection]
)
client.list_projects(
    filter=ProjectFilter(or_=[ProjectFilter(id=StringFilter(equals="1"))], and_=None)
)

project = client.create_project(project={"name": "P", "description": "D", "customer": {"id": "1"}})
assert_type(project, Project)
assert_type(project.status, ProjectStatus)
assert_type(project.customer, Customer)
assert_type(project.description, str | None)
assert_type(project.completed_date, datetime | UnsetType | None)
assert_type(client.delete_project("1"), Project)
assert_type(client.recover_project(id="1"), Project)
client.update_project(project={"id": "1", "status": ProjectStatus.COMPLETE, "description": None})
client.create_project(project={"name": "P"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

given: CreateInvoiceInputDict = {
    "project": ReferenceInput(id="1"),
    "itemLines": [
        {
            "amount": Decimal("250.00"),
            "quantity": 5,
            "class": None,
            "serviceDate": date(2021, 9, 9),
            "item": {"id": "4"},
        },
        SalesTransactionItemLineInput(amount=Decimal("1.10"), class_=ReferenceInput(id="1")),
    ],
}
invoice = client.create_invoice(invoice=given)
assert_type(invoice, Invoice)
assert_type(invoice.amount, Decimal)
assert_type(invoice.project, Project | None)
assert_type(invoice.item_lines, list[SalesTransactionItemLine])
assert_type(invoice.item_lines[0].quantity, int)
assert_type(client.get_invoice("1"), Invoice)
assert_type(client.delete_invoice("1"), DeleteResult)
client.create_invoice(invoice=CreateInvoiceInput(item_lines=[]))
client.update_invoice(invoice={"id": "1", "metadata": {"entityVersion": "0"}, "amount": 100})
client.update_invoice(invoice={"id": "1"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
client.create_invoice(invoice={"itemLines": [{"amount": 1.5}]})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

bill = client.create_bill(bill_details={"vendor": {"id": "1"}, "transactionDate": date(2021, 9, 8)})
assert_type(bill, Bill)
assert_type(bill.due_date, date)
assert_type(client.update_bill(bill_details={"id": "1", "metadata": {"entityVersion": "1"}}), Bill)
assert_type(client.get_bill("1"), Bill)

items: Iterator[Project] = client.iter_projects()
assert_type(next(client.iter_projects()), Project)
assert_type(client.iter_projects().pages(), Generator[ProjectConnection, None, None])
assert_type(list(page), list[Project])
assert_type(len(page), int)
assert_type(page.next_arguments, dict[str, Any] | None)
if page.next_arguments is not None:
    assert_type(client.list_projects(**page.next_arguments), ProjectConnection)
page.next_arguments = None  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


async def main() -> None:
    async with AsyncQuickBooks(environment="production") as client:
        assert_type(await client.get_invoice("1"), Invoice)
        assert_type(client.iter_projects(), AsyncItemIterator[Project, ProjectConnection])
        later: AsyncIterator[Project] = client.iter_projects()
        assert_type(await anext(later), Project)
        assert_type(client.iter_projects().pages(), AsyncGenerator[ProjectConnection, None])
        async with aclosing(client.iter_projects()) as closing:
            assert_type(closing, AsyncItemIterator[Project, ProjectConnection])
        try:
            await client.delete_bill("1")
        except GraphQLError as error:
            assert_type(error.errors, list[GraphQLErrorItem])
            assert_type(error.errors[0].path, list[str | int] | None)
            assert_type(error.status_code, int)
            assert_type(error.headers, dict[str, str])
            assert_type(error.url, str)
