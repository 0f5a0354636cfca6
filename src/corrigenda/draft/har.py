"""Reads HAR files, as browsers and proxies save them: the requests to an API among all others.

Source: HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/).
"""

import base64
import binascii
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from corrigenda.documents import Document
from corrigenda.draft.bodies import FORM, MULTIPART, bare, body_of, fixed, is_json
from corrigenda.draft.exchange import Body, Examples, Exchange, Pairs, Response, split_url
from corrigenda.problems import Problem, ProblemsError, gather, raise_any
from corrigenda.trees import Location, is_array, is_object

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_ABOUT = {"browser", "comment", "creator", "pages", "version"}
_FIX = "save the HAR file again, with content"


def is_har(value: Any) -> bool:
    """Whether JSON is a log of HTTP, also if nothing was recorded, and no body with a `log`."""
    log: Any = value.get("log") if is_object(value) else None
    return is_object(log) and ("entries" in log or (len(value) == 1 and log.keys() <= _ABOUT))


def read_har(document: Document) -> Examples:
    """Read the requests to an API.

    Raises:
        ProblemsError: the file does not follow HAR 1.2, or the JSON of a body is not valid.
    """
    entries: Any = document.root["log"].get("entries") or []
    if not is_array(entries):
        place = document.place(("log", "entries"))
        raise ProblemsError([Problem(place, "`log.entries` is not a list", _FIX)])
    if not entries:
        raise ProblemsError(
            [Problem(document.place(("log",)), "the HAR file has no entries", _FIX)]
        )
    found = gather(partial(_read, document, index) for index in range(len(entries)))
    kept = tuple(one for one in found if one is not None)
    passed = len(found) - len(kept)
    note = f"`{document.path.name}`: {passed} of {len(found)} entries are no requests to an API"
    return Examples(kept, (note,) if passed else ())


def _read(document: Document, index: int) -> Exchange | None:
    at: Location = ("log", "entries", index)
    entry: Any = document.root["log"]["entries"][index]
    raise_any(_problems(document, at, entry))
    request: Any = entry["request"]
    response: Any = entry["response"]
    if not _is_api(request, response):
        return None
    try:
        url = split_url(str(request["url"]))
        host = url.hostname or ""
        port = f":{url.port}" if url.port else ""
    except ValueError:
        raise ProblemsError(
            [Problem(document.place((*at, "request", "url")), "this is not a URL", _FIX)]
        ) from None
    return Exchange(
        place=document.place(at),
        method=request["method"].upper(),
        origin=f"{url.scheme}://{host}{port}",
        path=url.path or "/",
        query=tuple(parse_qsl(url.query, keep_blank_values=True)),
        headers=_headers(request),
        body=_request_body(document, (*at, "request", "postData"), request.get("postData")),
        response=_response(document, (*at, "response", "content"), response),
        basic=url.username is not None,
    )


def _problems(document: Document, at: Location, entry: Any) -> Iterator[Problem]:
    if not is_object(entry):
        yield Problem(document.place(at), "the entry is not an object", _FIX)
        return
    for part, key, kind in (
        ("request", "method", str),
        ("request", "url", str),
        ("response", "status", int),
    ):
        node: Any = entry.get(part)
        if not is_object(node) or not isinstance(node.get(key), kind):
            yield Problem(document.place((*at, part, key)), f"`{part}.{key}` is missing", _FIX)


def _is_api(request: Any, response: Any) -> bool:
    """Whether an entry is a request to an API: it has JSON, or it changes something."""
    status = response["status"]
    if request["method"].upper() not in _METHODS or status < 200 or 300 <= status < 400:
        return False
    if not request["url"].lower().startswith(("http://", "https://")):
        return False
    content: Any = response.get("content") or {}
    if is_json(str(content.get("mimeType") or "")) and "javascript" not in content["mimeType"]:
        return True
    posted: Any = request.get("postData") or {}
    bodiless = not content.get("text")
    sends = is_json(str(posted.get("mimeType") or "")) or request["method"].upper() != "GET"
    return sends and bodiless and (status == 204 or is_json(str(posted.get("mimeType") or "")))


def _headers(message: Any) -> Pairs:
    listed: Any = message.get("headers")
    return tuple(
        (str(one.get("name", "")), str(one.get("value", "")))
        for one in (listed if is_array(listed) else ())
        if is_object(one)
    )


def _request_body(document: Document, at: Location, posted: Any) -> Body | None:
    if not is_object(posted):
        return None
    media_type, text = str(posted.get("mimeType") or ""), posted.get("text")
    listed: Any = posted.get("params")
    if bare(media_type) in (FORM, MULTIPART) and is_array(listed) and listed:
        kind = "form" if bare(media_type) == FORM else "multipart"
        pairs = tuple(_parameter(one) for one in listed if is_object(one))
        return Body(kind, bare(media_type), pairs)
    if bare(media_type) == MULTIPART:
        return None
    if not isinstance(text, str) or not text.strip():
        return None
    return body_of(text, media_type, fixed(document.place((*at, "text"))))


def _parameter(one: Any) -> tuple[str, str | None]:
    value = None if one.get("fileName") else str(one.get("value") or "")
    return str(one.get("name") or ""), value


def _response(document: Document, at: Location, response: Any) -> Response:
    content: Any = response.get("content") or {}
    text, media_type = content.get("text"), str(content.get("mimeType") or "")
    if not isinstance(text, str) or not text.strip():
        return Response(response["status"], None)
    place = document.place((*at, "text"))
    if content.get("encoding") == "base64":
        try:
            text = base64.b64decode(text, validate=True).decode("utf-8-sig")
        except (binascii.Error, UnicodeDecodeError):
            raise ProblemsError(
                [Problem(place, "the content is not base64 of UTF-8", _FIX)]
            ) from None
    return Response(response["status"], body_of(text, media_type, fixed(place)))
