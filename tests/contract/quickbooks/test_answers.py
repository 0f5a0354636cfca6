"""What the client makes of answers, whatever the service says: errors typed, money exact."""

import json
import pickle
from decimal import Decimal
from typing import Any

import pytest
from quickbooks_client import (
    APIError,
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    GraphQLError,
    InternalServerError,
    ListProjectsData,
    PermissionDeniedError,
    ProjectStatus,
    QuickBooks,
    RateLimitError,
    ResponseDecodeError,
)

from corrigenda.emulator import Emulator
from tests.contract.conftest import Canned

PROJECT = {
    "id": "1",
    "name": "P",
    "description": None,
    "status": "IN_PROGRESS",
    "active": True,
    "completedDate": None,
    "customer": {"id": "2", "displayName": "C", "firstName": None, "lastName": None, "phone": None},
}


def projects(*nodes: Any) -> dict[str, Any]:
    return {"data": {"company": {"projects": {"nodes": list(nodes), "pageInfo": None}}}}


@pytest.mark.parametrize("pagination", [None, {"after": "5", "first": 2}])
def test_empty_pages_without_end(pagination: Any, connect, canned: Canned) -> None:
    def page(number: int) -> bytes:
        body = projects(PROJECT) if number == 0 else projects()
        info = {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None}
        body["data"]["company"]["projects"]["pageInfo"] = {**info, "endCursor": f"c{number}"}
        return json.dumps(body).encode()

    canned.bodies = [page(number) for number in range(100)]
    with pytest.raises(ResponseDecodeError, match="the last 10 pages are empty"):
        connect(base_url=canned.url).iter_projects(pagination=pagination)
    assert len(canned.asked) == 11


def invoice(amount: str) -> bytes:
    node = {
        "id": "1",
        "metadata": {"entityVersion": "0"},
        "amount": "@",
        "customer": PROJECT["customer"],
        "project": None,
        "itemLines": [],
    }
    body = {"data": {"company": {"invoices": {"nodes": [node]}}}}
    return json.dumps(body).replace('"@"', amount).encode()


@pytest.mark.parametrize("text", ["200.00", '"200.00"', "250", '"100"', "12345678901234567.89"])
def test_money_keeps_every_digit(text: str, connect, canned: Canned) -> None:
    canned.body = invoice(text)
    amount = connect(base_url=canned.url).get_invoice("1").amount
    assert isinstance(amount, Decimal)
    assert str(amount) == text.strip('"')


@pytest.mark.parametrize("text", ["NaN", '"NaN"', "true", "null", '"1,5"'])
def test_what_is_no_money_is_an_error(text: str, connect, canned: Canned) -> None:
    canned.body = invoice(text)
    with pytest.raises(ResponseDecodeError) as caught:
        connect(base_url=canned.url).get_invoice("1")
    assert text == "NaN" or caught.value.json_path == "$.data.company.invoices.nodes[0].amount"


ERROR = {
    "message": "Syntax error. Unable to parse incoming request",
    "locations": [{"line": 4, "column": 1}],
    "extensions": {"code": "VAL-0100", "classification": "VALIDATION_ERROR"},
}


@pytest.mark.parametrize("status", [200, 400, 404, 409, 422])
def test_a_body_with_errors(status: int, connect, canned: Canned) -> None:
    canned.status, canned.body = status, json.dumps({"errors": [ERROR]}).encode()
    canned.headers["intuit_tid"] = "tid-1"
    with pytest.raises(GraphQLError, match="VAL-0100") as caught:
        connect(base_url=canned.url).list_projects()
    error = caught.value
    assert (error.status_code, error.request_id, error.partial_data) == (status, "tid-1", None)
    (only,) = error.errors
    assert only.message == ERROR["message"]
    assert only.path is None
    assert only.locations is not None
    assert (only.locations[0].line, only.locations[0].column) == (4, 1)
    assert only.extensions == ERROR["extensions"]
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.errors) == (str(error), error.errors)


def test_partial_data_is_typed(connect, canned: Canned) -> None:
    body = {**projects(PROJECT), "errors": [{"message": "half", "path": ["company", 0, "x"]}]}
    canned.body = json.dumps(body).encode()
    with pytest.raises(GraphQLError) as caught:
        connect(base_url=canned.url).list_projects()
    partial = caught.value.partial_data
    assert isinstance(partial, ListProjectsData)
    assert partial.company.projects.nodes[0].status is ProjectStatus.IN_PROGRESS
    assert caught.value.errors[0].path == ["company", 0, "x"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (429, RateLimitError),
        (500, InternalServerError),
        (503, InternalServerError),
    ],
)
def test_a_gateway_speaks_in_another_shape(
    status: int, kind: type[APIStatusError], connect, canned: Canned
) -> None:
    body = {"code": "AuthenticationFailed", "type": "INPUT", "detail": "Malformed bearer token"}
    canned.status, canned.body = status, json.dumps({**body, "errors": [ERROR]}).encode()
    canned.headers["intuit_tid"] = "tid-2"
    with pytest.raises(kind) as caught:
        connect(base_url=canned.url).list_projects()
    assert type(caught.value) is kind
    assert caught.value.body["errors"] == [ERROR]
    assert caught.value.request_id == "tid-2"


def test_a_400_without_errors_is_a_status_error(connect, canned: Canned) -> None:
    canned.status, canned.body = 400, b'{"message": "no"}'
    with pytest.raises(BadRequestError):
        connect(base_url=canned.url).list_projects()


@pytest.mark.parametrize(
    "errors", [[{}], [None], "broken", {"message": "x"}, [{"message": 5, "path": "p"}], [[]]]
)
def test_errors_of_any_shape(errors: Any, connect, canned: Canned) -> None:
    canned.body = json.dumps({"data": None, "errors": errors}).encode()
    with pytest.raises(APIError) as caught:
        connect(base_url=canned.url).list_projects()
    assert pickle.loads(pickle.dumps(caught.value)).args == caught.value.args


def test_a_list_of_one_and_an_object_are_both_read(connect, canned: Canned) -> None:
    both = projects(PROJECT)
    listed = {"data": {"company": {"projects": [both["data"]["company"]["projects"]]}}}
    pages = []
    for body in (both, listed):
        canned.body = json.dumps(body).encode()
        pages.append(connect(base_url=canned.url).list_projects())
    assert pages[0] == pages[1]
    with pytest.raises(ResponseDecodeError):
        connect(base_url=canned.url, strict=True).list_projects()


def test_what_the_service_adds_breaks_nothing(connect, canned: Canned) -> None:
    canned.body = json.dumps(
        {**projects({**PROJECT, "status": "PAUSED", "budget": 5}), "extensions": {"cost": 1}}
    ).encode()
    (project,) = connect(base_url=canned.url).list_projects().nodes
    assert project.status == "PAUSED"
    with pytest.raises(ResponseDecodeError) as caught:
        connect(base_url=canned.url, strict=True).list_projects()
    assert "budget" in str(caught.value)


def test_a_missing_required_member_is_named(connect, canned: Canned) -> None:
    canned.body = json.dumps(projects({**PROJECT, "customer": None})).encode()
    with pytest.raises(ResponseDecodeError) as caught:
        connect(base_url=canned.url).list_projects()
    assert caught.value.json_path == "$.data.company.projects.nodes[0].customer"


def test_tokens(connect, emulator: Emulator) -> None:
    url = emulator.url("quickbooks")
    with pytest.raises(AuthenticationError) as refused:
        connect(base_url=url, token="invalid-token").list_projects()
    assert refused.value.body["code"] == "AuthenticationFailed"
    with pytest.raises(GraphQLError) as scope:
        connect(base_url=url, token="noscope-token").list_projects()
    assert scope.value.errors[0].code == "AHZ-0010"
    assert "noscope-token" not in str(vars(scope.value)) + repr(scope.value)


def test_environments() -> None:
    production = "https://public.api.intuit.com/2020-04/graphql"
    sandbox = "https://public-e2e.api.intuit.com/2020-04/graphql"
    assert repr(QuickBooks(token="t")) == f"QuickBooks(base_url={production!r})"
    assert sandbox in repr(QuickBooks(token="t", environment="sandbox"))
    assert production in repr(QuickBooks(token="t", environment="production"))
    with pytest.raises(ValueError, match="sandbox"):
        QuickBooks(token="t", environment="sandbx")  # type: ignore[arg-type]
