"""What ``on_event=`` is called with: what happens to a call, as plain data for metrics.

Each attempt gives a ``RequestEvent``, and then either a ``ResponseEvent`` or, if no response
arrives, nothing of its own. A ``RetryEvent`` follows if the call is sent again, and a
``FailureEvent`` if it raises an error. So a call that succeeds ends with a ``ResponseEvent``, and
every other call with a ``FailureEvent``.

No event holds a query, a header, a body or the text of an error, and credentials are redacted in
its URL and its request id. Events can be pickled and compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent:
    """An attempt begins: a request is about to be sent.

    Attributes:
        operation: name of the method, such as ``create_invoice``.
        method: HTTP method.
        url: URL of the request, without the query.
        attempt: number of the attempt; the first is 1.
    """

    operation: str
    method: str
    url: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseEvent:
    """A response arrived, whatever its status.

    Attributes:
        operation: name of the method, such as ``create_invoice``.
        method: HTTP method.
        url: URL of the request, without the query.
        attempt: number of the attempt; the first is 1.
        status_code: HTTP status.
        request_id: the service's id of this request, if it sent one.
        elapsed: seconds from the request to the end of the body.
    """

    operation: str
    method: str
    url: str
    attempt: int
    status_code: int
    request_id: str | None
    elapsed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryEvent:
    """An attempt failed, and the call will be sent again.

    Attributes:
        operation: name of the method, such as ``create_invoice``.
        method: HTTP method.
        url: URL of the request, without the query.
        attempt: number of the attempt that failed; the first is 1.
        status_code: HTTP status of the response, or None if none arrived.
        error: name of the class that the failure would have raised if none arrived, such as
            ``APITimeoutError``; None if a response arrived.
        delay: seconds until the next attempt.
    """

    operation: str
    method: str
    url: str
    attempt: int
    status_code: int | None
    error: str | None
    delay: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureEvent:
    """The call raises an error: one of the client's, a cancellation, or one of a callback.

    Attributes:
        operation: name of the method, such as ``create_invoice``.
        method: HTTP method.
        url: URL of the last request, without the query; empty if no request was sent.
        attempt: number of the last attempt; 0 if no request was sent.
        status_code: HTTP status of the last response, or None if none arrived.
        request_id: the service's id of the last request, if it sent one.
        error: name of the class of the error, such as ``RateLimitError``.
        elapsed: seconds of the whole call, with all attempts and waits.
    """

    operation: str
    method: str
    url: str
    attempt: int
    status_code: int | None
    request_id: str | None
    error: str
    elapsed: float


CallEvent: TypeAlias = RequestEvent | ResponseEvent | RetryEvent | FailureEvent
"""What ``on_event=`` is called with."""
