"""Recognize the form of a response: where it has its object or its objects, and their id."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from ..exact import Members
from .document import Described, Parameter
from .names import ITEMS, id_names, plain, singular
from .schemas import Schema, Schemas

_IDS: Final = frozenset({"string", "number"})
_WRAPPERS: Final = ("data", "result", "item", "response", "object", "resource", "attributes")


@dataclass(frozen=True, slots=True)
class Listing:
    """The form of a list: the names that lead to the array, and the schema of an item."""

    steps: tuple[str, ...]
    item: Any


def wrapper_of(schemas: Schemas, schema: Any, identity: str, one: str) -> str | None:
    """Return the property in which a response has its object; empty if it is the object itself.

    `one` is what the object is called.
    """
    view = schemas.view(schema)
    if has(schemas, view, identity) or is_open(view):
        return ""
    held = [name for name, rule in view["properties"].items() if _holds(schemas, rule, identity)]
    preferred = [name for name in held if plain(name) in (one, *_WRAPPERS)]
    alone = held if len(view["properties"]) == 1 else []
    return next(iter(preferred or alone), None)


def body_wrapper_of(schemas: Schemas, schema: Any, own: Schema, one: str) -> str:
    """Return the property in which a request has its object; empty if it is the object itself.

    `own` is the object in a response: a property of the object itself wraps nothing.
    """
    properties = schemas.view(schema)["properties"]
    if len(properties) != 1:
        return ""
    (name,) = properties
    is_object = "object" in schemas.view(properties[name])["types"]
    known = plain(name) in (one, *_WRAPPERS) and name not in own["properties"]
    return name if is_object and known else ""


def called(template: str) -> str:
    """Return what one object of a collection is called: `invoice` for `/v1/invoices.json`."""
    steps = [step for step in template.split("/") if step and "{" not in step]
    return singular(plain(re.sub(r"\.[a-z]+$", "", steps[-1]))) if steps else ""


def unwrapped(schemas: Schemas, schema: Any, parameter: Parameter, step: str) -> Any:
    """Return the schema of the object in a response, or None if there is none with an id."""
    view = schemas.view(schema)
    if is_open(view) or identity_in(schemas, schema, parameter, step):
        return None if "array" in view["types"] else schema
    one = singular(plain(step))
    inner = {plain(name): rule for name, rule in view["properties"].items()}
    for name in (one, *_WRAPPERS):
        if name in inner and identity_in(schemas, inner[name], parameter, step):
            return inner[name]
    return None


def identity_in(schemas: Schemas, schema: Any, parameter: Parameter, step: str) -> str | None:
    """Return the property with the id of an object, if its name tells.

    One whose type is that of the parameter is better than one that is called better, unless the
    parameter is called an id and is a text, which any id is in a path.
    """
    view = schemas.view(schema)
    if is_open(view):
        return "id"
    names = {plain(name): name for name in reversed(view["properties"])}
    found = [names[name] for name in id_names(parameter.name, step) if name in names]
    kinds = {name: _kinds(schemas, view["properties"][name]) for name in found}
    wanted = _kinds(schemas, parameter.schema)
    if "string" in wanted and plain(parameter.name).endswith("id"):
        wanted = _IDS  # many documents call every parameter of a path a text
    like = [name for name in found if kinds[name] & wanted]
    return next(iter(like or [name for name in found if kinds[name]]), None)


def _kinds(schemas: Schemas, schema: Any) -> frozenset[str]:
    """Return what an id may be by its schema: a text, a number, or both; none if it is neither."""
    view = schemas.view(schema)
    inner = [_kinds(schemas, one) for group in view["groups"] for one in group]
    if inner and not view["types"]:
        return frozenset[str]().union(*inner)
    types: set[str] = set(view["types"] or (() if view["properties"] else _IDS))
    return frozenset(types | ({"number"} if "integer" in types else set[str]())) & _IDS


def listing_of(schemas: Schemas, described: Described, identity: str) -> Listing | None:
    """Return the form of a list, or None if the response is none."""
    return listing_in(schemas, described.content and described.content.schema, identity, described)


def listing_in(
    schemas: Schemas, schema: Any, identity: str, described: Described
) -> Listing | None:
    """Return where a schema has an array of objects with an id."""
    view = schemas.view(schema)
    if described.content is not None and not view["types"] and is_open(view):
        return Listing((), {})
    if "array" in view["types"] or "items" in view:
        item = view.get("items", {})
        return Listing((), item) if _lists(schemas, item, identity) else None
    step = plain(re.sub(r"\.[a-z]+$", "", described.template.rstrip("/").split("/")[-1]))
    held = {name: rule for name, rule in view["properties"].items() if name}
    order = (step, *ITEMS)
    for name in sorted(held, key=lambda one: _rank(plain(one), order)):
        inner = schemas.view(held[name])
        if "array" in inner["types"] and _lists(schemas, inner.get("items", {}), identity):
            return Listing((name,), inner.get("items", {}))
    for name, rule in held.items():
        inner = schemas.view(rule)
        for below, list_ in inner["properties"].items() if "object" in inner["types"] else ():
            array = schemas.view(list_)
            if "array" in array["types"] and _lists(schemas, array.get("items", {}), identity):
                return Listing((name, below), array.get("items", {}))
    return None


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def _holds(schemas: Schemas, schema: Any, identity: str) -> bool:
    """Whether a schema describes objects with the property of an id."""
    return has(schemas, schemas.view(schema), identity)


def _lists(schemas: Schemas, schema: Any, identity: str) -> bool:
    """Whether the items of an array are such objects, as far as the document says."""
    return _holds(schemas, schema, identity) or is_open(schemas.view(schema))


def has(schemas: Schemas, view: Schema, identity: str) -> bool:
    if identity in view["properties"]:
        return True
    branches = [branch for group in view["groups"] for branch in group]
    return any(identity in schemas.view(branch)["properties"] for branch in branches)


def declared(schemas: Schemas, schema: Any, known: Collection[str], document: Members) -> Members:
    """Leave out of an object what the document knows, but does not declare in this response."""
    view = schemas.view(schema)
    branches = [schemas.view(branch) for group in view["groups"] for branch in group]
    names = {name for each in (view, *branches) for name in each["properties"]}
    if not names or any(each.get("additionalProperties") for each in (view, *branches)):
        return document
    return {name: value for name, value in document.items() if name in names or name not in known}


def is_open(view: Schema) -> bool:
    """Whether a schema says nothing about the members of its objects."""
    if view["properties"] or view["groups"] or view.get("additionalProperties") is False:
        return False
    return not view["types"] or "object" in view["types"]
