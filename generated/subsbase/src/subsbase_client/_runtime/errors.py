"""Everything the client raises on purpose.

    APIError                        also: a credential that is missing
    ├── APIConnectionError          no response came (refused, reset, name not found, ...)
    │   └── APITimeoutError         no response came in time
    ├── APIStatusError              a response came, and its status is not a success
    │   ├── BadRequestError             400
    │   ├── AuthenticationError         401
    │   ├── PermissionDeniedError       403
    │   ├── NotFoundError               404
    │   ├── ConflictError               409
    │   ├── UnprocessableEntityError    422
    │   ├── RateLimitError              429
    │   └── InternalServerError         5xx
    ├── ResponseDecodeError         a success came, and it is not what the schema says
    ├── GraphQLError                GraphQL (``graphql_errors``): the response lists errors
    └── OperationFailedError        GraphQL: the response says that what was asked was not done

Errors are plain data: they pickle, deep-copy and print the same afterwards, so they survive a
process pool. They refuse to carry anything of the HTTP library or of the request's headers:
whoever logs an error does not log the token, not even one that the service repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from .redact import redact, redact_headers, redact_json
from .untyped import parse_or_text

_E = TypeVar("_E", bound="APIError")


class APIError(Exception):
    """Base of every error the client raises on purpose; ``str()`` is written for a person."""

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls cls(*args), which does not know the keyword-only arguments.
        return _rebuild, (type(self), self.args, dict(vars(self)))


def _rebuild(cls: type[_E], args: tuple[Any, ...], state: dict[str, Any]) -> _E:
    error = cls.__new__(cls, *args)
    vars(error).update(state)
    return error


class APIConnectionError(APIError):
    """No response came.

    Attributes:
        operation: name of the method, as ``create_invoice``.
        method: HTTP method.
        url: where it went, without query.
    """

    def __init__(self, message: str, *, operation: str, method: str, url: str) -> None:
        super().__init__(message)
        self.operation = operation
        self.method = method
        self.url = url


class APITimeoutError(APIConnectionError):
    """No response came within the timeout. The service may still have done what was asked."""


class APIStatusError(APIError):
    """A response came whose status is not 2xx.

    Attributes:
        operation: name of the method, as ``create_invoice``.
        method: HTTP method.
        path: path of the request, without query.
        status_code: HTTP status.
        request_id: the service's name for this request, where it gave one.
        headers: headers of the response, names in lower case.
        body: JSON of the response with numbers as int and Decimal, else its text.
        retry_after: seconds to wait as the service asks, else None.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        method: str,
        path: str,
        status_code: int,
        request_id: str | None,
        headers: Mapping[str, str],
        body: Any,
        retry_after: float | None,
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.method = method
        self.path = path
        self.status_code = status_code
        self.request_id = request_id
        self.headers = dict(headers)
        self.body = body
        self.retry_after = retry_after


class BadRequestError(APIStatusError):
    """400: the service does not understand the request."""


class AuthenticationError(APIStatusError):
    """401: the credential is missing, wrong or expired."""


class PermissionDeniedError(APIStatusError):
    """403: the credential does not allow this."""


class NotFoundError(APIStatusError):
    """404: there is no such thing. GraphQL says so with another status, and null or nothing."""


class ConflictError(APIStatusError):
    """409: the thing is not in a state that allows this."""


class UnprocessableEntityError(APIStatusError):
    """422: the request was understood, and its content is refused."""


class RateLimitError(APIStatusError):
    """429: too many requests; see ``retry_after``."""


class InternalServerError(APIStatusError):
    """5xx: the service failed."""


class ResponseDecodeError(APIError):
    """A success came that is not what the schema says.

    Attributes:
        operation: name of the method, as ``list_invoices``.
        path: JSON path of the first problem, as ``$.data[3].amount``.
        body: JSON of the response with numbers as int and Decimal, else its text.
    """

    def __init__(self, message: str, *, operation: str, path: str, body: Any) -> None:
        super().__init__(message)
        self.operation = operation
        self.path = path
        self.body = body


_BY_STATUS: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def status_error(
    operation: str,
    method: str,
    path: str,
    status_code: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    request_id_headers: Iterable[str] = (),
    secrets: Iterable[str] = (),
    kind: type[APIStatusError] | None = None,
    reason: str = "",
) -> APIStatusError:
    """Build (not raise) the error for a status that is not a success.

    ``headers`` have lower-case names; ``secrets`` are blotted out of all that the error holds,
    since some services repeat the token they refuse. ``kind`` and ``reason`` stand in for what the
    status would say, where the content says it.
    """
    known = tuple(secrets)
    path = redact(path, known)
    shown = redact_headers(headers, known)
    parsed = redact_json(parse_or_text(body), known)
    request_id = find_request_id(shown, request_id_headers)
    message = reason or f"{method} {path} returned {_status_line(status_code)}"
    if not reason and (said := service_message(parsed)):
        message += f": {said}"
    return (kind or _class_for(status_code))(
        redact(f"{operation}: {message}{naming(request_id)}", known),
        operation=operation,
        method=method,
        path=path,
        status_code=status_code,
        request_id=request_id,
        headers=shown,
        body=parsed,
        retry_after=retry_after(headers),
    )


def find_request_id(headers: Mapping[str, str], names: Iterable[str]) -> str | None:
    """The response's id, from the first of the named headers that it has."""
    return next((headers[name] for name in map(str.lower, names) if name in headers), None)


def naming(request_id: str | None) -> str:
    """What a message ends with, so that a person can name the request to the service."""
    return f" (request id {one_line(request_id)})" if request_id else ""


def _class_for(status_code: int) -> type[APIStatusError]:
    fallback = InternalServerError if 500 <= status_code <= 599 else APIStatusError
    return _BY_STATUS.get(status_code, fallback)


def _status_line(status_code: int) -> str:
    from http import HTTPStatus  # only failures need the phrases

    known = status_code in HTTPStatus._value2member_map_
    line = f"{status_code} {HTTPStatus(status_code).phrase}" if known else str(status_code)
    return line + (", a redirect, which is never followed" if 300 <= status_code <= 399 else "")


_SAYING = ("message", "detail", "error_description", "error", "title", "errors")


def service_message(body: Any, depth: int = 0) -> str:
    """What the service says is wrong, on one line, or ``""`` where it says nothing."""
    if isinstance(body, str):
        return "" if body.lstrip().startswith("<") else one_line(body)
    if depth < 3 and isinstance(body, list | tuple):
        items = cast("list[Any]", body)[:5]
        parts = [service_message(item, depth + 1) for item in items]
        return one_line("; ".join(part for part in parts if part))
    if depth < 3 and isinstance(body, Mapping):
        said = cast("Mapping[str, Any]", body)
        found = (service_message(said[key], depth + 1) for key in _SAYING if key in said)
        return next((text for text in found if text), "")
    return ""


def one_line(text: str) -> str:
    """A text for a message: one line, of bounded length."""
    # Control characters go, so that a response cannot forge lines of a log.
    flat = " ".join("".join(c if c.isprintable() else " " for c in text[:2000]).split())
    return flat if len(flat) <= 500 else flat[:499] + "…"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, of ``Retry-After`` as seconds or as an HTTP date; None where unreadable.

    A date is measured from the response's own ``Date``, so that a wrong local clock does no harm.

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
    from email.utils import parsedate_to_datetime  # only failures need it

    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
