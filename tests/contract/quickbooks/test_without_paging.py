"""QB-39 and QB-13 are guesses: a service may know neither pages of projects nor their filter.

GraphQL refuses a whole document for one name that it does not know, so the server here runs each
document against a schema without those names, as another library reads it.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, graphql_sync
from quickbooks_client import UNSET, AsyncQuickBooks, GraphQLError, QuickBooks

from tests.contract.conftest import Caller, Canned, connecting

SDL = """
type Query { company: Company }
type Company { projects: [ProjectConnection!]! }
type ProjectConnection { nodes: [Project!]! }
type Project {
  id: ID! name: String! status: String! active: Boolean customer: Customer! description: String!
  completedDate: String
}
type Customer { id: ID! firstName: String lastName: String displayName: String! phone: String }
"""
CUSTOMER = {"id": "c1", "displayName": "Eve", "firstName": None, "lastName": None, "phone": None}
PROJECT = {
    "id": "p1",
    "name": "Nut",
    "status": "OPEN",
    "active": True,
    "customer": CUSTOMER,
    "description": "",
    "completedDate": None,
}
ROOT = {"company": {"projects": [{"nodes": [PROJECT]}]}}


class Intuit:
    """A server with a schema, and what it was sent."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.arrived: list[dict[str, Any]] = []
        intuit = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                intuit.arrived.append(sent)
                result = graphql_sync(
                    schema, sent["query"], ROOT, variable_values=sent["variables"]
                )
                body = json.dumps(result.formatted).encode()
                self.send_response(400 if result.data is None else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def intuit() -> Iterator[Intuit]:
    intuit = Intuit(build_schema(SDL))
    thread = Thread(target=intuit.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield intuit
    intuit.server.shutdown()
    intuit.server.server_close()
    thread.join()


@pytest.fixture(params=["sync", "async"])
def client(
    request: pytest.FixtureRequest, runner: asyncio.Runner, intuit: Intuit
) -> Iterator[Caller]:

    kinds: dict[str, Callable[..., Any]] = {"sync": QuickBooks, "async": AsyncQuickBooks}
    made = connecting(request.param, kinds, runner)
    yield next(made)(base_url=intuit.url)
    next(made, None)


def test_projects_are_listed_without_paging(client: Caller, intuit: Intuit) -> None:
    page = client.list_projects()
    assert [one.id for one in page.nodes] == ["p1"]
    assert page.page_info is UNSET
    with pytest.raises(RuntimeError, match="the call did not ask for pages"):
        _ = page.next_arguments  # None would be the end of the list, which nobody knows
    (sent,) = intuit.arrived
    assert sent["variables"] == {}
    assert not any(name in sent["query"] for name in ("agination", "pageInfo", "ilter", "$"))


@pytest.mark.parametrize("pagination", [{"first": 1}, {}, None])
def test_paging_is_asked_for_where_it_is_given(
    client: Caller, intuit: Intuit, pagination: Any
) -> None:
    with pytest.raises(GraphQLError, match=r"this part of the request is a guess: .*QB-39") as got:
        client.list_projects(pagination=pagination)
    assert "`pagination`" in str(got.value)
    assert "QB-13" not in str(got.value)
    (sent,) = intuit.arrived
    assert sent["variables"] == {"pagination": pagination}
    assert "pageInfo" in sent["query"]
    assert "ProjectFilter" not in sent["query"]


def test_iterating_always_asks_for_pages(client: Caller, intuit: Intuit) -> None:
    with pytest.raises(GraphQLError, match="see errata QB-39"):
        client.iter_projects()
    (sent,) = intuit.arrived
    assert sent["variables"] == {}
    assert "$pagination: PaginationInput" in sent["query"]
    assert "pageInfo" in sent["query"]


def test_a_filter_alone_names_its_own_correction(client: Caller, intuit: Intuit) -> None:
    with pytest.raises(GraphQLError, match="see errata QB-13") as got:
        client.list_projects(filter={"id": {"equals": "p1"}})
    assert "QB-39" not in str(got.value)
    with pytest.raises(GraphQLError, match="see errata QB-39, QB-13"):
        client.list_projects(filter={}, pagination={})
    assert ["pageInfo" in sent["query"] for sent in intuit.arrived] == [False, True]


def test_an_error_beside_data_names_no_guess(canned: Canned) -> None:
    canned.body = json.dumps({"data": ROOT, "errors": [{"message": "late"}]}).encode()
    client = QuickBooks(token="t", base_url=canned.url)
    with client, pytest.raises(GraphQLError, match="late") as got:
        client.list_projects(pagination={"first": 1})
    assert "guess" not in str(got.value)
