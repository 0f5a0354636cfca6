"""Builds the request of ``httpx2``, parsing the URL once and copying no header twice.

``httpx2`` merges a request with the defaults of its client in several passes, which costs more than
everything else that we do for a call. Our own client has no defaults, and no cookies: what one
response sets must not reach the next request. For a client of the caller the merge is done here,
with the same result, unless its class does something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import UnsetType
from msgspec.structs import replace

from .address import parsed
from .call import Request
from .deadline import Deadline
from .pools import drop_cookies
from .seen import Seen, is_ours
from .service import Settings
from .url import extend_query

if TYPE_CHECKING:
    import httpx2

_TIMEOUTS = ("connect", "read", "write", "pool")

_LENGTHS = (b"content-length", b"transfer-encoding")

_EMPTY_HAS_LENGTH = ("POST", "PUT", "PATCH")

_AGENT = b"user-agent"
_NOT_CHOSEN = b"python-httpx2/"
"""How the ``User-Agent`` begins that ``httpx2`` sets unless its caller does."""


def build(
    http: httpx2.Client | httpx2.AsyncClient,
    request: Request,
    settings: Settings,
    deadline: Deadline,
    seen: Seen,
) -> httpx2.Request:
    """Return the request to send with a client, and note it."""
    timeouts = _timeouts(http, settings, deadline)
    extensions: dict[str, Any] = {"timeout": timeouts, "seen": seen}
    if is_ours(http):
        built = _ours(request, extensions)
    else:
        extensions["trace"] = seen.tracer(http)
        built = _theirs(http, request, extensions)
    if request.has_key:
        from .keyed_url import hide_key  # imported here because few services need it

        built = hide_key(built)
    return seen.follow(built)


def _theirs(
    http: httpx2.Client | httpx2.AsyncClient, request: Request, extensions: dict[str, Any]
) -> httpx2.Request:
    merge = _merged if _is_plain(http) and not http.params else _merged_by_client
    cookies = [name for name in request.headers if name.lower() == "cookie"]
    if not cookies:
        return merge(http, request, extensions)
    # Merging would drop one side's cookies.
    from .placing import joined_cookies

    headers = {name: value for name, value in request.headers.items() if name not in cookies}
    built = merge(http, replace(request, headers=headers), extensions)
    ours = "; ".join(request.headers[name] for name in cookies)
    built.headers["Cookie"] = joined_cookies(built.headers.get("Cookie", ""), ours)
    return built


def _ours(request: Request, extensions: dict[str, Any]) -> httpx2.Request:
    headers = [(b"Connection", b"keep-alive"), *_headers(request)]
    return _whole(request, headers, extensions, has_host=False, has_length=False)


def _is_plain(http: httpx2.Client | httpx2.AsyncClient) -> bool:
    import httpx2

    return type(http).build_request is httpx2.Client.build_request


def _merged(
    http: httpx2.Client | httpx2.AsyncClient, request: Request, extensions: dict[str, Any]
) -> httpx2.Request:
    headers = _headers(request)
    names = {name.lower() for name, _value in headers}
    defaults = [(name.lower(), name, value) for name, value in http.headers.raw]
    for lower, _name, value in defaults:
        if lower == _AGENT and not value.startswith(_NOT_CHOSEN):
            headers = _with_agent(headers, value)
    merged = [(name, value) for lower, name, value in defaults if lower not in names] + headers
    names.update(lower for lower, _name, _value in defaults)
    has_length = not names.isdisjoint(_LENGTHS)
    built = _whole(request, merged, extensions, has_host=b"host" in names, has_length=has_length)
    built.read()  # hooks and transports of the caller may look at the content
    if http.cookies:
        http.cookies.set_cookie_header(built)
        drop_cookies(http, built)
    return built


def _whole(
    request: Request,
    headers: list[tuple[bytes, bytes]],
    extensions: dict[str, Any],
    *,
    has_host: bool,
    has_length: bool,
) -> httpx2.Request:
    """Return a request with a host and a length, as ``httpx2`` adds them to content."""
    import httpx2

    url = parsed(_address(request))
    content = request.content or b""
    if not has_host:
        headers.insert(0, (b"Host", url.netloc))
    if not has_length and (content or request.method in _EMPTY_HAS_LENGTH):
        headers.append((b"Content-Length", b"%d" % len(content)))
    stream = httpx2.ByteStream(content)
    return httpx2.Request(
        request.method, url, headers=headers, stream=stream, extensions=extensions
    )


def _merged_by_client(
    http: httpx2.Client | httpx2.AsyncClient, request: Request, extensions: dict[str, Any]
) -> httpx2.Request:
    headers, theirs = _headers(request), http.headers.get("user-agent", "").encode()
    if theirs and not theirs.startswith(_NOT_CHOSEN):
        headers = _with_agent(headers, theirs)
    built = http.build_request(
        request.method,
        _address(request),
        headers=headers,
        content=request.content,
        extensions=extensions,
    )
    if request.query and http.params:  # the caller's defaults have replaced the query
        query = extend_query(http.params.multi_items(), request.query)
        built.url = built.url.copy_with(query=query.encode())
    drop_cookies(http, built)
    return built


def _headers(request: Request) -> list[tuple[bytes, bytes]]:
    # Credentials are ASCII. Were one not, an error of encoding would show it.
    return [(name.encode("ascii"), value.encode()) for name, value in request.headers.items()]


def _with_agent(headers: list[tuple[bytes, bytes]], theirs: bytes) -> list[tuple[bytes, bytes]]:
    """Return the headers with the ``User-Agent`` of the caller's HTTP client before ours.

    Source: RFC 9110, 10.1.5: products in decreasing order of their significance.
    """
    return [
        (name, b"%s %s" % (theirs, value) if name.lower() == _AGENT else value)
        for name, value in headers
    ]


def _address(request: Request) -> str:
    # The query is complete: httpx2 would encode the commas of lists, too.
    return f"{request.url}?{request.query}" if request.query else request.url


def _timeouts(
    http: httpx2.Client | httpx2.AsyncClient, settings: Settings, deadline: Deadline
) -> Mapping[str, float | None]:
    given = settings.timeout
    timeouts: dict[str, float | None]
    if isinstance(given, UnsetType):
        timeouts = http.timeout.as_dict()
    elif given is None or isinstance(given, int | float):
        timeouts = dict[str, float | None].fromkeys(_TIMEOUTS, given)
    else:
        timeouts = given.as_dict()
    left = deadline.left()
    if left is None:
        return timeouts
    for name, one in timeouts.items():
        if one is None or one > left:
            timeouts[name] = left
    return timeouts
