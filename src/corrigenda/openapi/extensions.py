"""Checks that each of our extensions in a merged schema is spelt right, and valid where it stands.

One that names a parameter or a property that does not exist is a mistake. The extensions of other
vendors are ignored, as the OpenAPI Specification says, but not a name that is almost one of ours.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from corrigenda.naming import header_problem
from corrigenda.openapi.normalize.operations import METHODS
from corrigenda.openapi.operations import operation_places
from corrigenda.openapi.paging import paging_findings, response_schema
from corrigenda.openapi.security import read_schemes
from corrigenda.trees import (
    Location,
    Object,
    is_array,
    is_object,
    node_at,
    schema_name,
)

EXTENSIONS = (
    "x-aliases",
    "x-alternative-path",
    "x-case-insensitive",
    "x-enum-varnames",
    "x-idempotency-key",
    "x-known-values",
    "x-name",
    "x-paging",
    "x-retry",
    "x-round",
)

_ALIKE = 0.86
"""From this ratio of `difflib` on, a name is one of ours with a slip of the pen."""

_OF_OTHERS = ("x-enum-names",)
"""Extensions of other vendors that look like ours."""

_NAMED = ("properties", "headers", "examples", "mapping", "variables", "scopes")
"""Members whose own members have names that their author chose."""

_DATA = ("default", "enum", "example", "examples", "const", "value")
"""Members that hold data, in which no key is an extension."""

_PLAIN_PATH = re.compile(r"/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*")

Finding = tuple[Location, str, str]
"""The location, the message and the fix."""


def extension_findings(root: Object) -> Iterator[Finding]:
    """Find mistakes in the extensions of a schema whose references all resolve."""
    checks = {
        "x-aliases": _aliases,
        "x-alternative-path": _alternative,
        "x-case-insensitive": _caseless,
        "x-idempotency-key": _idempotency_key,
        "x-known-values": _known_values,
        "x-paging": _paging,
        "x-retry": _retry,
        "x-round": _round,
    }
    for location, node in _extensions(root, ()):
        key = str(location[-1])
        if key in checks:
            yield from checks[key](root, location, node)
        elif key not in EXTENSIONS and (close := _close(key)):
            message = f"unknown extension `{key}`, which is almost `{close}`"
            yield location, message, f"write `{close}`, or delete it"


def _extensions(node: Any, location: Location) -> Iterator[tuple[Location, Any]]:
    """Every member that is an extension, with its location."""
    named = location[-1:] in [(one,) for one in _NAMED] and location[-2:-1] != ("properties",)
    if is_object(node):
        for key, value in node.items():
            if key.startswith("x-") and not named:
                yield (*location, key), value
            elif named or key not in _DATA:
                yield from _extensions(value, (*location, key))
    elif is_array(node):
        for index, value in enumerate(node):
            yield from _extensions(value, (*location, index))


def _close(key: str) -> str | None:
    found = get_close_matches(key.lower(), EXTENSIONS, 1, _ALIKE)
    return found[0] if found and key not in _OF_OTHERS else None


def _aliases(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    beside: Object = node_at(root, location[:-2]) if len(location) > 2 else {}
    if not is_array(node) or not node or not all(isinstance(alias, str) for alias in node):
        yield location, "`x-aliases` must be a list of names", "write a list: `[createdAt]`"
    elif location[-3:-2] != ("properties",):
        yield location, "`x-aliases` is only allowed on a property", "move it to a property"
    else:
        for alias in node:
            if alias in beside:
                message = f"the alias `{alias}` is the name of another property"
                yield location, message, "choose another alias, or delete it"


def _alternative(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    steps = [str(step) for step in location]
    if len(steps) != 4 or steps[0] != "paths" or steps[2] != "get" or "{" in steps[1]:
        message = "`x-alternative-path` is only allowed on a GET whose path has no parameters"
        yield location, message, "put it beside the `operationId` of such a GET, or delete it"
    elif not isinstance(node, str) or not _PLAIN_PATH.fullmatch(node):
        message = "`x-alternative-path` is not a path without parameters"
        yield location, message, "write a path that begins with a slash: `/v1/invoices`"
    elif node == steps[1]:
        message = "`x-alternative-path` is the path of the operation itself"
        yield location, message, "write the other path, or delete it"
    elif "get" in root["paths"].get(node, {}):
        message = f"`GET {node}` is another operation"
        yield location, message, "write a path that no other GET has, or delete it"


def _caseless(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    schema = node_at(root, location[:-1])
    has_values = "enum" in schema or "x-known-values" in schema
    if node is not True or schema.get("type") != "string" or not has_values:
        message = "`x-case-insensitive` must be `true`, and is only allowed on an enum of strings"
        yield (
            location,
            message,
            "put `x-case-insensitive: true` beside `enum` or `x-known-values`, or delete it",
        )


def _known_values(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    schema = node_at(root, location[:-1])
    values: list[Any] = node if is_array(node) else []
    if not values or not all(isinstance(value, str) for value in values):
        message = "`x-known-values` is not a list of at least one string"
        yield location, message, "write `[paid, unpaid]`, with quotes where YAML needs them"
    elif twice := next((one for at, one in enumerate(values) if one in values[:at]), None):
        yield location, f"`x-known-values` has `{twice}` twice", "delete one of them"
    elif schema.get("type") != "string":
        message = "`x-known-values` is only allowed on `type: string`"
        yield location, message, "put it beside `type: string`, or write `enum` instead"
    elif "enum" in schema:
        message = "`x-known-values` is beside `enum`, which closes the list"
        yield location, message, "delete `enum` if there may be more values, otherwise this list"


def _paging(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    if not _is_on_operation(location):
        yield location, "`x-paging` is only allowed on an operation", "move it beside `operationId`"
        return
    found = list(paging_findings(root, location, node))
    yield from found
    if found or "items" not in node:
        return
    response = response_schema(root, node_at(root, location[:-1]))
    for other in (one for _at, one in operation_places(root) if is_object(one.get("x-paging"))):
        name = schema_name(response_schema(root, other))
        if name is not None and name == schema_name(response):
            items = other["x-paging"].get("items", node["items"])
            if items != node["items"]:
                message = f"another operation finds the items of `{name}` elsewhere"
                yield (*location, "items"), message, "name the same property in both"


def _retry(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    if node is not False or not _is_on_operation(location):
        message = "`x-retry` must be `false`, and is only allowed on an operation"
        yield location, message, "put `x-retry: false` beside `operationId`, or delete it"


def _idempotency_key(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    if not _is_on_operation(location):
        message = "`x-idempotency-key` is only allowed on an operation"
        yield location, message, "move it beside `operationId`"
    elif not isinstance(node, str):
        message = "`x-idempotency-key` is not the name of a header"
        yield location, message, "write the name of the header: `Idempotency-Key`"
    elif problem := header_problem(node):
        yield location, *problem
    elif node.lower() in _credential_headers(root):
        yield location, f"the credential is sent in the header `{node}`", "use another header"


def _credential_headers(root: Object) -> set[str]:
    schemes = read_schemes(root).values()
    return {"authorization", *(one.carrier.lower() for one in schemes if one.place == "header")}


def _is_on_operation(location: Location) -> bool:
    return len(location) == 4 and location[0] == "paths" and location[2] in METHODS


def _round(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    if node != "up" or node_at(root, location[:-1]).get("format") != "unix-time":
        message = "`x-round` must be `up`, and is only allowed on a UNIX time"
        yield location, message, "put `x-round: up` beside `format: unix-time`, or delete it"
