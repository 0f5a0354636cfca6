"""The one operation, sync and async: every parameter on the wire, and what comes back."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sonderplan_client import (
    UNSET,
    APIStatusError,
    AuthenticationError,
    FilterOperator,
    Invoice,
    InvoiceStatus,
    InvoiceStatusId,
    ResponseDecodeError,
    Sonderplan,
)

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller, Canned
from tests.contract.samples import Sample, by_value, exact, read_samples, without

SAMPLES = read_samples("sonderplan")
EAST = timezone(timedelta(hours=11))

WIRE: list[tuple[str, Any, str]] = [
    ("id", [1, 2], "id=1,2"),
    ("id", (1,), "id=1"),
    ("prefix", "INV-", "prefix=INV-"),
    ("number", [892, 893], "number=892,893"),
    ("status_id", 2, "status_id=2"),
    ("status_id", InvoiceStatusId.AWAITING_PAYMENT, "status_id=3"),
    ("project_id", 2342354, "project_id=2342354"),
    ("from_time", 1388552400, "from_time=1388552400"),
    ("from_time", datetime(2014, 1, 1, 5, tzinfo=UTC), "from_time=1388552400"),
    ("to_time", datetime(2014, 1, 1, 16, tzinfo=EAST), "to_time=1388552400"),
    ("created_sp_flag", True, "created_sp_flag=true"),
    ("created_sp_flag", False, "created_sp_flag=false"),
    ("template_id", 213, "template_id=213"),
    ("currency", "AUD", "currency=AUD"),
    ("updated_after", datetime(1970, 1, 1, tzinfo=UTC), "updated_after=0"),
    ("fields", ["id", "total"], "fields=id,total"),
    ("page", 2, "page=2"),
    ("limit", 100, "limit=100"),
    ("order_asc", "number", "order_asc=number"),
    ("order_desc", "total", "order_desc=total"),
    ("filter_operator", "AND", "filter_operator=AND"),
    ("filter_operator", FilterOperator.OR, "filter_operator=OR"),
]


@pytest.mark.parametrize(("name", "value", "wire"), WIRE, ids=[wire for *_, wire in WIRE])
def test_every_parameter_on_the_wire(
    name: str, value: Any, wire: str, client: Caller, emulator: Emulator
) -> None:
    client.list_invoices(**{name: value})
    (arrived,) = emulator.requests("list_invoices")
    assert (arrived.method, arrived.path, arrived.raw_query) == ("GET", "/v2/invoice", wire)
    assert arrived.headers["authorization"] == "Bearer test"


def test_every_parameter_is_tried() -> None:
    documented = {sample.content["request"]["query"].popitem()[0] for sample in SAMPLES[1:]}
    assert {name for name, *_ in WIRE} == documented
    assert len(documented) == 17


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_samples_arrive_as_documented(sample: Sample, client: Caller, emulator: Emulator) -> None:
    given = read_samples("sonderplan")[SAMPLES.index(sample)].mended("request").get("query", {})
    lists = {"id": int, "number": int, "fields": str}
    values = {
        name: [lists[name](part) for part in text.split(",")]
        if name in lists
        else {"true": True}.get(text, int(text) if text.isdigit() else text)
        for name, text in given.items()
    }
    client.list_invoices(**values)
    (arrived,) = emulator.requests("list_invoices")
    assert dict(arrived.query) == given
    assert arrived.path == sample.content["request"]["path"]


def test_the_documented_answer(client: Caller, emulator: Emulator) -> None:
    (sample,) = [sample for sample in SAMPLES if "answer" in sample.content]
    page = client.list_invoices()
    differs = list(sample.content["differs"])
    documented = without(exact(sample.mended("answer")["body"]), differs)
    assert by_value(without(exact(emulator.requests()[0].answer), differs)) == by_value(documented)

    (invoice,) = page.data
    assert isinstance(invoice, Invoice)
    assert (invoice.total, invoice.items[0].quantity) == (Decimal("546.18"), Decimal("2.4"))
    assert str(invoice.items[0].taxes[0].rate) == "10.00"
    assert invoice.items[0].discount == "20.00%"
    assert invoice.date == 1547501100
    assert invoice.date_time_iso == datetime(2022, 2, 22, 9, tzinfo=EAST)
    assert invoice.created_sp_flag is True
    assert invoice.status == [InvoiceStatus(id=2, name="Submitted")]
    assert invoice.current_status is invoice.status[0]
    assert invoice.current_project.code == "AND-S1-EP7"
    assert invoice.current_client.contact_person.name == "Fred Flintstone"


@pytest.mark.parametrize("form", ["printed", "mended"])
def test_the_documented_answer_is_written_back(form: str, connect, canned: Canned) -> None:
    (sample,) = [sample for sample in SAMPLES if "answer" in sample.content]
    canned.body = getattr(sample, form)("answer")["body"].encode()
    page = connect(base_url=canned.url, strict=True).list_invoices()
    assert by_value(exact(page.to_json())) == by_value(exact(canned.body))


def test_fields_trims_and_the_rest_is_unset(client: Caller) -> None:
    (invoice,) = client.list_invoices(fields=["id", "total"]).data
    assert (invoice.id, invoice.total) == (1, Decimal("546.18"))
    assert invoice.status is UNSET
    assert invoice.current_status is None
    assert json.loads(invoice.to_json()) == {"id": 1, "total": "546.18"}


INVOICE: dict[str, Any] = {"id": 1}


def page_of(*invoices: dict[str, Any], total: int = 1, number: int = 1, size: int = 10) -> bytes:
    meta = {"total": total, "count": len(invoices), "per_page": size, "current_page": number}
    return json.dumps({"data": invoices, "meta": {"pagination": meta}}).encode()


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("wire", ["true", True, "false", False])
def test_the_flag_is_a_bool_however_it_comes(wire: Any, strict: bool, connect, canned) -> None:
    flag = wire in ("true", True)
    canned.body = page_of({"created_sp_flag": wire})
    (invoice,) = connect(base_url=canned.url, strict=strict).list_invoices().data
    assert invoice.created_sp_flag is flag


def test_null_is_not_unset(connect, canned: Canned) -> None:
    canned.body = page_of(
        {"total": None, "status": None, "created_sp_flag": None, "cloned_id": None}
    )
    (invoice,) = connect(base_url=canned.url, strict=True).list_invoices().data
    assert (invoice.total, invoice.status, invoice.created_sp_flag) == (None, None, None)
    assert invoice.id is UNSET
    assert invoice.current_status is None


def test_several_statuses_are_not_one(connect, canned: Canned) -> None:
    canned.body = page_of({"status": [{"id": 1}, {"id": 2}]})
    (invoice,) = connect(base_url=canned.url).list_invoices().data
    with pytest.raises(ValueError, match="status"):
        _ = invoice.current_status


@pytest.mark.parametrize("value", ["x", 1, True, None, Decimal("1.10")])
def test_custom_fields_hold_any_scalar(value: Any, connect, canned: Canned) -> None:
    text = str(value) if isinstance(value, Decimal) else json.dumps(value)
    canned.body = page_of({"custom_fields": [{"value": "@"}]}).replace(b'"@"', text.encode())
    (invoice,) = connect(base_url=canned.url, strict=True).list_invoices().data
    assert (type(invoice.custom_fields[0].value), invoice.custom_fields[0].value) == (
        type(value),
        value,
    )


@pytest.mark.parametrize(
    "body",
    [b'{"message": "try again"}', b'{"data": []}', b'{"data": [], "meta": {}}', b"[]", b"null"],
)
def test_an_error_page_is_never_an_empty_answer(body: bytes, connect, canned: Canned) -> None:
    canned.body = body
    with pytest.raises(ResponseDecodeError):
        connect(base_url=canned.url).list_invoices()


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"id": []}, ValueError),
        ({"fields": ["id,total"]}, ValueError),
        ({"from_time": datetime(2022, 1, 1)}, ValueError),
        ({"from_time": 1.5}, TypeError),
        ({"from_time": date(2022, 1, 1)}, TypeError),
        ({"created_sp_flag": "true"}, TypeError),
        ({"number": ["892"]}, TypeError),
        ({"prefix": None}, TypeError),
    ],
)
def test_what_cannot_be_asked(arguments, error, client: Caller, emulator: Emulator) -> None:
    with pytest.raises(error, match=next(iter(arguments))):
        client.list_invoices(**arguments)
    assert emulator.requests() == []


def test_refused(connect, emulator: Emulator) -> None:
    with pytest.raises(AuthenticationError):
        connect(base_url=emulator.url("sonderplan"), token="invalid-1").list_invoices()
    with pytest.raises(APIStatusError, match="limit"):
        connect(base_url=emulator.url("sonderplan")).list_invoices(limit=0)


@pytest.fixture(scope="module")
def crowded() -> Iterator[Emulator]:
    with Emulator(seed="demo", size=230, providers=["sonderplan"]) as emulator:
        yield emulator


def test_iter_is_lazy_and_asks_once_a_page(connect, crowded: Emulator) -> None:
    client = connect(base_url=crowded.url("sonderplan"), strict=True)
    before = len(crowded.requests())
    ids = [invoice.id for invoice in client.iter_invoices(limit=100, fields=["id"])]
    asked = [dict(arrived.query) for arrived in crowded.requests()[before:]]

    assert len(ids) == len(set(ids)) == 230
    assert [query["page"] for query in asked] == ["1", "2", "3"]
    assert all(query["limit"] == "100" and query["fields"] == "id" for query in asked)
    assert [invoice.id for invoice in client.iter_invoices(limit=100, page=3)] == ids[200:]


def test_things_that_look_alike_are_all_yielded(connect, crowded: Emulator) -> None:
    client = connect(base_url=crowded.url("sonderplan"))
    alike = client.iter_invoices(fields=["currency"], order_asc="currency", limit=20)
    assert len(list(alike)) == 230


def test_resuming_on_the_last_page_costs_one_request(connect, crowded: Emulator) -> None:
    client = connect(base_url=crowded.url("sonderplan"))
    before = len(crowded.requests())
    assert len(list(client.iter_invoices(limit=100, page=3))) == 30
    assert len(crowded.requests()) == before + 1


def test_a_fraction_of_a_second_narrows_nothing(connect, crowded: Emulator) -> None:
    client = connect(base_url=crowded.url("sonderplan"))
    moment = datetime(2020, 1, 1, 0, 0, 0, 500_000, tzinfo=UTC)
    client.list_invoices(from_time=moment, to_time=moment, updated_after=moment)
    asked = dict(crowded.requests()[-1].query)
    down = str(int(moment.timestamp()))
    assert asked == {"from_time": down, "to_time": str(int(down) + 1), "updated_after": down}


def test_the_first_item_costs_one_request(crowded: Emulator) -> None:
    before = len(crowded.requests())
    with Sonderplan(token="test", base_url=crowded.url("sonderplan")) as client:
        iterator = client.iter_invoices()
        assert len(crowded.requests()) == before
        next(iterator)
        assert len(crowded.requests()) == before + 1


def test_a_comma_in_a_text_is_data(connect, crowded: Emulator) -> None:
    connect(base_url=crowded.url("sonderplan")).list_invoices(id=[7, 3], prefix="a,b")
    assert crowded.requests()[-1].raw_query == "id=7,3&prefix=a%2Cb"


def test_filters_widen_unless_told_otherwise(connect, crowded: Emulator) -> None:
    client = connect(base_url=crowded.url("sonderplan"))
    everyone = list(client.iter_invoices(limit=100))
    two = {"status_id": InvoiceStatusId.PAID, "currency": everyone[0].currency}

    def paid(invoice: Invoice) -> bool:
        return invoice.current_status.id == 4

    def same(invoice: Invoice) -> bool:
        return invoice.currency == everyone[0].currency

    def ids(invoices: Any) -> list[int]:
        return [invoice.id for invoice in invoices]

    either = [invoice for invoice in everyone if paid(invoice) or same(invoice)]
    both = [invoice for invoice in everyone if paid(invoice) and same(invoice)]
    assert ids(client.iter_invoices(limit=100, **two)) == ids(either)
    assert ids(client.iter_invoices(limit=100, filter_operator="AND", **two)) == ids(both)
    assert 0 < len(both) < len(either) < len(everyone)


@pytest.mark.parametrize(
    "pages",
    [
        [page_of({"id": 1}, total=2, size=1), page_of({"id": 2}, total=3, number=2, size=1),
         page_of({"id": 3}, total=3, number=3, size=1)],
        [page_of({"id": 1}, total=9, size=1), page_of(total=9, number=2, size=1)],
        [page_of({"id": 1}, total=9, size=1), page_of({"id": 1}, total=9, size=1)],
        [page_of({"id": 1}, total=9, size=1), page_of({"id": 1}, total=9, number=2, size=1)],
        [page_of({"id": 1}, total=-1, size=1), page_of({"id": 2}, total=0, number=2, size=1),
         page_of({"id": 3}, total=2, number=3, size=1), page_of(total=-1, number=4, size=1)],
    ],
    ids=["total grows", "a page is empty", "the page is ignored", "a page is repeated",
         "no total is right"],
)  # fmt: skip
def test_no_endless_loop(pages: list[bytes], connect, canned: Canned) -> None:
    canned.bodies = list(pages)
    ids = [invoice.id for invoice in connect(base_url=canned.url).iter_invoices(limit=1)]
    assert ids == list(range(1, len(ids) + 1))
    assert len(canned.asked) == len(pages)
