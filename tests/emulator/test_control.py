"""Control: who may use it, and what it does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import repeat
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator, EmulatorError
from corrigenda.emulator.exact import Members
from corrigenda.emulator.guard import is_loopback

BEARER = {"Authorization": "Bearer secret-token-1"}
INVOICE: Members = {
    "amount": 1,
    "currency": "USD",
    "customer_email": "a@b.c",
    "customer_name": "A",
    "line_items": [],
    "due_date": "2026-01-31",
    "metadata": {},
}
CHANGING = {"X-Emulator": "1"}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["sonicpay", "subsbase"]) as emulator:
        yield emulator


@pytest.fixture
def control(emulator: Emulator) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=f"{emulator.root}/_emulator/", headers=CHANGING) as client:
        yield client


def ask(emulator: Emulator, **headers: str) -> httpx2.Response:
    url = f"{emulator.url('sonicpay')}/invoices"
    return httpx2.get(url, headers={**BEARER, **headers})


def test_faults_over_http(emulator: Emulator, control: httpx2.Client) -> None:
    fault = {"operation": "sonicpay.list_invoices", "status": 503, "times": 1}
    added = control.post("faults", json=fault)
    assert added.status_code == 201
    assert added.json()["id"] == 1
    assert ask(emulator).status_code == 503
    assert control.get("faults").json()[0]["hits"] == 1
    assert control.put("faults", json=[fault, fault]).status_code == 200
    assert len(control.get("faults").json()) == 2
    assert control.delete("faults").status_code == 204
    assert control.get("faults").json() == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"no", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "names no operation"),
        (b'{"operation": "sonicpay.nope", "status": 500}', "no operation 'nope'"),
        (b'{"operation": "sonicpay.*", "status": "x"}', "not a number"),
        (b'{"operation": "sonicpay.*", "status": 1e999999999}', "status: the number is out of"),
        (b'{"operation": "sonicpay.*", "status": 429.9}', "status: '429.9' is not a whole"),
        (b'{"operation": "sonicpay.*", "status": 500, "times": 1e999999999}', "times: the number"),
        (b'{"operation": "sonicpay.*", "status": 500, "times": 1.5}', "times: '1.5' is not a"),
        (b'{"operation": "sonicpay.*", "status": 500, "after": 1e999999999}', "after: the number"),
        (b'{"operation": "sonicpay.*", "delay": "inf", "kind": "delay"}', "delay: 'inf' is not"),
        (b'{"operation": "sonicpay.*", "pace": 1e999999999, "kind": "slow_bytes"}', "out of range"),
        (b'{"operation": "sonicpay.*", "delay": true, "kind": "delay"}', "True is not a number"),
        (b'{"operation": 5, "status": 500}', "names no operation"),
    ],
)
def test_a_wrong_fault_is_refused(control: httpx2.Client, body: bytes, said: str) -> None:
    answer = control.post("faults", content=body)
    assert answer.status_code == 422
    assert said in answer.json()["message"]


@pytest.mark.parametrize("path", ["requests", "objects"])
@pytest.mark.parametrize("number", ["9" * 5000, "1e999999999", "-1", "1.5", "\u0661", "nan"])
def test_a_number_that_cannot_be_used_is_refused(
    emulator: Emulator, control: httpx2.Client, path: str, number: str
) -> None:
    ask(emulator)
    tenant = control.get("tenants").json()[0]["tenant"]
    asked = {"provider": "sonicpay", "tenant": tenant, "kind": "invoice"}
    names = {"requests": ("limit", "after"), "objects": ("limit", "offset")}[path]
    for name in names:
        query = {name: number, **(asked if path == "objects" else {})}
        answer = control.get(path, params=query)
        assert answer.status_code == 422
        assert "\nfix: " in answer.json()["message"]


def test_reset_begins_anew_and_chooses_a_seed(emulator: Emulator, control: httpx2.Client) -> None:
    documented = ask(emulator).json()["meta"]["total_count"]
    emulator.fault("sonicpay.*", status=500)
    assert control.post("reset", json={"seed": None}).status_code == 204
    assert emulator.requests() == []
    assert ask(emulator).json()["meta"]["total_count"] == 0
    assert control.post("reset").status_code == 204
    assert ask(emulator).json()["meta"]["total_count"] == 0
    assert control.post("reset", json={"seed": "docs"}).status_code == 204
    assert ask(emulator).json()["meta"]["total_count"] == documented
    assert control.post("reset", json={"seed": "dreams"}).status_code == 422
    assert control.post("reset", json={"sed": "docs"}).status_code == 422


def test_a_snapshot_brings_back_what_was(emulator: Emulator, control: httpx2.Client) -> None:
    before = ask(emulator).json()
    name = control.post("snapshots").json()["name"]
    emulator.reset(seed=None)
    assert ask(emulator).json() != before
    assert control.post("restore", json={"name": name}).status_code == 204
    assert ask(emulator).json() == before
    assert control.post("restore", json={"name": "nope"}).status_code == 422
    with pytest.raises(EmulatorError, match="no snapshot is called 'nope'"):
        emulator.restore("nope")


def test_tenants_and_their_objects(emulator: Emulator, control: httpx2.Client) -> None:
    ask(emulator)
    (tenant,) = control.get("tenants").json()
    assert (tenant["provider"], tenant["objects"]) == ("sonicpay", {"invoice": 3})
    assert "secret-token" not in str(tenant)
    query = {"provider": "sonicpay", "tenant": tenant["tenant"], "kind": "invoice", "limit": 2}
    page = control.get("objects", params=query).json()
    assert (page["total"], len(page["objects"])) == (3, 2)
    assert control.get("objects", params={**query, "tenant": "f" * 12}).status_code == 422
    assert control.get("objects", params={**query, "limit": "x"}).status_code == 422


@pytest.mark.parametrize("kind", [None, "", "invoices", "__proto__"])
def test_objects_are_of_a_kind(
    emulator: Emulator, control: httpx2.Client, kind: str | None
) -> None:
    ask(emulator)
    query = {"provider": "sonicpay", **({} if kind is None else {"kind": kind})}
    answer = control.get("objects", params=query)
    assert answer.status_code == 422
    assert answer.json()["message"].endswith("\nfix: choose from: invoice")


def test_a_kind_without_objects_is_known(emulator: Emulator, control: httpx2.Client) -> None:
    emulator.reset(seed=None)
    ask(emulator)
    answer = control.get("objects", params={"provider": "sonicpay", "kind": "invoice"})
    assert answer.json() == {"total": 0, "objects": []}


def test_the_clock_and_ids_can_be_set(emulator: Emulator, control: httpx2.Client) -> None:
    assert control.put("clock", json={"now": "2020-01-02T03:04:05Z"}).status_code == 200
    emulator.clock.set_ids(["one", "two"])
    url = f"{emulator.url('sonicpay')}/invoices"
    made = [httpx2.post(url, json=INVOICE, headers=BEARER).json() for _ in range(3)]
    assert [one["id"] for one in made[:2]] == ["one", "two"]
    assert len(made[2]["id"]) == 36
    assert made[0]["created_at"] == "2020-01-02T03:04:05.000Z"
    emulator.clock.advance(60)
    assert control.get("clock").json() == {"now": "2020-01-02T03:05:05+00:00"}
    emulator.reset()
    assert control.get("clock").json() == {"now": None}
    for wrong in ("yesterday", "2020-01-01T00:00:00"):
        assert control.put("clock", json={"now": wrong}).status_code == 422
    with pytest.raises(EmulatorError, match="no time zone"):
        emulator.clock.set_time(datetime(2020, 1, 1))
    emulator.clock.set_time(datetime(2020, 1, 1, tzinfo=UTC))
    emulator.clock.set_ids(7)
    again = [emulator.clock.new_id() for _ in range(2)]
    emulator.clock.set_ids(7)
    assert [emulator.clock.new_id() for _ in range(2)] == again


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"now": "0001-01-01T00:00:00+14:00"}', "before the year 1"),
        (b'{"now": "9999-12-31T23:59:59-14:00"}', "after the year 9999"),
        (b'{"noww": "2020-01-01T00:00:00Z"}', "noww"),
        (b'{"now": "2020-01-01T00:00:00Z", "size": 1}', "size"),
        (b'{"now": 20200101}', "20200101 is not a time"),
        (b"{}", "`now` is missing"),
        (b"", "`now` is missing"),
        (b"[]", "not a JSON object"),
    ],
)
def test_a_wrong_time_leaves_the_clock_alone(
    emulator: Emulator, control: httpx2.Client, body: bytes, said: str
) -> None:
    emulator.clock.set_time(datetime(2020, 1, 1, tzinfo=UTC))
    answer = control.put("clock", content=body)
    assert answer.status_code == 422
    assert said in answer.json()["message"]
    assert "\nfix: " in answer.json()["message"]
    assert control.get("clock").json() == {"now": "2020-01-01T00:00:00+00:00"}


@pytest.mark.parametrize("body", [b"null", b' {"now": null} '])
def test_the_clock_runs_again(emulator: Emulator, control: httpx2.Client, body: bytes) -> None:
    emulator.clock.set_time(datetime(2020, 1, 1, tzinfo=UTC))
    assert control.put("clock", content=body).json() == {"now": None}


@pytest.mark.parametrize("seconds", [1e20, 1e12, float("nan"), float("-inf"), "x", True, None])
def test_a_clock_is_advanced_by_seconds_only(emulator: Emulator, seconds: Any) -> None:
    emulator.clock.set_time(datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(EmulatorError, match="\nfix: "):
        emulator.clock.advance(seconds)
    assert emulator.clock.now() == datetime(2020, 1, 1, tzinfo=UTC)
    emulator.clock.advance(-1.5)
    assert emulator.clock.now().isoformat() == "2019-12-31T23:59:58.500000+00:00"


@pytest.mark.parametrize("moment", ["x", "2020-01-01T00:00:00Z", 5, date(2020, 1, 1)])
def test_a_clock_is_set_to_a_datetime_only(emulator: Emulator, moment: Any) -> None:
    with pytest.raises(EmulatorError, match="is not a time\nfix: "):
        emulator.clock.set_time(moment)
    assert emulator.clock.stands_at() is None


@pytest.mark.parametrize("ids", [[1], ["one", None], [""], "abc", b"abc", 1.5, True, repeat("a")])
def test_ids_are_a_list_of_texts(emulator: Emulator, ids: Any) -> None:
    emulator.clock.set_ids(["kept"])
    with pytest.raises(EmulatorError, match="\nfix: "):
        emulator.clock.set_ids(ids)
    assert emulator.clock.new_id() == "kept"
    emulator.clock.set_ids(f"id-{number}" for number in (1, 2))
    assert [emulator.clock.new_id() for _ in range(2)] == ["id-1", "id-2"]


def test_an_id_that_is_taken_is_refused_in_the_services_words(emulator: Emulator) -> None:
    emulator.clock.set_ids(["new", "new", "invoice_id", "other"])
    url = f"{emulator.url('sonicpay')}/invoices"
    made = [httpx2.post(url, json=INVOICE, headers=BEARER) for _ in range(4)]
    assert [one.status_code for one in made] == [200, 409, 409, 200]
    for one, taken in zip(made[1:3], ("new", "invoice_id"), strict=True):
        assert one.json()["status"] == "error"
        assert f"there is an object {taken} of the kind invoice already" in one.json()["message"]
    assert made[3].json()["id"] == "other"


def test_an_id_that_is_taken_is_refused_by_graphql_too(emulator: Emulator) -> None:
    emulator.clock.set_ids(["one", "one"])
    query = """mutation { createInvoiceMutation(siteId: "s", customerId: "c", requesterId: "r",
        invoice: {total: 1}) { isSuccess } }"""
    headers = {**BEARER, "X-SITE-ID": "s"}
    url = emulator.url("subsbase")
    made = [httpx2.post(url, json={"query": query}, headers=headers) for _ in range(2)]
    assert [one.status_code for one in made] == [200, 409]
    assert "there is an object one of the kind" in made[1].text


def test_no_credential_is_shown(emulator: Emulator, control: httpx2.Client) -> None:
    query = {"query": '{ invoices(siteId: "s") { data { id } } }'}
    headers = {**BEARER, "X-SITE-ID": "secret-site-1", "Cookie": "a=secret-cookie-1"}
    httpx2.post(emulator.url("subsbase"), json=query, headers=headers)
    (entry,) = emulator.requests()
    assert entry.headers["x-site-id"] == "secret-site-1"
    for shown in (control.get("requests").text, repr(entry), repr(emulator)):
        assert "secret-" not in shown
    assert control.get("requests").json()[0]["headers"]["x-site-id"] == "***"


def test_requests_after_a_number(emulator: Emulator, control: httpx2.Client) -> None:
    for _ in range(3):
        ask(emulator)
    numbers = [one["number"] for one in control.get("requests", params={"after": 1}).json()]
    assert numbers == [2, 3]
    assert [one["number"] for one in control.get("requests?limit=1").json()] == [3]
    assert control.delete("requests").status_code == 204
    assert control.get("requests").json() == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_change_needs_its_header(control: httpx2.Client, method: str) -> None:
    del control.headers["X-Emulator"]
    answer = control.request(method, "faults", json=[])
    assert answer.status_code == 403
    assert "X-Emulator" in answer.json()["message"]


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example.com", "http://127.0.0.1:1", "null", "http://[", "http://[x]", ""],
)
def test_another_origin_may_not_control(control: httpx2.Client, origin: str) -> None:
    for method, path in (("GET", "requests"), ("GET", ""), ("POST", "reset")):
        answer = control.request(method, path, headers={"Origin": origin})
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers


def test_its_own_origin_may_control(emulator: Emulator, control: httpx2.Client) -> None:
    assert control.post("reset", headers={"Origin": emulator.root}).status_code == 204


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:5173", True),
        ("http://127.0.0.1:3000", True),
        ("http://[::1]:3000", True),
        ("https://evil.example.com", False),
        ("http://localhost.evil.example.com", False),
        ("null", False),
    ],
)
def test_pages_of_this_machine_may_call_the_services(
    emulator: Emulator, origin: str, allowed: bool
) -> None:
    answer = ask(emulator, Origin=origin)
    assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
    url = f"{emulator.url('sonicpay')}/invoices"
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    preflight = httpx2.options(url, headers=asking)
    assert preflight.status_code == 204
    assert ("access-control-allow-origin" in preflight.headers) is allowed


def test_elsewhere_control_needs_the_key() -> None:
    with Emulator(providers=["sonicpay"], host="0.0.0.0", key="k-1", port=0) as emulator:
        root = emulator.root.replace("0.0.0.0", "127.0.0.1")
        for headers, status in (({}, 401), ({"X-Emulator-Key": "no"}, 401)):
            assert httpx2.get(f"{root}/_emulator/requests", headers=headers).status_code == status
        allowed = {"X-Emulator-Key": "k-1"}
        assert httpx2.get(f"{root}/_emulator/requests", headers=allowed).status_code == 200
        elsewhere = {**BEARER, "Host": "emulator.internal.example.com"}
        assert httpx2.get(f"{root}/sonicpay/invoices", headers=elsewhere).status_code == 200


def test_no_key_no_other_host() -> None:
    with pytest.raises(EmulatorError, match="can be reached from elsewhere"):
        Emulator(host="0.0.0.0").__enter__()
    for host in ("", " "):
        with (
            pytest.raises(EmulatorError, match="an empty host"),
            Emulator(host=host) as emulator,
        ):
            emulator.url("sonicpay")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("app.localhost", True),
        ("127.8.8.8", True),
        ("[::1]", True),
        ("localhost.example.com", False),
        ("127.0.0.1.example.com", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_what_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_no_get_changes_anything(emulator: Emulator, control: httpx2.Client) -> None:
    ask(emulator)
    before: Any = control.get("tenants").json()
    for path in ("reset", "snapshots", "restore"):
        assert control.get(path).status_code == 405
    assert control.get("tenants").json() == before


def test_what_there_is_not(control: httpx2.Client) -> None:
    for path, status in (("nothing", 404), ("schemas/nobody", 422)):
        answer = control.get(path)
        assert answer.status_code == status
        assert answer.json()["status"] == "error"
    assert control.get("schemas/sonicpay").text.startswith("# Made by corrigenda")
