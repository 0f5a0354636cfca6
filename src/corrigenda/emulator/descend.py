"""Go from a value and its schema to those inside, and tell which properties a schema knows.

Every step is taken only when it is asked for, so that whoever stops early pays for no more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from .dialect import Rules
from .patterns import matches
from .problems import Place
from .schema import elements, members

_MANY = 50  # a list or object with more members is sifted by the compiled validator first

Step: TypeAlias = "tuple[Rules, Any, Place]"
IsValid: TypeAlias = Callable[[Rules, Any], bool | None]
"""Whether a value is valid, by the compiled validator; None if it cannot tell."""


class At(Struct, frozen=True):
    """A schema, the value that it applies to, and what is the same for all values."""

    parts: Mapping[str, Rules]
    is_valid: IsValid
    rules: dict[str, Any]
    value: Any
    place: Place = None

    def beside(self, rules: Rules) -> Step:
        """Another schema for the same value."""
        return rules, self.value, self.place

    def with_rules(self, rules: dict[str, Any]) -> "At":
        """The same value with another schema."""
        return At(self.parts, self.is_valid, rules, self.value, self.place)


Holds: TypeAlias = Callable[[At, Rules], bool]
"""Whether the value at a place is valid for another schema."""


def inner(at: At, holds: Holds) -> Iterator[Step]:
    """Yield the schemas that apply to a value, and to the values inside it."""
    yield from (at.beside(rules) for rules in _together(at, holds))
    if isinstance(at.value, dict):
        yield from _sifted(at, _members(at, holds))
    elif isinstance(at.value, list):
        yield from _sifted(at, _items(at, holds))


def _together(at: At, holds: Holds) -> Iterator[Rules]:
    """Yield the schemas beside one that must be valid with it."""
    if "$ref" in at.rules:
        yield at.parts[at.rules["$ref"]]
    yield from at.rules.get("allOf", ())
    if "if" in at.rules:
        yield at.rules.get("then" if holds(at, at.rules["if"]) else "else", True)
    needs: dict[str, Rules] = at.rules.get("dependentSchemas", {})
    yield from (rules for name, rules in needs.items() if name in members(at.value))


def _sifted(at: At, steps: Iterable[tuple[Rules, str | int]]) -> Iterator[Step]:
    is_long = len(at.value) > _MANY
    for rules, step in steps:
        value = at.value[step]
        if not (is_long and rules is not True and at.is_valid(rules, value)):
            yield rules, value, (at.place, step)


def _members(at: At, holds: Holds) -> Iterator[tuple[Rules, str]]:
    value, rules = members(at.value), at.rules
    for name, rule in rules.get("properties", {}).items():
        if name in value:
            yield rule, name
    for pattern, rule in rules.get("patternProperties", {}).items():
        yield from ((rule, name) for name in value if matches(pattern, name))
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        if isinstance(rule := rules.get(keyword), dict):
            yield from ((rule, name) for name in unknown(at, keyword, holds))


def _items(at: At, holds: Holds) -> Iterator[tuple[Rules, int]]:
    value, rules = elements(at.value), at.rules
    first: list[Rules] = rules.get("prefixItems", [])
    yield from zip(first, range(len(value)), strict=False)
    if "items" in rules:
        yield from ((rules["items"], index) for index in range(len(first), len(value)))
    if "unevaluatedItems" in rules and "items" not in rules:
        known = _known_items(at, holds)
        left = (index for index in range(len(value)) if index not in known)
        yield from ((rules["unevaluatedItems"], index) for index in left)


def unknown(at: At, keyword: str, holds: Holds) -> Iterator[str]:
    """Yield the properties of a value that `additionalProperties` or its like is about."""
    if keyword == "additionalProperties":
        yield from (name for name in at.value if not _is_declared(at.rules, name))
        return
    others = {key: rule for key, rule in at.rules.items() if key != keyword}
    known = _known(at.with_rules(others), holds)
    yield from (name for name in at.value if name not in known)


def _is_declared(rules: Mapping[str, Any], name: str) -> bool:
    return name in rules.get("properties", ()) or any(
        matches(pattern, name) for pattern in rules.get("patternProperties", ())
    )


def _known(at: At, holds: Holds) -> set[str]:
    """Return the properties of a value that a schema, or one beside it, has evaluated."""
    if at.rules.keys() & {"additionalProperties", "unevaluatedProperties"}:
        return set(at.value)
    known = {name for name in at.value if _is_declared(at.rules, name)}
    for rules in _valid_beside(at, holds):
        known |= _known(at.with_rules(rules), holds)
    return known


def _known_items(at: At, holds: Holds) -> set[int]:
    everything = set(range(len(at.value)))
    if "items" in at.rules:
        return everything
    known = set(range(len(at.rules.get("prefixItems", ()))))
    if "contains" in at.rules:
        one = {"contains": at.rules["contains"]}
        known |= {
            index
            for index in everything - known
            if holds(At(at.parts, at.is_valid, one, at.value[index]), one["contains"])
        }
    for rules in _valid_beside(at, holds):
        known |= everything if "unevaluatedItems" in rules else set[int]()
        known |= _known_items(at.with_rules(rules), holds)
    return known


def _valid_beside(at: At, holds: Holds) -> Iterator[dict[str, Any]]:
    """Yield the schemas beside one for which the value is valid."""
    beside = list(_together(at, holds))
    beside += [at.rules["if"]] if "if" in at.rules else []
    beside += [each for key in ("anyOf", "oneOf") for each in at.rules.get(key, ())]
    yield from (rules for rules in beside if isinstance(rules, dict) and holds(at, rules))


def declared(parts: Mapping[str, Rules], rules: Rules) -> Iterator[str]:
    """Yield the names of the properties that a schema, or one beside it, declares."""
    if not isinstance(rules, dict):
        return
    yield from rules.get("properties", ())
    beside = [parts[rules["$ref"]]] if "$ref" in rules else []
    beside += [each for key in ("allOf", "anyOf", "oneOf") for each in rules.get(key, ())]
    beside += [rules[key] for key in ("then", "else") if key in rules]
    for each in beside:
        yield from declared(parts, each)
