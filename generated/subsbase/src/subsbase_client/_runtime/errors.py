"""The exceptions of a client.

    ConfigurationError              a ValueError: a credential, argument or environment variable
                                    is missing or unusable
    APIError                        base class of all errors of a request
    ├── APIConnectionError          no response arrived (refused, reset, name not found, ...)
    │   └── APITimeoutError         no response arrived in time
    ├── APIStatusError              the status of the response is not 2xx
    │   ├── BadRequestError             400
    │   ├── AuthenticationError         401
    │   ├── PermissionDeniedError       403
    │   ├── NotFoundError               404
    │   ├── ConflictError               409
    │   ├── UnprocessableEntityError    422
    │   ├── RateLimitError              429
    │   └── InternalServerError         5xx
    ├── ResponseDecodeError         a successful response does not match the schema
    ├── GraphQLError                GraphQL (``graphql_errors``): the response lists errors
    └── OperationFailedError        GraphQL: the response reports that the operation failed

Errors are plain data: they can be pickled and deep-copied, so they survive a process pool. They
hold no object of the HTTP library and no request headers, and secrets are redacted even where the
service repeats them. So logging an error never logs a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from .charset import declared_charset
from .redact import redact, redact_body, redact_headers
from .said import one_line, printable, service_message
from .untyped import parse_or_text

_E = TypeVar("_E", bound="APIError")


class ConfigurationError(ValueError):
    """A credential, an argument or an environment variable is missing or unusable.

    The message names the argument or the variable, and never shows a value that may be secret.
    """


class APIError(Exception):
    """Base class of the client's errors; ``str()`` gives a readable message."""

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls cls(*args), without the keyword-only arguments.
        return _rebuild, (type(self), self.args, dict(vars(self)))


def _rebuild(cls: type[_E], args: tuple[Any, ...], state: dict[str, Any]) -> _E:
    error = cls.__new__(cls, *args)
    vars(error).update(state)
    return error


class APIConnectionError(APIError):
    """No response arrived.

    Attributes:
        operation: name of the method, such as ``create_invoice``.
        method: HTTP method.
        url: URL of the request, without the query.
        request_sent: whether the service may have carried out the request. False only if it
            certainly did not receive it: the connection failed, or none was free in time.
    """

    def __init__(
        self, message: str, *, operation: str, method: str, url: str, request_sent: bool = True
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.method = method
        self.url = url
        self.request_sent = request_sent


class APITimeoutError(APIConnectionError):
    """No response arrived in time.

    The service may still have carried out the request, unless ``request_sent`` is False.
    """


class APIStatusError(APIError):
    """The status of the response is not 2xx.

    Attributes:
        operation: name of the method, such as ``create_invoice``.
        method: HTTP method.
        path: path of the request, without the query.
        status_code: HTTP status.
        request_id: the service's id of this request, if it sent one.
        headers: headers of the response, names in lower case.
        body: parsed JSON of the response (numbers as int and Decimal), or its text.
        retry_after: seconds that the service asks to wait, or None.
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
    """400: the service cannot process the request."""


class AuthenticationError(APIStatusError):
    """401: the credential is missing, wrong or expired."""


class PermissionDeniedError(APIStatusError):
    """403: the credential does not allow this."""


class NotFoundError(APIStatusError):
    """404: the resource does not exist. In GraphQL, null or an empty list, with any 2xx status."""


class ConflictError(APIStatusError):
    """409: the state of the resource does not allow this."""


class UnprocessableEntityError(APIStatusError):
    """422: the service understands the request but rejects its content."""


class RateLimitError(APIStatusError):
    """429: too many requests; see ``retry_after``."""


class InternalServerError(APIStatusError):
    """5xx: the service failed."""


class ResponseDecodeError(APIError):
    """A successful response does not match the schema, or cannot be read.

    Attributes:
        operation: name of the method, such as ``list_invoices``.
        path: JSON path of the first problem, such as ``$.data[3].amount``.
        body: parsed JSON of the response (numbers as int and Decimal), or its text.
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
    reason_places: Iterable[str] = (),
    secrets: Iterable[str] = (),
    kind: type[APIStatusError] | None = None,
    reason: str = "",
) -> APIStatusError:
    """Return the error for a status that is not 2xx, without raising it.

    ``headers`` have lower-case names. The message shows the reason that the body gives, from
    ``reason_places`` first. ``secrets`` are redacted in everything the error holds, because some
    services repeat the token they reject. ``kind`` and ``reason`` replace the class and the message
    that follow from the status.
    """
    known = tuple(secrets)
    path = redact(path, known)
    shown = redact_headers(headers, known)
    parsed = redact_body(parse_or_text(body, declared_charset(headers)), known)
    request_id = find_request_id(shown, request_id_headers)
    message = reason or f"{method} {path} returned {_status_line(status_code)}"
    if not reason and (said := service_message(parsed, reason_places)):
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
    """Return the request id, from the first of the named headers that is present.

    Control characters become spaces: an id is made to be shown.
    """
    found = (headers[name] for name in map(str.lower, names) if name in headers)
    return next(map(printable, found), None)


def naming(request_id: str | None) -> str:
    """Return the end of a message: the request id, for questions to the service's support."""
    return f" (request id {one_line(request_id)})" if request_id else ""


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
