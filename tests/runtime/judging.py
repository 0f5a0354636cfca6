"""Reads responses to GraphQL calls without a network, which the tests of GraphQL share."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from corrigenda.runtime.call import Call, RawResponse
from corrigenda.runtime.credentials import hold
from corrigenda.runtime.errors import APIError
from corrigenda.runtime.exchange import Exchange, request_parts, settle_response
from corrigenda.runtime.options import settle
from corrigenda.runtime.service import Service
from tests.runtime.queries import SECRET, SITE, SITE_ID, TOKEN, WORKS


def read(
    call: Call[Any],
    body: object,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
    service: Service = WORKS,
) -> Any:
    """What a response is read as; ``body`` is bytes, or JSON."""
    secrets = hold(service.credentials, {"token": SECRET, "site_id": SITE})
    settings = settle(service, secrets, "https://things.invalid/v1/graphql", strict=strict)
    request = request_parts(settings, call, {TOKEN: SECRET, SITE_ID: SITE})
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    response = RawResponse(status, headers or {}, content)
    return settle_response(settings, Exchange(call, request, response))


def refused(call: Call[Any], body: object, status: int = 200, **arguments: Any) -> Any:
    """The error for a response; it is plain data, chains no other, and pickles."""
    with pytest.raises(APIError) as raised:
        read(call, body, status, **arguments)
    error = raised.value
    assert error.__cause__ is None
    assert error.__context__ is None
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), vars(again)) == (str(error), vars(error))
    return error


PROJECT: dict[str, Any] = {
    "id": "p1",
    "name": "New project",
    "status": "OPEN",
    "active": True,
    "description": None,
    "customer": {"id": "c1", "displayName": "Alisha Kamat", "phone": None},
}
LINE = (
    '{"sequence": "1", "description": "some text", "amount": 250.00, "quantity": 5,'
    ' "item": {"id": "i1", "name": "Test service", "sku": "Some SKU", "active": true,'
    ' "salesDetails": {"description": null, "price": 50.00,'
    ' "incomeAccount": {"id": "a1", "name": "Services", "fullyQualifiedName": "Services"}}},'
    ' "unitPrice": 50.00, "account": {"id": "a1", "name": "Services", "fullyQualifiedName": null}}'
)
BILL = (
    '{"id": "b1", "metadata": {"entityVersion": "0"}, "amount": 250.00, "project": null,'
    ' "customer": {"id": "c1", "displayName": "Alisha Kamat", "phone": null},'
    f' "itemLines": [{LINE}]}}'
)


def bills(*nodes: str) -> bytes:
    return f'{{"data": {{"company": {{"bills": {{"nodes": [{", ".join(nodes)}]}}}}}}}}'.encode()


def created(**members: object) -> dict[str, Any]:
    return {"data": {"createProject": {**PROJECT, **members}}}


def listed(projects: object) -> dict[str, Any]:
    return {"data": {"company": {"projects": projects}}}


def wrapped(name: str, **members: object) -> dict[str, Any]:
    return {"data": {name: {"isSuccess": True, "message": "", **members}}}
