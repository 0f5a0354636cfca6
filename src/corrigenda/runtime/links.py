"""Follows links to the next page: URLs in a body, or in a ``Link`` header (RFC 8288).

A link is followed only within the origin (scheme, host and port) of the first page. It may be
relative to the page that it is on. Its query is sent as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from msgspec import UnsetType
from msgspec.structs import replace

from .call import Call
from .said import one_line

T = TypeVar("T")

_LINK = re.compile(
    r"\s*<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:\"(?:[^\"\\]|\\.)*\"|[^\s;,\"]*))?)*)\s*(?:,|$)"
)
_PARAMETER = re.compile(r";\s*([^\s=;,]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,\"]*)))?")
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&?~#+!$,;'@()*[]"


def next_link(header: str) -> str | None:
    """Return the target of the first link with the relation ``next`` in a ``Link`` header.

    Source: RFC 8288, 3; appendix B.2 has the algorithm. A link that is not well-formed ends the
    search, since what follows cannot be told apart.
    """
    for target, parameters in _links(header):
        relations = parameters.get("rel", "").lower().split()
        if "next" in relations:
            return target
    return None


def _links(header: str) -> Iterator[tuple[str, dict[str, str]]]:
    position = 0
    while found := _LINK.match(header, position):
        parameters: dict[str, str] = {}
        for name, quoted, token in _PARAMETER.findall(found[2]):
            value = re.sub(r"\\(.)", r"\1", quoted) if quoted else token
            parameters.setdefault(name.lower(), value)  # the first one counts (RFC 8288, 3.3)
        yield found[1], parameters
        position = found.end()


def link_after(at: str, told: str, *, is_header: bool) -> tuple[str | None, str]:
    """Return the URL of the next page, and why it cannot be followed; the URL is None without one.

    Args:
        at: URL of the page that has the link.
        told: the link, or the whole ``Link`` header.
        is_header: whether it is the header.
    """
    target = next_link(told) if is_header else told
    if not target:
        return None, ""
    try:
        url = urljoin(at, target)
        is_same = _origin(url) == _origin(at)
    except ValueError:
        return None, f"the link to the next page is no URL: {one_line(target)[:60]!r}"
    if not is_same:
        shown = one_line(target.partition("?")[0])[:60]
        return None, f"the link to the next page leads to another origin: {shown!r}"
    return url, ""


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    return scheme, parts.hostname, parts.port or _PORTS.get(scheme)


def address(base_url: str, call: Call[Any]) -> str:
    """Return the URL of a call, without its query."""
    return (call.base_url or base_url).rstrip("/") + call.path


def turned(call: Call[T], link: str | UnsetType, base_url: str) -> Call[T]:
    """Return the call of the first page, or the one that follows a link within the same origin."""
    if isinstance(link, UnsetType):
        return call
    parts, own = urlsplit(link), urlsplit(address(base_url, call))
    return replace(
        call,
        base_url=f"{own.scheme}://{own.netloc}",
        path=quote(parts.path, safe=_SAFE) or "/",
        query=(),
        joined=frozenset(),
        encoded_query=quote(parts.query, safe=_SAFE),
        alternative_path=None,
    )
