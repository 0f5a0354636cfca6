"""Finds and replaces the schemas of a document whose operations are self-contained."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Location, Object, is_array, is_object

Change = Callable[[Traced], Traced]

_ONE = ("items", "additionalProperties")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_NAMED = ("properties", "patternProperties")

NULL = "null"

ABOUT = ("description", "default", "deprecated", "readOnly", "writeOnly", "x-aliases")
"""What is said of a place, whatever stands there."""


def map_children(schema: Object, change: Change) -> Traced:
    """The schema, with the schemas directly inside it replaced."""
    changed: Object = {}
    for key, value in schema.items():
        if key in _ONE and is_object(value):
            changed[key] = change(_of(schema, value))
        elif key in _LISTS and is_array(value):
            changed[key] = [change(_of(schema, one)) for one in value]
        elif key in _NAMED and is_object(value):
            named = {name: change(_of(value, one)) for name, one in value.items()}
            changed[key] = like(value, named)
        else:
            changed[key] = value
    return like(schema, changed)


def _of(parent: Object, schema: Any) -> Traced:
    """A schema as an object: `true` allows anything, and so, for a client, does `false`."""
    if isinstance(schema, Traced):
        return schema
    return like(parent, schema if is_object(schema) else {})


def children(schema: Object) -> Iterator[Traced]:
    """The schemas directly inside a schema."""
    found: list[Traced] = []

    def collect(child: Traced) -> Traced:
        found.append(child)
        return child

    map_children(schema, collect)
    yield from found


def map_media(holder: Object, change: Change) -> Traced:
    """A parameter, body or response, with the schema of each of its media types replaced."""
    changed: Object = dict(holder)
    if is_object(holder.get("schema")):
        changed["schema"] = change(_of(holder, holder["schema"]))
    if is_object(holder.get("content")):
        content = holder["content"]
        changed["content"] = like(
            content, {name: map_media(one, change) for name, one in content.items()}
        )
    return like(holder, changed)


def map_operation(operation: Object, change: Change) -> Traced:
    """An operation, with the outermost schemas of its parameters, body and responses replaced."""
    changed: Object = dict(operation)
    changed["parameters"] = [map_media(one, change) for one in operation["parameters"]]
    if "requestBody" in operation:
        changed["requestBody"] = map_media(operation["requestBody"], change)
    responses = operation["responses"]
    changed["responses"] = like(
        responses, {status: map_media(one, change) for status, one in responses.items()}
    )
    return like(operation, changed)


def map_operations(root: Object, change: Callable[[Traced], Traced]) -> Traced:
    """The document, with each operation replaced."""
    paths = {
        path: like(item, {method: change(one) for method, one in item.items()})
        for path, item in root["paths"].items()
    }
    return like(root, {**root, "paths": like(root["paths"], paths)})


def map_schemas(root: Object, change: Change) -> Traced:
    """The document, with every outermost schema replaced."""
    named = {name: change(_of(root, one)) for name, one in named_schemas(root).items()}
    changed = map_operations(root, lambda operation: map_operation(operation, change))
    return with_named(changed, named)


def named_schemas(root: Object) -> Object:
    """`components/schemas`."""
    schemas: Object = root["components"]["schemas"]
    return schemas


def with_named(root: Object, named: Object) -> Traced:
    """The document with other `components/schemas`."""
    components = root["components"]
    schemas = like(components["schemas"], named)
    return like(root, {**root, "components": like(components, {**components, "schemas": schemas})})


def references(schema: Object) -> Iterator[str]:
    """The references in a schema, to any depth."""
    if isinstance(schema.get("$ref"), str):
        yield schema["$ref"]
    for child in children(schema):
        yield from references(child)


def reference_to(name: str) -> str:
    """The `$ref` to a named schema."""
    return "#/components/schemas/" + name.replace("~", "~0").replace("/", "~1")


def name_of(reference: str) -> str:
    """The name of the schema that a `$ref` refers to."""
    return reference.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def about(schema: Object) -> Object:
    """What a schema says of its place."""
    return {key: value for key, value in schema.items() if key in ABOUT}


def content(schema: Object) -> Object:
    """What a schema says of its values."""
    return {key: value for key, value in schema.items() if key not in ABOUT}


def undone(root: Object) -> list[Location]:
    """Where schemas still have what the dialect has not."""
    found: list[Location] = []

    def look(schema: Traced) -> Traced:
        if schema.keys() & {"allOf", "oneOf", "nullable", "prefixItems"}:
            found.append(schema.at)
        return map_children(schema, look)

    map_schemas(root, look)
    return found


def reached(names: Iterable[str], named: Mapping[str, Object]) -> set[str]:
    """The named schemas that some names lead to, and those names themselves."""
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and name in named:
            found.add(name)
            waiting += [name_of(one) for one in references(named[name])]
    return found


def free_name(name: str, named: Container[str]) -> str:
    """The name, with underscores if it is taken."""
    return name if name not in named else free_name(f"{name}_", named)
