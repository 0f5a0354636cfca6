"""The errors of the list, with their messages."""

from collections.abc import Callable
from typing import TypeAlias

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.emulator import Emulator

Refused: TypeAlias = Callable[[str], list[str]]

LISTS = ("items", "groups", "status", "project", "client", "custom_fields")
PARAMETERS = (
    *("id", "prefix", "number", "status_id", "project_id", "from_time", "to_time"),
    *("created_sp_flag", "template_id", "currency", "updated_after", "fields", "page", "limit"),
    *("order_asc", "order_desc", "filter_operator"),
)


@pytest.mark.parametrize("field", LISTS)
def test_a_list_is_no_field_to_order_by(refused: Refused, field: str) -> None:
    for name in ("order_asc", "order_desc"):
        (problem,) = refused(f"{name}={field}")
        assert problem.startswith(f"{name}: {field!r} is not one of id, number, date, ")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("id=a", "id: 'a' is not an integer"),
        ("id=1,", "id: '' is not an integer"),
        ("id=1,%202", "id: ' 2' is not an integer"),
        ("id=1&id=2", "id: appears 2 times"),
        ("id=", "id: is empty"),
        ("id", "id: is empty"),
        ("prefix=", "prefix: is empty"),
        ("number=1.0", "number: '1.0' is not an integer"),
        ("number=1;2", "number: '1;2' is not an integer"),
        ("status_id=5", "status_id: '5' is not one of 1, 2, 3, 4"),
        ("status_id=Paid", "status_id: 'Paid' is not one of 1, 2, 3, 4"),
        ("status_id=1,2", "status_id: '1,2' is not one of 1, 2, 3, 4"),
        ("project_id=1,2", "project_id: '1,2' is not an integer"),
        ("template_id=%D9%A1", "template_id: '\u0661' is not an integer"),
        ("from_time=2022-01-01", "from_time: '2022-01-01' is not an integer"),
        ("to_time=1e9", "to_time: '1e9' is not an integer"),
        ("updated_after=1388552400.5", "updated_after: '1388552400.5' is not an integer"),
        ("created_sp_flag=True", "created_sp_flag: 'True' is not one of true, false"),
        ("created_sp_flag=1", "created_sp_flag: '1' is not one of true, false"),
        ("currency=", "currency: is empty"),
        ("page=0", "page: '0' is not a positive integer"),
        ("limit=0", "limit: '0' is not a positive integer"),
        ("limit=-10", "limit: '-10' is not a positive integer"),
        ("limit=all", "limit: 'all' is not a positive integer"),
        ("filter_operator=and", "filter_operator: 'and' is not one of OR, AND"),
        ("per_page=10", "per_page: is not a known parameter"),
        ("ID=1", "ID: is not a known parameter"),
        ("id[]=1", "id[]: is not a known parameter"),
    ],
)
def test_a_bad_query_is_refused_with_the_reason(refused: Refused, query: str, problem: str) -> None:
    assert refused(query) == [problem]


def test_unknown_fields_are_each_named(refused: Refused) -> None:
    named = refused("fields=id,nope,,Total&order_asc=nope&order_desc=status.id")
    assert [problem.split(" is not one of id, number, ")[0] for problem in named] == [
        "fields: ''",
        "fields: 'Total'",
        "fields: 'nope'",
        "order_asc: 'nope'",
        "order_desc: 'status.id'",
    ]


def test_every_problem_of_a_query_is_named(refused: Refused) -> None:
    query = "&".join(f"{name}=" for name in (*PARAMETERS, "unknown"))
    assert refused(query) == sorted(
        [*(f"{name}: is empty" for name in PARAMETERS), "unknown: is not a known parameter"]
    )


@settings(max_examples=60, deadline=None)
@given(query=st.dictionaries(st.sampled_from(PARAMETERS) | st.text(), st.text(), max_size=3))
def test_no_query_breaks_it(client: httpx2.Client, query: dict[str, str]) -> None:
    assert client.get("/v2/invoice", params=query).status_code in (200, 422)


@pytest.mark.parametrize("path", ["/", "/invoice", "/v2/invoice/", "/v2/invoice/1", "/v2/invoices"])
def test_an_unknown_path_is_not_found(client: httpx2.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert path in answer.json()["message"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_but_reading_is_allowed(client: httpx2.Client, method: str) -> None:
    answer = client.request(method, "/v2/invoice")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("token", "status", "said"),
    [("invalid-x", 401, "the token is not valid"), ("noscope-x", 403, "SALES")],
)
def test_a_token_that_is_not_good_is_refused(
    crowd_emulator: Emulator, token: str, status: int, said: str
) -> None:
    url = crowd_emulator.url("sonderplan") + "/v2/invoice"
    answer = httpx2.get(url, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status
    assert answer.json().keys() == {"message"}
    assert said in answer.json()["message"]


def test_no_token_is_refused(crowd_emulator: Emulator) -> None:
    answer = httpx2.get(crowd_emulator.url("sonderplan") + "/v2/invoice?nope=1")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
