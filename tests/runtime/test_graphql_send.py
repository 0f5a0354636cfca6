"""GraphQL over a real socket, by both shells."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.errors import (
    APIConnectionError,
    APIError,
    AuthenticationError,
    NotFoundError,
    ResponseDecodeError,
)
from corrigenda.runtime.graphql_errors import GraphQLError, OperationFailedError
from corrigenda.runtime.service import Service
from tests.runtime.conftest import Arrived, Server
from tests.runtime.judging import BILL, PROJECT, bills, created, listed, wrapped
from tests.runtime.queries import (
    SECRET,
    SHOP,
    SITE,
    WORKS,
    create_invoice,
    create_project,
    get_bill,
    get_invoice,
    iter_projects,
    list_projects,
    mark_invoice_as_paid,
)
from tests.runtime.test_secrecy import everything

pytestmark = pytest.mark.usefixtures("clean_environment")

Send = Callable[..., Any]
CREATE = create_project({"name": "x", "customer": {"id": "c1"}})


def send_sync(service: Service, call: Call[Any], **arguments: Any) -> Any:
    connection = Connection(service, {"token": SECRET, "site_id": SITE}, **arguments)
    try:
        return connection.send(call)
    finally:
        connection.close()


def send_async(service: Service, call: Call[Any], **arguments: Any) -> Any:
    async def run() -> Any:
        async def token() -> str:
            return SECRET

        connection = AsyncConnection(service, {"token": token, "site_id": SITE}, **arguments)
        try:
            return await connection.send(call)
        finally:
            await connection.aclose()

    return asyncio.run(run())


@pytest.fixture(params=[send_sync, send_async], ids=["sync", "async"])
def ask(request: pytest.FixtureRequest) -> Send:
    chosen: Send = request.param
    return chosen


def response(server: Server, body: object) -> None:
    server.body = body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.mark.parametrize("path", ["/2020-04/graphql", "/graphql/", ""])
def test_an_operation_arrives_as_it_was_meant(ask: Send, server: Server, path: str) -> None:
    response(server, created())
    budget = Decimal("12345678901234567.890")
    given = {"name": "\u00e9", "customer": {"id": "c1"}, "budget": budget, "description": None}
    project = ask(WORKS, create_project(given), base_url=server.url + path)
    assert project.customer.id == "c1"
    (came,) = server.arrived
    assert (came.method, came.target) == ("POST", path or "/")
    assert came.headers["authorization"] == f"Bearer {SECRET}"
    assert came.headers["content-type"] == "application/json"
    assert came.headers["accept"] == "application/graphql-response+json, application/json"
    assert came.body.decode() == (
        '{"query":"mutation CreateProject($input_0: CreateProjectInput!) { ... }",'
        '"operationName":"CreateProject","variables":{"input_0":{"name":"\u00e9",'
        '"customer":{"id":"c1"},"description":null,"budget":12345678901234567.890}}}'
    )


def test_a_credential_fills_its_variable_and_its_header(ask: Send, server: Server) -> None:
    response(server, wrapped("createInvoiceMutation", value={"id": "i1"}))
    assert ask(SHOP, create_invoice("c1", {"number": "7"}), base_url=server.url).id == "i1"
    response(server, created())
    ask(SHOP, CREATE, base_url=server.url)  # which declares no such variable
    filled, plain = server.arrived
    variables = json.loads(filled.body)["variables"]
    assert variables == {"siteId": SITE, "customerId": "c1", "invoice": {"number": "7"}}
    assert filled.headers["x-site-id"] == plain.headers["x-site-id"] == SITE
    assert "siteId" not in json.loads(plain.body)["variables"]


def test_errors_over_the_wire(ask: Send, server: Server) -> None:
    server.headers = {"Works_Tid": "t-1"}
    response(server, {"data": {"createProject": None}, "errors": [{"message": "name is taken"}]})
    with pytest.raises(GraphQLError, match="name is taken") as raised:
        ask(WORKS, CREATE, base_url=server.url)
    assert (raised.value.request_id, raised.value.status_code) == ("t-1", 200)
    server.status = 401
    with pytest.raises(AuthenticationError, match=r": POST \S+ returned 401 .*: name is taken"):
        ask(WORKS, CREATE, base_url=server.url)


def test_not_found_over_the_wire(ask: Send, server: Server) -> None:
    response(server, bills())
    with pytest.raises(NotFoundError, match="get_bill: not found") as raised:
        ask(WORKS, get_bill("b1"), base_url=server.url)
    assert raised.value.status_code == 200
    response(server, bills(BILL))
    assert ask(WORKS, get_bill("b1"), base_url=server.url).amount == 250


def test_strict_reaches_the_reading(ask: Send, server: Server) -> None:
    response(server, created(zzz=1))
    assert ask(WORKS, CREATE, base_url=server.url).id == "p1"
    with pytest.raises(ResponseDecodeError, match=r"\$\.data\.createProject\.zzz"):
        ask(WORKS, CREATE, base_url=server.url, strict=True)


def test_no_server_is_an_api_connection_error(ask: Send) -> None:
    with pytest.raises(APIConnectionError, match="create_project: POST http://127"):
        ask(WORKS, CREATE, base_url="http://127.0.0.1:9/graphql")


SECRETS: list[tuple[Call[Any], int, object]] = [
    (CREATE, 200, {"data": None, "errors": [{"message": f"bad {SECRET} of {SITE}"}]}),
    (CREATE, 500, {"errors": [{"message": f"bad {SECRET}"}]}),
    (CREATE, 200, created(name=None, id=SECRET)),
    (get_invoice("i1"), 200, {"data": {"invoice": None}, "site": SITE}),
    (get_invoice("i1"), 200, {"data": {"invoice": {"id": None, "siteId": SITE}}}),
    (
        mark_invoice_as_paid("i1"),
        200,
        wrapped("markInvoiceAsPaid", isSuccess=False, message=f"bad {SITE}", receipt="r"),
    ),
    (
        create_invoice("c1", {}),
        200,
        wrapped("createInvoiceMutation", value=None, message=f"for {SITE}"),
    ),
]


@pytest.mark.parametrize(("call", "status", "body"), SECRETS, ids=lambda part: str(part)[:40])
@pytest.mark.parametrize("strict", [False, True])
def test_nothing_shows_a_secret_that_the_service_repeats(
    ask: Send, server: Server, call: Call[Any], status: int, body: object, strict: bool
) -> None:
    server.status, server.headers = status, {"X-Request-Id": f"for {SECRET}"}
    response(server, body)
    with pytest.raises(APIError) as raised:
        ask(SHOP, call, base_url=server.url, strict=strict)
    shown = everything(raised.value)
    assert SECRET[:12] not in shown
    assert SITE[:12] not in shown
    assert "[redacted]" in shown


def test_a_failure_says_whose_request_it_was(ask: Send, server: Server) -> None:
    server.headers = {"X-Request-Id": "r-7"}
    response(server, wrapped("markInvoiceAsPaid", isSuccess=False, message="No", receipt=None))
    with pytest.raises(OperationFailedError) as raised:
        ask(SHOP, mark_invoice_as_paid("i1"), base_url=server.url)
    assert raised.value.request_id == "r-7"


def test_cursors_over_the_wire(server: Server) -> None:
    def page(came: Arrived) -> bytes:
        after = json.loads(came.body)["variables"]["pagination"].get("after")
        info = {"hasNextPage": after is None, "endCursor": "c1" if after is None else None}
        return json.dumps(
            listed({"nodes": [{**PROJECT, "id": after or "p1"}], "pageInfo": info})
        ).encode()

    server.body = page
    connection = Connection(WORKS, {"token": SECRET}, server.url)
    assert [project.id for project in iter_projects(connection, first=1)] == ["p1", "c1"]
    connection.close()
    asked = [json.loads(came.body)["variables"]["pagination"] for came in server.arrived]
    assert asked == [{"first": 1}, {"first": 1, "after": "c1"}]


def test_one_connection_sends_both_kinds_of_call(server: Server) -> None:
    response(server, {**created(), "amount": 1})
    connection = Connection(WORKS, {"token": SECRET}, server.url + "/base/")
    assert connection.send(CREATE).id == "p1"
    assert connection.send(Call("get", "GET", "/things", dict[str, Any]))["amount"] == 1
    connection.close()
    assert [came.target for came in server.arrived] == ["/base/", "/base/things"]
    assert server.arrived[1].headers["accept"] == "application/json"


def test_a_list_over_the_wire(ask: Send, server: Server) -> None:
    response(server, listed([{"nodes": [PROJECT]}]))
    assert ask(WORKS, list_projects(), base_url=server.url).nodes[0].name == "New project"
    assert json.loads(server.arrived[0].body)["variables"] == {}
