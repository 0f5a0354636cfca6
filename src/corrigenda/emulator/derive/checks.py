"""Tell whether a value is valid for a schema of the document, as the document writes it.

Only yes or no, and only so that a derived response can be completed: the contract alone judges
what goes over the wire, and says what is wrong. Each schema is compiled once, when it is first
needed, so that a page of many objects costs little.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeAlias, cast

from ..equality import is_multiple
from ..exact import encode
from ..formats import is_date, is_time
from ..patterns import matches
from .schemas import Schemas, listed, members, sane

Check: TypeAlias = Callable[[Any], bool]

_FORMATS: Final[Mapping[str, Check]] = {"date": is_date, "date-time": is_time}


@dataclass(frozen=True, slots=True)
class Checks:
    """The compiled schemas of one document."""

    schemas: Schemas
    _known: dict[int, tuple[Any, Check]] = field(default_factory=dict[int, tuple[Any, Check]])

    def fits(self, schema: Any, value: Any) -> bool:
        """Whether a value is valid."""
        try:
            return self.check(schema)(value)
        except RecursionError:
            return False

    def check(self, schema: Any) -> Check:
        """Return the check of a schema, compiled at its first use."""
        if not isinstance(schema, Mapping):
            return _never if schema is False else _always
        rules = cast("Mapping[str, Any]", schema)
        known = self._known.get(id(rules))
        if known is None:
            # Schemas may contain themselves: the inner use waits for the outer one.
            held: list[Check] = []
            self._known[id(rules)] = (rules, lambda value: held[0](value))
            held.append(self._compile(sane(rules)))
            known = self._known[id(rules)] = (rules, held[0])
        return known[1]

    def _compile(self, rules: Mapping[str, Any]) -> Check:
        if "$ref" in rules:
            target = self._later(self.schemas.at(rules["$ref"]))
            rest = {name: rule for name, rule in rules.items() if name != "$ref"}
            return target if self.schemas.old or not rest else _all([target, self._compile(rest)])
        checks = [*self._values(rules), *self._texts(rules), *self._numbers(rules)]
        checks += [*self._arrays(rules), *self._objects(rules), *self._groups(rules)]
        whole = _all(checks)
        if self.schemas.old and rules.get("nullable") is True and "type" in rules:
            return lambda value: value is None or whole(value)
        return whole

    def _later(self, schema: Any) -> Check:
        """Compile at the first value, since the whole document may hang together."""
        return lambda value: self.check(schema)(value)

    def _values(self, rules: Mapping[str, Any]) -> list[Check]:
        checks: list[Check] = []
        given = rules.get("type")
        names = [given] if isinstance(given, str) else listed(given)
        if names:
            types = [_TYPES.get(name, _never) for name in names]
            checks.append(types[0] if len(types) == 1 else _any(types))
        if "enum" in rules:
            allowed = [_same(one) for one in listed(rules["enum"])]
            checks.append(lambda value: _same(value) in allowed)
        if "const" in rules:
            only = _same(rules["const"])
            checks.append(lambda value: _same(value) == only)
        return checks

    def _texts(self, rules: Mapping[str, Any]) -> list[Check]:
        checks: list[Check] = []
        least, most, pattern = rules.get("minLength"), rules.get("maxLength"), rules.get("pattern")
        if least is not None:
            checks.append(lambda text: len(text) >= least)
        if most is not None:
            checks.append(lambda text: len(text) <= most)
        if isinstance(pattern, str):
            checks.append(lambda text: matches(pattern, text))
        if rules.get("format") in _FORMATS:
            checks.append(_safe(_FORMATS[rules["format"]]))
        return _only(str, checks)

    def _numbers(self, rules: Mapping[str, Any]) -> list[Check]:
        checks: list[Check] = []
        low, high = number(rules.get("minimum")), number(rules.get("maximum"))
        above, below = rules.get("exclusiveMinimum"), rules.get("exclusiveMaximum")
        step = number(rules.get("multipleOf"))
        if low is not None:
            checks.append(lambda value: value > low or (value == low and above is not True))
        if high is not None:
            checks.append(lambda value: value < high or (value == high and below is not True))
        if (edge := number(above)) is not None:
            checks.append(lambda value: value > edge)
        if (end := number(below)) is not None:
            checks.append(lambda value: value < end)
        if step:
            unit = -step if step < 0 else step
            checks.append(_safe(lambda value: is_multiple(value, unit)))
        plain = _all(checks)
        return [lambda value: not _is_number(value) or plain(value)] if checks else []

    def _arrays(self, rules: Mapping[str, Any]) -> list[Check]:
        checks: list[Check] = []
        least, most = rules.get("minItems"), rules.get("maxItems")
        first = [self.check(rule) for rule in listed(rules.get("prefixItems"))]
        if least is not None:
            checks.append(lambda items: len(items) >= least)
        if most is not None:
            checks.append(lambda items: len(items) <= most)
        if rules.get("uniqueItems") is True:
            checks.append(lambda items: len({_same(one) for one in items}) == len(items))
        if first:
            checks.append(lambda items: all(c(v) for c, v in zip(first, items, strict=False)))
        if "items" in rules:
            one = self._later(rules["items"])
            checks.append(lambda items: all(one(each) for each in items[len(first) :]))
        return _only(list, checks)

    def _objects(self, rules: Mapping[str, Any]) -> list[Check]:
        checks: list[Check] = []
        required = listed(rules.get("required"))
        named = members(rules.get("properties"))
        if required:
            checks.append(lambda value: all(name in value for name in required))
        if named:
            inner = {name: self.check(rule) for name, rule in named.items()}
            checks.append(
                lambda value: all(
                    inner[name](each) for name, each in value.items() if name in inner
                )
            )
        least, most = rules.get("minProperties"), rules.get("maxProperties")
        if least is not None:
            checks.append(lambda value: len(value) >= least)
        if most is not None:
            checks.append(lambda value: len(value) <= most)
        return _only(dict, [*checks, *self._others(rules, named)])

    def _others(self, rules: Mapping[str, Any], named: Mapping[str, Any]) -> list[Check]:
        """The properties that the schema does not name."""
        patterns = members(rules.get("patternProperties"))
        checks: list[Check] = []
        for pattern, rule in patterns.items():
            inner = self.check(rule)
            checks.append(_by_pattern(pattern, inner))
        other = rules.get("additionalProperties", True)
        if other is not True and other != {}:
            rest = self.check(other)
            checks.append(
                lambda value: all(
                    rest(each)
                    for name, each in value.items()
                    if name not in named and not any(matches(one, name) for one in patterns)
                )
            )
        return checks

    def _groups(self, rules: Mapping[str, Any]) -> list[Check]:
        checks = [self.check(part) for part in listed(rules.get("allOf"))]
        if branches := [self.check(part) for part in listed(rules.get("anyOf"))]:
            checks.append(_any(branches))
        if ones := [self.check(part) for part in listed(rules.get("oneOf"))]:
            checks.append(lambda value: sum(one(value) for one in ones) == 1)
        if "not" in rules:
            wrong = self.check(rules["not"])
            checks.append(lambda value: not wrong(value))
        if "if" in rules:
            case = self.check(rules["if"])
            so, else_ = self.check(rules.get("then", True)), self.check(rules.get("else", True))
            checks.append(lambda value: so(value) if case(value) else else_(value))
        return checks


def number(value: Any) -> Decimal | int | None:
    """Return a number exactly, or None for anything else."""
    if isinstance(value, float):
        return Decimal(repr(value))
    return value if _is_number(value) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _same(value: Any) -> Any:
    """Return something hashable that equal JSON values share."""
    if isinstance(value, bool) or value is None:
        return (type(value), value)
    if isinstance(value, int | Decimal | float):
        return number(value)
    if isinstance(value, list | dict):
        return encode(_sorted(value))
    return value


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        return {str(name): _sorted(members[name]) for name in sorted(members, key=str)}
    return (
        [_sorted(one) for one in cast("list[object]", value)] if isinstance(value, list) else value
    )


def _always(_value: Any) -> bool:
    return True


def _never(_value: Any) -> bool:
    return False


def _all(checks: list[Check]) -> Check:
    if len(checks) < 2:
        return checks[0] if checks else _always
    if len(checks) == 2:
        first, second = checks
        return lambda value: first(value) and second(value)
    return lambda value: all(check(value) for check in checks)


def _any(checks: list[Check]) -> Check:
    return lambda value: any(check(value) for check in checks)


def _only(kind: type, checks: list[Check]) -> list[Check]:
    """Apply checks to the values of one class only."""
    inner = _all(checks)
    return [lambda value: not isinstance(value, kind) or inner(value)] if checks else []


def _safe(check: Check) -> Check:
    def safe(value: Any) -> bool:
        with suppress(ValueError, InvalidOperation):
            return check(value)
        return False

    return safe


def _by_pattern(pattern: str, inner: Check) -> Check:
    return lambda value: all(inner(each) for name, each in value.items() if matches(pattern, name))


_TYPES: Final[Mapping[str, Check]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "number": _is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
