"""Nothing of one tenant reaches another, whatever two calls or two clients share."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import json
import subprocess
import sys
import threading
from contextlib import AsyncExitStack, ExitStack
from enum import Enum
from types import FunctionType, ModuleType
from typing import Any

import httpx2
import pytest

from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.errors import AuthenticationError
from corrigenda.runtime.http_client import ssl_context
from tests.runtime.conftest import Arrived, Server
from tests.runtime.judging import created
from tests.runtime.queries import WORKS, create_project
from tests.runtime.things import GET, POST, SERVICE

pytestmark = pytest.mark.usefixtures("clean_environment")

CREATE = create_project({"name": "x", "customer": {"id": "c1"}})
TENANTS = ["tenant-a", "tenant-b", "tenant-c"]


def run_sync(steps: list[tuple[str, Any, Any]], url: str, own: dict[str, Any] | None) -> None:
    """Send calls: each with a token and a client, which is made when its name is new."""
    with ExitStack() as stack:
        made: dict[str, Connection] = {}
        http = None if own is None else stack.enter_context(httpx2.Client(**own))
        for name, token, call in steps:
            service = WORKS if call is CREATE else SERVICE
            if name not in made:
                made[name] = Connection(service, {"token": token}, url, http_client=http)
                stack.callback(made[name].close)
            made[name].send(call)


def run_async(steps: list[tuple[str, Any, Any]], url: str, own: dict[str, Any] | None) -> None:
    async def run() -> None:
        async with AsyncExitStack() as stack:
            made: dict[str, AsyncConnection] = {}
            http = None
            if own is not None:
                http = await stack.enter_async_context(httpx2.AsyncClient(**own))
            for name, token, call in steps:
                service = WORKS if call is CREATE else SERVICE
                if name not in made:
                    made[name] = AsyncConnection(service, {"token": token}, url, http_client=http)
                    stack.push_async_callback(made[name].aclose)
                await made[name].send(call)

    asyncio.run(run())


both = pytest.mark.parametrize("run", [run_sync, run_async], ids=["sync", "async"])


@pytest.fixture
def tracking(server: Server) -> Server:
    """A service that sets a cookie which names the tenant, for itself and for its whole domain."""

    def body(came: Arrived) -> bytes:
        tenant = came.headers["authorization"].removeprefix("Bearer ")
        server.headers = {"Set-Cookie": f"session={tenant}; Path=/"}
        return json.dumps({"amount": 1, **created()}).encode()

    server.body = body
    return server


@both
@pytest.mark.parametrize("call", [GET, POST, CREATE], ids=["read", "write", "GraphQL"])
def test_a_client_sends_no_cookie_of_another_tenant(run: Any, call: Any, tracking: Server) -> None:
    tenants = iter(TENANTS)
    token = lambda: next(tenants)  # noqa: E731 - one client whose token changes to another tenant
    run([("one", token, call)] * 3, tracking.url, None)
    assert [came.headers["authorization"] for came in tracking.arrived] == [
        f"Bearer {tenant}" for tenant in TENANTS
    ]
    assert not any("cookie" in came.headers for came in tracking.arrived)


@both
@pytest.mark.parametrize("call", [GET, POST, CREATE], ids=["read", "write", "GraphQL"])
def test_clients_that_share_an_http_client_share_no_cookie(
    run: Any, call: Any, tracking: Server
) -> None:
    run([(tenant, tenant, call) for tenant in [*TENANTS, *TENANTS]], tracking.url, {})
    assert [came.headers["authorization"] for came in tracking.arrived] == [
        f"Bearer {tenant}" for tenant in [*TENANTS, *TENANTS]
    ]
    assert not any("cookie" in came.headers for came in tracking.arrived)


@both
@pytest.mark.parametrize("own", [{"cookies": {"gate": "g"}}, {"headers": {"Cookie": "gate=g"}}])
def test_cookies_of_the_caller_are_sent(run: Any, own: dict[str, Any], tracking: Server) -> None:
    run([(tenant, tenant, GET) for tenant in [*TENANTS, *TENANTS]], tracking.url, own)
    assert [came.headers["cookie"] for came in tracking.arrived] == ["gate=g"] * 6


def test_a_cookie_that_the_caller_adds_later_is_sent(tracking: Server) -> None:
    with httpx2.Client() as own:
        connection = Connection(SERVICE, {"token": "t"}, tracking.url, http_client=own)
        connection.send(GET)
        own.cookies.set("gate", "g")
        connection.send(GET)
    assert tracking.arrived[1].headers["cookie"] == "gate=g"


@both
def test_each_tenant_sends_its_own_token_at_the_same_time(run: Any, server: Server) -> None:
    """The callable of one shared client reads a context variable, as web frameworks do it."""
    server.body = lambda came: json.dumps(
        {"amount": int(came.headers["authorization"].removeprefix("Bearer "))}
    ).encode()
    tenant: contextvars.ContextVar[int] = contextvars.ContextVar("tenant")
    found: list[tuple[int, Any]] = []

    def in_thread(number: int, connection: Connection) -> None:
        tenant.set(number)
        found.extend((number, connection.send(GET).amount) for _ in range(5))

    async def in_task(number: int, connection: AsyncConnection) -> None:
        tenant.set(number)
        answers = [await connection.send(GET) for _ in range(5)]
        found.extend((number, each.amount) for each in answers)

    async def run_tasks() -> None:
        later = AsyncConnection(SERVICE, {"token": lambda: str(tenant.get())}, server.url)
        await asyncio.gather(*(in_task(number, later) for number in range(10)))
        await later.aclose()

    if run is run_async:
        asyncio.run(run_tasks())
    else:
        connection = Connection(SERVICE, {"token": lambda: str(tenant.get())}, server.url)
        threads = [
            threading.Thread(target=in_thread, args=(number, connection)) for number in range(10)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        connection.close()
    assert len(found) == 50
    assert [pair for pair in found if pair[0] != pair[1]] == []
    with pytest.raises(LookupError):
        tenant.get()


@both
def test_a_refusal_of_one_tenant_shows_nothing_of_another(run: Any, server: Server) -> None:
    def status(came: Arrived) -> int:
        return 401 if "tenant-b" in came.headers["authorization"] else 200

    server.status, server.body = status, b'{"amount": 1, "message": "no tenant-b"}'
    with pytest.raises(AuthenticationError) as raised:
        run([(tenant, tenant, GET) for tenant in TENANTS], server.url, {})
    shown = f"{raised.value} {vars(raised.value)}"
    assert "tenant-a" not in shown
    assert "tenant-b" not in shown


def test_our_http_clients_share_only_the_tls_context_which_keeps_no_session(
    server: Server,
) -> None:
    server.body = b'{"amount": 1}'
    first, second = (Connection(SERVICE, {"token": tenant}, server.url) for tenant in "ab")
    first.send(GET)
    second.send(GET)
    below_first, below_second = reachable(first), reachable(second)
    shared = [below_first[each] for each in below_first.keys() & below_second.keys()]
    assert shared == [ssl_context()]
    assert ssl_context().session_stats()["number"] == 0
    first.close()
    second.close()


def reachable(connection: Connection) -> dict[int, object]:
    """By id, everything below an HTTP client that could hold state."""
    constant = (type, ModuleType, FunctionType, str, bytes, int, float, type(None), Enum)
    seen: dict[int, object] = {}
    waiting: list[object] = [connection._pool.client()]
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and not isinstance(one, constant):
            seen[id(one)] = one
            is_opened = isinstance(one, list | dict | set | tuple) or hasattr(one, "__dict__")
            waiting += gc.get_referents(one) if is_opened and one is not ssl_context() else []
    libraries = ("httpx2", "httpcore2", "h11", "http", "socket", "ssl")
    return {
        number: one
        for number, one in seen.items()
        if isinstance(one, list | dict | set) or type(one).__module__.split(".")[0] in libraries
    }


LEFT = """
import asyncio, gc, re, secrets, sys
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.errors import APIError
from tests.runtime.judging import created
from tests.runtime.queries import WORKS
from tests.runtime.test_tenants import CREATE, GET, POST, SERVICE

url = sys.argv[1]

def sync(token):
    for service, call in ((SERVICE, GET), (SERVICE, POST), (WORKS, CREATE)):
        connection = Connection(service, {"token": token}, url)
        try: connection.send(call)
        except APIError as error: str(error)
        connection.close()

async def later(token):
    for service, call in ((SERVICE, GET), (SERVICE, POST), (WORKS, CREATE)):
        connection = AsyncConnection(service, {"token": lambda: token}, url)
        try: await connection.send(call)
        except APIError as error: str(error)
        await connection.aclose()

def use():
    sync(start + secrets.token_hex(8))
    asyncio.run(later(start + secrets.token_hex(8)))

start = "tenant-"
use()
gc.collect()
token = re.compile(rb"tenant-[0-9a-f]{16}")
left = [
    (type(holder), held)
    for holder in gc.get_objects()
    for held in gc.get_referents(holder)
    if isinstance(held, (str, bytes))
    and token.search(held.encode("utf-8", "replace") if isinstance(held, str) else held)
]
print(left)
"""


@pytest.mark.parametrize("status", [200, 401])
def test_a_closed_client_leaves_nothing_of_its_tenant(server: Server, status: int) -> None:
    """No cache, registry or library keeps a token, a header or a response."""
    server.status = status
    server.body = lambda came: json.dumps(
        {"amount": 1, "message": came.headers["authorization"]}
    ).encode()
    program = [sys.executable, "-c", LEFT, server.url]
    done = subprocess.run(program, capture_output=True, text=True, timeout=120, check=False)
    # After a 401 the callable is asked again, and the read is sent again.
    assert len(server.arrived) == (7 if status == 401 else 6)
    assert (done.stderr, done.stdout) == ("", "[]\n")
