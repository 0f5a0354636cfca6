"""Keeps an API key in the query of a URL out of the log of ``httpx2``.

``httpx2`` logs the whole URL of every response, at INFO. A URL with a key is one of a class of
ours, and a filter on that log shows it without its query. The URL itself stays whole, because
transports and hooks of a caller's HTTP client read it. Records about other URLs do not change.

What the service, a proxy or a caller's own code logs is beyond this.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import logging

    import httpx2

_NAME = "httpx2"
"""The logger of the HTTP library."""


def hide_key(request: httpx2.Request) -> httpx2.Request:
    """Mark the URL of a request, so that no log shows its query, and return the request."""
    request.url = _keyed()(request.url)
    return request


@functools.cache
def _keyed() -> type[httpx2.URL]:
    """Return the class of such URLs. The first call installs the filter."""
    import logging

    import httpx2  # slow to import; who sends a request has imported it

    class KeyedURL(httpx2.URL):
        def __repr__(self) -> str:
            return f"URL({_without_query(self)!r})"

        def __reduce__(self) -> tuple[Any, ...]:
            return httpx2.URL, (str(self),)  # who stores requests needs the whole URL

    def without_keys(record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and any(isinstance(one, KeyedURL) for one in record.args):
            record.args = tuple(
                _without_query(one) if isinstance(one, KeyedURL) else one for one in record.args
            )
        return True

    logging.getLogger(_NAME).addFilter(without_keys)
    return KeyedURL


def _without_query(url: httpx2.URL) -> str:
    return f"{str(url).partition('?')[0]}?[redacted]"
