"""The tests of the service, against the emulator: `pytest test_service.py`."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from service import app

from corrigenda.emulator import Emulator


@pytest.fixture
def web(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The service as its callers see it; leaving the block ends its lifespan."""
    monkeypatch.setenv("SONICPAY_BASE_URL", emulator.url("sonicpay"))
    monkeypatch.setenv("SONICPAY_TOKEN", "any")
    with TestClient(app) as web:
        yield web


def test_an_invoice_is_read_and_changed(web: TestClient, emulator: Emulator) -> None:
    changed = web.patch("/invoices/invoice_id", json={"description": "Changed"})
    assert changed.status_code == 200
    assert web.get("/invoices/invoice_id").json()["description"] == "Changed"
    (arrived,) = emulator.requests("update_invoice")
    assert arrived.body == b'{"description":"Changed"}'


def test_sums_are_exact(web: TestClient) -> None:
    for total in web.get("/unpaid").json():
        amounts = [Decimal(invoice["amount"]) for invoice in total["invoices"]]
        assert Decimal(total["amount"]) == sum(amounts)


def test_an_unknown_invoice_is_not_found(web: TestClient) -> None:
    assert web.get("/invoices/none").status_code == 404


def test_a_busy_service_is_asked_again(web: TestClient, emulator: Emulator) -> None:
    emulator.fault("sonicpay.get_invoice", status=429, retry_after=0, times=1)
    assert web.get("/invoices/invoice_id").status_code == 200
    assert [one.status for one in emulator.requests("get_invoice")] == [429, 200]


def test_a_change_whose_reply_is_lost_is_not_repeated(web: TestClient, emulator: Emulator) -> None:
    emulator.fault("sonicpay.update_invoice", kind="reset_after", times=1)
    assert web.patch("/invoices/invoice_id", json={"description": "Changed"}).status_code == 502
    assert len(emulator.requests("update_invoice")) == 1


@pytest.mark.parametrize(("status", "seen"), [(429, 503), (401, 502), (422, 422), (500, 502)])
def test_failures_are_mapped(web: TestClient, emulator: Emulator, status: int, seen: int) -> None:
    # A wait of a minute does not end before the deadline, so the error comes at once.
    emulator.fault("sonicpay.get_invoice", status=status, retry_after=60)
    answer = web.get("/invoices/invoice_id")
    assert answer.status_code == seen
    assert answer.headers.get("Retry-After") == ("60" if status == 429 else None)


def test_the_schema_has_the_struct(web: TestClient) -> None:
    schemas = web.get("/openapi.json").json()["components"]["schemas"]
    assert {"Change", "Invoice", "Total"} <= set(schemas)
