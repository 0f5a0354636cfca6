"""Make values for schemas, and complete values so that they are valid.

A made value comes from an example, a default or the first member of an enumeration if one is
valid, and is otherwise plausible for the type. The same schema and the same random source always
give the same value. A schema that no value satisfies gives the nearest one that was found.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, localcontext
from random import Random
from typing import Any, Final, cast

from ..exact import Json, Members, shortest
from .checks import Checks, number
from .schemas import Schema, listed
from .texts import make_text, written

_RICH: Final = 3  # how deep optional properties are made, too
_DEEPEST: Final = 24
_DIGITS: Final = 100


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes values of one document.

    `chance` is None for the values that schemas give by themselves; with a random source, values
    vary, as those of many objects do.
    """

    checks: Checks
    chance: Random | None = None

    def make(self, schema: Any, name: str = "") -> Json:
        """Return a value of a schema; `name` is that of the property that it is for."""
        value: Json = None
        for rich in (_RICH, 1, 0):
            value = self._make(schema, name, rich, 0)
            if self.checks.fits(schema, value):
                break
        return value

    def complete(self, schema: Any, value: Any, name: str = "") -> Json:
        """Return a value unchanged if it is valid, or else the nearest valid one."""
        return self._complete(schema, value, name, 0)

    def view(self, schema: Any) -> Schema:
        return self.checks.schemas.view(schema)

    def properties(self, schema: Any) -> Mapping[str, Any]:
        """Return the schemas of the named properties of an object."""
        named: Mapping[str, Any] = self.view(schema)["properties"]
        return named

    def _make(self, schema: Any, name: str, rich: int, depth: int) -> Json:
        if depth > _DEEPEST:
            return None
        view = self.view(schema)
        for value in self._given(view):
            if self.checks.fits(schema, value):
                return value
        for branch in self._branches(view):
            value = self._make(branch, name, rich, depth + 1)
            if self.checks.fits(schema, value):
                return value
        return self._plain(view, name, rich, depth)

    def _given(self, view: Schema) -> Iterator[Json]:
        """Yield the values that the schema itself names, the likeliest first."""
        if "const" in view:
            yield as_json(view["const"])
        named = [as_json(one) for one in listed(view.get("enum"))]
        if self.chance and named:
            yield self.chance.choice(named)
        if not self.chance or named or "string" not in view["types"]:
            yield from (as_json(view[key]) for key in ("example", "default") if key in view)
            yield from map(as_json, listed(view.get("examples")))
        yield from named

    def _branches(self, view: Schema) -> Iterator[Any]:
        """Yield the alternatives of a schema, each with what holds for all of them."""
        for group in view["groups"]:
            for branch in group:
                yield self.branch(view, branch)

    def branch(self, view: Schema, branch: Any) -> Any:
        """Return one alternative together with what the schema says besides."""
        base = view.get("properties"), view.get("required"), view.get("types")
        if not any(base) and len(view["groups"]) == 1:
            return branch
        plain = {name: rule for name, rule in view.items() if name not in ("groups", "types")}
        types = {"type": list(view["types"])} if view["types"] else {}
        others = [{"anyOf": group} for group in view["groups"] if branch not in group]
        return {"allOf": [{**plain, **types, "required": list(view["required"])}, branch, *others]}

    def _plain(self, view: Schema, name: str, rich: int, depth: int) -> Json:
        kind = next((one for one in view["types"] if one != "null"), None)
        chance = self.chance or Random(name)  # noqa: S311 - not for secrets
        match kind:
            case "object":
                return self._object(view, rich, depth)
            case "array":
                return self._array(view, name, rich, depth)
            case "string":
                return make_text(view, name, chance)
            case "integer" | "number":
                return _number(view, kind == "integer", self.chance)
            case "boolean":
                return bool(self.chance.randrange(2)) if self.chance else True
            case _ if view["types"]:
                return None
            case _:
                return self._untyped(view, name, rich, depth)

    def _untyped(self, view: Schema, name: str, rich: int, depth: int) -> Json:
        """Return a value for a schema without a type, by what else it says."""
        if view["properties"] or view["required"]:
            return self._object(view, rich, depth)
        if "items" in view:
            return self._array(view, name, rich, depth)
        if view.keys() & {"minimum", "maximum", "multipleOf"}:
            return _number(view, True, self.chance)
        if view.keys() & {"format", "pattern", "minLength", "maxLength"}:
            return make_text(view, name, self.chance or Random(name))  # noqa: S311
        return {}

    def _object(self, view: Schema, rich: int, depth: int) -> Members:
        made: Members = {}
        for name, rule in self._wanted(view, rich):
            made[name] = self._make(rule, name, rich - 1, depth + 1)
        other = view.get("additionalProperties")
        for number_ in range(len(made), _whole(view.get("minProperties"))):
            made[f"name{number_}"] = self._make(other or {}, "", rich - 1, depth + 1)
        return made

    def _wanted(self, view: Schema, rich: int) -> Iterator[tuple[str, Any]]:
        """Yield the properties to make: those required, and all others that are not too deep."""
        properties: Mapping[str, Any] = view["properties"]
        other: Any = view.get("additionalProperties") or {}
        for name in dict.fromkeys([*properties, *view["required"]]):
            rule = properties.get(name, other)
            if name in view["required"] or (rich > 0 and rule is not False):
                flat = rich > 1 or not {"object", "array"} & set(self.view(rule)["types"])
                if name in view["required"] or flat:
                    yield name, rule

    def _array(self, view: Schema, name: str, rich: int, depth: int) -> Json:
        first = listed(view.get("prefixItems"))
        least = _whole(view.get("minItems"))
        wanted = max(least, min(_whole(view.get("maxItems"), 1), 1 if rich > 0 else 0))
        rules = [*first, *[view.get("items", {})] * wanted][: max(wanted, len(first))]
        items = [self._make(rule, name, rich - 1, depth + 1) for rule in rules]
        if view.get("uniqueItems") and len(items) > 1:
            return _distinct(self, view.get("items", {}), name, len(items), items)
        return items

    def _complete(self, schema: Any, value: Any, name: str, depth: int) -> Json:
        if self.checks.fits(schema, value):
            return cast(Json, value)
        if depth > _DEEPEST:
            return self.make(schema, name)
        view = self.view(schema)
        for near in self._nearest(view, value, name, depth):
            if self.checks.fits(schema, near):
                return near
        return self.make(schema, name)

    def _nearest(self, view: Schema, value: Any, name: str, depth: int) -> Iterator[Json]:
        for branch in self._branches(view):
            yield self._complete_plain(self.view(branch), value, name, depth)
        yield self._complete_plain(view, value, name, depth)
        yield self._complete_plain(view, value, name, depth, bare=True)

    def _complete_plain(
        self, view: Schema, value: Any, name: str, depth: int, bare: bool = False
    ) -> Json:
        types = view["types"]
        if isinstance(value, dict) and (not types or "object" in types):
            return self._complete_object(view, cast(Members, value), depth, bare)
        if isinstance(value, list) and (not types or "array" in types):
            return self._complete_array(view, cast("list[Json]", value), name, depth)
        return self._turned(view, value)

    def _complete_object(self, view: Schema, value: Members, depth: int, bare: bool) -> Members:
        """Complete the members; those that are invalid and not required are left out."""
        properties: Mapping[str, Any] = view["properties"]
        other = view.get("additionalProperties", True)
        patterns = view.get("patternProperties")
        done: Members = {}
        for name, each in value.items():
            rule = properties.get(name, True if patterns else other)
            if rule is False or (bare and name not in properties):
                continue
            member = self._complete(rule, each, name, depth + 1)
            if each is not None or name in view["required"] or self.checks.fits(rule, None):
                done[name] = member
        for name in view["required"]:
            if name not in done:
                done[name] = self.make(properties.get(name, other), name)
        return done

    def _complete_array(self, view: Schema, value: list[Json], name: str, depth: int) -> Json:
        rule = view.get("items", {})
        items = [self._complete(rule, each, name, depth + 1) for each in value]
        while len(items) < _whole(view.get("minItems")):
            items.append(self.make(rule, name))
        most = view.get("maxItems")
        return items[:most] if isinstance(most, int) else items

    def _turned(self, view: Schema, value: Any) -> Json:
        """Turn an id into an object that has it, an object into its id, a number into a text."""
        types: tuple[str, ...] = view["types"]
        if isinstance(value, dict) and types:
            held = cast(Members, value)
            return next((held[key] for key in ("id", "name") if key in held), None)
        if "object" in types and not isinstance(value, list) and value is not None:
            for key in ("id", "name"):
                if self.checks.fits(view["properties"].get(key, False), value):
                    return self._complete_object(view, {key: value}, 0, False)
        if "array" in types and value is not None:
            return [cast(Json, value)]
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and "string" in types:
            return str(value)
        return _read_number(value) if {"integer", "number"} & set(types) else None


def as_json(value: Any) -> Json:
    """Return a value of a parsed document as JSON, with exact numbers and dates as texts."""
    match value:
        case float():
            exact = Decimal(repr(value))
            return exact if exact.is_finite() else None
        case datetime():
            return written(value) if value.tzinfo else f"{value.isoformat()}Z"
        case date():
            return value.isoformat()
        case dict():
            members = cast("dict[object, object]", value)
            return {str(name): as_json(each) for name, each in members.items()}
        case list() | tuple():
            return [as_json(each) for each in cast("list[Any]", value)]
        case _:
            return cast(Json, value)


def _number(view: Schema, whole: bool, chance: Random | None) -> int | Decimal:
    """Return a number in the limits of a schema: the nearest to 1, or any near it."""
    with localcontext(prec=_DIGITS):  # limits may have more digits than usual
        return _near(view, whole, chance)


def _near(view: Schema, whole: bool, chance: Random | None) -> int | Decimal:
    step = number(view.get("multipleOf")) or (1 if whole else Decimal("0.01"))
    low, high = _bounds(view, Decimal(1) if whole else Decimal("0.01"))
    start = low if low is not None else (min(Decimal(1), high) if high is not None else Decimal(1))
    if chance:
        room = min(Decimal(high - start) / step if high is not None else 1000, 1000)
        start += chance.randrange(max(int(room), 0) + 1) * step
    steps = (Decimal(start) / step).to_integral_value("ROUND_CEILING")
    made = steps * step
    return int(made) if whole and made == made.to_integral_value() else made


def _bounds(view: Schema, unit: Decimal) -> tuple[Decimal | None, Decimal | None]:
    low, above = number(view.get("minimum")), number(view.get("exclusiveMinimum"))
    high, below = number(view.get("maximum")), number(view.get("exclusiveMaximum"))
    lows = [Decimal(low)] if low is not None else []
    lows += [Decimal(above) + unit] if above is not None else []
    highs = [Decimal(high)] if high is not None else []
    highs += [Decimal(below) - unit] if below is not None else []
    return (max(lows) if lows else None, min(highs) if highs else None)


def _whole(value: Any, default: int = 0) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def _read_number(value: Any) -> Json:
    try:
        read = Decimal(value) if isinstance(value, str) else None
    except ArithmeticError:
        return None
    if read is None or not read.is_finite():
        return None
    return shortest(read)


def _distinct(maker: Maker, rule: Any, name: str, count: int, items: list[Json]) -> list[Json]:
    """Return that many items of which no two are equal, as far as they can be made."""
    named = [as_json(one) for one in listed(maker.view(rule).get("enum"))]
    for seed in range(count * 4):
        varied = Maker(maker.checks, Random(f"{name}{seed}"))  # noqa: S311 - not for secrets
        named.append(varied.make(rule, name))
    found: list[Json] = []
    for one in [*items, *named]:
        if one not in found:
            found.append(one)
    return found[:count]
