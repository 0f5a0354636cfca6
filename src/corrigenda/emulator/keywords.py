"""Say which values the keywords of a JSON Schema may have, and what they apply to.

A public document may have any value anywhere (`required: true`, a minimum in quotation marks). A
keyword with a value that it cannot have says nothing, so it is left out.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeGuard, cast

from .formats import FORM_PATTERNS
from .patterns import is_plain
from .schema import elements, members

TYPES: Final[tuple[str, ...]] = (
    "string",
    "number",
    "integer",
    "boolean",
    "array",
    "object",
    "null",
)
PATTERN: Final = "x-pattern"
"""A keyword of this package: a pattern that only Python can match."""


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Whether a value is a JSON number."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_integer(value: object) -> bool:
    """Whether a value is a number without a fraction, like 1.0."""
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_positive(value: object) -> bool:
    return is_number(value) and value > 0


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, str) for each in elements(cast(object, value))
    )


def _is_needs(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_texts, members(cast(object, value)).values()))


PLAIN: Final[Mapping[str, Callable[[Any], bool]]] = {
    "const": lambda _value: True,
    "dependentRequired": _is_needs,
    "enum": lambda value: isinstance(value, list),
    "exclusiveMaximum": is_number,
    "exclusiveMinimum": is_number,
    "format": lambda value: isinstance(value, str) and value in FORM_PATTERNS,
    "maxContains": _is_count,
    "maxItems": _is_count,
    "maxLength": _is_count,
    "maxProperties": _is_count,
    "maximum": is_number,
    "minContains": _is_count,
    "minItems": _is_count,
    "minLength": _is_count,
    "minProperties": _is_count,
    "minimum": is_number,
    "multipleOf": _is_positive,
    "pattern": lambda value: isinstance(value, str),
    "required": _is_texts,
    "uniqueItems": lambda value: isinstance(value, bool),
}
"""The keywords without schemas, each with the check of its value."""

HERE_ONE: Final[tuple[str, ...]] = ("if", "then", "else", "not")
HERE_MANY: Final[tuple[str, ...]] = ("allOf", "anyOf", "oneOf")
HERE_NAMED: Final[tuple[str, ...]] = ("dependentSchemas",)
BELOW_ONE: Final[tuple[str, ...]] = (
    *("additionalProperties", "items", "contains", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties"),
)
BELOW_MANY: Final[tuple[str, ...]] = ("prefixItems",)
BELOW_NAMED: Final[tuple[str, ...]] = ("properties", "patternProperties")


def plain_rules(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keywords without schemas of a schema, as JSON Schema 2020-12 has them."""
    rules = {key: rule for key, rule in source.items() if key in PLAIN and PLAIN[key](rule)}
    for old, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if source.get(old) is True and bound in rules:  # OpenAPI 3.0
            rules[old] = rules.pop(bound)
    given: object = source.get("type")
    names = elements(given) or [given]
    if types := [name for name in names if name in TYPES]:
        rules["type"] = types[0] if types == [given] else types
    return _matched(rules)


def _matched(rules: dict[str, Any]) -> dict[str, Any]:
    """Move a pattern that only Python can match, and add that of a format."""
    if "pattern" in rules and ("format" in rules or not is_plain(rules["pattern"])):
        rules[PATTERN] = rules.pop("pattern")
    if "format" in rules:
        rules["pattern"] = FORM_PATTERNS[rules["format"]]
    return rules
