"""Match values with the patterns of the schema, in a limited time.

A `pattern` may be no regular expression, or one whose time doubles with each letter (`^(a|a)*$`);
a request must not stop the emulator. What a pattern cannot tell in time is taken as a match.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from jsonschema import ValidationError

MAX_SECONDS = 0.2

_regex: Any = import_module("regex")  # without type hints


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern is somewhere in a text, or cannot tell."""
    try:
        return bool(_regex.search(pattern, text, timeout=MAX_SECONDS))
    except (_regex.error, TimeoutError):
        return True


def pattern(validator: Any, given: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """The keyword `pattern`."""
    if validator.is_type(value, "string") and not matches(given, value):
        yield ValidationError(f"{value!r} does not match {given!r}")


def pattern_properties(
    validator: Any, given: dict[str, Any], value: Any, _schema: Any
) -> Iterator[ValidationError]:
    """The keyword `patternProperties`."""
    for one, rule in given.items() if validator.is_type(value, "object") else ():
        for name in value:
            if matches(one, name):
                yield from validator.descend(value[name], rule, path=name, schema_path=one)


def additional_properties(
    validator: Any, given: Any, value: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """The keyword `additionalProperties`."""
    if not validator.is_type(value, "object"):
        return
    named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name in value:
        if name in named or any(matches(one, name) for one in patterns):
            continue
        if given is False:
            yield ValidationError(f"{name!r} is unknown")
            return
        yield from validator.descend(value[name], given, path=name)
