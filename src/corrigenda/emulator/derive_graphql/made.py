"""Make up what a response must have and nothing stored gives, and say so.

An object made up has no members, only a mark; its fields are made when they are read, so that it
never grows beyond what a request selects.
"""

from decimal import Decimal
from typing import Any, cast

from graphql import GraphQLError, GraphQLInterfaceType, GraphQLScalarType

from ..exact import Json
from ..provider import Call
from .links import MADE
from .model import Model, bare, is_leaf, listed, named, required, tells_of_failure
from .names import plain
from .pages import Cut, write_page
from .plans import union_members
from .values import leaf

_GOOD = frozenset(["success", "ok", "issuccess", "successful", "succeeded"])
_UNFIT: Any = object()


def make(model: Model, call: Call, kind: Any, name: str, seed: str) -> Json:
    """Return a value of a type for a field of this name; a list of objects is empty."""
    call.bases.add("schema")
    return value_of(model, kind, name, seed)


def value_of(model: Model, kind: Any, name: str, seed: str) -> Json:
    """Return a value of a type, always the same one for the same seed."""
    if listed(kind):
        return []
    if is_leaf(kind):
        return True if plain(name) in _GOOD else leaf(named(kind), name, seed)
    concrete = concrete_of(model, named(kind).name)
    if concrete in model.pages:
        return write_page(model, concrete, Cut([], 0, 0, 0))
    return {"__typename": concrete, MADE: seed}


def concrete_of(model: Model, kind: str) -> str:
    """Return the name of an object type: the type itself, or the best one of an abstract type."""
    if members := union_members(model, kind):
        return members[0]
    found = model.schema.type_map[kind]
    if not isinstance(found, GraphQLInterfaceType):
        return kind
    names = [each.name for each in model.schema.get_possible_types(found)]
    return min(names, key=tells_of_failure, default=kind)


def fitting(model: Model, call: Call, kind: Any, name: str, value: Json) -> Json:
    """Return a stored value of a scalar or enum, or one made up if the type does not accept it."""
    if value is None:
        return make(model, call, kind, name, "") if required(kind) else None
    if listed(kind):
        inner = bare(kind).of_type
        values = value if isinstance(value, list) else [value]
        return [fitting(model, call, inner, name, each) for each in values]
    fit: Any = _fit(named(kind), value)
    if fit is not _UNFIT:
        return cast(Json, fit)
    made = make(model, call, kind, name, "")
    return made if required(kind) else None


def _fit(kind: Any, value: Any) -> Any:
    if isinstance(value, Decimal) and isinstance(kind, GraphQLScalarType):
        if kind.name in ("String", "ID"):
            value = str(value)
        elif kind.name == "Int" and value == value.to_integral_value():
            value = int(value)
    try:
        kind.serialize(value)
    except (GraphQLError, TypeError, ValueError, ArithmeticError):
        return _UNFIT
    return value
