"""What type checkers must see of the structs of all packages; checked, never run.

The lines with an ignore must be errors: an ignore that is not needed is an error, too.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any, assert_type

import msgspec
import quickbooks_client as quickbooks
import sonderplan_client as sonderplan
import sonicpay_client as sonicpay
import subsbase_client as subsbase


def unset(invoice: sonderplan.Invoice, payment: sonicpay.Invoice, amount: Decimal) -> None:
    assert_type(invoice.total, Decimal | None | sonderplan.UnsetType)
    assert_type(sonderplan.given(invoice.total), Decimal | None)
    assert_type(sonderplan.given(invoice.date_time_iso), datetime | None)
    assert_type(sonderplan.given(invoice.status), list[sonderplan.InvoiceStatus] | None)
    assert_type(sonicpay.given(payment.name), str | None)
    assert_type(sonicpay.given(payment.amount), Decimal | None)
    assert_type(sonicpay.given(sonicpay.UNSET), None)
    row: tuple[str, str | None, Decimal | None] = (
        payment.id,
        sonicpay.given(payment.description),
        sonderplan.given(invoice.total),
    )
    shipping = sonicpay.given(payment.shipping)
    if shipping is not None:
        assert_type(shipping, sonicpay.Shipping)
        amount = sonicpay.given(shipping.amount) or amount
    wrong: Decimal = sonicpay.given(payment.amount)  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    raw: Decimal | None = invoice.total  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    print(row, wrong, raw)


def graphql(project: quickbooks.Project, line: quickbooks.SalesTransactionItemLineInput) -> None:
    assert_type(quickbooks.given(project.completed_date), datetime | None)
    assert_type(quickbooks.given(line.amount), Decimal | None)


def plain(invoice: subsbase.Invoice, text: str | bytes) -> None:
    assert_type(invoice.to_dict(), dict[str, Any])
    assert_type(invoice.to_json(), bytes)
    assert_type(subsbase.Invoice.from_dict(invoice.to_dict()), subsbase.Invoice)
    assert_type(subsbase.Invoice.from_json(text), subsbase.Invoice)
    assert_type(msgspec.structs.replace(invoice, number="2"), subsbase.Invoice)
    assert_type(sonicpay.Shipping.from_json("{}"), sonicpay.Shipping)
    subsbase.Invoice.from_dict([("id", "1")])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    subsbase.Invoice.from_json({})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def matched(invoice: sonicpay.Invoice) -> Decimal | None:
    match invoice:
        case sonicpay.Invoice(status=sonicpay.InvoiceStatus.PAID, amount=amount):
            return assert_type(amount, Decimal)
        case _:
            return None
