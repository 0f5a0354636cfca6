"""Finds schema features that clients do not support, before a generator drops them silently.

OpenAPI describes more than the templates can render: header parameters,
bodies without a named schema. Each would otherwise be missing from a client that looks complete.
"""

from collections.abc import Iterator
from typing import Any

from corrigenda.naming import CLIENT_METHODS, snake_case
from corrigenda.openapi.extensions import Finding
from corrigenda.openapi.operations import operation_places
from corrigenda.openapi.security import security_findings
from corrigenda.trees import Location, Object, is_array, is_object, resolve, schema_name, walk

_STYLES = {"path": "simple", "query": "form"}
"""The styles in which parameters are sent."""

_NAMED = "give it `application/json` content whose schema is a `$ref` to `components/schemas`"


def support_findings(root: Object) -> Iterator[Finding]:
    """Find everything in a merged schema that a generated client would lack or get wrong."""
    yield from _server_findings(root)
    yield from security_findings(root, operation_places(root))
    yield from _parameter_findings(root)
    yield from _operation_findings(root)
    yield from _schema_findings(root)


def _server_findings(root: Object) -> Iterator[Finding]:
    servers = root.get("servers")
    if not servers or not str(servers[0].get("url", "")).startswith(("http://", "https://")):
        yield (
            ("servers",),
            "the schema has no absolute server URL",
            "add `servers: [{url: https://...}]`",
        )
    elif "{" in str(servers[0]["url"]):
        message = "variables in the URL of a server are not supported"
        yield (
            ("servers", 0, "url"),
            message,
            "write the URL with the values, such as `https://eu.example.com`",
        )


def _parameter_findings(root: Object) -> Iterator[Finding]:
    for location, operation in operation_places(root):
        shared = [(*location[:-1], "parameters"), root["paths"][location[1]].get("parameters", ())]
        own = [(*location, "parameters"), operation.get("parameters", ())]
        for at, parameters in (shared, own):
            for index, node in enumerate(parameters):
                parameter = resolve(root, node)
                if parameter.get("in") not in ("path", "query") or "schema" not in parameter:
                    message = f"the parameter `{parameter.get('name')}` is not supported"
                    fix = "make it a path or query parameter with a `schema`, or remove it"
                    yield (*at, index), message, fix
                elif parameter.get("style", plain := _STYLES[parameter["in"]]) != plain:
                    message = f"`style: {parameter['style']}` is not supported"
                    yield (*at, index), message, f"use `style: {plain}`, or remove the parameter"


def _operation_findings(root: Object) -> Iterator[Finding]:
    for location, operation in operation_places(root):
        name = snake_case(str(operation["operationId"]))
        if name in CLIENT_METHODS or name.startswith("iter_"):
            message = f"the name `{name}` is reserved for a method of the client"
            yield (*location, "operationId"), message, "choose another `operationId`"
        yield from _body_findings(root, (*location, "requestBody"), operation.get("requestBody"))
        yield from _response_findings(root, (*location, "responses"), operation["responses"])


def _body_findings(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    body = resolve(root, node) if node else None
    if body and _content_name(body) is None:
        yield location, "the request body has no named JSON schema", _NAMED
    elif body and "properties" not in resolve(root, _content(body)["schema"]):
        fix = "add `properties` to its schema: they become the arguments of the method"
        yield location, "the request body is not an object with properties", fix


def _response_findings(root: Object, location: Location, responses: Object) -> Iterator[Finding]:
    names: set[str | None] = set()
    for status, node in responses.items():
        if str(status).startswith("2") or (status == "default" and len(responses) == 1):
            response = resolve(root, node)
            names.add(_content_name(response))
            if response.get("content") and _content_name(response) is None:
                yield (*location, status), "the response has no named JSON schema", _NAMED
    if len(names) > 1:
        message = "the successful responses have different schemas"
        yield location, message, "give all of them the same schema"


def _content(holder: Object) -> Object:
    found: Object = holder.get("content", {}).get("application/json", {})
    return found


def _content_name(holder: Object) -> str | None:
    schema = _content(holder).get("schema", {})
    return schema_name(schema) if is_object(schema) else None


def _schema_findings(root: Object) -> Iterator[Finding]:
    for location, node in walk(root):
        if not is_object(node) or "properties" in location[-1:]:
            continue
        if is_array(node.get("allOf")):
            message = "`allOf` is not supported: samples cannot be checked against it"
            yield (*location, "allOf"), message, "write all properties in one schema"
        if _is_inexact(node):
            message = "a `number` without a `format` would become an inexact float"
            yield location, message, "add `format: decimal`, or `format: double` if it is not money"


def _is_inexact(node: Object) -> bool:
    types = node.get("type")
    has_number = "number" in types if is_array(types) else types == "number"
    return has_number and node.get("format") not in ("decimal", "double", "float")
