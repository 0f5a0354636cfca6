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

_TARGET = re.compile(r"[\s,]*<([^>]*)>")
_PARAMETER = re.compile(r"\s*;\s*(?:([^\s=;,]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,]*)))?)?")
_END = re.compile(r"\s*(?:,|$)")
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&?~#+!$,;'@()*[]"


def next_link(header: str) -> str | None:
    """Return the target of the first link with the relation ``next`` in a ``Link`` header.

    A link with an ``anchor`` is about another resource, and is passed over.

    Source: RFC 8288, 3; appendix B.2 has the algorithm.

    Raises:
        ValueError: what follows a link cannot be told apart, so the next page may be in it.
    """
    for target, parameters in _links(header):
        relations = parameters.get("rel", "").lower().split()
        if "next" in relations and "anchor" not in parameters:
            return target.strip()
    return None


def _links(header: str) -> Iterator[tuple[str, dict[str, str]]]:
    position = 0
    while header[position:].strip(" \t,"):
        found = _TARGET.match(header, position)
        if found is None:
            raise ValueError(header[position:])
        parameters, position = _parameters(header, found.end())
        yield found[1], parameters


def _parameters(header: str, position: int) -> tuple[dict[str, str], int]:
    """The parameters of a link; the first of a name counts (RFC 8288, 3.3). Then where it ends."""
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(header, position):
        name, quoted, token = found.groups()
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else token or ""
        if name:
            parameters.setdefault(name.lower(), value)
        position = found.end()
    end = _END.match(header, position)
    if end is None:
        raise ValueError(header[position:])
    return parameters, end.end()


def link_after(at: str, told: str, *, is_header: bool) -> tuple[str | None, str]:
    """Return the URL of the next page, and why it cannot be followed; the URL is None without one.

    Args:
        at: URL of the page that has the link.
        told: the link, or the whole ``Link`` header.
        is_header: whether it is the header.
    """
    try:
        target = next_link(told) if is_header else told
    except ValueError as error:
        return None, f"the Link header cannot be read from here on: {one_line(str(error))[:60]!r}"
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
