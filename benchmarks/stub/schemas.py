"""Makes values that are valid against a schema, always the same ones.

It reads the document as its author wrote it, and shares no code with the normalization: it is what
the generated clients are held against. A value is minimal (what is required) or full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stub.texts import matching

Json = Any
Schema = Mapping[str, Any]
DEEPEST = 4
"""How deep a full value has what is not required."""
_FORMATS = {
    "date": "2026-01-02",
    "date-time": "2026-01-02T03:04:05Z",
    "time": "03:04:05",
    "duration": "PT1H",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "byte": "aGk=",
    "email": "a@example.com",
    "uri": "https://example.com/a",
    "url": "https://example.com/a",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "hostname": "example.com",
    "decimal": "1.5",
    "boolean": "true",
}


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes values for one document.

    Attributes:
        root: the document.
        full: whether to make what is not required.
        hidden: `readOnly` for a request, `writeOnly` for a response: what is not made.
    """

    root: Schema
    full: bool
    hidden: str

    def make(self, schema: Any, depth: int = 0) -> Json:
        """Make a value."""
        if depth > 40:
            raise RecursionError("the schema demands a value without end")
        flat = flatten(self.root, schema, -1 if self.full else 0)
        if flat.get("enum"):
            value = next((one for one in flat["enum"] if one is not None), None)
            return str(value) if flat.get("type") == "string" and value is not None else value
        if "const" in flat:
            return flat["const"]
        kind = _kind(flat)
        if kind == "object":
            return self._object(flat, depth)
        if kind == "array":
            return self._array(flat, depth)
        return _scalar(kind, flat)

    def _object(self, flat: Schema, depth: int) -> Json:
        properties = flat.get("properties", {})
        wanted = [name for name in flat.get("required", ()) if name in properties]
        if self.full and depth < DEEPEST:
            wanted += [name for name in properties if name not in wanted]
        made: dict[str, Json] = {}
        for name in wanted:
            one = properties.get(name, {})
            if not flatten(self.root, one).get(self.hidden):
                tag = None if self._is_fixed(one) else flat.get("tags", {}).get(name)
                made[name] = tag or self.make(one, depth + 1)
        more = flat.get("additionalProperties")
        if isinstance(more, Mapping) and not properties and self.full and depth < DEEPEST:
            made["key"] = self.make(more, depth + 1)
        return made

    def _is_fixed(self, schema: Any) -> bool:
        """Whether a schema has one value, which is a better tag than a schema's name."""
        flat = flatten(self.root, schema)
        return "const" in flat or len(flat.get("enum", ())) == 1

    def _array(self, flat: Schema, depth: int) -> Json:
        least = int(flat.get("minItems", 0))
        count = max(least, 0 if depth >= DEEPEST or (not self.full and depth) else 1)
        first = list(flat.get("prefixItems", ()))
        items = [*first, *([flat.get("items", {})] * max(0, count - len(first)))]
        made = [self.make(one, depth + 1) for one in items]
        return made[: int(flat.get("maxItems", len(made)))]


def resolve(root: Schema, node: Any) -> Any:
    """Follow references in the document, to any place of it."""
    for _ in range(50):
        if not isinstance(node, Mapping) or not isinstance(node.get("$ref"), str):
            return node
        target: Any = root
        for step in node["$ref"].removeprefix("#/").split("/"):
            key = step.replace("~1", "/").replace("~0", "~").replace("%20", " ")
            target = target[int(key)] if isinstance(target, list) else target[key]
        is_old = str(root.get("openapi")).startswith("3.0")
        beside = {} if is_old else {key: one for key, one in node.items() if key != "$ref"}
        node = {**target, **beside} if isinstance(target, Mapping) else target
    raise RecursionError("a reference leads back to itself")


def flatten(root: Schema, schema: Any, chosen: int = 0, depth: int = 0) -> dict[str, Any]:
    """One schema without `allOf`, and with one option of `oneOf` and `anyOf`: first or last."""
    if depth > 30:
        raise RecursionError("`allOf` without end")
    if not isinstance(schema, Mapping):
        return {}
    whole = resolve(root, schema)
    flat = {key: value for key, value in whole.items() if key not in ("allOf", "oneOf", "anyOf")}
    for part in whole.get("allOf", ()):
        flat = _both(flat, flatten(root, part, chosen, depth + 1))
    for key in ("oneOf", "anyOf"):
        if whole.get(key):
            tags, option = _option(root, whole, whole[key], chosen)
            flat = _both(flat, flatten(root, option, chosen, depth + 1))
            flat["tags"] = {**flat.get("tags", {}), **tags}
    return flat


def _option(root: Schema, whole: Schema, options: Any, chosen: int) -> tuple[dict[str, str], Any]:
    usable = [one for one in options if resolve(root, one).get("type") != "null"] or options
    option = usable[chosen]
    told = whole.get("discriminator") or {}
    target = option.get("$ref", "")
    mapped = [
        tag
        for tag, to in (told.get("mapping") or {}).items()
        if to == target or target.endswith(f"/{to}")
    ]
    tag = mapped[0] if mapped else target.rpartition("/")[2]
    return ({told["propertyName"]: tag} if told and tag else {}), option


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    both = {**one, **other}
    both["required"] = list(dict.fromkeys([*_required(one), *_required(other)]))
    properties = dict(one.get("properties") or {})
    for name, schema in (other.get("properties") or {}).items():
        properties[name] = {"allOf": [properties[name], schema]} if name in properties else schema
    if properties:
        both["properties"] = properties
    both["tags"] = {**one.get("tags", {}), **other.get("tags", {})}
    if one.get("enum") and other.get("enum"):
        both["enum"] = [value for value in one["enum"] if value in other["enum"]] or one["enum"]
    return both


def _required(schema: Schema) -> Iterator[str]:
    required = schema.get("required", ())
    yield from required if isinstance(required, (list, tuple)) else ()


def _kind(flat: Schema) -> str:
    kind = flat.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "null")
    if kind is None:
        if flat.get("properties") or flat.get("additionalProperties") or flat.get("required"):
            return "object"
        return "array" if "items" in flat else "string" if "format" in flat else "any"
    return str(kind)


def _scalar(kind: str, flat: Schema) -> Json:
    if kind == "integer":
        return int(_number(flat, Decimal(1)))
    if kind == "number":
        exact = _number(flat, Decimal("1.5"))
        return float(exact) if flat.get("format") in ("float", "double") else exact
    if kind == "string":
        return _text(flat)
    return {"boolean": True, "any": "x", "null": None}[kind]


def _number(flat: Schema, wanted: Decimal) -> Decimal:
    low, high = _bound(flat, "inimum", 1), _bound(flat, "aximum", -1)
    number = wanted if low is None else max(wanted, low)
    number = number if high is None else min(number, high)
    step = Decimal(str(flat.get("multipleOf", 0)))
    return (
        number - number % step + (step if number % step and low is not None else 0)
        if step
        else number
    )


def _bound(flat: Schema, word: str, inward: int) -> Decimal | None:
    bound, exclusive = flat.get(f"m{word}"), flat.get(f"exclusiveM{word}")
    if isinstance(exclusive, (int, float, Decimal)) and not isinstance(exclusive, bool):
        return Decimal(str(exclusive)) + inward
    if bound is None:
        return None
    return Decimal(str(bound)) + (inward if exclusive is True else 0)


def _text(flat: Schema) -> str:
    made = _FORMATS.get(str(flat.get("format")))
    if made is None and isinstance(flat.get("pattern"), str):
        made = matching(flat["pattern"])
    text = "x" if made is None else made
    least, most = int(flat.get("minLength") or 0), flat.get("maxLength")
    text = text + "x" * (least - len(text))
    return text if most is None or made is not None else text[: int(most)]
