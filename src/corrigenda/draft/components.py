"""Names the schemas that recur, so that a client has one class for one kind of thing."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from corrigenda.draft.words import class_name, singular
from corrigenda.trees import Location, Object, is_array, is_object

_FEWEST = 2
"""How many members a schema must have: smaller ones are alike by chance."""


def with_components(root: Object) -> Object:
    """The document with a component for each object that is described more than once.

    The bodies of a resource give their names; other schemas are named by the member that has them.
    """
    found = list(_objects(root["paths"], (), ""))
    counts = Counter(_key(node) for node, _name in found)
    names: dict[str, str] = {}
    for node, name in found:
        key = _key(node)
        if key not in names and counts[key] > 1:
            names[key] = _unused(name, set(names.values()))
    if not names:
        return root
    schemas = {names[_key(node)]: node for node, _name in found if _key(node) in names}
    components = {
        "schemas": {
            name: _referring(node, names, is_top=True) for name, node in sorted(schemas.items())
        },
        **root.get("components", {}),
    }
    return {**root, "paths": _referring(root["paths"], names), "components": components}


def _unused(name: str, taken: set[str]) -> str:
    lower = {one.lower() for one in taken}
    spellings = (name, *(f"{name}{number}" for number in range(2, 10_000)))
    return next(one for one in spellings if one.lower() not in lower)


def _key(node: Object) -> str:
    return json.dumps(node, sort_keys=True)


def _objects(node: Any, at: Location, name: str) -> Iterator[tuple[Object, str]]:
    """Every object schema, with the name that its place suggests."""
    if is_object(node):
        if _is_object_schema(node):
            yield node, class_name(singular(name)) if name else "Item"
        for key, value in node.items():
            yield from _objects(value, (*at, key), _name(at, key, name))
    elif is_array(node):
        for index, value in enumerate(node):
            yield from _objects(value, (*at, index), name)


def _name(at: Location, key: str, name: str) -> str:
    """The name of what stands below: of a member, or of the resource of a path."""
    if not at:
        words = [one for one in key.split("/") if one and not one.startswith("{")]
        return words[-1] if words else "item"
    if at[-1] == "properties":
        return name if key in ("data", "items", "results", "result", "records", "value") else key
    if at[-1] == "responses" and not key.startswith("2"):
        return "error"
    return name


def _is_object_schema(node: Object) -> bool:
    properties = node.get("properties")
    return node.get("type") == "object" and is_object(properties) and len(properties) >= _FEWEST


def _referring(node: Any, names: dict[str, str], is_top: bool = False) -> Any:
    if is_object(node):
        if not is_top and _is_object_schema(node) and _key(node) in names:
            return {"$ref": f"#/components/schemas/{names[_key(node)]}"}
        return {key: _referring(value, names) for key, value in node.items()}
    return [_referring(value, names) for value in node] if is_array(node) else node
