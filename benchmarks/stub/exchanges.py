"""Plans, for an operation, the values that are sent, how they are written, and the response.

How a parameter is written follows OpenAPI 3.1, section Style Values, independently of the runtime.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import msgspec

from stub.schemas import Json, Maker, Schema, flatten, resolve

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_IGNORED = ("accept", "authorization", "content-type")


@dataclass(slots=True)
class Exchange:
    """One call: values by (place, wire name), what the request must have, and the response."""

    values: dict[tuple[str, str], Json] = field(default_factory=dict[tuple[str, str], Json])
    query: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    headers: dict[str, str] = field(default_factory=dict[str, str])
    path: dict[str, str] = field(default_factory=dict[str, str])
    media: str = ""
    body: Json = None
    status: int = 200
    answer_media: str = ""
    answer: Json = None


def plan(root: Schema, path: str, method: str, full: bool) -> Exchange:
    """Plan a call of an operation, minimal or full."""
    item = resolve(root, root["paths"][path])
    operation = resolve(root, item[method])
    exchange = Exchange()
    maker = Maker(root, full, "readOnly")
    for parameter in _parameters(root, item, operation):
        if parameter.get("required") or full:
            _plan_parameter(exchange, maker, parameter)
    _plan_body(exchange, maker, operation)
    _plan_answer(exchange, Maker(root, full, "writeOnly"), operation)
    return exchange


def written(value: Json) -> bytes:
    """JSON, with every digit."""
    return _ENCODER.encode(value)


def _parameters(root: Schema, item: Schema, operation: Schema) -> Iterator[Schema]:
    both = [*item.get("parameters", ()), *operation.get("parameters", ())]
    resolved = [resolve(root, one) for one in both]
    last = {(one["in"], one["name"]): one for one in resolved}
    for (place, name), parameter in last.items():
        if not (place == "header" and name.lower() in _IGNORED):
            yield parameter


def _plan_parameter(exchange: Exchange, maker: Maker, parameter: Schema) -> None:
    name, place = parameter["name"], parameter["in"]
    content = next(iter((parameter.get("content") or {}).values()), None)
    value = maker.make((content or parameter).get("schema", {}), 1)
    value = value if value not in ([], {}) else _filled(maker, (content or parameter)["schema"])
    exchange.values[place, name] = value
    style = parameter.get("style", _STYLES[place])
    explode = parameter.get("explode", style in ("form", "cookie"))
    pairs = [(name, written(value).decode())] if content else pairs_of(name, value, style, explode)
    if place == "query":
        exchange.query += pairs
    elif place == "path":
        exchange.path[name] = pairs[0][1] if content else simple(value, explode)
    elif place == "header":
        exchange.headers[name] = pairs[0][1] if content else simple(value, explode)


def _filled(maker: Maker, schema: Any) -> Json:
    """A value with one item or property more, since an empty one is not sent."""
    flat = flatten(maker.root, schema)
    if "items" in flat:
        return [maker.make(flat["items"], 2)]
    return {name: maker.make(one, 2) for name, one in list(flat.get("properties", {}).items())[:1]}


def pairs_of(name: str, value: Json, style: str, explode: bool) -> list[tuple[str, str]]:
    """The pairs of a query or form."""
    if style == "deepObject":
        return [(f"{name}[{key}]", text(one)) for key, one in value.items()]
    if isinstance(value, Mapping):
        if explode:
            return [(str(key), text(one)) for key, one in value.items()]
        return [(name, ",".join(text(one) for pair in value.items() for one in pair))]
    if isinstance(value, list):
        if explode and style == "form":
            return [(name, text(one)) for one in value]
        between = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
        return [(name, between.join(map(text, value)))]
    return [(name, text(value))]


def simple(value: Json, explode: bool) -> str:
    """A value in the style `simple`."""
    if isinstance(value, Mapping):
        between = "=" if explode else ","
        return ",".join(f"{key}{between}{text(one)}" for key, one in value.items())
    return ",".join(map(text, value)) if isinstance(value, list) else text(value)


def text(value: Json) -> str:
    """A value as it is written outside of JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, (Mapping, list)):
        return written(value).decode()
    return str(value)


def _plan_body(exchange: Exchange, maker: Maker, operation: Schema) -> None:
    body = resolve(maker.root, operation.get("requestBody"))
    if not body or not (body.get("required") or maker.full):
        return
    exchange.media, media = chosen(body.get("content") or {})
    if exchange.media:
        made = maker.make(media.get("schema", {}))
        has_parts = "form" in exchange.media or is_json_type(exchange.media)
        exchange.body = made if has_parts else text(made)


def _plan_answer(exchange: Exchange, maker: Maker, operation: Schema) -> None:
    responses = operation.get("responses") or {"204": {}}
    usable = [one for one in responses if str(one).startswith("2")]
    status = str((usable or [one for one in responses if one == "default"] or ["204"])[0])
    response = resolve(maker.root, responses.get(status, responses.get(int_of(status), {})))
    exchange.status = int(status) if status.isdigit() else 200
    exchange.answer_media, media = chosen(response.get("content") or {})
    if exchange.answer_media:
        exchange.answer = maker.make(media.get("schema", {}))


def int_of(status: str) -> int:
    return int(status) if status.isdigit() else 0


def is_json_type(media: str) -> bool:
    """Whether content of a media type is one JSON value, unlike `application/x-ndjson`."""
    return media.split(";")[0].strip().endswith(("/json", "+json"))


def chosen(content: Schema) -> tuple[str, Schema]:
    """The media type that a client takes: JSON, then forms, then the first."""
    for wanted in ("json", "form-urlencoded", "multipart", ""):
        for name, media in content.items():
            if wanted in name.split(";")[0]:
                return name, media or {}
    return "", {}


def difference(one: Json, other: Json, at: str = "$") -> str:
    """The first place where two JSON values differ; empty if they are the same.

    Numbers are compared as numbers.
    """
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in one.keys() ^ other.keys():
            return f"{at}.{key} is only in {'the first' if key in one else 'the second'}"
        found = (difference(one[key], other[key], f"{at}.{key}") for key in one)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        found = (difference(*pair, f"{at}[{index}]") for index, pair in pairs)
    else:
        found = iter([] if _alike(one, other) else [f"{at}: {one!r:.80}, not {other!r:.80}"])
    return next((said for said in found if said), "")


def _alike(one: Json, other: Json) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float, Decimal)) and isinstance(other, (int, float, Decimal)):
        return Decimal(str(one)) == Decimal(str(other))
    return bool(one == other)


def parsed(content: bytes) -> Json:
    """JSON with exact numbers."""
    return json.loads(content, parse_float=Decimal)
