"""Derive the behaviour of a service from its OpenAPI document alone.

A pair of paths like `/invoices` and `/invoices/{id}` is a resource: what one request stores,
another reads. Every other operation answers with an example of the document, or with a value made
from the schema, and says so in its basis. Nothing in a document becomes code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..exact import Json
from ..provider import Behave, Provider, Route
from .answering import Answering
from .behave import Behaving
from .checks import Checks
from .document import Described, read_base, read_operations
from .hidden import without_hidden
from .homes import Homes
from .objects import Objects
from .parameters import Reader, query_credentials
from .refusals import Refusals
from .resources import Part, find_resources, with_owners
from .schemas import Schemas
from .seeds import Seeds
from .typed import with_form
from .values import Maker

__all__ = ["Derived", "derive_rest"]


@dataclass(frozen=True, slots=True)
class Derived:
    """A service whose behaviour comes from its document.

    `bases` says for each operation what its replies are made of: `resource` (what requests
    stored), `example` or `schema`. `explain` writes an error in the form that an operation declares
    for its status; `provider.refusal` does so without knowing the operation.
    """

    provider: Provider
    bases: Mapping[str, str]
    explain: Callable[[str | None, int, str], Json]


def derive_rest(document: dict[str, Any]) -> Derived:
    """Derive the behaviour of a document, which refers only to itself."""
    schemas = Schemas(document, str(document.get("openapi", "3.0")).startswith("3.0"))
    maker = Maker(Checks(schemas))
    operations = read_operations(schemas)
    own = find_resources(operations, schemas)
    parts = with_owners(Homes(schemas, operations, own).found())
    allowed = query_credentials(schemas)
    made = [
        _route(one, parts.get((one.method, one.template)), maker, allowed) for one in operations
    ]
    refusals = Refusals(operations, maker)
    top = [
        (one, part)
        for one in operations
        if (part := parts.get((one.method, one.template))) and not part.resource.depth
    ]
    seeds = Seeds(top, maker)
    provider = Provider(
        refusals.body,
        seeds.documented,
        seeds.imagined,
        tuple(route for route, _ in made),
        base=read_base(document),
    )
    return Derived(provider, {route.operation: basis for route, basis in made}, refusals.explain)


def _route(
    described: Described, part: Part | None, maker: Maker, allowed: frozenset[str]
) -> tuple[Route, str]:
    """Return the route of an operation, and the basis of its replies."""
    answering = Answering(described, Reader(described, maker.checks, allowed), maker)
    behave: Behave = answering
    basis = answering.basis
    if part is not None:
        behaving = Behaving(
            described, Objects(part.resource, maker), answering.reader, answering, part
        )
        behave = behaving.of(part.role)
        basis = "resource" if part.resource.made else basis
    behave = without_hidden(maker.checks, described, behave)
    if described.form is not None:
        behave = with_form(maker.checks, described.form, answering.reader.wrong_status, behave)
    body = described.body
    needs = body is not None and body.required
    route = Route(
        described.method, described.template, described.name, behave, body is not None, needs
    )
    return route, basis
