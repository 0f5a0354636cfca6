"""Calls, requests and responses as plain data.

A generated method builds a ``Call`` and passes it to a connection. Tests can inspect a call
without a network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .credentials import Credential
    from .errors import APIError
    from .service import Settings

T = TypeVar("T")

Complete: TypeAlias = "Callable[[Any, Mapping[Credential, str]], bytes]"
"""Returns the body of a call, once the credentials are known."""

Judge: TypeAlias = "Callable[[Any, Settings, Request, RawResponse], T | APIError]"
"""Returns the value of a response, or the error to raise for it."""


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request, without base URL and credentials, and the type of its response.

    Attributes:
        operation: name of the method, such as ``create_invoice``; errors include it.
        method: HTTP method, upper case.
        path: path below the base URL, percent-encoded, with a leading slash.
        response: type of a successful response; ``type(None)`` if it has no content.
        query: names and values, not yet percent-encoded.
        joined: names in ``query`` whose values are comma-separated lists.
        body: bytes of a JSON body, or None.
        accept: value of the ``Accept`` header.
        complete: adds credentials to the body just before it is sent, if the body needs any.
        judge: reads the response if the status alone does not tell success from failure, as in
            GraphQL; None for REST.
        alternative_path: another path, tried once if the response at ``path`` is a 404. Only for a
            GET whose path has no parameters, where a 404 cannot mean that one object is missing.
        finish: completes the value of a response: tells a page how to request the next one.
    """

    operation: str
    method: str
    path: str
    response: type[T]
    query: tuple[tuple[str, str], ...] = ()
    joined: Set[str] = frozenset()
    body: bytes | None = field(default=None, repr=False)
    accept: str = field(default="application/json", repr=False)
    complete: Complete | None = field(default=None, repr=False)
    judge: Judge[T] | None = field(default=None, repr=False)
    alternative_path: str | None = None
    finish: Callable[[T], None] | None = field(default=None, repr=False, compare=False)

    @property
    def is_safe(self) -> bool:
        """Whether the call only reads, so that sending it again does no harm."""
        return self.method in ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. Its ``repr`` omits headers, query and content.

    ``query`` is percent-encoded, without "?"; ``url`` does not contain it, since errors show it.
    ``is_safe`` says that it may be sent again if the connection turns out to be closed.
    """

    method: str
    url: str
    query: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class RawResponse:
    """One HTTP response; header names are in lower case.

    ``broken`` says why the body is incomplete or missing, and is empty for a good response.
    """

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """The reason why no response arrived.

    Attributes:
        timed_out: whether the time was up.
        reason: what went wrong.
        sent: whether the service may have received the request.
        was_closed: whether the service closed the connection before it sent anything.
    """

    timed_out: bool
    reason: str
    sent: bool = True
    was_closed: bool = False
