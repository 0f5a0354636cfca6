"""What a GraphQL request says: exact, or refused by the name of the argument."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.call import Call
from corrigenda.runtime.graphql import Document, operation
from corrigenda.runtime.graphql_request import fill_variables, opening, write_body
from corrigenda.runtime.models import UNSET, Model, UnsetType
from tests.runtime import queries
from tests.runtime.queries import (
    SITE_ID,
    TOKEN,
    CreateProjectInput,
    ProjectFilter,
    ReferenceInput,
    Status,
    StatusFilter,
    create_invoice,
    create_project,
    list_invoices,
    list_projects,
)


def variables(call: Call[Any]) -> str:
    body = (call.body or b"").decode()
    assert json.loads(body).keys() == {"query", "operationName", "variables"}
    return body.partition(',"variables":')[2][:-1]


@pytest.mark.parametrize(
    ("call", "wire"),
    [
        (list_projects(), "{}"),
        (list_projects(filter=None), '{"filter":null}'),
        (list_projects(filter={}, pagination=UNSET), '{"filter":{}}'),
        (
            list_projects(filter={"status": {"equals": "OPEN"}, "or": []}),
            '{"filter":{"status":{"equals":"OPEN"},"or":[]}}',
        ),
        (
            list_projects(filter=ProjectFilter(status=StatusFilter(equals=Status.DONE))),
            '{"filter":{"status":{"equals":"DONE"}}}',
        ),
        (list_projects(pagination={"first": 5, "after": UNSET}), '{"pagination":{"first":5}}'),
        (list_projects(pagination={"after": None}), '{"pagination":{"after":null}}'),
        (
            create_project(
                CreateProjectInput(
                    name="x",
                    customer=ReferenceInput(id="c1"),
                    budget=Decimal("200.00"),
                    due=date(2022, 1, 31),
                )
            ),
            '{"input_0":{"name":"x","customer":{"id":"c1"},"budget":200.00,"due":"2022-01-31"}}',
        ),
        (
            list_invoices(sorting=[{"field": "number", "direction": "Ascending"}]),
            '{"sorting":[{"field":"number","direction":"Ascending"}]}',
        ),
        (list_invoices(sorting=None), '{"sorting":null}'),
        (create_invoice("c1", {"total": 5}), '{"customerId":"c1","invoice":{"total":5}}'),
    ],
    ids=lambda part: str(part)[-60:],
)
def test_variables_go_out_as_they_were_meant(call: Call[Any], wire: str) -> None:
    assert variables(call) == wire


PROBLEMS: list[tuple[Callable[[], object], list[str]]] = [
    (
        lambda: create_project({"name": 1, "budget": 1.5, "customer": {"ID": 2}}),
        [
            "create_project: project.name: 1 is an int: pass a str",
            "create_project: project.customer: unknown field 'ID' (known: id)",
            "create_project: project.customer.id: required, but not given",
            "create_project: project.budget: 1.5 is a float: money must be exact, "
            "pass a decimal.Decimal (or an int)",
        ],
    ),
    (
        lambda: create_project(CreateProjectInput(name="x", customer=unset())),
        ["create_project: project.customer: required, but not given"],
    ),
    (lambda: create_project(unset()), ["create_project: project: required, but not given"]),
    (
        lambda: list_projects(filter={"status": {"equals": "OPN"}}),
        [
            "list_projects: filter.status.equals: 'OPN' is not a Status: did you mean 'OPEN'? "
            "pass one of 'OPEN', 'DONE', or Status(...) for another value"
        ],
    ),
    (
        lambda: list_projects(filter={"status": {"equals": "done"}}),
        [
            "list_projects: filter.status.equals: 'done' is not a Status: did you mean 'DONE'? "
            "pass one of 'OPEN', 'DONE', or Status(...) for another value"
        ],
    ),
    (
        lambda: list_projects(filter={"status": {"equals": "x"}}),
        [
            "list_projects: filter.status.equals: 'x' is not a Status: "
            "pass one of 'OPEN', 'DONE', or Status(...) for another value"
        ],
    ),
    (
        lambda: list_invoices(sorting=[{"field": "x", "direction": 1}]),
        [
            "list_invoices: sorting[0].direction: 1 is an int: "
            "pass one of 'Ascending', 'Descending', or Direction(...) for another value"
        ],
    ),
    (
        lambda: create_invoice(unset(), {"total": 0.5}),
        [
            "create_invoice: customer_id: required, but not given",
            "create_invoice: invoice.total: 0.5 is a float: money must be exact, "
            "pass a decimal.Decimal (or an int)",
        ],
    ),
]


def unset() -> Any:
    return UNSET


@pytest.mark.parametrize(("build", "said"), PROBLEMS)
def test_problems_are_named_by_the_argument_and_told_at_once(
    build: Callable[[], object], said: list[str]
) -> None:
    with pytest.raises(TypeError) as raised:
        build()
    assert str(raised.value).splitlines() == said


def test_a_value_for_no_argument_is_refused() -> None:
    with pytest.raises(TypeError, match="get: zzz: unknown argument"):
        write_body("get", "query { a }", "A", queries.ReferenceInput, {"id": "x", "zzz": 1})


def test_what_holds_itself_is_refused() -> None:
    endless: dict[str, Any] = {}
    endless["or"] = [endless]
    with pytest.raises(TypeError, match="nested too deeply, or contains itself"):
        list_projects(filter=endless)


def test_an_operation_without_variables() -> None:
    call = operation(
        operation="get",
        document=Document("query A { a }"),
        name="A",
        response=queries.Project,
        data=queries.CreateProjectData,
        at=("create_project",),
    )
    assert call.body == b'{"query":"query A { a }","operationName":"A","variables":{}}'


def test_a_call_is_plain_data_and_does_not_show_its_body() -> None:
    call = create_project({"name": "private", "customer": {"id": "c1"}})
    assert "private" not in repr(call)
    assert call == create_project({"name": "private", "customer": {"id": "c1"}})
    assert call != create_project({"name": "other", "customer": {"id": "c1"}})
    assert pickle.loads(pickle.dumps(call)) == call
    assert (call.method, call.path, call.query) == ("POST", "", ())


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS, TEXTS, TEXTS, st.dictionaries(TEXTS, st.integers(), max_size=3))
def test_whatever_is_spliced_is_one_json_object(
    document: str, name: str, site: str, rest: Mapping[str, int]
) -> None:
    head = opening(document, name)
    body = head + msgspec.json.encode(rest)[1:] + b"}"
    filled = fill_variables(body, len(head), ("siteId",), {SITE_ID: site, TOKEN: "t"})
    known = dict(rest) if "siteId" in rest else {"siteId": site, **rest}
    expected = {"query": document, "operationName": name, "variables": known}
    assert json.loads(filled) == expected
    assert fill_variables(body, len(head), (), {SITE_ID: site}) == body


class Anything(Model, kw_only=True):
    amount: Decimal
    many: list[Decimal | None] | UnsetType = UNSET
    free: Any = UNSET


decimals = st.decimals(allow_nan=False, allow_infinity=False).filter(
    lambda value: abs(value.adjusted()) < 4000
)


@given(decimals, st.lists(st.none() | decimals, max_size=3))
def test_amounts_go_out_digit_for_digit(amount: Decimal, many: list[Decimal | None]) -> None:
    body = write_body("pay", "mutation", "Pay", Anything, {"amount": amount, "many": many})
    sent = json.loads(body, parse_float=Decimal, parse_int=Decimal)["variables"]
    for came, gone in zip([sent["amount"], *sent["many"]], [amount, *many], strict=True):
        assert came == gone
        assert came is None or gone is None or str(came) == str(gone) or gone == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | decimals,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_free_json_comes_back(value: Any) -> None:
    body = write_body("put", "mutation", "Put", Anything, {"amount": 1, "free": value})
    decoded = msgspec.json.decode(body, type=dict[str, Any])
    assert json.loads(body)["variables"].keys() == {"amount", "free"}
    again = write_body(
        "put", "mutation", "Put", Anything, {"amount": 1, "free": exactly(body)["free"]}
    )
    assert again == body
    assert decoded["operationName"] == "Put"


def exactly(body: bytes) -> dict[str, Any]:
    variables: dict[str, Any] = json.loads(body, parse_float=Decimal)["variables"]
    return variables
