"""Creates the errors of invented responses, which the tests of errors share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corrigenda.runtime.call import Call, RawResponse, Request
from corrigenda.runtime.decode import Mismatch
from corrigenda.runtime.errors import APIStatusError, ResponseDecodeError
from corrigenda.runtime.failures import decode_error, status_error
from corrigenda.runtime.options import settle
from corrigenda.runtime.service import Service, Settings


def _service(request_id_headers: tuple[str, ...], reason_places: tuple[str, ...]) -> Settings:
    service = Service(
        name="Things",
        base_url="https://things.invalid",
        base_url_variable="TEST_BASE_URL",
        user_agent="things-client/1.2.3",
        request_id_headers=request_id_headers,
        reason_places=reason_places,
    )
    return settle(service, ())


def _sent(operation: str, method: str, path: str, *secrets: str) -> tuple[Call[Any], Request]:
    call: Call[Any] = Call(operation, method, path, dict)
    url = f"https://things.invalid{path}"
    return call, Request(method, url, query="q=1", headers={}, content=None, secrets=secrets)


def refusal(
    status: int,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    operation: str = "create_invoice",
    method: str = "POST",
    path: str = "/invoices",
    secrets: tuple[str, ...] = (),
    reason_places: tuple[str, ...] = (),
) -> APIStatusError:
    """The error for a status."""
    call, request = _sent(operation, method, path, *secrets)
    settings = _service(("X-Request-Id",), reason_places)
    return status_error(call, settings, request, RawResponse(status, headers or {}, body))


def misfit(
    operation: str,
    mismatch: Mismatch,
    headers: Mapping[str, str] | None = None,
    *,
    path: str = "/things",
    secrets: tuple[str, ...] = (),
) -> ResponseDecodeError:
    """The error for a successful response that does not match the schema."""
    call, request = _sent(operation, "GET", path, *secrets)
    response = RawResponse(200, headers or {}, b"")
    return decode_error(call, _service(("X-Request-Id",), ()), request, response, mismatch)
