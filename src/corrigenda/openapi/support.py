"""Finds what clients do not support, before a generator drops it silently.

OpenAPI describes more than the templates can render. Each of these would otherwise be missing from
a client that looks complete.
"""

from collections.abc import Iterator

from corrigenda.naming import CLIENT_METHODS, CLIENT_OPTIONS, header_problem, snake_case
from corrigenda.normalize import Finding, Traced
from corrigenda.normalize.traced import location_of_node
from corrigenda.openapi.operations import json_media, operation_places, success_statuses
from corrigenda.trees import Location, Object

_STYLES = {"path": "simple", "query": "form"}
"""The styles in which parameters are sent."""


def support_findings(root: Traced) -> Iterator[Finding]:
    """Find everything in a normalized schema that a generated client would lack or get wrong."""
    yield from _server_findings(root)
    yield from _security_findings(root)
    for _at, operation in operation_places(root):
        yield from _name_findings(operation)
        for parameter in operation["parameters"]:
            yield from _parameter_findings(parameter)
        yield from _body_findings(operation)
        yield from _response_findings(operation)


def _server_findings(root: Object) -> Iterator[Finding]:
    servers = root.get("servers")
    if not servers or not str(servers[0].get("url", "")).startswith(("http://", "https://")):
        fix = "add `servers: [{url: https://...}]`"
        yield Finding(("servers",), "the schema has no absolute server URL", fix)
    elif "{" in str(servers[0]["url"]):
        message = "variables in the URL of a server are not supported"
        fix = "write the URL with the values, such as `https://eu.example.com`"
        yield Finding(("servers", 0, "url"), message, fix)


def _security_findings(root: Object) -> Iterator[Finding]:
    schemes = root.get("components", {}).get("securitySchemes", {})
    for name, scheme in schemes.items():
        location: Location = ("components", "securitySchemes", name)
        bearer = scheme.get("type") == "http" and str(scheme.get("scheme")).lower() == "bearer"
        header = scheme.get("type") == "apiKey" and scheme.get("in") == "header"
        if not bearer and not header:
            fix = "use HTTP bearer, or an API key in a header"
            yield Finding(location, f"the security scheme `{name}` is not supported", fix)
        elif header and snake_case(name) in CLIENT_OPTIONS:
            message = f"every client has an argument `{name}`"
            yield Finding(location, message, "rename the security scheme")
        elif header and (problem := header_problem(str(scheme["name"]))):
            yield Finding((*location, "name"), *problem)
    places: list[tuple[Location, Object]] = [((), root), *operation_places(root)]
    for location, holder in places:
        if sum(map(bool, holder.get("security", ()))) > 1:
            message = "alternatives of security are not supported: the client would demand all"
            yield Finding((*location, "security"), message, "keep one of them")
        for index, requirement in enumerate(holder.get("security", ())):
            at = (*location, "security", index)
            yield from _requirement_findings(at, requirement, schemes)


def _requirement_findings(at: Location, requirement: Object, schemes: Object) -> Iterator[Finding]:
    if not requirement:
        fix = "delete the empty requirement `{}`: the client always requires the credential"
        yield Finding(at, "optional security is not supported", fix)
    for name in requirement:
        if name not in schemes:
            fix = f"declare it, or use one of: {', '.join(schemes)}" if schemes else "declare it"
            yield Finding((*at, name), f"no security scheme is called `{name}`", fix)


def _name_findings(operation: Object) -> Iterator[Finding]:
    name = operation["operationId"]
    if name in CLIENT_METHODS or name.startswith("iter_"):
        message = f"the name `{name}` is reserved for a method of the client"
        at = (*location_of_node(operation), "operationId")
        yield Finding(at, message, "choose another `operationId`")


def _parameter_findings(parameter: Object) -> Iterator[Finding]:
    at = location_of_node(parameter)
    if parameter.get("in") not in ("path", "query") or "schema" not in parameter:
        message = f"the parameter `{parameter.get('name')}` is not supported"
        yield Finding(at, message, "make it a path or query parameter with a `schema`")
    elif parameter["style"] != (plain := _STYLES[parameter["in"]]):
        message = f"`style: {parameter['style']}` is not supported"
        yield Finding(at, message, f"use `style: {plain}`, or remove the parameter")


def _body_findings(operation: Object) -> Iterator[Finding]:
    body = operation.get("requestBody")
    if body and body.get("content") and json_media(body) is None:
        message = f"a body of `{next(iter(body['content']))}` is not supported"
        yield Finding(location_of_node(body), message, "describe it as `application/json`")


def _response_findings(operation: Object) -> Iterator[Finding]:
    responses = operation["responses"]
    for status in success_statuses(responses):
        response = responses[status]
        if response.get("content") and json_media(response) is None:
            message = f"a response of `{next(iter(response['content']))}` is not supported"
            fix = "describe it as `application/json`"
            yield Finding(location_of_node(response), message, fix)
