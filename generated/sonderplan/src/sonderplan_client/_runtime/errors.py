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
service repeats them. So logging an error never logs a token. ``failures`` creates the errors of a
response.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

_E = TypeVar("_E", bound="APIError")


class ConfigurationError(ValueError):
    """A credential, an argument or an environment variable is missing or unusable.

    The message names the argument or the variable, and never shows a value that may be secret.
    """


class APIError(Exception):
    """Base class of the errors of a request; ``str()`` gives a readable message.

    Attributes:
        operation: name of the method, such as ``create_invoice``.
        method: HTTP method.
        url: URL of the request, without the query.
        status_code: HTTP status.
        request_id: the service's id of this request, if it sent one.
        headers: headers of the response, names in lower case.
        body: parsed JSON of the response (numbers as int and Decimal), or its text.

    The last four are None if no response arrived, and in an error about several responses.
    """

    operation: str
    method: str
    url: str
    status_code: int | None
    request_id: str | None
    headers: dict[str, str] | None
    body: Any

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        method: str,
        url: str,
        status_code: int | None = None,
        request_id: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.method = method
        self.url = url
        self.status_code = status_code
        self.request_id = request_id
        self.headers = None if headers is None else dict(headers)
        self.body = body

    def __repr__(self) -> str:
        # Without headers and body: they are long, and a body holds personal data.
        fields = ((name, getattr(self, name, None)) for name in _SHOWN)
        shown = "".join(f", {name}={value!r}" for name, value in fields if value is not None)
        return f"{type(self).__name__}({str(self)!r}{shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls cls(*args), without the keyword-only arguments.
        return _rebuild, (type(self), self.args, dict(vars(self)))


_SHOWN = ("operation", "method", "url", "status_code", "request_id", "json_path")


def _rebuild(cls: type[_E], args: tuple[Any, ...], state: dict[str, Any]) -> _E:
    error = cls.__new__(cls, *args)
    vars(error).update(state)
    return error


class APIConnectionError(APIError):
    """No response arrived.

    Attributes:
        request_sent: whether the service may have carried out the request. False only if it
            certainly did not receive it: the connection failed, or none was free in time.

    ``APIError`` describes the other attributes.
    """

    def __init__(
        self, message: str, *, operation: str, method: str, url: str, request_sent: bool = True
    ) -> None:
        super().__init__(message, operation=operation, method=method, url=url)
        self.request_sent = request_sent


class APITimeoutError(APIConnectionError):
    """No response arrived in time.

    The service may still have carried out the request, unless ``request_sent`` is False.
    """


class APIStatusError(APIError):
    """The status of the response is not 2xx.

    Attributes:
        retry_after: seconds that the service asks to wait, or None.
        problem: ``body`` as the type that the schema has for this status; None if it has none, or
            if the body does not fit.

    ``APIError`` describes the other attributes.
    """

    # Narrower than in APIError, which is safe because nobody assigns to them.
    status_code: int  # pyright: ignore[reportIncompatibleVariableOverride]
    headers: dict[str, str]  # pyright: ignore[reportIncompatibleVariableOverride]

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        method: str,
        url: str,
        status_code: int,
        request_id: str | None,
        headers: Mapping[str, str],
        body: Any,
        retry_after: float | None,
        problem: Any = None,
    ) -> None:
        super().__init__(
            message,
            operation=operation,
            method=method,
            url=url,
            status_code=status_code,
            request_id=request_id,
            headers=headers,
            body=body,
        )
        self.retry_after = retry_after
        self.problem = problem


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

    An iterator also raises it for pages that have no end. Such an error is about several responses,
    so ``status_code``, ``request_id``, ``headers`` and ``body`` are None.

    Attributes:
        json_path: JSON path of the first problem, such as ``$.data[3].amount``.

    ``APIError`` describes the other attributes.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        method: str,
        url: str,
        json_path: str,
        status_code: int | None = None,
        request_id: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> None:
        super().__init__(
            message,
            operation=operation,
            method=method,
            url=url,
            status_code=status_code,
            request_id=request_id,
            headers=headers,
            body=body,
        )
        self.json_path = json_path
