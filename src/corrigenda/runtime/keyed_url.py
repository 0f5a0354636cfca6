"""Keeps an API key in the query of a URL out of the log of ``httpx2``.

``httpx2`` logs the whole URL of every response, at INFO. A URL with a key is one of a class of
ours, and a filter on that log shows it without its query. The URL itself stays whole: transports
and hooks of a caller's HTTP client read it. Records about other URLs are not changed.

What the service or a caller's own code logs is beyond this.
"""

from __future__ import annotations

import functools
import logging
from typing import Any

import httpx2


class KeyedURL(httpx2.URL):
    """A URL with an API key in its query. Its ``repr`` has no query."""

    def without_query(self) -> str:
        """Return the URL as a log may show it."""
        return f"{str(self).partition('?')[0]}?[redacted]"

    def __repr__(self) -> str:
        return f"KeyedURL({self.without_query()!r})"


def hide_key(request: httpx2.Request) -> httpx2.Request:
    """Mark the URL of a request, so that no log shows its query, and return the request."""
    _install()
    request.url = KeyedURL(request.url)
    return request


@functools.cache
def _install() -> None:
    logging.getLogger("httpx2").addFilter(_without_keys)


def _without_keys(record: logging.LogRecord) -> bool:
    if isinstance(record.args, tuple) and any(isinstance(one, KeyedURL) for one in record.args):
        record.args = tuple(map(_shown, record.args))
    return True


def _shown(argument: Any) -> Any:
    return argument.without_query() if isinstance(argument, KeyedURL) else argument
