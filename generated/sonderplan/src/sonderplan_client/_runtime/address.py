"""Makes the URL of a request without parsing its host again.

Parsing a URL takes ``httpx2`` as long as everything else that we do to build a request, and only
the path and the query differ between the requests of a client. ``httpx2`` has no public way to
exchange them without parsing: so what it parsed, a named tuple in a private attribute, is copied
with another path. That is done only for characters that parsing leaves as they are, and only if it
gives what parsing gives. Everything else is parsed as usual.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

_PART = r"[A-Za-z0-9_.~{}-]*(?:%[0-9A-F]{{2}}[A-Za-z0-9_.~{}-]*)*"
_UNCHANGED = re.compile(rf"(/{_PART.format('/', '/')})(?:\?({_PART.format('=&,', '=&,')}))?")
"""A path and a query that parsing does not change, except for segments of dots."""

_LONGEST = 8192


def parsed(address: str) -> httpx2.URL:
    """Return the URL of an address.

    Raises:
        httpx2.InvalidURL: as ``httpx2.URL`` does.
    """
    import httpx2

    begin = address.find("/", address.find("://") + 3)
    if begin < 0 or len(address) > _LONGEST or "/." in address:
        return httpx2.URL(address)
    split = _UNCHANGED.fullmatch(address, begin)
    origin = _origin(address[: begin + 1]) if split else None
    if origin is None or split is None:
        return httpx2.URL(address)
    return _at(origin, split[1], split[2])


@functools.lru_cache(maxsize=64)
def _origin(address: str) -> httpx2.URL | None:
    """Return the URL of a host; None if copying it does not give what parsing gives."""
    import httpx2

    origin, wanted = httpx2.URL(address), httpx2.URL(f"{address}a/b%2F?c=d,e")
    try:
        copied = vars(_at(origin, "/a/b%2F", "c=d,e"))
    except (AttributeError, TypeError, ValueError):
        return None
    return origin if copied == vars(wanted) else None


def _at(origin: Any, path: str, query: str | None) -> httpx2.URL:
    import httpx2

    url: Any = object.__new__(httpx2.URL)
    url._uri_reference = origin._uri_reference._replace(path=path, query=query)
    copied: httpx2.URL = url
    return copied
