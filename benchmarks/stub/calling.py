"""Calls every operation of a package, sync and some async, and checks both sides of each call."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2

from stub.arguments import argument, plain
from stub.exchanges import Exchange, Json, difference, is_json_type, parsed, plan, text, written
from stub.schemas import Schema

BASE = "https://stub.invalid/base"
_ASYNC_EACH = 10
_QUOTED = re.compile(r"[`'][^'`]*[`']|[0-9]+")


@dataclass(frozen=True, slots=True)
class Called:
    """An operation of the package: its method, where it is in the document, and its arguments.

    `arguments` has (name, place, wire name).
    """

    name: str
    path: str
    method: str
    arguments: Sequence[tuple[str, str, str]]


@dataclass(slots=True)
class Tally:
    """How the calls went, with the first message of each kind."""

    counts: Counter[str] = field(default_factory=Counter[str])
    first: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, outcome: str, said: str = "", name: str = "") -> None:
        self.counts[outcome] += 1
        if said:
            short = _QUOTED.sub("_", said)[:70]
            kind = f"{outcome}: {short}"
            self.counts[kind] += 1
            self.first.setdefault(kind, f"{name}: {said[:400]}")


def call_all(module: str, client: str, root: Schema, called: Sequence[Called]) -> Tally:
    """Call every operation, minimal and full."""
    package, tally = importlib.import_module(module), Tally()
    classes = [getattr(package, prefix + client) for prefix in ("", "Async")]
    models = vars(importlib.import_module(f"{module}.client"))
    for index, one in enumerate(called):
        for full in (False, True):
            try:
                exchange = plan(root, one.path, one.method, full)
            except (RecursionError, KeyError, TypeError, ValueError, AttributeError) as error:
                tally.add("not made", f"{type(error).__name__} {error}", one.name)
                continue
            _call(tally, classes[0], one, exchange, models, package)
            if index % _ASYNC_EACH == 0:
                _call(tally, classes[1], one, exchange, models, package)
    return tally


def _call(
    tally: Tally, client: type, one: Called, exchange: Exchange, names: Any, package: Any
) -> None:
    requests, drifts = list[httpx2.Request](), list[Any]()

    def answer(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return _response(exchange)

    try:
        value = _value(client, one, exchange, answer, drifts, _known(package, names))
    except Exception as error:  # noqa: BLE001  (each kind is counted)
        kind = "raised after sending" if requests else "raised before sending"
        tally.add(kind, f"{type(error).__name__}: {error}", one.name)
        return
    wrong = [*_wrong_request(one, exchange, requests[0]), *_wrong_value(exchange, value)]
    wrong += [f"drift: {drift}" for drift in drifts]
    tally.add("wrong" if wrong else "right", wrong[0] if wrong else "", one.name)


def _known(package: Any, names: Any) -> dict[str, Any]:
    """What annotations name: a large package imports its classes when somebody asks for them."""
    exported = {name: getattr(package, name) for name in package.__all__}
    return {**vars(package), **exported, **names}


def _value(
    client: type, one: Called, exchange: Exchange, answer: Any, drifts: list[Any], names: Any
) -> Any:
    given = {**_credentials(client), "base_url": BASE, "max_retries": 0}
    is_async = client.__name__.startswith("Async")
    http = (httpx2.AsyncClient if is_async else httpx2.Client)(
        transport=httpx2.MockTransport(answer)
    )
    made = client(**given, http_client=http, on_drift=drifts.append)
    method = getattr(made, one.name)
    positional, keywords = _arguments(method, one, exchange, names)
    result = method(*positional, **keywords)
    return asyncio.run(_awaited(result)) if is_async else result


async def _awaited(result: Any) -> Any:
    return await result


def _credentials(client: type) -> dict[str, str]:
    """A value for every credential of the client."""
    taken = inspect.signature(client).parameters
    known = ("username", "password")
    found = {
        name: "secret"
        for name, one in taken.items()
        if name in known or "Callable[[], " in str(one.annotation)
    }
    hidden = {"client_id", "client_secret"} if "client_secret" in found else set[str]()
    return {name: one for name, one in found.items() if name not in hidden or len(found) == 2}


def _arguments(
    method: Any, one: Called, exchange: Exchange, names: Any
) -> tuple[list[Any], dict[str, Any]]:
    parameters = inspect.signature(method).parameters
    positional, keywords = list[Any](), dict[str, Any]()
    for name, place, wire in one.arguments:
        has, value = _given(exchange, place, wire)
        if has:
            hint = eval(str(parameters[name].annotation), dict(names))  # noqa: S307
            made = argument(value, hint)
            if parameters[name].kind is inspect.Parameter.KEYWORD_ONLY:
                keywords[name] = made
            else:
                positional.append(made)
    return positional, keywords


def _given(exchange: Exchange, place: str, wire: str) -> tuple[bool, Json]:
    if place != "body":
        return (place, wire) in exchange.values, exchange.values.get((place, wire))
    if not wire:
        return bool(exchange.media), exchange.body
    if not isinstance(exchange.body, Mapping):
        return False, None
    return wire in exchange.body, exchange.body.get(wire)


def _response(exchange: Exchange) -> httpx2.Response:
    if not exchange.answer_media:
        return httpx2.Response(exchange.status)
    media = exchange.answer_media.replace("*/*", "application/octet-stream").replace("*", "png")
    is_json = is_json_type(media)
    content = written(exchange.answer) if is_json else text(exchange.answer).encode()
    return httpx2.Response(exchange.status, headers={"content-type": media}, content=content)


def _wrong_request(one: Called, exchange: Exchange, request: httpx2.Request) -> Iterator[str]:
    if request.method.lower() != one.method:
        yield f"method {request.method}"
    path = re.sub(r"\{([^}]*)\}", lambda at: exchange.path.get(at[1], at[0]), one.path)
    sent = unquote(request.url.raw_path.decode().partition("?")[0])
    if not sent.endswith(path.partition("?")[0].split("#")[0]):
        yield f"path {sent}, not {path}"
    query = parse_qsl(request.url.query.decode(), keep_blank_values=True)
    missing = [pair for pair in exchange.query if _utc(pair) not in query]
    if missing:
        yield f"query lacks {missing[0]}: {query}"
    for name, value in exchange.headers.items():
        if request.headers.get(name) not in (value, _utc((name, value))[1]):
            yield f"header {name} is {request.headers.get(name)!r}, not {value!r}"
    yield from _wrong_body(exchange, request.content)


def _utc(pair: tuple[str, str]) -> tuple[str, str]:
    """A pair with a time as clients write it outside of JSON."""
    return pair[0], re.sub(r"(T[0-9:.]+)Z$", r"\1+00:00", pair[1])


def _wrong_body(exchange: Exchange, content: bytes) -> Iterator[str]:
    if is_json_type(exchange.media):
        sent = parsed(content) if content else None
        if said := difference(sent, parsed(written(exchange.body))):
            yield f"body {said}"
    elif "form-urlencoded" in exchange.media and isinstance(exchange.body, Mapping):
        sent_pairs = [_utc(one) for one in parse_qsl(content.decode(), keep_blank_values=True)]
        for name, value in exchange.body.items():
            pairs = [] if isinstance(value, (Mapping, list)) else [(name, text(value))]
            if any(_utc(pair) not in sent_pairs for pair in pairs):
                sent_as = [pair for pair in sent_pairs if pair[0] == name]
                yield f"form lacks {name}={value}: {sent_as}"
    elif not exchange.media and content:
        yield f"a body is sent: {content[:100]!r}"


def _wrong_value(exchange: Exchange, value: Any) -> Iterator[str]:
    if not exchange.answer_media:
        if value is not None:
            yield f"value {value!r:.100}, not None"
        return
    returned = plain(value)
    if is_json_type(exchange.answer_media):
        if said := difference(returned, parsed(written(exchange.answer))):
            yield f"value {said}"
    elif returned not in (text(exchange.answer), text(exchange.answer).encode()):
        yield f"value {returned!r:.100}, not {exchange.answer!r:.100}"
