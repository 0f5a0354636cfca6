"""SubsBase over a real socket: create, read, pay, void, and errors."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.emulator import Emulator
from tests.emulator.asking import Asker
from tests.emulator.subsbase.conftest import SITE, asker_of
from tests.emulator.subsbase.operations import CREATE, GET, LIST, PAY, VOID

WHO = {"siteId": SITE, "requesterId": "someone"}


def create(asker: Asker, **invoice: Any) -> dict[str, Any]:
    variables = {"siteId": asker.headers["X-SITE-ID"], "requesterId": "r", "customerId": "c-1"}
    result = asker.ask(CREATE, **variables, invoice=invoice)["createInvoiceMutation"]
    assert (result["isSuccess"], result["message"]) == (True, "")
    value: dict[str, Any] = result["value"]
    return value


def get(asker: Asker, key: str) -> Any:
    return asker.ask(GET, siteId=asker.headers["X-SITE-ID"], invoiceId=key)["invoice"]


def pay(asker: Asker, key: str) -> tuple[bool, str]:
    answer = asker.ask(PAY, **WHO, invoiceId=key, sitePaymentMethodId="card")
    return tuple(answer["markInvoiceAsPaid"].values())


def void(asker: Asker, key: str) -> tuple[bool, str]:
    return tuple(asker.ask(VOID, **WHO, invoiceId=key)["voidInvoice"].values())


def test_a_created_invoice_is_answered_and_can_be_read(asker: Asker) -> None:
    times = {"billedOn": "2024-03-01T08:00:00Z", "dueOn": "2024-04-01T10:00:00.5+02:00"}
    created = create(asker, number="A-7", total=Decimal("10.10"), **times)
    key = created["id"]
    assert created == {
        "id": key,
        "number": "A-7",
        "total": Decimal("10.10"),
        "customerId": "c-1",
        "siteId": SITE,
        **times,
    }
    assert get(asker, key) == created
    assert str(get(asker, key)["total"]) == "10.10"


def test_what_is_not_given_is_null_but_a_number(asker: Asker) -> None:
    first, second = create(asker), create(asker, number=None)
    assert re.fullmatch(r"\d+", first["number"])
    assert first["number"] != second["number"]
    assert first["id"] != second["id"]
    assert [first[name] for name in ("total", "billedOn", "dueOn")] == [None, None, None]


@pytest.mark.parametrize("number", ["12345678901234567.89", "1.10", "100", "-0.5", "1E+2"])
@pytest.mark.parametrize("quoted", [True, False])
def test_totals_come_back_digit_for_digit(asker: Asker, number: str, quoted: bool) -> None:
    created = create(asker, total=number if quoted else Decimal(number))
    assert str(created["total"]) == number
    assert str(get(asker, created["id"])["total"]) == number


@settings(max_examples=25, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_any_total_survives(shared: Asker, number: Decimal) -> None:
    assert create(shared, total=number)["total"] == number


@pytest.mark.parametrize(
    "total",
    ["", "x", "1,5", "NaN", " 1", "0x1", "\u0661", True, [1], "1e99999999999999999999", "1e5000"],
)
def test_what_is_no_number_is_refused(asker: Asker, total: Any) -> None:
    variables = {**WHO, "customerId": "c", "invoice": {"total": total}}
    (error,) = asker.refused(CREATE, **variables)
    assert ".total" in error["message"]
    assert "Decimal must be a number" in error["message"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


@pytest.mark.parametrize("moment", ["2024-01-01", "2024-01-01T00:00:00", "2024-02-30T00:00:00Z", 5])
def test_what_is_no_moment_is_refused(asker: Asker, moment: Any) -> None:
    variables = {**WHO, "customerId": "c", "invoice": {"billedOn": moment}}
    (error,) = asker.refused(CREATE, **variables)
    assert "offset" in error["message"]


def test_numbers_in_the_document_are_exact_too(asker: Asker) -> None:
    query = """mutation {
        createInvoiceMutation(siteId: "my-site", customerId: "c", requesterId: "r",
                              invoice: {total: 1.50}) { value { total } } }"""
    assert '"total":1.50' in asker.post(query).text


def test_an_unknown_invoice_is_null(asker: Asker) -> None:
    assert get(asker, "nope") is None


def test_an_unknown_invoice_cannot_be_paid_or_void(asker: Asker) -> None:
    for done in (pay(asker, "nope"), void(asker, "nope")):
        assert done == (False, "there is no invoice nope")


def test_an_invoice_is_paid_once(asker: Asker) -> None:
    key = create(asker)["id"]
    assert pay(asker, key) == (True, "")
    assert pay(asker, key) == (False, f"the invoice {key} is paid")


def test_a_void_invoice_cannot_be_paid(asker: Asker) -> None:
    key = create(asker)["id"]
    assert void(asker, key) == (True, "")
    assert pay(asker, key) == (False, f"the invoice {key} is void")
    assert void(asker, key) == (False, f"the invoice {key} is void")


def test_a_paid_invoice_can_be_void(asker: Asker) -> None:
    key = create(asker)["id"]
    assert pay(asker, key) == void(asker, key) == (True, "")
    assert pay(asker, key)[0] is False


def test_paying_changes_nothing_that_is_shown(asker: Asker) -> None:
    created = create(asker, total=5)
    pay(asker, created["id"])
    assert get(asker, created["id"]) == created


def test_another_site_than_the_headers_is_refused(asker: Asker) -> None:
    key = create(asker)["id"]
    who = {"siteId": "other", "requesterId": "r"}
    wrong = f"siteId is other, but the header X-SITE-ID is {SITE}"
    failed = {"isSuccess": False, "message": wrong}
    listed = asker.ask(LIST, siteId="other")["invoices"]
    assert listed == {**failed, "pagination": None, "data": None}
    created = asker.ask(CREATE, **who, customerId="c", invoice={})["createInvoiceMutation"]
    assert created == {**failed, "value": None}
    paid = asker.ask(PAY, **who, invoiceId=key, sitePaymentMethodId="p")["markInvoiceAsPaid"]
    assert paid == failed
    assert asker.ask(VOID, **who, invoiceId=key)["voidInvoice"] == failed
    (error,), data = asker.failures(GET, siteId="other", invoiceId=key)
    assert (error["message"], error["path"], data) == (wrong, ["invoice"], {"invoice": None})
    assert pay(asker, key) == (True, "")


def test_sites_of_one_token_are_apart(emulator: Emulator) -> None:
    one, other = asker_of(emulator, "both", "one"), asker_of(emulator, "both", "other")
    key = create(one)["id"]
    assert get(one, key)["siteId"] == "one"
    assert get(other, key) is None
    assert other.ask(LIST, siteId="other")["invoices"]["data"] == []


@pytest.mark.parametrize("site", [None, ""])
def test_the_site_header_is_needed(emulator: Emulator, site: str | None) -> None:
    asker = asker_of(emulator, "x")
    if site is None:
        del asker.headers["X-SITE-ID"]
    else:
        asker.headers["X-SITE-ID"] = site
    (error,) = asker.refused(LIST, siteId=SITE)
    assert "x-site-id" in error["message"]


@pytest.mark.parametrize("token", ["invalid-", "invalid-x", "a b"])
def test_a_bad_token_is_refused(emulator: Emulator, token: str) -> None:
    answer = asker_of(emulator, token).post(LIST, siteId=SITE)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["errors"][0]["message"]


def test_a_token_without_scope_is_forbidden(emulator: Emulator) -> None:
    answer = asker_of(emulator, "noscope-x").post(LIST, siteId=SITE)
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["message"]


def test_the_journal_names_operations_by_what_they_ask(emulator: Emulator) -> None:
    asker = asker_of(emulator, "journal")
    before = len(emulator.requests("void_invoice"))
    void(asker, "nope")
    asker.post(VOID.replace("voidInvoice(", "alias: voidInvoice("), **WHO, invoiceId="x")
    assert len(emulator.requests("void_invoice")) == before + 2
    arrived = emulator.requests("void_invoice", provider="subsbase")[-1]
    assert (arrived.method, arrived.path, arrived.status) == ("POST", "", 200)
    assert arrived.headers["x-site-id"] == SITE


def test_the_documented_requests_find_their_invoice(documented: Asker) -> None:
    number = [{"field": "number", "operator": "Contains", "value": "1024"}]
    order = [{"field": "number", "direction": "Ascending"}]
    page = {"page": 1, "perPage": 10}
    found = documented.ask(LIST, siteId=SITE, pagination=page, sorting=order, filter=number)
    assert found["invoices"]["pagination"] == {**page, "totalRecords": 1}
    (invoice,) = found["invoices"]["data"]
    assert (invoice["id"], invoice["number"], invoice["siteId"]) == ("invoice_id", "1024", SITE)
    assert get(documented, "invoice_id") == invoice
    assert create(documented)["number"] != "1024"
    assert pay(documented, "invoice_id") == void(documented, "invoice_id") == (True, "")
