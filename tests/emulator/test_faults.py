"""Faults on demand: what fails, how often, in whose words, and what the journal tells of it."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator, EmulatorError
from corrigenda.emulator.exchange import Answer
from corrigenda.emulator.faults import CHANGES, KINDS, Fault
from corrigenda.emulator.faults_read import parse_fault, read_fault, shown_fault
from corrigenda.emulator.spoil import spoiled

BEARER = {"Authorization": "Bearer any"}
KNOWN = {"sonicpay": frozenset({"list_invoices", "get_invoice"})}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["sonicpay", "subsbase"]) as emulator:
        yield emulator


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx2.Client]:
    transport = emulator.transport("sonicpay")
    with httpx2.Client(
        transport=transport, base_url="https://api.example.com", headers=BEARER
    ) as client:
        yield client


def statuses(http: httpx2.Client, count: int) -> list[int]:
    return [http.get("/invoices").status_code for _ in range(count)]


def test_a_status_fails_as_often_as_asked_for_in_the_services_words(
    emulator: Emulator, http: httpx2.Client
) -> None:
    emulator.fault("sonicpay.list_invoices", status=429, retry_after=2, times=2)
    answer = http.get("/invoices")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")
    assert answer.json() == {"status": "error", "message": "a fault that was asked for"}
    assert statuses(http, 3) == [429, 200, 200]
    assert [(one.hits, one.left) for one in emulator.faults()] == [(2, 0)]


def test_graphql_fails_in_its_own_words(emulator: Emulator) -> None:
    emulator.fault("subsbase.list_invoices", status=503, times=1)
    query = {"query": '{ invoices(siteId: "s") { data { id } } }'}
    headers = {**BEARER, "X-SITE-ID": "s"}
    for expected in (503, 200):
        with httpx2.Client(transport=emulator.transport("subsbase")) as client:
            answer = client.post("https://x.example.com", json=query, headers=headers)
        assert answer.status_code == expected
    assert [one.operation for one in emulator.requests()] == ["list_invoices"] * 2


def test_faults_are_used_in_their_order_and_after_as_many_as_asked(
    emulator: Emulator, http: httpx2.Client
) -> None:
    emulator.fault("sonicpay.list_invoices", status=500, times=1, after=1)
    emulator.fault("sonicpay.*", status=502, times=1)
    assert statuses(http, 4) == [200, 500, 502, 200]


def test_other_operations_pass(emulator: Emulator, http: httpx2.Client) -> None:
    emulator.fault("sonicpay.get_invoice", status=500)
    assert statuses(http, 2) == [200, 200]
    assert http.get("/invoices/x").status_code == 500


def test_a_success_is_applied_with_another_status(emulator: Emulator, http: httpx2.Client) -> None:
    emulator.fault("sonicpay.list_invoices", status=206, times=1)
    answer = http.get("/invoices")
    assert answer.status_code == 206
    assert answer.json()["data"]


@pytest.mark.parametrize("status", [204, 205, 304])
def test_a_status_without_a_body_leaves_the_connection_usable(
    emulator: Emulator, status: int
) -> None:
    emulator.fault("sonicpay.list_invoices", status=status, times=2)
    host = emulator.root.removeprefix("http://")
    with closing(HTTPConnection(host, timeout=10)) as connection:
        for method in ("GET", "HEAD", "GET"):
            connection.request(method, "/sonicpay/invoices", headers=BEARER)
            answer = connection.getresponse()
            said = answer.read()
            if answer.status == 200:
                break
            assert (answer.status, said, answer.headers["content-type"]) == (status, b"", None)
            assert answer.headers["content-length"] == ("0" if status == 205 else None)
    assert answer.status == 200
    assert [one.answer for one in emulator.requests()[:2]] == [b"", b""]


def test_no_fault_gives_a_body_to_a_status_without_one() -> None:
    for status in (204, 205, 304):
        spoilt, _ = spoiled(Answer(status, b""), Fault("sonicpay.*", "bad_gzip"))
        assert spoilt.body == b""


@pytest.mark.parametrize("status", [204, 304])
@pytest.mark.parametrize("door", ["transport", "asgi"])
def test_a_status_without_a_body_behind_the_other_doors(
    emulator: Emulator, door: str, status: int
) -> None:
    emulator.fault("sonicpay.list_invoices", status=status)
    app: Any = emulator.asgi()
    transport: Any = httpx2.ASGITransport(app)
    path = "/sonicpay/invoices"
    if door == "transport":
        transport, path = emulator.transport("sonicpay"), "/invoices"

    async def ask() -> httpx2.Response:
        async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
            return await client.get(path, headers=BEARER)

    answer = asyncio.run(ask())
    assert (answer.status_code, answer.content) == (status, b"")
    assert "content-type" not in answer.headers
    assert "content-length" not in answer.headers


def test_the_journal_tells_attempts_delays_and_faults(
    emulator: Emulator, http: httpx2.Client
) -> None:
    emulator.fault("sonicpay.list_invoices", status=503, times=2)
    statuses(http, 4)
    entries = emulator.requests("list_invoices")
    assert [one.attempt for one in entries] == [1, 2, 3, 1]
    assert [one.fault for one in entries] == ["503", "503", None, None]
    assert [one.delay is None for one in entries] == [True, False, False, True]
    assert [one.number for one in entries] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("reset_before", httpx2.ReadError),
        ("reset_after", httpx2.ReadError),
        ("truncated", httpx2.RemoteProtocolError),
        ("malformed_chunk", httpx2.RemoteProtocolError),
        ("bad_gzip", httpx2.DecodingError),
    ],
)
@pytest.mark.parametrize("door", ["transport", "socket"])
def test_what_breaks_raises_the_same_behind_both_doors(
    emulator: Emulator, http: httpx2.Client, kind: Any, error: type[Exception], door: str
) -> None:
    emulator.fault("sonicpay.list_invoices", kind=kind, times=1)
    get, url = http.get, "/invoices"
    if door == "socket":
        get, url = httpx2.get, f"{emulator.url('sonicpay')}/invoices"  # type: ignore[assignment]
    with pytest.raises(error):
        get(url, headers=BEARER)
    assert emulator.requests()[-1].fault == kind


@pytest.mark.parametrize("kind", ["slow_bytes", "slow_headers", "delay"])
def test_a_client_gives_up_on_what_is_slow(
    emulator: Emulator, http: httpx2.Client, kind: Any
) -> None:
    emulator.fault("sonicpay.list_invoices", kind=kind, pace=60, delay=60, times=2)
    for get, path in (
        (http.get, "/invoices"),
        (httpx2.get, emulator.url("sonicpay") + "/invoices"),
    ):
        with pytest.raises(httpx2.ReadTimeout):
            get(path, timeout=0.05, headers=BEARER)


def test_an_empty_body_a_wrong_type_and_an_expired_token(
    emulator: Emulator, http: httpx2.Client
) -> None:
    for kind in ("empty", "wrong_content_type", "expired_token"):
        emulator.fault("sonicpay.list_invoices", kind=kind, times=1)  # type: ignore[arg-type]
    assert http.get("/invoices").content == b""
    assert http.get("/invoices").headers["content-type"] == "text/html"
    expired = http.get("/invoices")
    assert expired.status_code == 401
    assert "invalid_token" in expired.headers["www-authenticate"]
    assert http.get("/invoices").status_code == 200


@pytest.mark.parametrize(
    ("change", "field", "to", "seen"),
    [
        ("rename", "data.amount", "total", lambda one: "total" in one and "amount" not in one),
        ("rename", "data.amount", "", lambda one: "new_amount" in one),
        ("remove", "data.amount", "", lambda one: "amount" not in one),
        ("add", "data", "", lambda one: "unheard_of" in one),
        ("retype", "data.amount", "", lambda one: isinstance(one["amount"], list)),
        ("retype", "data.currency", "", lambda one: one["currency"] == 7),
        ("enum", "data.status", "on_hold", lambda one: one["status"] == "on_hold"),
    ],
)
def test_a_field_drifts(
    emulator: Emulator, http: httpx2.Client, change: Any, field: str, to: str, seen: Any
) -> None:
    emulator.fault("sonicpay.list_invoices", kind="drift", change=change, field=field, to=to)
    assert all(map(seen, http.get("/invoices").json()["data"]))
    emulator.clear_faults()
    assert not any(map(seen, http.get("/invoices").json()["data"]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nobody.get:status=500", "the service 'nobody', which is not emulated"),
        ("sonicpay.nope:status=500", "sonicpay has no operation 'nope'"),
        ("sonicpay.get_invoice", "says not how to fail"),
        ("sonicpay.get_invoice:status=5000", "the status 5000 cannot be sent"),
        ("sonicpay.get_invoice:status=x", "'x' is not a number"),
        ("sonicpay.get_invoice:explode", "no fault is called 'explode'"),
        ("sonicpay.get_invoice:stat=500", "a fault has no 'stat'"),
        ("sonicpay.get_invoice:delay=-1,kind=delay", "negative"),
        ("sonicpay.get_invoice:status=500,times=0", "never happens"),
        ("sonicpay.get_invoice:drift", "says not what changes"),
        ("sonicpay.get_invoice:drift,change=remove", "names no field"),
        ("sonicpay.get_invoice:empty,status=500", "has no status"),
        ("sonicpay.get_invoice:times=1", "says not how to fail"),
        ("sonicpay.get_invoice:status=150", "the status 150 cannot be sent"),
        ("sonicpay.get_invoice:status=1e999999999", "status: the number is out of range"),
        ("sonicpay.get_invoice:status=429.9", "status: '429.9' is not a whole number"),
        ("sonicpay.get_invoice:status=500,times=1e-999999999", "is not a whole number"),
        ("sonicpay.get_invoice:status=500,after=" + "9" * 5000, "after: the number is out"),
        ("sonicpay.get_invoice:delay,delay=nan", "delay: 'nan' is not a number"),
        ("sonicpay.get_invoice:slow_bytes,pace=inf", "pace: 'inf' is not a number"),
        ("sonicpay.get_invoice:status=503,retry_after=1e20", "retry_after: the number is out"),
        ("sonicpay.get_invoice:status=5_00", "status: '5_00' is not a number"),
    ],
)
def test_a_fault_that_cannot_happen_is_refused(text: str, said: str) -> None:
    with pytest.raises(EmulatorError, match=said) as caught:
        parse_fault(text, KNOWN)
    assert "\nfix: " in str(caught.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"status": "x"}, "status: 'x' is not a number"),
        ({"status": 500, "times": 1.5}, "times: '1.5' is not a whole number"),
        ({"status": 500, "after": True}, "after: True is not a number"),
        ({"delay": float("nan")}, "delay: nan is not a number"),
        ({"status": 500, "retry_after": float("inf")}, "retry_after: inf is not a number"),
        ({"kind": 5}, "kind: 5 is not a text"),
        ({"kind": "drift", "change": "remove", "field": 5}, "field: 5 is not a text"),
    ],
)
def test_an_argument_that_cannot_be_used_is_refused(
    emulator: Emulator, given: Any, said: str
) -> None:
    with pytest.raises(EmulatorError, match=said) as caught:
        emulator.fault("sonicpay.list_invoices", **given)
    assert "\nfix: " in str(caught.value)
    assert emulator.faults() == []


def test_a_long_time_is_written_in_digits(emulator: Emulator, http: httpx2.Client) -> None:
    for seconds, shown in ((1_234_567, "1234567"), (1e6, "1000000"), (0.000_001, "0.000001")):
        emulator.clear_faults()
        emulator.fault("sonicpay.list_invoices", status=503, retry_after=seconds)
        assert http.get("/invoices").headers["retry-after"] == shown


def test_every_kind_is_read_and_written() -> None:
    for kind in KINDS:
        more = {"status": ",status=500", "delay": ",delay=1"}.get(kind, "")
        for change in CHANGES if kind == "drift" else [""]:
            drift = f",change={change},field=a" if change else ""
            fault = parse_fault(f"sonicpay.*:{kind}{more}{drift},times=2", KNOWN)
            assert isinstance(fault, Fault)
            assert read_fault(shown_fault(fault), KNOWN) == fault


def test_a_delay_needs_no_kind(emulator: Emulator, http: httpx2.Client) -> None:
    emulator.fault("sonicpay.list_invoices", delay=0.001, times=1)
    assert statuses(http, 1) == [200]
    assert emulator.requests()[-1].fault == "delay 0.001 s"


def test_retries_of_a_client_are_seen(emulator: Emulator) -> None:
    sonicpay = pytest.importorskip("sonicpay_client")
    with emulator.connect(sonicpay.SonicPay, token="any") as client:
        emulator.fault("sonicpay.list_invoices", status=503, retry_after=0, times=2)
        assert client.list_invoices().data
    entries = emulator.requests("list_invoices")
    assert [(one.status, one.attempt) for one in entries] == [(503, 1), (503, 2), (200, 3)]
