"""Calls, requests and responses as plain data.

A generated method builds a ``Call`` and passes it to a connection. Tests can inspect a call
without a network. All of them are created for every request, so they are structs: creating a frozen
dataclass takes ten times as long. Change one with ``msgspec.structs.replace``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeAlias, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from .credentials import Credential
    from .drift import Difference
    from .errors import APIError
    from .grants import Alternatives
    from .service import Settings

T = TypeVar("T")

Complete: TypeAlias = "Callable[[Any, Mapping[Credential, str]], bytes]"
"""Returns the body of a call, once the credentials are known."""

Judge: TypeAlias = (
    "Callable[[Any, Settings, Request, RawResponse, list[Difference] | None], T | APIError]"
)
"""Returns the value of a response, or the error to raise for it."""


class Plain(Struct, frozen=True):
    """Data whose ``repr`` omits the attributes in ``hidden``."""

    hidden: ClassVar[Set[str]] = frozenset()

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Return what rich shows: as much as ``repr``."""
        shown = (name for name in self.__struct_fields__ if name not in self.hidden)
        return [(name, getattr(self, name)) for name in shown]

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({', '.join(shown)})"


class Call(Plain, Generic[T], frozen=True):
    """One request, without base URL and credentials, and the type of its response.

    Attributes:
        operation: name of the method, such as ``create_invoice``; errors include it.
        method: HTTP method, upper case.
        path: path below the base URL, percent-encoded, with a leading slash.
        response: type of a successful response; ``type(None)`` if it has no content.
        query: names and values, not yet percent-encoded.
        joined: names in ``query`` whose values are comma-separated lists.
        encoded_query: more of the query, percent-encoded, without "?".
        body: bytes of a body, or None.
        content_type: media type of the body.
        accept: value of the ``Accept`` header.
        complete: adds credentials to the body just before it is sent, if the body needs any.
        judge: reads the response if the status alone does not tell success from failure, as in
            GraphQL, or if it is not always JSON of one type; None for all others.
        headers: headers besides those of every request, or None.
        may_retry: False if it must not be sent again, whatever its method.
        idempotency_header: header of a key that makes sending it again harmless; empty without one.
        alternative_path: another path, tried once if the response at ``path`` is a 404. Only for a
            GET whose path has no parameters, where a 404 cannot mean that one object is missing.
        base_url: URL that the path is below, if it is not that of the client.
        problems: types of the bodies of errors, by status, ``4XX`` or ``default``.
        finish: completes the value of a response: tells a page how to request the next one.
        security: the sets of credentials, by argument, one of which it sends; an empty set, or none
            at all, sends nothing. None for those of the service.
        scopes: OAuth2 scopes that a fetched token needs, by argument, separated by spaces.
    """

    hidden: ClassVar[Set[str]] = frozenset(
        {
            *("body", "content_type", "accept", "complete", "judge", "headers", "finish"),
            *("security", "scopes", "problems", "encoded_query", "base_url"),
        }
    )

    operation: str
    method: str
    path: str
    response: type[T]
    query: tuple[tuple[str, str], ...] = ()
    joined: Set[str] = frozenset()
    body: bytes | None = None
    accept: str = "application/json"
    complete: Complete | None = None
    judge: Judge[T] | None = None
    alternative_path: str | None = None
    headers: Mapping[str, str] | None = None
    may_retry: bool = True
    idempotency_header: str = ""
    finish: Callable[[T], None] | None = None
    encoded_query: str = ""
    base_url: str = ""
    security: Alternatives | None = None
    scopes: Mapping[str, str] | None = None
    content_type: str = "application/json"
    problems: Sequence[tuple[str, Any]] = ()

    @property
    def is_safe(self) -> bool:
        """Whether the call only reads, so that sending it again does no harm."""
        return self.method in ("GET", "HEAD")


class Request(Plain, frozen=True):
    """One HTTP request. Its ``repr`` omits headers, query and content.

    ``query`` is percent-encoded, without "?"; ``url`` does not contain it, since errors show it.
    ``has_key`` says that the query has a credential.
    """

    hidden: ClassVar[Set[str]] = frozenset({"query", "headers", "content", "secrets", "has_key"})

    method: str
    url: str
    query: str
    headers: Mapping[str, str]
    content: bytes | None
    secrets: tuple[str, ...]
    has_key: bool = False


class RawResponse(Plain, frozen=True):
    """One HTTP response; header names are in lower case.

    ``broken`` says why the body is incomplete or missing, and is empty for a good response.
    """

    hidden: ClassVar[Set[str]] = frozenset({"headers", "body"})

    status_code: int
    headers: Mapping[str, str]
    body: bytes
    broken: str = ""


class Lost(Plain, frozen=True):
    """The reason why no response arrived.

    Attributes:
        timed_out: whether the time was up.
        reason: what went wrong.
        sent: whether the service may have received the request.
        was_closed: whether the service closed the connection before it sent anything.
        cause: the error of the operating system or of TLS, from ``cause.cause_of``.
    """

    timed_out: bool
    reason: str
    sent: bool = True
    was_closed: bool = False
    cause: OSError | None = None
