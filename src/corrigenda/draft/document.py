"""Writes what operations show as an OpenAPI 3.1 document, with schemas where they are used."""

from collections.abc import Iterator, Sequence
from typing import Any

from corrigenda.draft.exchange import Body, Exchange
from corrigenda.draft.operations import Operation
from corrigenda.draft.parameters import header_parameters, path_schema, query_parameters
from corrigenda.draft.security import schemes_of, security_of
from corrigenda.draft.servers import Service
from corrigenda.draft.shapes import schema_of
from corrigenda.trees import Object

_REASONS = {
    200: "The request succeeded.", 201: "The resource was created.",
    202: "The request was accepted.",
    204: "The request succeeded; there is no content.", 400: "The request is not valid.",
    401: "The credentials are missing or wrong.", 403: "The request is not allowed.",
    404: "The resource does not exist.", 409: "The request conflicts with the resource.",
    422: "The request is not valid.", 429: "There were too many requests.",
}  # fmt: skip


def document_of(service: Service, operations: Sequence[Operation]) -> Object:
    """The whole document."""
    schemes = schemes_of(service.exchanges)
    title = service.host or "API"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "0.1.0",
            "description": "Drafted from examples: it describes what they show.",
        },
        "servers": [{"url": service.url}],
        "paths": _paths(operations),
        **({"components": {"securitySchemes": schemes}} if schemes else {}),
    }


def _paths(operations: Sequence[Operation]) -> Object:
    paths: Object = {}
    for one in operations:
        item = paths.setdefault(one.template, {})
        if one.parameters and "parameters" not in item:
            item["parameters"] = [
                {"name": name, "in": "path", "required": True, "schema": path_schema(values)}
                for name, values in one.parameters.items()
            ]
        item[one.method.lower()] = _operation(one)
    return paths


def _operation(one: Operation) -> Object:
    parameters = [*query_parameters(one.exchanges), *header_parameters(one.exchanges)]
    bodies = [each.body for each in one.successes if each.body]
    security = security_of(one.exchanges)
    described: Object = {"operationId": one.name}
    if parameters:
        described["parameters"] = parameters
    if bodies:
        always = all(each.body for each in one.successes)
        described["requestBody"] = {
            **({"required": True} if always else {}),
            "content": content_of(bodies),
        }
    described["responses"] = dict(_responses(one.exchanges))
    if security:
        described["security"] = security
    return described


def _responses(exchanges: Sequence[Exchange]) -> Iterator[tuple[str, Object]]:
    for status in sorted({one.status for one in exchanges}):
        shown = [one for one in exchanges if one.status == status]
        yield str(status), _response(status, shown)


def _response(status: int, shown: Sequence[Exchange]) -> Object:
    reason = _REASONS.get(
        status, "The request succeeded." if status < 300 else "The request failed."
    )
    bodies = [one.response.body for one in shown if one.response and one.response.body]
    if bodies:
        return {"description": reason, "content": content_of(bodies)}
    if any(one.response for one in shown) or status == 204:
        return {"description": reason}
    # A command alone does not show what comes back, so whatever comes is read as JSON.
    return {"description": reason, "content": {"application/json": {"schema": {}}}}


def content_of(bodies: Sequence[Body]) -> Object:
    """The content of a message: a schema for each media type."""
    types = dict.fromkeys(one.media_type for one in bodies)
    return {
        name: {"schema": _schema([one for one in bodies if one.media_type == name])}
        for name in types
    }


def _schema(bodies: Sequence[Body]) -> Object:
    kind = bodies[0].kind
    if kind == "json":
        return schema_of([one.value for one in bodies])
    if kind in ("form", "multipart"):
        return _form([one.value for one in bodies])
    return {"type": "string"} if kind == "text" else {"type": "string", "format": "binary"}


def _form(forms: Sequence[Any]) -> Object:
    """The schema of a form, all of whose fields are texts or files."""
    names = dict.fromkeys(name for pairs in forms for name, _value in pairs)
    properties: Object = {}
    for name in names:
        given = [[value for key, value in pairs if key == name] for pairs in forms]
        values = [value for each in given for value in each]
        is_file = any(value is None for value in values)
        one: Object = {"type": "string", "format": "binary"} if is_file else {"type": "string"}
        is_list = any(len(each) > 1 for each in given)
        properties[name] = {"type": "array", "items": one} if is_list else one
    required = [
        name for name in names if all(any(key == name for key, _ in pairs) for pairs in forms)
    ]
    return {
        "type": "object",
        **({"required": required} if required else {}),
        "properties": properties,
    }
