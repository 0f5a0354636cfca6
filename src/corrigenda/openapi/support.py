"""Finds what clients do not support, before a generator drops it silently.

OpenAPI describes more than the templates can render. Each of these would otherwise be missing from
a client that looks complete.
"""

from collections.abc import Iterator

from corrigenda.openapi.media import body_findings, response_findings
from corrigenda.openapi.normalize import Finding, Traced
from corrigenda.openapi.operations import operation_places, success_statuses
from corrigenda.openapi.parameters import parameter_findings
from corrigenda.openapi.security import security_findings
from corrigenda.openapi.servers import own_server_findings, server_findings


def support_findings(root: Traced) -> Iterator[Finding]:
    """Find everything in a normalized schema that a generated client would lack or get wrong."""
    yield from server_findings(root)
    yield from security_findings(root)
    for at, operation in operation_places(root):
        yield from own_server_findings(root, operation)
        yield from parameter_findings(root, str(at[1]), operation)
        yield from body_findings(root, operation)
        statuses = success_statuses(operation["responses"]) if at[2] != "head" else []
        yield from response_findings(root, statuses, operation)
