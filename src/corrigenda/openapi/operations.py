"""Reads the operations of a merged schema as plain data, one for each client method.

It knows nothing about Python types or templates. It relies on `check`: every operation has a unique
name, and every body and response has a named schema.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.naming import snake_case
from corrigenda.openapi.security import Requirement, read_security
from corrigenda.trees import Location, Object, node_at, resolve, schema_name

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A path or query parameter; with `comma` a list is sent as one comma-separated value."""

    name: str
    place: str
    required: bool
    schema: Object
    description: str
    comma: bool
    deprecated: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """The pagination of a list (`x-paging`): two query parameters, and paths in the response."""

    page: str
    size: str
    items: str
    number: str
    per_page: str
    total: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its location, its parameters, and the names of its schemas.

    `response` is None if a successful response has no content. `alternative_path` is tried once if
    a GET at `path` is a 404 (`x-alternative-path`). `security` are the requirements, one of which a
    call meets; none if it needs no credential. `may_retry` is False for an operation that must
    not be repeated (`x-retry: false`); `idempotency_header` is the header of the key that makes
    repeating it safe (`x-idempotency-key`).
    """

    name: str
    location: Location
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: str | None
    response: str | None
    security: tuple[Requirement, ...]
    paging: Paging | None
    alternative_path: str | None
    deprecated: bool
    may_retry: bool = True
    idempotency_header: str = ""


def operation_places(root: Object) -> Iterator[tuple[Location, Object]]:
    """Yield the location and node of every operation, in document order."""
    for path, item in root["paths"].items():
        for method in METHODS:
            if method in item:
                yield ("paths", path, method), item[method]


def read_operations(root: Object) -> list[Operation]:
    """Read every operation of a checked schema, in document order."""
    return [_read(root, location, node) for location, node in operation_places(root)]


def _read(root: Object, location: Location, node: Object) -> Operation:
    path_item = node_at(root, location[:-1])
    listed = [*path_item.get("parameters", ()), *node.get("parameters", ())]
    paging = node.get("x-paging")
    return Operation(
        name=snake_case(str(node["operationId"])),
        location=location,
        method=str(location[-1]).upper(),
        path=str(location[-2]),
        summary=str(node.get("summary", "")),
        description=str(node.get("description", "")),
        parameters=tuple(_parameter(resolve(root, parameter)) for parameter in listed),
        body=_content_schema(resolve(root, node.get("requestBody", {}))),
        response=_response(root, node["responses"]),
        security=read_security(root, node),
        paging=Paging(**{str(key): str(value) for key, value in paging.items()})
        if paging
        else None,
        alternative_path=node.get("x-alternative-path"),
        may_retry=node.get("x-retry", True) is not False,
        idempotency_header=str(node.get("x-idempotency-key", "")),
        deprecated=bool(node.get("deprecated", False)),
    )


def _parameter(node: Object) -> Parameter:
    joined = node.get("style", "form") == "form" and node.get("explode", True) is False
    return Parameter(
        name=str(node["name"]),
        place=str(node["in"]),
        required=bool(node.get("required", False)),
        schema=node["schema"],
        description=str(node.get("description", "")),
        comma=joined and node["schema"].get("type") == "array",
        deprecated=bool(node.get("deprecated", False)),
    )


def _content_schema(holder: Object) -> str | None:
    content = holder.get("content", {})
    return (
        schema_name(content["application/json"]["schema"])
        if "application/json" in content
        else None
    )


def _response(root: Object, responses: Object) -> str | None:
    """The schema of the successful responses; `support` checks that they share one.

    `default` is a success only if no 2xx status is listed.
    """
    successes = [status for status in responses if str(status).startswith("2")] or ["default"]
    return _content_schema(resolve(root, responses.get(successes[0], {})))
