"""Describe what a validator found: `$.line_items[0].amount: "5" is not an integer`.

The validator's own messages show Python (`Decimal('1.5')`) and say "not valid under any of the
given schemas" even where it is clear which schema was meant. Every problem is described.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from jsonschema import ValidationError
from jsonschema.protocols import Validator

from .exact import Json, encode_text

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_SHOWN = 60


def problems(validator: Validator, value: Json) -> list[str]:
    """Return every distinct problem, sorted, each as `JSON path: what is wrong`."""
    errors = validator.iter_errors(cast("Any", value))  # its types do not know Decimal
    found = (text for error in errors for text in _describe(error))
    return sorted(set(found))


def json_path(steps: Iterable[str | int]) -> str:
    """Return `$.data[3].amount`; a name that is not plain is quoted: `$["order id"]`."""
    return "$" + "".join(_step(step) for step in steps)


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _NAME.fullmatch(step) else f"[{encode_text(step)}]"


def _describe(error: ValidationError) -> Iterator[str]:
    path = list(error.absolute_path)
    rule: Any = error.validator_value
    value: Any = error.instance
    match error.validator:
        case "required":
            yield from (f"{json_path([*path, n])}: is required" for n in rule if n not in value)
        case "additionalProperties":
            yield from _unknown(error, path)
        case "type":
            yield f"{json_path(path)}: {_show(value)} is not {_kinds([rule])}"
        case "enum":
            yield f"{json_path(path)}: {_show(value)} is not one of {_show(rule)}"
        case "format":
            yield f"{json_path(path)}: {_show(value)} is not a {rule}"
        case "anyOf" | "oneOf" if error.context:
            yield from _branches(error, path)
        case _:
            yield f"{json_path(path)}: {_show(value)} violates {error.validator}: {_show(rule)}"


def _unknown(error: ValidationError, path: list[str | int]) -> Iterator[str]:
    schema: Any = error.schema
    known: list[str] = list(schema.get("properties", {}))
    value: Any = error.instance
    for name in value:
        if name not in known:
            yield f"{json_path([*path, name])}: unknown property, allowed: {', '.join(known)}"


def _branches(error: ValidationError, path: list[str | int]) -> Iterator[str]:
    """Describe only the intended form, if all the other forms are of a different type."""
    forms: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        forms.setdefault(inner.schema_path[0], []).append(inner)
    meant = [form for form in forms.values() if not any(_other_type(inner) for inner in form)]
    if len(meant) == 1:
        yield from (text for inner in meant[0] for text in _describe(inner))
        return
    wrong: list[Any] = [
        inner.validator_value for form in forms.values() for inner in form if _other_type(inner)
    ]
    said = _kinds(wrong) if wrong and not meant else "valid in any allowed form"
    yield f"{json_path(path)}: {_show(error.instance)} is not {said}"


def _other_type(inner: ValidationError) -> bool:
    return inner.validator == "type" and not inner.relative_path


def _kinds(types: Iterable[str | list[str]]) -> str:
    names = [name for t in types for name in ([t] if isinstance(t, str) else t)]
    return " or ".join(_kind(name) for name in names)


def _kind(name: str) -> str:
    if name == "null":
        return name
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _show(value: Any) -> str:
    text = encode_text(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
