"""Calls the methods of generated clients against a stub, and compares what is sent and returned."""

import asyncio
import datetime
import decimal
import inspect
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import httpx2

from tests.corpus.cases import Case

SCOPE: Mapping[str, Any] = {
    "Decimal": decimal.Decimal,
    "Any": Any,
    "date": datetime.date,
    "datetime": datetime.datetime,
    "time": datetime.time,
    "timedelta": datetime.timedelta,
    "UTC": datetime.UTC,
    "UUID": uuid.UUID,
}
"""What the Python of a case can name besides the package's own."""


@dataclass(frozen=True, slots=True)
class Called:
    """What a call sent, and what it returned or raised."""

    request: httpx2.Request
    value: Any
    error: Exception | None


def scope_of(package: ModuleType, models: ModuleType) -> dict[str, Any]:
    """The names that the Python of a case can use."""
    shown = {name: getattr(package, name) for name in package.__all__}
    return {**SCOPE, **vars(models), **shown}


def call(case: Case, client: type, arguments: Mapping[str, Any], scope: dict[str, Any]) -> Called:
    """Call the method of a case, of the sync or the async client."""
    if client.__name__.startswith("Async"):
        return asyncio.run(_call_async(case, client, arguments, scope))
    requests: list[httpx2.Request] = []
    transport = httpx2.MockTransport(lambda request: _answer(case, request, requests))
    with httpx2.Client(transport=transport) as http:
        made = client(**arguments, http_client=http, strict=not case.lenient, max_retries=0)
        try:
            value = eval(case.call, {**scope, "client": made})
        except Exception as error:  # noqa: BLE001  (the case says which)
            return Called(_sent(requests, error), None, error)
    return Called(_sent(requests), value, None)


async def _call_async(
    case: Case, client: type, arguments: Mapping[str, Any], scope: dict[str, Any]
) -> Called:
    requests: list[httpx2.Request] = []
    transport = httpx2.MockTransport(lambda request: _answer(case, request, requests))
    async with httpx2.AsyncClient(transport=transport) as http:
        made = client(**arguments, http_client=http, strict=not case.lenient, max_retries=0)
        try:
            value = await eval(case.call, {**scope, "client": made})
        except Exception as error:  # noqa: BLE001  (the case says which)
            return Called(_sent(requests, error), None, error)
    return Called(_sent(requests), value, None)


def signature(method: Any) -> str:
    """The signature of a method as its source says it, without what every method takes."""
    whole = inspect.signature(method)
    parts = [_parameter(one) for one in whole.parameters.values() if one.name not in _EVERY]
    star = next((i for i, one in enumerate(parts) if one.startswith("*")), None)
    shown = [one.lstrip("*") for one in parts]
    if star is not None:
        shown.insert(star, "*")
    return f"{method.__name__}({', '.join(shown)}) -> {whole.return_annotation}"


_EVERY = ("self", "extra_headers")


def _parameter(one: inspect.Parameter) -> str:
    default = "" if one.default is one.empty else f" = {one.default!r}"
    star = "*" if one.kind is one.KEYWORD_ONLY else ""
    return f"{star}{one.name}: {one.annotation}{default}"


def target(request: httpx2.Request) -> str:
    """The method and the target of a request, as they are sent."""
    return f"{request.method} {request.url.raw_path.decode('ascii')}"


def _sent(requests: list[httpx2.Request], error: Exception | None = None) -> httpx2.Request:
    if not requests:
        raise AssertionError("nothing was sent") from error
    assert len(requests) == 1
    return requests[0]


def _answer(case: Case, request: httpx2.Request, requests: list[httpx2.Request]) -> httpx2.Response:
    if request.url.host == "auth.example.com":
        granted = {"access_token": "granted", "token_type": "Bearer", "expires_in": 3600}
        return httpx2.Response(200, json=granted)
    requests.append(request)
    headers = dict(case.answer_headers)
    if case.answer_text is not None:
        return httpx2.Response(case.status, headers=headers, content=case.answer_text.encode())
    if case.answer is None:
        return httpx2.Response(case.status, headers=headers)
    headers.setdefault("content-type", "application/json")
    content = json.dumps(case.answer).encode()
    return httpx2.Response(case.status, headers=headers, content=content)
