"""Derive the behaviour of a service from its GraphQL schema alone.

Types with an id are stored, and the names of fields and arguments say what happens to them. What
no name tells is answered with a value made from the schema, and the response says so. Nothing is
generated: the schema is read, and one set of resolvers serves them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from graphql import GraphQLError, GraphQLSchema, assert_valid_schema, build_schema

from ..errors import EmulatorError
from ..exact import Json, Members
from ..provider import DeclinedError, ErrorKind, Graph, Provider
from .bases import bases_of, names_of
from .changing import change
from .looking import look
from .model import Model, fields_of, read_model
from .plans import Coordinate, Plan, read_plans
from .reading import read_field
from .scalars import keep_exactly
from .seeds import documented, imagined

_LOOKS = frozenset(["get", "nodes", "list", "count", "first", "namespace"])


@dataclass(frozen=True, slots=True)
class Derived:
    """A service derived from a schema: its behaviour, its executable schema, its bases.

    `bases` says by operation, or by root field where no operation has a name, what its responses
    are made of: `resource` for stored objects, `schema` for values made up.
    """

    provider: Provider
    schema: GraphQLSchema
    bases: Mapping[str, str]


def derive_graph(sdl: str, operations: Mapping[str, str]) -> Derived:
    """Return the service that a schema describes.

    `operations` are the names of operations by the path of field names that selects them; without
    any, each root field is an operation. Raises `EmulatorError` if the schema is not valid.
    """
    schema = _build(sdl)
    keep_exactly(schema)
    model = read_model(schema)
    plans = read_plans(model)
    _install(model, plans)
    named = names_of(model, operations)
    graph = Graph(serves=sdl, scalars={}, fields={}, operations=named, explain=_explain)
    provider = Provider(
        refusal=_refusal,
        documented=partial(documented, model, plans),
        imagined=partial(imagined, model),
        graph=graph,
    )
    return Derived(provider, schema, bases_of(model, plans, named))


def _build(sdl: str) -> GraphQLSchema:
    try:
        schema = build_schema(sdl)
        assert_valid_schema(schema)
    except (GraphQLError, TypeError, RecursionError) as error:
        wrong = f"the schema is not valid: {error}"
        raise EmulatorError(wrong, "correct the schema, or add an overlay") from None
    return schema


def _install(model: Model, plans: Mapping[Coordinate, Plan]) -> None:
    """Give every field of the schema its resolver."""
    schema = model.schema
    refused = schema.subscription_type.name if schema.subscription_type else ""
    read = partial(read_field, model)
    for kind, each in schema.type_map.items():
        for name, field in fields_of(each).items() if not kind.startswith("__") else ():
            plan = plans.get((kind, name))
            resolve = _planned(model, plan) if plan else read
            resolve = _hiding(resolve) if "includeArchived" in field.args else resolve
            field.resolve = _unsubscribed if kind == refused else resolve


def _planned(model: Model, plan: Plan) -> Any:
    in_query = plan.action in _LOOKS

    def resolve(source: Members | None, info: Any, /, **given: Any) -> Json:
        if source is not None and info.field_name in source:
            return read_field(model, source, info, **given)
        return (look if in_query else change)(model, plan, info, given)

    return resolve


def _hiding(resolve: Any) -> Any:
    """Leave archived objects out of a list unless the request asks for them."""

    def hide(source: Members | None, info: Any, /, **given: Any) -> Json:
        return cast(Json, resolve(source, info, **{"includeArchived": False, **given}))

    return hide


def _unsubscribed(_source: object, _info: object, /, **_given: object) -> Json:
    wrong = "subscriptions are not emulated: send a query or a mutation"
    raise DeclinedError(wrong, {"code": "SUBSCRIPTIONS_NOT_SUPPORTED"})


def _explain(kind: ErrorKind, error: Members) -> Members:
    return {**error, "extensions": cast(Json, {"code": kind})}


def _refusal(_status: int, message: str) -> Json:
    return {"errors": [{"message": message}]}
