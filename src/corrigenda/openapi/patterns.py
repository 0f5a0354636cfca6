"""Checks values against the patterns of a schema, in a limited time.

A `pattern` is text that somebody wrote. It may be no regular expression, or one whose time doubles
with each letter (`^(a|a)*$`). JSON Schema means those of ECMA-262; what only that knows cannot be
checked here either.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from corrigenda.trees import is_array, is_object

MAX_SECONDS = 1.0
"""What a pattern may take for one value. After that it counts as one that cannot be checked."""

_regex: Any = import_module("regex")  # without type hints

Found = Iterator[ValidationError]


class _UncheckedError(Exception):
    """A pattern with which nothing can be checked."""


def is_pattern(value: object) -> bool:
    """Whether a value is a regular expression, as far as can be told."""
    try:
        return isinstance(value, str) and _regex.compile(value) is not None
    except (_regex.error, OverflowError, RecursionError):
        return False


def bounded_validator() -> Any:
    """A validator class for JSON Schema 2020-12 whose patterns have a limit."""
    find = _finder()
    keywords = {
        "pattern": _matches(find),
        "patternProperties": _named(find),
        "additionalProperties": _others(find),
    }
    made: Any = validators
    return made.extend(Draft202012Validator, keywords)


def _finder() -> Callable[[str, str], bool]:
    """A search that remembers which patterns are slow, so that each takes its time once."""
    slow: set[str] = set()

    def find(pattern: str, text: str) -> bool:
        if pattern not in slow:
            try:
                return bool(_regex.search(pattern, text, timeout=MAX_SECONDS))
            except _regex.error:
                raise _UncheckedError(f"`{pattern}` is no regular expression") from None
            except TimeoutError:
                slow.add(pattern)
        seconds = f"{MAX_SECONDS:.0f} s"
        raise _UncheckedError(f"the regular expression `{pattern}` takes more than {seconds}")

    return find


def _matches(find: Callable[[str, str], bool]) -> Callable[..., Found]:
    def pattern(validator: Any, given: str, value: Any, _schema: Any) -> Found:
        try:
            if validator.is_type(value, "string") and not find(given, value):
                yield ValidationError(f"{value!r} does not match {given!r}")
        except _UncheckedError as error:
            yield ValidationError(f"cannot be checked: {error}")

    return pattern


def _named(find: Callable[[str, str], bool]) -> Callable[..., Found]:
    def pattern_properties(validator: Any, given: Any, value: Any, _schema: Any) -> Found:
        if not is_object(value):
            return
        for pattern, rule in given.items():
            try:
                names = [name for name in value if find(pattern, name)]
            except _UncheckedError as error:
                yield ValidationError(f"cannot be checked: {error}")
                continue
            for name in names:
                yield from validator.descend(value[name], rule, path=name, schema_path=pattern)

    return pattern_properties


def _others(find: Callable[[str, str], bool]) -> Callable[..., Found]:
    def additional_properties(validator: Any, given: Any, value: Any, schema: Any) -> Found:
        if not is_object(value):
            return
        for name in value:
            if name in schema.get("properties", {}) or _is_named(find, schema, name):
                continue
            if given is False:
                yield ValidationError(f"unknown property `{name}`")
                return
            yield from validator.descend(value[name], given, path=name)

    return additional_properties


def _is_named(find: Callable[[str, str], bool], schema: Any, name: str) -> bool:
    """Whether a pattern names a property; `patternProperties` says what cannot be checked."""
    try:
        return any(find(pattern, name) for pattern in schema.get("patternProperties", {}))
    except _UncheckedError:
        return True


def without_patterns(node: Any) -> Any:
    """A copy of a document without the patterns of its schemas."""
    if is_array(node):
        return [without_patterns(one) for one in node]
    if not is_object(node):
        return node
    kept = {key: value for key, value in node.items() if not _is_pattern(key, value)}
    return {key: _inside(key, value) for key, value in kept.items()}


def _is_pattern(key: str, value: Any) -> bool:
    """Whether a member is a pattern, and not a property with its name."""
    return (key == "pattern" and isinstance(value, str)) or key == "patternProperties"


def _inside(key: str, value: Any) -> Any:
    if key == "properties" and is_object(value):
        return {name: without_patterns(one) for name, one in value.items()}
    return without_patterns(value)
