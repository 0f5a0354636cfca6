"""Exact, tolerant, strict: what answers become, whatever the service says."""

import json
import pickle
from decimal import Decimal
from typing import Any

import pytest
from sonicpay_client import (
    UNSET,
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    BadRequestError,
    ConfigurationError,
    ConflictError,
    InternalServerError,
    Invoice,
    InvoiceStatus,
    PermissionDeniedError,
    RateLimitError,
    ResponseDecodeError,
    SonicPay,
)

from corrigenda.emulator import Emulator
from tests.contract.conftest import Canned

INVOICE = {
    "id": "1",
    "amount": 1,
    "currency": "USD",
    "status": "paid",
    "created_at": "2022-01-19T00:00:00.000Z",
    "updated_at": "2022-01-19T00:00:00.000Z",
}


def with_amount(text: str) -> bytes:
    return json.dumps({**INVOICE, "amount": "@"}).replace('"@"', text).encode()


@pytest.mark.parametrize(
    "text", ["1.10", "0.10", "12345678901234567.89", "1E+2", "-0.00", "100", "1e-30"]
)
def test_money_keeps_every_digit(text: str, connect, canned: Canned) -> None:
    canned.body = with_amount(text)
    invoice = connect(base_url=canned.url).get_invoice("1")
    assert invoice.amount.as_tuple() == Decimal(text).as_tuple()
    assert f'"amount":{Decimal(text)}'.encode() in invoice.to_json()


@pytest.mark.parametrize("text", ["1.10", "12345678901234567.89"])
def test_money_goes_there_and_back(text: str, client, emulator: Emulator) -> None:
    assert str(client.update_invoice("invoice_id", amount=Decimal(text)).amount) == text
    assert f'"amount":{text}'.encode() in emulator.requests()[0].body
    assert f'"amount":{text}'.encode() in emulator.requests()[0].answer.replace(b" ", b"")
    assert str(client.get_invoice("invoice_id").amount) == text


def test_metadata_has_no_floats(connect, canned: Canned) -> None:
    canned.body = json.dumps({**INVOICE, "metadata": {"rate": "@"}}).replace('"@"', "1.10").encode()
    assert connect(base_url=canned.url).get_invoice("1").metadata == {"rate": Decimal("1.10")}


@pytest.mark.parametrize(
    "arguments",
    [
        {"amount": 1.5},
        {"shipping": {"amount": 2.5}},
        {"line_items": [{"name": "x", "amount": 1.0, "quantity": 1}]},
    ],
)
def test_a_float_for_money_is_refused(
    arguments: dict[str, Any], client, emulator: Emulator
) -> None:
    with pytest.raises(TypeError, match="Decimal"):
        client.update_invoice("invoice_id", **arguments)
    assert emulator.requests() == []


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"new_field": {"x": 1}}, "id", "1"),
        ({"status": "refunded"}, "status", "refunded"),
        ({"status": "PAID"}, "status", InvoiceStatus.PAID),
        ({"id": 32322}, "id", "32322"),
        ({"amount": "1.10"}, "amount", Decimal("1.10")),
        ({"description": None}, "description", None),
        ({}, "description", UNSET),
    ],
)
def test_tolerated(change: dict[str, Any], field: str, value: Any, connect, canned: Canned) -> None:
    canned.body = json.dumps({**INVOICE, **change}).encode()
    found = getattr(connect(base_url=canned.url).get_invoice("1"), field)
    assert (found, type(found) if value is UNSET else None) == (
        value,
        type(value) if value is UNSET else None,
    )


def test_camel_case_times_are_the_same_times(connect, canned: Canned) -> None:
    renamed = {"createdAt": INVOICE["created_at"], "updatedAt": INVOICE["updated_at"]}
    plain = {key: value for key, value in INVOICE.items() if not key.endswith("_at")}
    canned.body = json.dumps({**plain, **renamed}).encode()
    invoice = connect(base_url=canned.url).get_invoice("1")
    canned.body = json.dumps(INVOICE).encode()
    assert invoice == connect(base_url=canned.url).get_invoice("1")


@pytest.mark.parametrize(
    "change",
    [
        {"new_field": 1},
        {"status": "refunded"},
        {"status": "Paid"},
        {"id": 32322},
        {"amount": "1.10"},
    ],
)
def test_a_strict_client_tolerates_nothing(change: dict[str, Any], connect, canned: Canned) -> None:
    canned.body = json.dumps({**INVOICE, **change}).encode()
    with pytest.raises(ResponseDecodeError, match=next(iter(change))):
        connect(base_url=canned.url, strict=True).get_invoice("1")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"amount": "NaN"}, "$.amount"),
        ({"amount": "much"}, "$.amount"),
        ({"amount": None}, "$.amount"),
        ({"created_at": "2022-01-19T00:00:00"}, "$.created_at"),
        ({"shipping": {"amount": []}}, "$.shipping.amount"),
    ],
)
def test_what_does_not_coerce_is_an_error(
    change: dict[str, Any], path: str, connect, canned: Canned
) -> None:
    canned.body = json.dumps({**INVOICE, **change}).encode()
    with pytest.raises(ResponseDecodeError) as caught:
        connect(base_url=canned.url).get_invoice("1")
    assert caught.value.json_path == path


@pytest.mark.parametrize("field", sorted(INVOICE))
def test_a_missing_required_field_is_an_error(field: str, connect, canned: Canned) -> None:
    canned.body = json.dumps(
        {key: value for key, value in INVOICE.items() if key != field}
    ).encode()
    with pytest.raises(ResponseDecodeError, match=field):
        connect(base_url=canned.url).get_invoice("1")


def test_an_error_page_is_never_an_empty_list(connect, canned: Canned) -> None:
    canned.body = b'{"message": "try again"}'
    with pytest.raises(ResponseDecodeError):
        connect(base_url=canned.url).list_invoices()


def test_paging_ends_when_the_service_ignores_the_page(connect, canned: Canned) -> None:
    meta = {"total_count": 10, "page": 1, "per_page": 1}
    canned.body = json.dumps({"meta": meta, "data": [INVOICE]}).encode()
    assert [invoice.id for invoice in connect(base_url=canned.url).iter_invoices()] == ["1"]
    assert len(canned.asked) == 2


STATUSES = {
    400: BadRequestError,
    403: PermissionDeniedError,
    409: ConflictError,
    429: RateLimitError,
    500: InternalServerError,
    503: InternalServerError,
    418: APIStatusError,
    302: APIStatusError,
}


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_its_error(status: int, connect, canned: Canned) -> None:
    canned.status, canned.body = status, b'{"message": "no", "limit": 1.10}'
    canned.headers |= {"Retry-After": "7", "X-Request-Id": "r-1", "Location": canned.url}
    with pytest.raises(APIStatusError) as caught:
        connect(base_url=canned.url, max_retries=0).get_invoice("1")

    error = caught.value
    assert type(error) is STATUSES[status]
    assert (error.status_code, error.request_id, error.retry_after) == (status, "r-1", 7.0)
    assert error.body == {"message": "no", "limit": Decimal("1.10")}
    assert len(canned.asked) == 1, "neither a redirect nor a retry"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.body) == (type(error), str(error), error.body)


def test_nobody_there(connect) -> None:
    with pytest.raises(APIConnectionError) as caught:
        connect(base_url="http://127.0.0.1:1").get_invoice("1")
    assert type(caught.value.__cause__) is ConnectionRefusedError
    assert caught.value.__cause__.__traceback__ is None
    assert caught.value.__context__ is None


def test_timeout(connect, canned: Canned) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(APITimeoutError):
            connect(base_url=url, timeout=0.05).get_invoice("1")


def test_structs_pickle_and_credentials_do_not(canned: Canned) -> None:
    canned.body = json.dumps(INVOICE).encode()
    with SonicPay(token="s3cret", base_url=canned.url) as client:
        invoice = client.get_invoice("1")
        assert pickle.loads(pickle.dumps(invoice)) == invoice
        assert isinstance(invoice, Invoice)
        assert repr(client) == f"SonicPay(base_url='{canned.url}')"
        with pytest.raises(TypeError) as caught:
            pickle.dumps(client)
    assert "s3cret" not in str(caught.value)


def test_a_missing_credential_says_where_to_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SONICPAY_TOKEN", raising=False)
    with pytest.raises(ConfigurationError, match=r"token.*SONICPAY_TOKEN"):
        SonicPay()
