"""An independent validator, with which the emulator's own must agree: slow, but well known."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

from corrigenda.emulator.formats import has_format


def is_valid(schema: Any, value: Any) -> bool:
    """Whether a value is valid, by JSON Schema 2020-12 with exact numbers."""
    checker: Any = _EXACT(schema, format_checker=_FORMATS)
    return bool(checker.is_valid(value))


def closed(schema: Any) -> Any:
    """Forbid undeclared properties where a schema does not say whether there may be some."""
    if not isinstance(schema, dict):
        return schema
    rules = cast("dict[str, Any]", schema)
    inner = {key: _closed_inside(key, each) for key, each in rules.items()}
    extra = {"additionalProperties": False} if "properties" in rules else {}
    return {**extra, **inner}


def _closed_inside(key: str, value: Any) -> Any:
    if key in ("properties", "patternProperties"):
        return {name: closed(each) for name, each in value.items()}
    if key in ("anyOf", "oneOf", "prefixItems"):
        return [closed(each) for each in value]
    return closed(value) if key in ("items", "additionalProperties") else value


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_integer(_checker: object, value: object) -> bool:
    return _is_number(_checker, value) and Fraction(cast(Decimal, value)).denominator == 1


def _multiple(validator: Any, unit: Any, value: Any, _schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(value, "number") and Fraction(value) % Fraction(unit):
        yield ValidationError("not a multiple")


def _pattern(validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """As JavaScript reads it: a `$` at the end of a pattern is not before a last line feed."""
    if validator.is_type(value, "string") and not re.search(
        re.sub(r"\$\Z", r"\\Z", pattern), value
    ):
        yield ValidationError("does not match")


_FORMATS = FormatChecker(())
for _name in ("date", "date-time"):
    _FORMATS.checks(_name)(
        lambda value, name=_name: not isinstance(value, str) or has_format(name, value)
    )
_EXACT: Any = cast("Any", validators).extend(
    Draft202012Validator,
    validators={"multipleOf": _multiple, "pattern": _pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"number": _is_number, "integer": _is_integer}
    ),
)
