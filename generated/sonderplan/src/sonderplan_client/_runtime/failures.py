"""Creates the errors of a response: all that is known of it, without the request's secrets.

Every error of a response holds the same facts, which ``heard`` gathers. Everything here runs only
after a failure, so a successful call imports none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypedDict

from .call import Call, RawResponse, Request
from .charset import declared_charset
from .errors import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ResponseDecodeError,
    UnprocessableEntityError,
)
from .redact import redact, redact_body, redact_headers
from .said import naming, printable, service_message
from .untyped import parse_or_text

if TYPE_CHECKING:
    from .decode import Mismatch
    from .service import Settings

_BY_STATUS: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


class Heard(TypedDict):
    """What every error of a response holds besides the body."""

    operation: str
    method: str
    url: str
    status_code: int
    request_id: str | None
    headers: dict[str, str]


def heard(call: Call[Any], settings: Settings, request: Request, response: RawResponse) -> Heard:
    """Return what every error of a response holds, with secrets redacted.

    Some services repeat the token that they reject, and a path may contain it.
    """
    headers = redact_headers(response.headers, request.secrets)
    return Heard(
        operation=call.operation,
        method=call.method,
        url=redact(request.url, request.secrets),
        status_code=response.status_code,
        request_id=find_request_id(headers, settings.service.request_id_headers),
        headers=headers,
    )


def status_error(
    call: Call[Any],
    settings: Settings,
    request: Request,
    response: RawResponse,
    kind: type[APIStatusError] | None = None,
    reason: str = "",
) -> APIStatusError:
    """Return the error for a status that is not 2xx, without raising it.

    The message shows the reason that the body gives, from the places that the service names first.
    ``kind`` and ``reason`` replace the class and the message that follow from the status.
    """
    known = heard(call, settings, request, response)
    text = parse_or_text(response.body, declared_charset(response.headers))
    body = redact_body(text, request.secrets)
    message = reason or _returned(known)
    if not reason and (said := service_message(body, settings.service.reason_places)):
        message += f": {said}"
    return (kind or _class_for(response.status_code))(
        redact(f"{call.operation}: {message}{naming(known['request_id'])}", request.secrets),
        **known,
        body=body,
        retry_after=retry_after(response.headers),
        problem=_problem(call, response.status_code, body),
    )


def _problem(call: Call[Any], status: int, body: Any) -> Any:
    if not call.problems:
        return None
    # By name, because only packages with types of errors have the module.
    reader = import_module(f"{__package__}.problem")
    return reader.problem_of(call.problems, status, body)


def decode_error(
    call: Call[Any],
    settings: Settings,
    request: Request,
    response: RawResponse,
    mismatch: Mismatch,
) -> ResponseDecodeError:
    """Return the error for a response that does not match the schema, without raising it."""
    known = heard(call, settings, request, response)
    said = f"{_returned(known)}, but the response does not match the schema"
    first_line = f"{call.operation}: {said}{naming(known['request_id'])}"
    return ResponseDecodeError(
        f"{redact(first_line, request.secrets)}\n{mismatch.said}",
        **known,
        json_path=mismatch.json_path,
        body=mismatch.body,
    )


def find_request_id(headers: Mapping[str, str], names: Iterable[str]) -> str | None:
    """Return the request id, from the first of the named headers that is present.

    Control characters become spaces: an id is made to be shown.
    """
    found = (headers[name] for name in map(str.lower, names) if name in headers)
    return next(map(printable, found), None)


def _returned(known: Heard) -> str:
    return f"{known['method']} {known['url']} returned {_status_line(known['status_code'])}"


def _class_for(status_code: int) -> type[APIStatusError]:
    fallback = InternalServerError if 500 <= status_code <= 599 else APIStatusError
    return _BY_STATUS.get(status_code, fallback)


def _status_line(status_code: int) -> str:
    from http import HTTPStatus  # imported here because only failures need it

    known = status_code in HTTPStatus._value2member_map_
    line = f"{status_code} {HTTPStatus(status_code).phrase}" if known else str(status_code)
    return line + (", a redirect, which is never followed" if 300 <= status_code <= 399 else "")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of ``Retry-After``, or None if it is missing or unreadable.

    The header holds seconds or an HTTP date. A date is compared with the response's own ``Date``,
    so that a wrong local clock does no harm.

    Source: RFC 9110, 10.2.3.
    """
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value, re.ASCII):
        return float(value)
    until = _http_date(value)
    if until is None:
        return None
    now = _http_date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _http_date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # imported here because only failures need it

    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
