"""Validate request bodies and responses against the merged schema.

Objects are closed (an undeclared property is an error) and numbers are exact. Operations are found
by name, never by method or path: the hand-written behaviour alone decides which requests are
served. `allOf` is not supported, because it cannot be closed.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias, cast
from urllib.parse import quote

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from jsonschema.protocols import Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from .errors import EmulatorError
from .exact import Json
from .formats import is_date, is_time
from .patterns import additional_properties, pattern, pattern_properties
from .problems import problems
from .schema import follow, operations, part_at
from .security import Security, read_security

_HOME = "urn:merged-schema"
_PLAIN = "x-plainly-right"  # a keyword of this module, read by `_properties`

Pointer: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """The validators that the merged schema gives for one operation.

    `answers` maps each status as the schema writes it (`200`, `4XX`, `default`) to the validator of
    its response, or to None if that has no JSON. `security` are the credentials that it takes.
    """

    body: Validator | None
    answers: Mapping[str, Validator | None]
    security: Security = ()

    def wrong_body(self, body: Json) -> list[str]:
        """Return every problem of a request body, each with its JSON path."""
        return problems(self.body, body) if self.body else []

    def wrong_answer(self, status: int, answer: Json) -> list[str]:
        """Return every problem of a response. An error status that is not in the schema passes."""
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in self.answers and (key != "default" or status < 400):
                validator = self.answers[key]
                return problems(validator, answer) if validator else []
        return [f"status {status} is not in the merged schema"] if status < 400 else []


def compile_contract(
    document: dict[str, Any], bodies: Mapping[str, bool], origin: str
) -> dict[str, Operation]:
    """Compile the validators of the operations named in `bodies`.

    The values of `bodies` say whether an operation takes a body; `origin` is named in errors.
    Raises `EmulatorError` if the schema lacks an operation or a body, or has an `allOf`.
    """
    closed = deepcopy(document)
    for schema in _schemas(closed):
        _close(schema, origin)
    registry = Registry[Any]().with_resource(_HOME, DRAFT202012.create_resource(closed))
    known = {name: _operation(closed, at, registry) for name, at in operations(closed)}
    missing = [name for name in bodies if name not in known]
    missing += [f"{name}'s body" for name, body in bodies.items() if body and not _has(known, name)]
    if missing:
        wrong = f"{origin}: the emulator needs what the merged schema lacks: "
        raise EmulatorError(wrong + ", ".join(missing), "add them to the schema or an overlay")
    return {name: known[name] for name in bodies}


def _has(known: Mapping[str, Operation], name: str) -> bool:
    return name not in known or known[name].body is not None


def _operation(document: dict[str, Any], at: Pointer, registry: Registry[Any]) -> Operation:
    operation = part_at(document, at)
    body = _content(document, (*at, "requestBody")) if "requestBody" in operation else None
    answers = {
        str(status): _content(document, (*at, "responses", status))
        for status in operation.get("responses", {})
    }
    return Operation(
        None if body is None else _validator(body, registry),
        {key: None if at is None else _validator(at, registry) for key, at in answers.items()},
        read_security(document, operation),
    )


def _content(document: dict[str, Any], at: Pointer) -> Pointer | None:
    """Return the pointer to the JSON schema of a request body or response, if there is one."""
    at = follow(document, at)
    media = part_at(document, at).get("content", {})
    if "schema" not in media.get("application/json", {}):
        return None
    return (*at, "content", "application/json", "schema")


def _validator(at: Pointer, registry: Registry[Any]) -> Validator:
    steps = (quote(step.replace("~", "~0").replace("/", "~1"), safe="~") for step in at)
    return _EXACT(
        {"$ref": f"{_HOME}#/{'/'.join(steps)}"}, registry=registry, format_checker=_FORMATS
    )


def _schemas(document: dict[str, Any]) -> Iterable[Any]:
    """Yield every top-level schema: the components, and those of request bodies and responses."""
    components: dict[str, Any] = document.get("components", {})
    yield from components.get("schemas", {}).values()
    holders = [*components.get("requestBodies", {}).values()]
    holders += components.get("responses", {}).values()
    for _, at in operations(document):
        operation = part_at(document, at)
        holders += [operation.get("requestBody", {}), *operation.get("responses", {}).values()]
    for holder in holders:
        yield from (media.get("schema") for media in holder.get("content", {}).values())


def _close(schema: Any, origin: str) -> None:
    """Forbid undeclared properties, in place, unless the schema sets `additionalProperties`."""
    if not isinstance(schema, dict):
        return
    rules = cast("dict[str, Any]", schema)
    if "allOf" in rules:
        raise EmulatorError(f"{origin}: allOf is not supported", "list its properties instead")
    if "x-known-values" in rules:  # open for clients, but the emulator uses no other values
        rules["enum"] = rules["x-known-values"]
    if "properties" in rules:
        rules.setdefault("additionalProperties", False)
        rules[_PLAIN] = {name: _plain(rule) for name, rule in rules["properties"].items()}
    for inner in _inner(rules):
        _close(inner, origin)


def _inner(schema: dict[str, Any]) -> list[Any]:
    one = [schema.get("items"), schema.get("additionalProperties")]
    many = [schema.get(key, ()) for key in ("prefixItems", "anyOf", "oneOf")]
    named: dict[str, Any] = schema.get("properties", {})
    return [*one, *named.values(), *(inner for group in many for inner in group)]


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_integer(_checker: object, value: object) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or is_date(value)


def _is_time(value: object) -> bool:
    return not isinstance(value, str) or is_time(value)


def _plain(schema: Any) -> frozenset[type]:
    """Return the classes whose values are always valid; none if it checks more than the type."""
    if not isinstance(schema, dict):
        return frozenset()
    rules = cast("dict[str, Any]", schema)
    if rules.keys() - {"type", "format", "description"}:
        return frozenset()
    if rules.get("format") in _FORMATS.checkers:
        return frozenset()
    types: list[str] | str = rules.get("type", [])
    names = [types] if isinstance(types, str) else types
    return frozenset(_CLASSES[name] for name in names if name in _CLASSES)


def _properties(
    validator: Any, declared: dict[str, Any], value: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """Check the keyword `properties`, skipping values that `_plain` says are valid.

    Descending into a value costs the same whether or not it has errors, and a long page consists
    almost entirely of strings and numbers.
    """
    if not validator.is_type(value, "object"):
        return
    plain: dict[str, frozenset[type]] = schema.get(_PLAIN, {})
    for name, rule in declared.items():
        if name in value and type(value[name]) not in plain.get(name, ()):
            yield from validator.descend(value[name], rule, path=name, schema_path=name)


# Values of other classes can be valid too (1.0 is an integer), so they are validated in full.
_CLASSES: dict[str, type] = {"string": str, "boolean": bool, "integer": int, "null": type(None)}
_FORMATS = FormatChecker(())
_FORMATS.checks("date", ValueError)(_is_date)
_FORMATS.checks("date-time", ValueError)(_is_time)
_EXACT: type[Validator] = cast("Any", validators).extend(
    Draft202012Validator,
    validators={
        "properties": _properties,
        "pattern": pattern,
        "patternProperties": pattern_properties,
        "additionalProperties": additional_properties,
    },
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"number": _is_number, "integer": _is_integer}
    ),
)
