"""Laws of reading GraphQL, on whatever comes: one defined outcome, and no digit lost."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.runtime.call import Call
from corrigenda.runtime.errors import APIStatusError, NotFoundError, ResponseDecodeError
from corrigenda.runtime.graphql_errors import GraphQLError, OperationFailedError
from tests.runtime import queries
from tests.runtime.judging import BILL, PROJECT, bills, read, refused
from tests.runtime.queries import (
    create_invoice,
    create_project,
    get_bill,
    get_invoice,
    list_invoices,
    list_projects,
    mark_invoice_as_paid,
)

CALLS: list[Call[Any]] = [
    create_project({"name": "x", "customer": {"id": "c1"}}),
    list_projects(),
    get_bill("b1"),
    get_invoice("i1"),
    create_invoice("c1", {}),
    mark_invoice_as_paid("i1"),
    list_invoices(),
]
NAMES = [
    *("message", "path", "locations", "extensions", "line", "column", "code", "classification"),
    *("company", "projects", "bills", "nodes", "createProject", "createInvoiceMutation", "invoice"),
    *("markInvoiceAsPaid", "invoices", "isSuccess", "value", "receipt", "id", "data", "customer"),
]
LEAVES: Any = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["NaN", "false", "1.5", "OPEN"])
    | st.just(PROJECT)
    | st.just({"id": "i1", "total": "2.00"})
)
JSON: Any = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)
STATUS: Any = st.sampled_from([200, 201, 302, 400, 404, 422])


@settings(max_examples=300, deadline=None)
@given(JSON, JSON, STATUS, st.sampled_from(CALLS), st.booleans())
def test_any_errors_are_a_graphql_error(
    errors: Any, data: Any, status: int, call: Call[Any], strict: bool
) -> None:
    body = {"data": data, "errors": errors}
    if not errors:
        return
    error = refused(call, body, status, strict=strict)
    assert type(error) is GraphQLError
    assert error.errors
    assert all(isinstance(item.message, str) and item.message for item in error.errors)
    assert "\n" not in str(error)


@settings(max_examples=500, deadline=None)
@given(JSON, STATUS, st.sampled_from(CALLS), st.booleans())
def test_any_data_has_one_outcome(data: Any, status: int, call: Call[Any], strict: bool) -> None:
    body = json.dumps({"data": data}).encode()
    try:
        found = read(call, body, status, strict=strict)
    except NotFoundError:
        assert status == 404 or call.operation in ("get_bill", "get_invoice")
    except (OperationFailedError, ResponseDecodeError):
        assert status < 300
    except APIStatusError:
        assert status >= 300
    else:
        assert status < 300
        assert found is None if call.operation.startswith("mark") else type(found) is call.response


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=40), STATUS, st.sampled_from(CALLS))
def test_any_bytes_have_a_defined_error(body: bytes, status: int, call: Call[Any]) -> None:
    error = refused(call, body, status)
    assert type(error) is ResponseDecodeError if status < 300 else isinstance(error, APIStatusError)


@given(
    st.decimals(allow_nan=False, allow_infinity=False).filter(
        lambda value: abs(value.adjusted()) < 4000
    ),
    st.booleans(),
)
def test_amounts_come_back_digit_for_digit(value: Decimal, as_text: bool) -> None:
    text = f'"{value}"' if as_text else str(value)
    body = bills(BILL.replace('"price": 50.00', f'"price": {text}'))
    bill = read(get_bill("b1"), body)
    assert isinstance(bill, queries.Bill)
    price = bill.item_lines[0].item.sales_details.price
    assert price.as_tuple() == value.as_tuple() or price == value == 0
