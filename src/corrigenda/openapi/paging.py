"""Checks and reads `x-paging`: how the pages of a list follow each other.

Without `style` it is the numbering that this project began with, whose six keys are all required.
Paths are dotted; `$` is the whole response, and a path may lead through one list (`edges.node`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corrigenda.naming import header_problem
from corrigenda.trees import Location, Object, is_object, node_at, resolve

Finding = tuple[Location, str, str]

NUMBERED = ("page", "size", "items", "number", "per_page", "total")
STYLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "page": (("page", "items"), ("size", "number", "per_page", "total", "pages", "first")),
    "offset": (("offset", "items"), ("limit", "total", "more")),
    "cursor": (("cursor", "items"), ("size", "next", "next_header", "next_item", "more")),
    "link": (("items",), ("size", "next")),
    "connection": ((), ("after", "size", "items", "next", "more")),
}
"""The keys that each style needs, and those that it may have."""

_PARAMETERS = ("page", "size", "offset", "limit", "cursor", "after")
_NUMBERS = ("number", "per_page", "total", "pages")
_CURSORS = ("next", "next_item")
_NO_POSITION = frozenset(("array", "boolean", "object"))
_ENDS = ("next", "next_header", "next_item")


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list is paged: `style`, and the value of each key. A connection is read as cursors."""

    style: str
    keys: Mapping[str, str]

    @property
    def items(self) -> str:
        return self.keys["items"]


def read_paging(root: Object, operation: Object) -> Paging | None:
    """The pagination of an operation whose `x-paging` has no mistake."""
    node = operation.get("x-paging")
    if not is_object(node):
        return None
    style = str(node.get("style", "page"))
    keys = {str(key): str(value) for key, value in node.items() if key != "style"}
    if style != "connection":
        return Paging(style, keys)
    return Paging("cursor", _connection(keys, response_schema(root, operation), root))


def paging_findings(root: Object, location: Location, node: Any) -> Iterator[Finding]:
    """Find mistakes in the `x-paging` of an operation."""
    found = list(_form(location, node))
    yield from found
    if found:
        return
    found = list(_value_findings(location, node, str(node.get("style", "page"))))
    yield from found
    if any(not isinstance(value, str) for key, value in node.items() if key != "first"):
        return
    operation: Object = node_at(root, location[:-1])
    names = _query_parameters(root, location[:-1], operation)
    yield from _parameter_findings(location, node, names)
    response = response_schema(root, operation)
    keys = {str(key): str(value) for key, value in node.items()}
    if node.get("style") == "connection":
        keys = {**keys, **_connection(keys, response, root)}
        if "after" not in node and "after" not in names:
            yield location, "no query parameter is called `after`", "name it: `after: cursor`"
    yield from _path_findings(root, location, keys, response)


def _parameter_findings(
    location: Location, node: Object, names: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    fitting = sorted(name for name in names if not _NO_POSITION.intersection(names[name]))
    fix = f"name a query parameter of the operation: {', '.join(fitting)}"
    fix = fix if fitting else "add the query parameter to the operation"
    for key in (one for one in _PARAMETERS if one in node):
        name = str(node[key])
        if name not in names:
            yield (*location, key), f"no query parameter is called `{name}`", fix
        elif wrong := sorted(_NO_POSITION.intersection(names[name])):
            message = f"a parameter of type {wrong[0]} cannot select a page or its size"
            yield (*location, key), message, fix


def _form(location: Location, node: Any) -> Iterator[Finding]:
    if not is_object(node) or ("style" not in node and set(node) != set(NUMBERED)):
        said = f"`x-paging` must have exactly the keys {', '.join(NUMBERED)}"
        said = f"{said}, or a `style`" if is_object(node) else said
        fix = "add the keys that are missing, and delete all others"
        yield location, said, fix
        return
    style = node.get("style", "page")
    if not isinstance(style, str) or style not in STYLES:
        fix = f"write one of: {', '.join(STYLES)}"
        yield (*location, "style"), f"`{style}` is no style of paging", fix
        return
    needed, allowed = STYLES[style]
    for key in (one for one in needed if one not in node):
        yield location, f"`x-paging` of style `{style}` needs `{key}`", f"add `{key}`"
    for key in node:
        if key not in (*needed, *allowed, "style"):
            fix = f"delete it; `{style}` has: {', '.join((*needed, *allowed))}"
            yield (*location, str(key)), f"style `{style}` does not use `{key}`", fix


def _value_findings(location: Location, node: Object, style: str) -> Iterator[Finding]:
    for key, value in node.items():
        if key == "first" and (isinstance(value, bool) or value not in (0, 1)):
            yield (*location, "first"), "`first` is the number of the first page", "write 0 or 1"
        elif key != "first" and not isinstance(value, str):
            yield (*location, str(key)), f"`{key}` is not a text", "write a name or a path"
    header = node.get("next_header")
    if isinstance(header, str) and (problem := header_problem(header)):
        yield (*location, "next_header"), *problem
    if style == "cursor" and sum(one in node for one in _ENDS) != 1:
        message = f"style `cursor` needs one of {', '.join(_ENDS)}"
        yield location, message, "say where the cursor of the next page is, once"


def _path_findings(
    root: Object, location: Location, keys: Mapping[str, str], response: Object
) -> Iterator[Finding]:
    def at(key: str) -> Location:
        return (*location, key) if key in node_at(root, location) else location

    items = property_at(root, response, keys["items"])
    if items is None or not _is_list(items, _crosses(root, response, keys["items"])):
        message = f"`{keys['items']}` is not a list of a named schema in the response"
        yield at("items"), message, "name a response property whose `items` is a `$ref`"
        items = None
    for key in (one for one in _NUMBERS if one in keys):
        found = property_at(root, response, keys[key])
        if not found or "integer" not in _types(found):
            message = f"`{keys[key]}` is not an integer in the response"
            yield at(key), message, "give the dotted path of an integer in the response"
    if "more" in keys:
        found = property_at(root, response, keys["more"])
        if not found or "boolean" not in _types(found):
            message = f"`{keys['more']}` is not a boolean in the response"
            yield at("more"), message, "give the dotted path of a boolean in the response"
    for key in (one for one in _CURSORS if one in keys):
        start = _item(root, items) if key == "next_item" else response
        found = property_at(root, start, keys[key]) if start is not None else {"type": "string"}
        if not found or not {"string", "integer"} & set(_types(found)):
            where = "an item" if key == "next_item" else "the response"
            message = f"`{keys[key]}` is neither a text nor an integer in {where}"
            yield at(key), message, f"give the dotted path of a value in {where}"


def _connection(keys: Mapping[str, str], response: Object, root: Object) -> dict[str, str]:
    """The keys of style `cursor` that a connection stands for, as GraphQL has them."""
    has_nodes = property_at(root, response, "nodes") is not None
    size = {"size": keys["size"]} if "size" in keys else {}
    return {
        "cursor": keys.get("after", "after"),
        "items": keys.get("items", "nodes" if has_nodes else "edges.node"),
        "next": keys.get("next", "pageInfo.endCursor"),
        "more": keys.get("more", "pageInfo.hasNextPage"),
        **size,
    }


def _query_parameters(
    root: Object, location: Location, operation: Object
) -> dict[str, tuple[str, ...]]:
    """The types that each query parameter of an operation allows, by name."""
    shared = node_at(root, location[:-1]).get("parameters", [])
    parameters = [resolve(root, each) for each in [*shared, *operation.get("parameters", [])]]
    return {
        str(each.get("name")): _types(resolve(root, each.get("schema", {})))
        for each in parameters
        if each.get("in") == "query"
    }


def response_schema(root: Object, operation: Object) -> Object:
    """The schema of the first successful JSON response; empty without one."""
    successes = [key for key in operation["responses"] if str(key).startswith("2")]
    response: Object = resolve(root, operation["responses"][successes[0]]) if successes else {}
    content: Object = response.get("content", {})
    bodies: list[Object] = [one for key, one in content.items() if "json" in str(key)]
    found: Object = bodies[0].get("schema", {}) if bodies else {}
    return found


def property_at(root: Object, schema: Any, path: str) -> Object | None:
    """The schema at a dotted path, through one list; `$` is the schema itself."""
    found: Any = schema
    for name in [] if path == "$" else path.split("."):
        found = _property(root, found, name)
        if found is None:
            return None
    return resolve(root, found) if is_object(found) else None


def _property(root: Object, schema: Any, name: str) -> Any:
    if not is_object(schema):
        return None
    node = resolve(root, schema)
    if is_object(node.get("items")):
        node = resolve(root, node["items"])
    for one in (node, *node.get("allOf", ()), *node.get("anyOf", ()), *node.get("oneOf", ())):
        properties: Any = resolve(root, one).get("properties") if is_object(one) else None
        if is_object(properties) and name in properties:
            return properties[name]
    return None


def _is_list(found: Object, crosses: bool) -> bool:
    """Whether a path leads to a list, or through one to its items."""
    return is_object(found.get("items")) or crosses


def _crosses(root: Object, schema: Object, path: str) -> bool:
    """Whether a list lies on the way of a path."""
    steps = path.split(".")
    ways = (".".join(steps[:end]) for end in range(1, len(steps)))
    found = [property_at(root, schema, way) for way in ways]
    return any(one is not None and is_object(one.get("items")) for one in found)


def _item(root: Object, items: Object | None) -> Object | None:
    if items is None:
        return None
    return items["items"] if is_object(items.get("items")) else items


def _types(schema: Object) -> tuple[str, ...]:
    """The types that a schema allows, also within `anyOf` and `oneOf`."""
    given = schema.get("type", ())
    own = (given,) if isinstance(given, str) else tuple(map(str, given))
    inner = (one for key in ("anyOf", "oneOf") for one in schema.get(key, ()) if is_object(one))
    return (*own, *(each for one in inner for each in _types(one)))
