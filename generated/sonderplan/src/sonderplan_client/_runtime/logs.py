"""Logs calls under the package's name, such as ``acme_client``, with the standard library.

INFO has one line a call, WARNING one a repetition, DEBUG each request and response with headers and
body. As a library should, the package adds no handler that writes, unless the environment variable
``<PROVIDER>_LOG`` asks for one. ``logging`` is imported at the first call.

Everything that DEBUG shows is redacted before it is shortened. Headers that carry credentials by
their name are hidden as a whole, since the caller may add some that we do not know.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .call import RawResponse, Request
from .charset import declared_charset, to_text
from .errors import ConfigurationError
from .events import FailureEvent, RequestEvent, ResponseEvent, RetryEvent
from .redact import redact, redact_headers, redact_text
from .said import one_line, printable
from .url import encode_query

if TYPE_CHECKING:
    import logging

PACKAGE = (__package__ or "").rpartition(".")[0]
"""The name of the package, and of its logger."""

MOST_BODY = 4096
"""How much of a body a line shows, in characters."""

_MOST_READ = 2**20
"""How much of a body is read, in bytes: even in UTF-8, enough for ``redact`` to see it was cut."""

_DEBUG = 10
"""``logging.DEBUG``, which is not imported with this module."""

_LEVELS = ("debug", "info", "warning")

_HIDDEN = "[redacted]"

_HANDLERS: dict[str, logging.Handler] = {}
"""What writes to stderr, by environment variable."""

_SECRET_NAME = re.compile(
    r"authorization|x-auth|api-?key|token|secret|password|cookie|session|signature", re.IGNORECASE
)


@functools.cache
def logger_for(variable: str) -> logging.Logger:
    """Return the package's logger, prepared at the first call.

    Args:
        variable: environment variable that makes it write to stderr: ``debug``, ``info`` or
            ``warning``.

    Raises:
        ConfigurationError: the variable has another value.
    """
    import logging

    logger = logging.getLogger(PACKAGE)
    if not logger.handlers:
        # Otherwise Python writes warnings to stderr in a program without any logging.
        logger.addHandler(logging.NullHandler())
    level = os.environ.get(variable, "").strip().lower()
    if level and level not in _LEVELS:
        raise ConfigurationError(f"{variable}: set it to debug, info or warning")
    if level:
        _write_to_stderr(logger, variable, level)
    return logger


def _write_to_stderr(logger: logging.Logger, variable: str, level: str) -> None:
    import logging

    made = logging.StreamHandler()
    made.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    # Two threads may come here together. Both get the same handler, which is added only once.
    logger.addHandler(_HANDLERS.setdefault(variable, made))
    logger.setLevel(level.upper())


def log_request(
    logger: logging.Logger, event: RequestEvent, request: Request, credentials: Iterable[str]
) -> None:
    """Log a request at DEBUG. ``credentials`` are the names of what carries some, in any place."""
    if not logger.isEnabledFor(_DEBUG):
        return
    query = printable(shown_query(request, credentials))
    logger.debug(
        "%s: attempt %d: %s %s%s headers %s body %s",
        event.operation,
        event.attempt,
        event.method,
        event.url,
        f"?{query}" if query else "",
        shown_headers(request.headers, request.secrets, credentials),
        shown_body(request.content or b"", {}, request.secrets),
    )


def log_response(
    logger: logging.Logger, event: ResponseEvent, request: Request, response: RawResponse
) -> None:
    """Log a response at DEBUG."""
    if not logger.isEnabledFor(_DEBUG):
        return
    logger.debug(
        "%s: attempt %d: %d after %.0f ms headers %s body %s%s",
        event.operation,
        event.attempt,
        event.status_code,
        event.elapsed * 1000,
        shown_headers(response.headers, request.secrets),
        shown_body(response.body, response.headers, request.secrets),
        f" ({redact(response.broken, request.secrets)})" if response.broken else "",
    )


def log_retry(logger: logging.Logger, event: RetryEvent, reason: str) -> None:
    """Log at WARNING that a call will be sent again. ``reason`` says why no response arrived."""
    logger.warning(
        "%s: %s %s: attempt %d gave %s%s, the next follows in %.2f s",
        event.operation,
        event.method,
        _path(event.url),
        event.attempt,
        event.status_code or event.error,
        f" ({one_line(reason)})" if reason else "",
        event.delay,
    )


def log_call(logger: logging.Logger, last: ResponseEvent | FailureEvent, elapsed: float) -> None:
    """Log the end of a call at INFO. ``elapsed`` are the seconds of all attempts and waits."""
    logger.info(
        "%s: %s %s %s in %.0f ms (attempts: %d, request id: %s)%s",
        last.operation,
        last.method,
        _path(last.url),
        last.status_code or "no response",
        elapsed * 1000,
        last.attempt,
        last.request_id,
        f": {last.error}" if isinstance(last, FailureEvent) else "",
    )


def shown_query(request: Request, credentials: Iterable[str]) -> str:
    """Return a query as DEBUG shows it: credentials redacted, by value and by name."""
    shown = redact(request.query, request.secrets)
    if not request.has_key:
        return shown
    hidden = {encode_query([(name, "")]) for name in credentials}
    parts = (part.partition("=") for part in shown.split("&"))
    return "&".join(
        f"{name}={_HIDDEN if f'{name}=' in hidden else value}" for name, _, value in parts
    )


def shown_headers(
    headers: Mapping[str, str], secrets: Iterable[str], credentials: Iterable[str] = ()
) -> dict[str, str]:
    """Return headers as DEBUG shows them: credentials redacted, by value and by name."""
    hidden = {name.lower() for name in credentials}
    return {
        name: _HIDDEN if name.lower() in hidden or _SECRET_NAME.search(name) else value
        for name, value in redact_headers(headers, secrets).items()
    }


def shown_body(body: bytes, headers: Mapping[str, str], secrets: Iterable[str]) -> str:
    """Return a body as DEBUG shows it: on one line, redacted, at most ``MOST_BODY`` characters."""
    text, _notes = to_text(body[:_MOST_READ], declared_charset(headers))
    # Without its zero bytes, a text in an encoding that was not recognized still shows a secret.
    shown = printable(redact_text(text.replace("\0", ""), secrets))
    if len(shown) <= MOST_BODY:
        return shown
    return f"{shown[:MOST_BODY]}… ({len(body)} bytes)"


def _path(url: str) -> str:
    # Not with urlsplit: a redacted host is no host, and an error.
    return "/" + url.partition("://")[2].partition("/")[2]
