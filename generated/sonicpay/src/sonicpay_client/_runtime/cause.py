"""Finds the error of the operating system, or of TLS, that a transport failed with.

It is what tells a refused connection from a bad certificate. The exceptions around it are not kept:
their frames hold the request, and so the credentials. What is kept is a copy without a traceback,
whose texts show no credential.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from .redact import redact

_KNOWN = ("builtins", "ssl", "socket")
"""Modules whose exceptions are copied as they are. Those of others may hold a request."""

_DETAILS = ("library", "reason", "verify_code", "verify_message")
"""What an ``ssl.SSLError`` has besides its arguments."""

_NO_ERROR = ("SSLWantReadError", "SSLWantWriteError")
"""What TLS raises to wait for the network, and is handled by the transport."""


def cause_of(
    error: BaseException, secrets: Iterable[str], handled: BaseException | None
) -> OSError | None:
    """Return a copy of the OSError behind an error of a transport; None if there is none.

    Args:
        error: the error.
        secrets: texts that the copy must not show.
        handled: what the caller was handling when the request was sent, which is no cause.
    """
    behind = _chain(error, handled)
    found = next((each for each in behind if isinstance(each, OSError) and _counts(each)), None)
    return None if found is None else _copied(_specific(found), tuple(secrets))


def _chain(error: BaseException, handled: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and at is not handled and id(at) not in seen:
        seen.add(id(at))
        yield at
        # httpcore2 raises errors of connecting "from None", so only their context has the cause.
        at = at.__cause__ or at.__context__


def _counts(error: OSError) -> bool:
    return type(error).__name__ not in _NO_ERROR


def _specific(error: OSError) -> OSError:
    """Return what anyio's "All connection attempts failed" was raised from: the first of them."""
    cause: Any = error.__cause__
    if isinstance(cause, BaseExceptionGroup):
        cause = cast("BaseExceptionGroup[BaseException]", cause).exceptions[0]
    return cause if isinstance(cause, OSError) else error


def _copied(error: OSError, secrets: tuple[str, ...]) -> OSError:
    copy = _kind(type(error))(*_shown(error.args, secrets))
    for name in _DETAILS:
        for value in _shown([getattr(error, name, None)], secrets):
            setattr(copy, name, value)
    return copy


def _kind(kind: type[OSError]) -> type[OSError]:
    known = (each for each in kind.__mro__ if each.__module__ in _KNOWN)
    return next(each for each in known if issubclass(each, OSError))


def _shown(values: Iterable[object], secrets: tuple[str, ...]) -> Iterator[object]:
    """Yield the numbers and the texts, without credentials."""
    for value in values:
        if isinstance(value, str):
            yield redact(value, secrets)
        elif isinstance(value, int):
            yield value
