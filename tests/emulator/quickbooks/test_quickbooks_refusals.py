"""QuickBooks' three layers of errors, tenants, transactions, and concurrent callers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator
from tests.emulator.asking import HTTP, Asker
from tests.emulator.quickbooks.conftest import asker_of
from tests.emulator.quickbooks.operations import (
    CREATE_INVOICE,
    CREATE_PROJECT,
    LIST_INVOICES,
    LIST_PROJECTS,
    UPDATE_INVOICE,
    create_project,
    do,
    nodes,
)


def gateway(answer: httpx2.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    body: dict[str, Any] = answer.json()
    assert body.keys() == {"code", "type", "message", "detail", "moreInfo"}
    assert body["message"] is body["moreInfo"] is None
    assert body["detail"]
    return body


@pytest.mark.parametrize("token", ["invalid-", "invalid-x", "a b"])
def test_the_gateway_turns_a_bad_token_away(emulator: Emulator, token: str) -> None:
    body = gateway(asker_of(emulator, token).post(LIST_PROJECTS), 401)
    assert (body["code"], body["type"]) == ("AuthenticationFailed", "INPUT")


def test_the_gateway_allows_nothing_but_posts_to_its_one_path(emulator: Emulator) -> None:
    url = emulator.url("quickbooks")
    assert gateway(HTTP.get(url), 405)["code"] == "MethodNotAllowed"
    assert HTTP.get(url).headers["allow"] == "POST"
    gateway(HTTP.get(f"{url}?query={{__typename}}"), 405)
    assert gateway(HTTP.post(f"{url}/", json={}), 404)["code"] == "ResourceNotFound"
    gateway(HTTP.post(url.removesuffix("/graphql"), json={}), 404)
    gateway(HTTP.post(url, content="query=x", headers={"Content-Type": "text/plain"}), 415)


def test_every_answer_has_an_id_of_its_own(emulator: Emulator, asker: Asker) -> None:
    url = emulator.url("quickbooks")
    answers = [
        asker.post(LIST_PROJECTS),
        asker.post("{"),
        asker.post(CREATE_INVOICE, value={}),
        asker_of(emulator, "noscope-x").post(LIST_PROJECTS),
        asker_of(emulator, "invalid-x").post(LIST_PROJECTS),
        HTTP.get(url),
    ]
    assert [answer.status_code for answer in answers] == [200, 400, 200, 200, 401, 405]
    assert len({answer.headers["intuit_tid"] for answer in answers}) == len(answers)


@pytest.mark.parametrize("query", [LIST_PROJECTS, CREATE_PROJECT, "{__typename}"])
def test_without_scope(emulator: Emulator, query: str) -> None:
    answer = asker_of(emulator, "noscope-x").post(query)
    assert answer.status_code == 200
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "AHZ-0010"
    assert error["extensions"]["classification"] == "AUTHORIZATION"
    assert answer.json()["data"] is None


@pytest.mark.parametrize(
    ("query", "inner", "said", "place"),
    [
        ("{\n)", "GRAPHQL_PARSE_FAILED", "Expected Name, found ')'", {"line": 2, "column": 1}),
        ("{company {nothing}}", "GRAPHQL_VALIDATION_FAILED", "nothing", {"line": 1, "column": 11}),
        (CREATE_PROJECT, "BAD_USER_INPUT", "$value", {"line": 1, "column": 12}),
    ],
)
def test_a_request_that_cannot_run(
    asker: Asker, query: str, inner: str, said: str, place: dict[str, int]
) -> None:
    (error,) = asker.refused(query)
    assert error["locations"] == [place]
    assert error["message"]
    extensions = error["extensions"]
    assert extensions.pop("innerMessage").count(said) == 1
    assert extensions == {
        "code": "VAL-0100",
        "innerCode": inner,
        "classification": "VALIDATION_ERROR",
    }


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"query": 1}'])
def test_a_body_that_is_no_request(asker: Asker, body: str) -> None:
    answer = asker.raw(body)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["extensions"]["innerCode"] == "BAD_REQUEST"


def test_the_media_type_that_graphql_likes(asker: Asker) -> None:
    own = "application/graphql-response+json"
    body = '{"query": "{__typename}"}'
    assert asker.raw(body, Accept=f"{own}, application/json").headers["content-type"] == own
    assert asker.raw("{", Accept=own).status_code == 400
    assert asker.raw(body, Accept="*/*").headers["content-type"] == "application/json"


def test_a_document_with_an_error_changes_nothing(asker: Asker) -> None:
    query = """mutation M($good: CreateProjectInput!, $bad: CreateInvoiceInput!) {
      first: createProject(project: $good) { id }
      second: createInvoice(invoice: $bad) { id }
    }"""
    good = {"name": "n", "description": "d", "customer": {"id": "c"}}
    errors, data = asker.failures(query, good=good, bad={"project": {"id": "nope"}})
    assert data == {"first": None, "second": None}
    assert sorted(error["path"][0] for error in errors) == ["first", "second"]
    assert {error["extensions"]["innerCode"] for error in errors} == {"NOT_FOUND", "UNDONE"}
    assert nodes(asker, LIST_PROJECTS) == []
    made = asker.ask(query, good=good, bad={"customer": {"id": "c"}})
    assert [each["id"] for each in nodes(asker, LIST_PROJECTS)] == [made["first"]["id"]]


def test_a_document_may_use_what_it_made(asker: Asker) -> None:
    query = """mutation M($good: CreateProjectInput!) {
      first: createProject(project: $good) { id }
      second: createProject(project: $good) { id }
    }"""
    made = asker.ask(query, good={"name": "n", "description": "d", "customer": {"id": "c"}})
    assert made["first"]["id"] != made["second"]["id"]
    assert len(nodes(asker, LIST_PROJECTS)) == 2


def test_companies_do_not_see_each_other(documented_emulator: Emulator) -> None:
    one, other = (asker_of(documented_emulator, token) for token in ("one", "other"))
    before = len(nodes(other, LIST_PROJECTS))
    create_project(one)
    assert len(nodes(one, LIST_PROJECTS)) == before + 1
    assert len(nodes(other, LIST_PROJECTS)) == before


@pytest.fixture
def together(emulator: Emulator) -> Callable[[Callable[[int], Any]], list[Any]]:
    """Do something forty times, from eight threads."""

    def run(act: Callable[[int], Any]) -> list[Any]:
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(act, range(40)))

    return run


def test_many_at_once_get_ids_of_their_own(
    asker: Asker, together: Callable[[Callable[[int], Any]], list[Any]]
) -> None:
    made = together(lambda number: create_project(asker, f"P{number}")["id"])
    assert len(set(made)) == 40
    assert {each["id"] for each in nodes(asker, LIST_PROJECTS)} == set(made)


def test_of_many_updates_at_once_one_wins(
    asker: Asker, together: Callable[[Callable[[int], Any]], list[Any]]
) -> None:
    invoice = do(asker, CREATE_INVOICE, {"customer": {"id": "c"}})
    value = {"id": invoice["id"], "metadata": invoice["metadata"]}

    def update(number: int) -> bool:
        answer = asker.post(UPDATE_INVOICE, value={**value, "amount": number})
        return "errors" not in answer.json()

    assert together(update).count(True) == 1
    (after,) = nodes(asker, LIST_INVOICES)
    assert after["metadata"] == {"entityVersion": "1"}


def test_the_journal_names_the_methods(emulator: Emulator, asker: Asker) -> None:
    """The fields name the operation, not the name in the document."""
    names = {
        "query fetchProjects {company {projects {nodes {id}}}}": "list_projects",
        "query x {c: company {i: invoices {nodes {id}}}}": "get_invoice",
        "query x {...F} fragment F on Query {company {bills {nodes {id}}}}": "get_bill",
        'mutation x {deleteBill(id: "1") {id}}': "delete_bill",
        'mutation x {a: recoverProject(id: "1") {id}}': "recover_project",
    }
    before = len(emulator.requests())
    for query in names:
        asker.post(query)
    arrived = emulator.requests()[before:]
    assert [each.operation for each in arrived] == list(names.values())
    assert {(each.method, each.path, each.status) for each in arrived} == {("POST", "", 200)}
    assert emulator.requests("get_invoice", provider="quickbooks")


def test_introspection_is_on(asker: Asker) -> None:
    types = asker.ask("{__schema {types {name}}}")["__schema"]["types"]
    assert {"Project", "Invoice", "Bill"} <= {each["name"] for each in types}
