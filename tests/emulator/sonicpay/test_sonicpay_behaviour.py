"""SonicPay over a real socket: create, read, update, list, and errors."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

NEW: dict[str, Any] = {
    "amount": 10000,
    "currency": "USDT",
    "customer_email": "customer@example.com",
    "customer_name": "John Doe",
    "line_items": [
        {"name": "Product 1", "amount": 5000, "quantity": 2},
        {"name": "Product 2", "amount": 2500, "quantity": 1},
    ],
    "due_date": "2022-05-30",
    "metadata": {"order_id": "12345"},
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
FIRST = "5f0efa72-f2b9-4b5d-9c1b-8f8f1e0b0c2d"
SECOND = "5f0efa72-f2b9-4b5d-9c1b-8f8f1e0b0c2e"


def create(client: httpx2.Client, **members: object) -> dict[str, Any]:
    answer = client.post("/invoices", json={**NEW, **members})
    assert answer.status_code == 200, answer.text
    created: dict[str, Any] = answer.json()
    return created


def refusal(answer: httpx2.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert body.keys() == {"status", "message"}
    assert body["status"] == "error"
    message: str = body["message"]
    return message


def ids(client: httpx2.Client, query: str = "", path: str = "/invoices") -> list[str]:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200, answer.text
    return [invoice["id"] for invoice in answer.json()["data"]]


def test_a_created_invoice_is_answered_and_can_be_read(client: httpx2.Client) -> None:
    before = datetime.now(UTC)
    created = create(client)
    made = datetime.fromisoformat(created["created_at"])
    assert abs((made - before).total_seconds()) < 5
    assert TIME.fullmatch(created["created_at"])
    assert created.pop("updated_at") == created.pop("created_at")
    key = created.pop("id")
    assert created == {
        "reference": "INV-1",
        "amount": 10000,
        "currency": "USDT",
        "status": "unpaid",
        "metadata": {"order_id": "12345"},
    }
    assert client.get(f"/invoices/{key}").json()["reference"] == "INV-1"


def test_every_invoice_has_its_own_id_and_reference(client: httpx2.Client) -> None:
    made = [create(client) for _ in range(3)]
    assert [invoice["reference"] for invoice in made] == ["INV-1", "INV-2", "INV-3"]
    assert len({invoice["id"] for invoice in made}) == 3


@pytest.mark.parametrize("number", ["12345678901234567.89", "1.10", "0.1", "100", "1E+2", "1e-7"])
def test_amounts_come_back_digit_for_digit(client: httpx2.Client, number: str) -> None:
    path = f"/invoices/{create(client)['id']}"
    text = f'{{"amount":{number},"metadata":{{"share":{number}}}}}'
    for answer in (client.patch(path, content=text), client.get(path)):
        assert answer.status_code == 200, answer.text
        numbers = re.findall(r'"(?:amount|share)":([^,}]+)', answer.text)
        assert numbers == [str(Decimal(number))] * 2


def test_integers_beyond_64_bits_stay(client: httpx2.Client) -> None:
    number = 123456789012345678901234567890
    assert create(client, amount=number)["amount"] == number
    assert client.get("/invoices").json()["data"][0]["amount"] == number


@settings(max_examples=25, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_decimal_survives(shared: httpx2.Client, number: Decimal) -> None:
    path = f"/invoices/{create(shared)['id']}"
    assert shared.patch(path, content=f'{{"amount":{number}}}').status_code == 200
    answer = shared.get(path).text
    read = json.loads(answer, parse_float=Decimal, parse_int=Decimal)["amount"]
    assert read == number
    if "." in str(number):
        assert read.as_tuple() == number.as_tuple()


def test_an_update_changes_what_is_given_and_nothing_else(client: httpx2.Client) -> None:
    created = create(client)
    address = {"name": "John Smith", "city": "San Francisco"}
    change = {"description": "New", "shipping": {"amount": 2, "address": address}}
    updated = client.patch(f"/invoices/{created['id']}", json=change).json()
    moved = updated.pop("updated_at")
    assert moved > created.pop("updated_at")
    assert updated == {**created, **change}
    assert client.get(f"/invoices/{created['id']}").json() == {**updated, "updated_at": moved}


def test_an_update_can_change_all_that_creation_takes(client: httpx2.Client) -> None:
    path = f"/invoices/{create(client)['id']}"
    change: dict[str, Any] = {**NEW, "currency": "EUR", "metadata": {}, "customer_name": "Jane"}
    updated = client.patch(path, json=change)
    assert updated.status_code == 200
    assert updated.json()["currency"] == "EUR"
    assert updated.json()["metadata"] == {}
    assert not updated.json().keys() & {"customer_name", "customer_email", "line_items", "due_date"}


def test_null_is_kept_as_null(client: httpx2.Client) -> None:
    path = f"/invoices/{create(client)['id']}"
    client.patch(path, json={"description": "x", "shipping": {"amount": 1}})
    client.patch(path, json={"description": None, "shipping": None, "metadata": None})
    read = client.get(path).json()
    assert [read["description"], read["shipping"], read["metadata"]] == [None, None, None]


def test_put_is_not_allowed(client: httpx2.Client) -> None:
    answer = client.put(f"/invoices/{create(client)['id']}", json={"amount": 1})
    assert "PUT" in refusal(answer, 405)
    assert answer.headers["allow"] == "GET, PATCH"


def test_an_unknown_invoice_is_not_found(client: httpx2.Client) -> None:
    assert "nope" in refusal(client.get("/invoices/nope"), 404)
    assert "nope" in refusal(client.patch("/invoices/nope", json={"amount": 1}), 404)


@pytest.mark.parametrize("path", ["/", "/invoice", "/invoices/", "/v1/invoices/x", "/invoices/a/b"])
def test_an_unknown_path_is_not_found(client: httpx2.Client, path: str) -> None:
    assert path in refusal(client.get(path), 404)


def test_a_path_parameter_is_decoded(client: httpx2.Client) -> None:
    assert "a/b ü" in refusal(client.get("/invoices/a%2Fb%20%C3%BC"), 404)


@pytest.mark.parametrize("text", ["", " ", "{", "{'a': 1}", '{"amount": NaN}', '{"a": 1} x'])
def test_a_body_that_is_not_json_is_refused(client: httpx2.Client, text: str) -> None:
    assert refusal(client.post("/invoices", content=text), 422).startswith("$: ")


def test_every_problem_of_a_body_is_named(client: httpx2.Client) -> None:
    wrong = {**NEW, "amount": True, "due_date": "2022-02-30", "discount": 5}
    wrong["line_items"] = [{"name": "a", "amount": "5", "quantity": 1.5}, {"name": 1, "amount": 1}]
    del wrong["currency"]
    assert refusal(client.post("/invoices", json=wrong), 422).split("; ") == [
        "$.amount: true is not an integer",
        "$.currency: is required",
        "$.discount: unknown property, allowed: amount, currency, customer_email, customer_name, "
        "line_items, due_date, metadata",
        '$.due_date: "2022-02-30" is not a date',
        '$.line_items[0].amount: "5" is not an integer',
        "$.line_items[0].quantity: 1.5 is not an integer",
        "$.line_items[1].name: 1 is not a string",
        "$.line_items[1].quantity: is required",
    ]
    assert ids(client) == []


@pytest.mark.parametrize("body", ["[]", "null", '"x"', "5"])
def test_a_body_that_is_no_object_is_refused(client: httpx2.Client, body: str) -> None:
    assert refusal(client.post("/invoices", content=body), 422).startswith("$: ")


@pytest.mark.parametrize(
    "change", [{"status": "paid"}, {"id": "x"}, {"name": "x"}, {"shipping": "Pending"}]
)
def test_an_update_takes_only_what_it_documents(
    client: httpx2.Client, change: dict[str, str]
) -> None:
    path = f"/invoices/{create(client)['id']}"
    before = client.get(path).json()
    assert refusal(client.patch(path, json=change), 422).startswith(f"$.{next(iter(change))}: ")
    assert client.get(path).json() == before


def test_deep_nesting_is_refused(client: httpx2.Client) -> None:
    path = f"/invoices/{create(client)['id']}"
    text = '{"metadata":' + '{"a":' * 50_000 + "1" + "}" * 50_001
    assert "deep" in refusal(client.patch(path, content=text), 422)


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from([*NEW, "description", "shipping", "x"]), JUNK) | JUNK)
def test_no_body_breaks_it(shared: httpx2.Client, body: object) -> None:
    path = f"/invoices/{create(shared)['id']}"
    assert shared.patch(path, json=body).status_code in (200, 422)
    assert shared.post("/invoices", json=body).status_code in (200, 422)
    assert shared.get(path).status_code == 200


def test_a_list_is_in_the_order_of_creation_and_paged(client: httpx2.Client) -> None:
    made = [create(client)["id"] for _ in range(5)]
    answer = client.get("/invoices").json()
    assert answer["meta"] == {"total_count": 5, "page": 1, "per_page": 20}
    assert [invoice["id"] for invoice in answer["data"]] == made
    answer = client.get("/invoices?per_page=2&page=3").json()
    assert answer["meta"] == {"total_count": 5, "page": 3, "per_page": 2}
    assert [invoice["id"] for invoice in answer["data"]] == made[4:]
    assert ids(client, "page=4&per_page=2") == []
    assert ids(client, "page=999999999999999999") == []


def test_a_page_has_a_hundred_at_most(client: httpx2.Client) -> None:
    assert client.get("/invoices?per_page=1000").json()["meta"]["per_page"] == 100


def test_the_documented_invoices_are_there(documented: httpx2.Client) -> None:
    assert ids(documented) == [FIRST, SECOND, "invoice_id"]
    assert documented.get(f"/invoices/{FIRST}").json() == {
        "id": FIRST,
        "name": "Invoice 1",
        "description": "This is an invoice for product 1",
        "amount": 100,
        "currency": "USDC",
        "created_at": "2022-01-19T00:00:00.000Z",
        "updated_at": "2022-01-19T00:00:00.000Z",
        "status": "paid",
    }
    assert create(documented)["reference"] == "INV-4"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=paid", [FIRST]),
        ("status=PAID", [FIRST]),
        ("status=unpaid", [SECOND, "invoice_id"]),
        ("status=overdue", []),
        ("start_date=2022-01-19&end_date=2022-01-19", [FIRST, SECOND]),
        ("start_date=2022-01-20", ["invoice_id"]),
        ("end_date=2022-09-05", [FIRST, SECOND, "invoice_id"]),
        ("end_date=2022-09-04", [FIRST, SECOND]),
        ("status=paid&start_date=2022-01-01&end_date=2022-12-31", [FIRST]),
    ],
)
@pytest.mark.parametrize("path", ["/invoices", "/v1/invoices"])
def test_a_list_is_filtered(
    documented: httpx2.Client, path: str, query: str, found: list[str]
) -> None:
    assert ids(documented, query, path) == found


def test_every_problem_of_a_query_is_named(client: httpx2.Client) -> None:
    query = "page=0&per_page=x&status=&start_date=2022-02-30&end_date=2022-W01-1&limit=5"
    named = refusal(client.get(f"/invoices?{query}"), 422).split("; ")
    assert [problem.split(":")[0] for problem in named] == [
        "end_date",
        "limit",
        "page",
        "per_page",
        "start_date",
        "status",
    ]


@pytest.mark.parametrize("query", ["page=1&page=2", "page=-1", "page=1.0", "page=%D9%A1", "a="])
def test_a_bad_query_is_refused(client: httpx2.Client, query: str) -> None:
    refusal(client.get(f"/invoices?{query}"), 422)


def test_other_operations_take_no_query(client: httpx2.Client) -> None:
    path = f"/invoices/{create(client)['id']}"
    for method in ("GET", "PATCH"):
        answer = client.request(method, f"{path}?page=1", json={"amount": 1})
        assert refusal(answer, 422) == "page: is not a known parameter"
