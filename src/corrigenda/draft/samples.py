"""Writes exchanges as samples, which hold the document to what the examples show."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from corrigenda.documents import write_document
from corrigenda.draft.document import content_of
from corrigenda.draft.exchange import Body, Exchange
from corrigenda.draft.operations import Operation
from corrigenda.draft.parameters import is_of_api
from corrigenda.draft.security import credential_headers
from corrigenda.texts.json_text import dump_json
from corrigenda.trees import Object

_MOST = 5
"""How many samples an operation gets: more of the same prove no more."""


def samples_of(operations: Sequence[Operation]) -> tuple[dict[str, str], list[str]]:
    """The texts of samples by file name, and notes about examples that got none."""
    written: dict[str, str] = {}
    notes: list[str] = []
    for operation in operations:
        texts = list(dict.fromkeys(write_document(one) for one in _samples(operation)))
        stem = operation.method_name.replace("_", "-")
        for number, text in enumerate(texts[:_MOST], 1):
            written[f"{stem}{f'-{number}' if number > 1 else ''}.yaml"] = text
        if len(texts) > _MOST:
            notes.append(f"`{operation.name}`: {_MOST} of {len(texts)} examples became samples")
    return written, notes


def _samples(operation: Operation) -> Iterator[Object]:
    for one in operation.exchanges:
        if one in operation.successes and _has_usual_body(one, operation):
            answer = _answer(one, operation)
            request = _request(one)
            sample: Object = {"operation": operation.method_name, "request": request}
            yield {**sample, **({"answer": answer} if answer else {})}


def _has_usual_body(one: Exchange, operation: Operation) -> bool:
    """Whether a request has the kind of body that a client sends, so that it can be replayed."""
    kinds = {each.body.kind for each in operation.successes if each.body}
    usual = next(
        (kind for kind in ("json", "form", "multipart", "text", "binary") if kind in kinds), None
    )
    if usual == "json":
        first = next(
            each.body for each in operation.successes if each.body and each.body.kind == usual
        )
        same = one.body is not None and one.body.media_type == first.media_type
        return same and one.body is not None and one.body.value is not None
    return (one.body.kind if one.body else usual) == usual


def _request(one: Exchange) -> Object:
    request: Object = {"method": one.method, "path": one.path}
    query: dict[str, str] = {}
    for name, value in one.query:
        if name:
            query[name] = f"{query[name]},{value}" if name in query else value
    headers = {name: value for name, value in one.headers if is_of_api(name)}
    if one.body:
        headers["Content-Type"] = one.body.media_type
    headers |= dict(credential_headers(one))
    text = _text(one.body)
    parts = {"query": query, "headers": headers, "body": text}
    return {**request, **{key: value for key, value in parts.items() if value}}


def _answer(one: Exchange, operation: Operation) -> Object | None:
    """The response, if it is the one that a client expects: the first success with content."""
    if one.response is None or not one.succeeds:
        return None
    first = min((each.status for each in operation.exchanges if _content(each)), default=None)
    body = one.response.body
    status: Object = {} if one.response.status is None else {"status": one.response.status}
    if first is None:
        return {"status": one.status}
    shown = [each for each in operation.exchanges if each.status == first]
    bodies = [each.response.body for each in shown if each.response and each.response.body]
    types = list(content_of(bodies)) if bodies else []
    usual = body is not None and body.kind == "json" and body.value is not None
    if one.status != first or not usual or body is None or types != [body.media_type]:
        return None
    return {**status, "body": _text(body)}


def _content(one: Exchange) -> bool:
    """Whether the document has content for the response of an exchange."""
    if not one.succeeds:
        return False
    return one.status != 204 if one.response is None else one.response.body is not None


def _text(body: Body | None) -> str:
    if body is None or body.kind in ("multipart", "binary"):
        return ""
    value: Any = body.value
    if body.kind == "json":
        return dump_json(value).rstrip("\n")
    return urlencode(value) if body.kind == "form" else re.sub(r"\r\n?", "\n", str(value))
