"""A small service and its calls, which the tests of both shells share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.credentials import Credential
from corrigenda.runtime.models import Model
from corrigenda.runtime.service import Service

SECRET = "tok-1234567890"


class Thing(Model, kw_only=True):
    amount: Decimal


TOKEN = Credential("token", "TEST_TOKEN", "Authorization", "Bearer ")
SERVICE = Service(
    name="Things",
    base_url="https://things.invalid/",
    base_url_variable="TEST_BASE_URL",
    user_agent="things-client/1.2.3",
    credentials=(TOKEN,),
    request_id_headers=("X-Request-Id",),
)
GET = Call(
    operation="get_thing",
    method="GET",
    path="/things/a%2Fb",
    response=Thing,
    query=(("q", "a b&c"), ("q", "d")),
)
POST = Call(
    operation="create_thing", method="POST", path="/things", response=Thing, body=b'{"amount":1.10}'
)

Send = Callable[..., Any]


def send_sync(call: Call[Any], **arguments: Any) -> Any:
    connection = Connection(SERVICE, {"token": arguments.pop("token", SECRET)}, **arguments)
    try:
        return connection.send(call)
    finally:
        connection.close()


def send_async(call: Call[Any], **arguments: Any) -> Any:
    async def run() -> Any:
        connection = AsyncConnection(
            SERVICE, {"token": arguments.pop("token", SECRET)}, **arguments
        )
        try:
            return await connection.send(call)
        finally:
            await connection.aclose()

    return asyncio.run(run())


SENDS = (send_sync, send_async)


def holds_http_objects(error: BaseException) -> bool:
    known = [*vars(error).values(), error.__cause__, error.__context__]
    return any(type(value).__module__.startswith(("httpx2", "httpcore2")) for value in known)
