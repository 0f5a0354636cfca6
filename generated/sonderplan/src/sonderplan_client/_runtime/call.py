"""What an operation asks for, what is sent for it, and what comes back: plain data.

A generated method builds a ``Call`` and hands it to a connection; tests can look at it without a
network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .credentials import Credential
    from .errors import APIError
    from .service import Settings

T = TypeVar("T")

Complete: TypeAlias = "Callable[[Any, Mapping[Credential, str]], bytes]"
"""The body of a call once the credentials are known."""

Judge: TypeAlias = "Callable[[Any, Settings, Request, RawResponse], T | APIError]"
"""The value of a response to a call, or the error to raise for it."""


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request, without address and credentials, and the type of its response.

    Attributes:
        operation: name of the method, as ``create_invoice``; errors say it.
        method: HTTP method, upper case.
        path: path below the base URL, percent-encoded, with a leading slash.
        response: type of a success; ``type(None)`` where a success has no content.
        query: names and values, not yet percent-encoded.
        body: bytes of a JSON body, or None.
        accept: what kinds of content a response may have.
        complete: completes the body at the last moment, if it needs a credential.
        judge: reads the response of a call that has a way of its own to say what went wrong; None
            where the status says it, as in REST.
        alternative_path: another path, tried once if the response at ``path`` is a 404. Only on a
            GET whose path has no parameters, where a 404 cannot mean that one object is missing.
    """

    operation: str
    method: str
    path: str
    response: type[T]
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)
    accept: str = field(default="application/json", repr=False)
    complete: Complete | None = field(default=None, repr=False)
    judge: Judge[T] | None = field(default=None, repr=False)
    alternative_path: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. Its ``repr`` shows no header, query or content."""

    method: str
    url: str
    query: tuple[tuple[str, str], ...] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RawResponse:
    """One HTTP response; header names in lower case."""

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lost:
    """No response, and why."""

    timed_out: bool
    reason: str
