"""Finds what clients do not support, before a generator drops it silently.

OpenAPI describes more than the templates can render. Each of these would otherwise be missing from
a client that looks complete.
"""

from collections.abc import Iterator

from corrigenda.normalize import Finding, Traced
from corrigenda.normalize.traced import location_of_node
from corrigenda.openapi.operations import json_media, operation_places, success_statuses
from corrigenda.openapi.parameters import parameter_findings
from corrigenda.openapi.security import security_findings
from corrigenda.openapi.servers import own_server_findings, server_findings
from corrigenda.trees import Object


def support_findings(root: Traced) -> Iterator[Finding]:
    """Find everything in a normalized schema that a generated client would lack or get wrong."""
    yield from server_findings(root)
    yield from security_findings(root)
    for at, operation in operation_places(root):
        yield from own_server_findings(root, operation)
        yield from parameter_findings(root, str(at[1]), operation)
        yield from _body_findings(operation)
        yield from _response_findings(operation)


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
