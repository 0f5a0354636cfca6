"""From a response to the thing that was asked for, or the error that fits what stands there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from corrigenda.runtime import errors, graphql, slow_path
from corrigenda.runtime.call import Call
from corrigenda.runtime.errors import NotFoundError, ResponseDecodeError
from corrigenda.runtime.graphql_errors import GraphQLError, OperationFailedError
from tests.runtime import queries
from tests.runtime.judging import (
    BILL,
    PROJECT,
    bills,
    created,
    listed,
    read,
    refused,
    wrapped,
)
from tests.runtime.queries import (
    SHOP,
    create_invoice,
    create_project,
    get_bill,
    get_invoice,
    list_invoices,
    list_projects,
    mark_invoice_as_paid,
)

CREATE = create_project({"name": "x", "customer": {"id": "c1"}})
GRAPHQL = "https://things.invalid/v1/graphql"
INVOICE = create_invoice("c1", {})
PAID = mark_invoice_as_paid("i1")
CONNECTION = {"nodes": [PROJECT], "pageInfo": {"hasNextPage": False, "endCursor": None}}
ERRORS = {"errors": [{"message": "no"}]}


@pytest.mark.parametrize("strict", [False, True])
def test_the_thing_itself_is_returned(strict: bool) -> None:
    assert read(CREATE, created(), strict=strict).customer.display_name == "Alisha Kamat"
    assert read(list_projects(), listed(CONNECTION), strict=strict).nodes[0].id == "p1"
    bill = read(get_bill("b1"), bills(BILL), strict=strict)
    assert isinstance(bill, queries.Bill)
    assert str(bill.amount) == "250.00"
    assert str(bill.item_lines[0].item.sales_details.price) == "50.00"


@pytest.mark.parametrize("strict", [False, True])
def test_what_an_envelope_holds_is_returned(strict: bool) -> None:
    invoice = {"id": "i1", "total": 12, "siteId": "s"}
    page = {"pagination": {"page": 1, "total": 1}, "data": [invoice]}
    made = read(INVOICE, wrapped("createInvoiceMutation", value=invoice), strict=strict)
    assert made == queries.Invoice(id="i1", total=Decimal(12), site_id="s")
    assert read(PAID, wrapped("markInvoiceAsPaid", receipt="r"), strict=strict) is None
    found = read(list_invoices(), wrapped("invoices", **page), strict=strict)
    assert isinstance(found, queries.InvoicePage)
    assert found.data == [made]


def test_a_good_response_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*arguments: object) -> None:
        raise AssertionError("the slow path")

    monkeypatch.setattr(slow_path, "parsed", slow)
    monkeypatch.setattr(graphql, "parse_or_text", slow)
    assert read(get_bill("b1"), bills(BILL)).amount == 250
    assert read(PAID, wrapped("markInvoiceAsPaid", receipt="r")) is None
    assert read(get_bill("b1"), bills(BILL), strict=True).amount == 250
    with pytest.raises(AssertionError, match="the slow path"):
        read(get_bill("b1"), bills(BILL.replace("250.00", '"250.00"')), strict=True)


@pytest.mark.parametrize("amount", ["200.00", "12345678901234567.89", '"100"', '"0.10"', "1E+2"])
def test_money_keeps_every_digit(amount: str) -> None:
    bill = read(get_bill("b1"), bills(BILL.replace('"amount": 250.00', f'"amount": {amount}')))
    assert str(bill.amount) == amount.strip('"')
    assert str(bill.item_lines[0].amount) == amount.strip('"')


def test_scalars_that_stand_for_another_without_loss() -> None:
    project = read(CREATE, created(id=12, active="true", name=5, status="NEW"))
    assert (project.id, project.active, project.name, project.status) == ("12", True, "5", "NEW")
    said = str(refused(CREATE, created(id=12, active="true"), strict=True))
    assert "$.data.createProject.id: expected a string, got 12" in said
    assert "$.data.createProject.active: expected a boolean" in said


NOT_THERE: list[tuple[Call[Any], object, str]] = [
    (get_bill("b1"), bills(), "$.data.company.bills.nodes is empty"),
    (get_invoice("i1"), {"data": {"invoice": None}}, "$.data.invoice is null"),
    (get_invoice("i1"), {"data": {}}, "$.data.invoice is null"),
]


@pytest.mark.parametrize(("call", "body", "said"), NOT_THERE, ids=lambda part: str(part)[:30])
def test_nothing_is_not_found(call: Call[Any], body: object, said: str) -> None:
    error = refused(call, body, headers={"works_tid": "t-1", "retry-after": "2"})
    assert type(error) is NotFoundError
    assert str(error) == f"{call.operation}: not found: {said} (request id t-1)"
    assert (error.status_code, error.request_id, error.retry_after) == (200, "t-1", 2.0)
    assert (error.method, error.url) == ("POST", GRAPHQL)
    assert error.body["data"] is not None


CONTRADICTIONS: list[tuple[Call[Any], object, str, str]] = [
    (CREATE, {"data": {"createProject": None}}, "$.data.createProject", "is null or missing"),
    (CREATE, {"data": None}, "$.data", "expected an object, got null"),
    (CREATE, {"data": None, "errors": []}, "$.data", "expected an object, got null"),
    (CREATE, {"data": None, "errors": None}, "$.data", "expected an object, got null"),
    (CREATE, {}, "$.data", "required, but not in the response"),
    (CREATE, [], "$", "expected an object, got an array"),
    (CREATE, [{"data": 1, **ERRORS}], "$", "expected an object, got an array"),
    (CREATE, b" ", "$", "the response (200) is empty, but must have content"),
    (CREATE, b"<html>", "$", "it starts with '<html>'"),
    (CREATE, created(name=None), "$.data.createProject.name", "expected a string, got null"),
    (get_bill("b1"), bills(BILL, BILL), "$.data.company.bills.nodes", "has 2 items, not one"),
    (get_bill("b1"), bills("null"), "$.data.company.bills.nodes[0]", "expected an object"),
    (get_bill("b1"), {"data": {"company": None}}, "$.data.company", "expected an object, got null"),
    (
        INVOICE,
        wrapped("createInvoiceMutation", value=None),
        "$.data.createInvoiceMutation.value",
        "is null or missing, but no error is listed",
    ),
    (PAID, {"data": {"markInvoiceAsPaid": None}}, "$.data.markInvoiceAsPaid", "is null or missing"),
    (PAID, wrapped("markInvoiceAsPaid"), "$.data.markInvoiceAsPaid.receipt", "required"),
    (
        PAID,
        wrapped("markInvoiceAsPaid", isSuccess=None, receipt="r"),
        "$.data.markInvoiceAsPaid.isSuccess",
        "expected a boolean, got null",
    ),
    (
        get_bill("b1"),
        bills(BILL.replace('"price": 50.00', '"price": "NaN"')),
        "$.data.company.bills.nodes[0].itemLines[0].item.salesDetails.price",
        "expected an exact number, got the string 'NaN'",
    ),
]


@pytest.mark.parametrize(
    ("call", "body", "path", "said"), CONTRADICTIONS, ids=lambda part: str(part)[:30]
)
@pytest.mark.parametrize("strict", [False, True])
def test_what_the_schema_excludes_is_refused_with_its_path(
    call: Call[Any], body: object, path: str, said: str, strict: bool
) -> None:
    error = refused(call, body, strict=strict)
    assert type(error) is ResponseDecodeError
    assert error.operation == call.operation
    assert said in str(error)
    assert path in [line.split(": ")[0].strip() for line in str(error).splitlines()]
    assert strict or error.json_path == path


FAILURES: list[tuple[Call[Any], object, str | None]] = [
    (INVOICE, wrapped("createInvoiceMutation", isSuccess=False, message="No such customer"), "N"),
    (INVOICE, wrapped("createInvoiceMutation", isSuccess=False), None),
    (INVOICE, wrapped("createInvoiceMutation", isSuccess=False, message=None), None),
    (INVOICE, wrapped("createInvoiceMutation", isSuccess=False, message=" ", value=None), None),
    (INVOICE, wrapped("createInvoiceMutation", isSuccess=False, value={"id": "i1"}), None),
    (INVOICE, wrapped("createInvoiceMutation", isSuccess=False, message="No", value={}), "No"),
    (INVOICE, wrapped("createInvoiceMutation", isSuccess="false", message="No", value=5), "No"),
    (INVOICE, wrapped("createInvoiceMutation", isSuccess="false", message="No"), "No"),
    (PAID, wrapped("markInvoiceAsPaid", isSuccess=False, message="No", receipt=None), "No"),
    (PAID, wrapped("markInvoiceAsPaid", isSuccess=False, message=["?"]), None),
    (list_invoices(), wrapped("invoices", isSuccess=False, message="No", data=None), "No"),
]


@pytest.mark.parametrize(("call", "body", "message"), FAILURES, ids=lambda part: str(part)[:60])
@pytest.mark.parametrize("strict", [False, True])
def test_an_envelope_that_says_no(
    call: Call[Any], body: object, message: str | None, strict: bool
) -> None:
    heard = {"x-request-id": "r-7"}
    error = refused(call, body, headers=heard, strict=strict, service=SHOP)
    assert type(error) is OperationFailedError
    assert (error.operation, error.request_id) == (call.operation, "r-7")
    assert error.body == body
    assert (error.message or "").startswith(message or "")
    assert (error.message is None) is (message is None)
    why = error.message or "no reason given"
    said = f"{call.operation}: the service reports a failure: {why} (request id r-7)"
    assert str(error) == said


@pytest.mark.parametrize("success", [0, "no", None, [], {}])
def test_what_is_not_false_is_no_failure(success: object) -> None:
    body = wrapped("createInvoiceMutation", isSuccess=success, value=None)
    assert type(refused(INVOICE, body)) is ResponseDecodeError


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (200, "GraphQLError"),
        (202, "GraphQLError"),
        (400, "GraphQLError"),
        (404, "GraphQLError"),
        (409, "GraphQLError"),
        (422, "GraphQLError"),
        (307, "GraphQLError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (503, "InternalServerError"),
    ],
)
def test_which_error_a_status_with_errors_is(status: int, name: str) -> None:
    error = refused(CREATE, {"data": None, **ERRORS}, status, headers={"works_tid": "t-1"})
    assert type(error).__name__ == name
    assert (error.status_code, error.request_id) == (status, "t-1")
    assert error.body == {"data": None, **ERRORS}
    assert error.headers == {"works_tid": "t-1"}
    assert str(error).endswith(": no (request id t-1)")


@pytest.mark.parametrize("body", [b"", b"oops", b"{}", b'{"errors": []}', b'{"errors": null}'])
@pytest.mark.parametrize(
    ("status", "name"), [(400, "BadRequestError"), (404, "NotFoundError"), (302, "APIStatusError")]
)
def test_a_status_without_errors_is_its_class(status: int, name: str, body: bytes) -> None:
    error = refused(CREATE, body, status)
    assert type(error) is getattr(errors, name)
    assert str(error).startswith(f"create_project: POST {GRAPHQL} returned {status} ")


def test_errors_win_over_data_that_is_whole() -> None:
    error = refused(CREATE, {**created(), **ERRORS})
    assert type(error) is GraphQLError
    assert error.partial_data == read_data(created())


def read_data(body: dict[str, Any]) -> queries.CreateProjectData:
    return queries.CreateProjectData(create_project=read(CREATE, body))


PARTIAL: list[tuple[object, object]] = [
    ({"createProject": None}, queries.CreateProjectData()),
    ({}, queries.CreateProjectData()),
    (created(id=7)["data"], read_data(created(id="7"))),
    ({"createProject": {"id": "p1"}}, None),
    (None, None),
    ([], None),
    ("x", None),
]


@pytest.mark.parametrize(("data", "partial"), PARTIAL, ids=lambda part: str(part)[:30])
def test_partial_data(data: object, partial: object) -> None:
    for strict in (False, True):
        assert refused(CREATE, {"data": data, **ERRORS}, strict=strict).partial_data == partial


def test_an_empty_list_of_errors_is_none() -> None:
    nothing: list[object] = [[], None, {}]
    for none in nothing:
        assert read(CREATE, {**created(), "errors": none, "extensions": {"cost": 1}}, strict=True)


def test_what_was_asked_for_is_there_when_strict() -> None:
    body = created()
    del body["data"]["createProject"]["description"]
    assert read(CREATE, body).description is None
    error = refused(CREATE, body, strict=True)
    assert type(error) is ResponseDecodeError
    assert error.json_path == "$.data.createProject.description"
    assert str(error).endswith("description: requested, but not in the response")


def test_a_member_that_was_not_asked_for_is_a_difference() -> None:
    assert read(CREATE, created(zzz=1)).id == "p1"
    assert refused(CREATE, created(zzz=1), strict=True).json_path == "$.data.createProject.zzz"
    assert refused(CREATE, {**created(), "zzz": 1}, strict=True).json_path == "$.zzz"


def test_an_object_may_come_as_a_list_of_one() -> None:
    whole = read(list_projects(), listed(CONNECTION))
    assert read(list_projects(), listed([CONNECTION])) == whole
    error = refused(list_projects(), listed([CONNECTION]), strict=True)
    assert error.json_path == "$.data.company.projects"
    assert str(error).endswith("expected a single value, got a list of one")


@pytest.mark.parametrize("projects", [[], [CONNECTION, CONNECTION], [[CONNECTION]], [None], None])
def test_a_list_of_none_or_several_is_no_object(projects: object) -> None:
    error = refused(list_projects(), listed(projects))
    assert error.json_path.startswith("$.data.company.projects")
    assert "expected an object, got" in str(error)


def test_a_list_where_no_response_has_one_is_refused() -> None:
    customer = PROJECT["customer"]
    error = refused(CREATE, created(customer=[customer]))
    assert error.json_path == "$.data.createProject.customer"
    deep = refused(list_projects(), listed([{"nodes": [{**PROJECT, "id": None}]}]))
    assert deep.json_path == "$.data.company.projects[0].nodes[0].id"
