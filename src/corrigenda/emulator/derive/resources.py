"""Find the resources of a document: pairs of paths like `/invoices` and `/invoices/{id}`.

A resource needs something that one can read, and an id that paths and objects share. Everything
else in a document is left to its examples.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from .document import Content, Described
from .names import ITEMS, id_names, plain, singular
from .schemas import Schema, Schemas

Role: TypeAlias = Literal["create", "read", "replace", "merge", "remove", "list"]

_ITEM: Final = re.compile(r"(?P<collection>/.*)/\{(?P<parameter>[^{}]+)\}(?P<end>\.[a-z]+)?/?")
_WRAPPERS: Final = ("data", "result", "item", "response", "object", "resource", "attributes")


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of objects.

    `kind`: the path of the collection; `identity`: the property with the id; `schema`: one object
    in a response; `owners`: the kinds of the objects that it belongs to, each with the number of
    path parameters that name one; `made`: whether requests can create objects, and `put_makes`
    whether those that replace do.
    """

    kind: str
    parameter: str
    identity: str
    schema: Any
    made: bool
    put_makes: bool = False
    owners: tuple[tuple[str, int], ...] = ()

    @property
    def depth(self) -> int:
        """How many parameters the path of the collection has."""
        return self.kind.count("{")


@dataclass(frozen=True, slots=True)
class Part:
    """What an operation does with a resource."""

    role: Role
    resource: Resource


@dataclass(frozen=True, slots=True)
class Listing:
    """The form of a list: the names that lead to the array, and the schema of an item."""

    steps: tuple[str, ...]
    item: Any


def shape(template: str) -> str:
    """Return a path without the names of its parameters, and without a slash at the end."""
    return re.sub(r"\{[^{}]*\}", "{}", template).rstrip("/") or "/"


def find_resources(
    operations: Iterable[Described], schemas: Schemas
) -> dict[tuple[str, str], Part]:
    """Return what each operation does with a resource, by its method and its path."""
    by_path: dict[str, dict[str, Described]] = {}
    for each in operations:
        by_path.setdefault(shape(each.template), {}).setdefault(each.method, each)
    found: dict[str, dict[tuple[str, str], Part]] = {}
    for path, methods in by_path.items():
        finder = _Finder(schemas, methods, _collection(path, by_path))
        if parts := finder.parts():
            found[path] = parts
    return _with_owners(found)


def _collection(path: str, by_path: Mapping[str, dict[str, Described]]) -> dict[str, Described]:
    matched = _ITEM.fullmatch(path.replace("{}", "{x}"))
    if matched is None:
        return {}
    above = shape(matched["collection"])
    return by_path.get(f"{above}{matched['end'] or ''}", by_path.get(above, {}))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Looks at one path, its methods, and the methods of the collection above it."""

    schemas: Schemas
    item: Mapping[str, Described]
    collection: Mapping[str, Described]

    def parts(self) -> dict[tuple[str, str], Part]:
        matched = _ITEM.fullmatch(next(iter(self.item.values())).template)
        if matched is None or not (self.collection or "PUT" in self.item):
            return {}
        found = self._identity(matched["parameter"], matched["collection"])
        if found is None:
            return {}
        identity, schema = found
        roles = list(self._roles(identity))
        made = any(role == "create" for role, _ in roles)
        puts = not made and self._puts(roles)
        kind = next((each.template for each in self.collection.values()), matched["collection"])
        resource = Resource(kind, matched["parameter"], identity, schema, made or puts, puts)
        return {(one.method, one.template): Part(role, resource) for role, one in roles}

    def _identity(self, parameter: str, collection: str) -> tuple[str, Any] | None:
        """Return the property with the id, and the schema that has it."""
        step = next((s for s in reversed(collection.split("/")) if s and "{" not in s), "")
        for content in self._contents():
            schema = unwrapped(self.schemas, content.schema, parameter, step)
            if schema is not None:
                name = identity_in(self.schemas.view(schema), parameter, step)
                return (name, schema) if name else None
        return None

    def _contents(self) -> Iterator[Content]:
        """Yield where one object may be described, the likeliest first."""
        for methods, name in (
            *((self.item, "GET"), (self.collection, "POST")),
            *((self.item, "PUT"), (self.item, "PATCH"), (self.item, "POST")),
        ):
            if name in methods and (content := methods[name].content) is not None:
                yield content

    def _roles(self, identity: str) -> Iterator[tuple[Role, Described]]:
        item, collection = self.item, self.collection
        if "GET" in item and item["GET"].content is not None:
            yield "read", item["GET"]
        if "GET" in collection and listing_of(self.schemas, collection["GET"], identity):
            yield "list", collection["GET"]
        if "POST" in collection and self._shows(collection["POST"], identity):
            yield "create", collection["POST"]
        if "PUT" in item:
            yield "replace", item["PUT"]
        if "PATCH" in item:
            yield "merge", item["PATCH"]
        changes = "POST" in item and not {"PUT", "PATCH"} & set(item)
        if changes and self._shows(item["POST"], identity):
            yield "merge", item["POST"]
        if "DELETE" in item:
            yield "remove", item["DELETE"]
        if "PUT" in collection and "PUT" not in item and self._shows(collection["PUT"], identity):
            yield "replace", collection["PUT"]

    def _shows(self, described: Described, identity: str) -> bool:
        """Whether the response of an operation is the object, or nothing that one could read."""
        content = described.content
        if content is None:
            return described.body is not None
        view = self.schemas.view(content.schema)
        return _is_open(view) or wrapper_of(self.schemas, content.schema, identity) is not None

    def _puts(self, roles: list[tuple[Role, Described]]) -> bool:
        """Whether objects are made under ids that the caller chooses."""
        named = [role for role, one in roles if one in self.item.values()]
        return "replace" in named and "POST" not in self.collection and "read" in named


def wrapper_of(schemas: Schemas, schema: Any, identity: str) -> str | None:
    """Return the property in which a response has its object; empty if it is the object itself."""
    view = schemas.view(schema)
    if _has(schemas, view, identity) or _is_open(view):
        return ""
    held = [name for name, rule in view["properties"].items() if _holds(schemas, rule, identity)]
    preferred = [name for name in held if plain(name) in _WRAPPERS]
    return next(iter(preferred or held), None) if len(held) == 1 or preferred else None


def unwrapped(schemas: Schemas, schema: Any, parameter: str, step: str) -> Any:
    """Return the schema of the object in a response, or None if there is none with an id."""
    view = schemas.view(schema)
    if _is_open(view) or identity_in(view, parameter, step):
        return None if "array" in view["types"] else schema
    one = singular(plain(step))
    inner = {plain(name): rule for name, rule in view["properties"].items()}
    for name in (one, *_WRAPPERS):
        if name in inner and identity_in(schemas.view(inner[name]), parameter, step):
            return inner[name]
    return None


def identity_in(view: Schema, parameter: str, step: str) -> str | None:
    """Return the property with the id of an object, if its name tells."""
    if _is_open(view):
        return "id"
    names = {plain(name): name for name in reversed(view["properties"])}
    return next((names[name] for name in id_names(parameter, step) if name in names), None)


def listing_of(schemas: Schemas, described: Described, identity: str) -> Listing | None:
    """Return the form of a list, or None if the response is none."""
    return listing_in(schemas, described.content and described.content.schema, identity, described)


def listing_in(
    schemas: Schemas, schema: Any, identity: str, described: Described
) -> Listing | None:
    """Return where a schema has an array of objects with an id."""
    view = schemas.view(schema)
    if described.content is not None and not view["types"] and _is_open(view):
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
    return _has(schemas, schemas.view(schema), identity)


def _lists(schemas: Schemas, schema: Any, identity: str) -> bool:
    """Whether the items of an array are such objects, as far as the document says."""
    return _holds(schemas, schema, identity) or _is_open(schemas.view(schema))


def _has(schemas: Schemas, view: Schema, identity: str) -> bool:
    if identity in view["properties"]:
        return True
    branches = [branch for group in view["groups"] for branch in group]
    return any(identity in schemas.view(branch)["properties"] for branch in branches)


def _is_open(view: Schema) -> bool:
    """Whether a schema says nothing about the members of its objects."""
    if view["properties"] or view["groups"] or view.get("additionalProperties") is False:
        return False
    return not view["types"] or "object" in view["types"]


def _with_owners(
    found: Mapping[str, Mapping[tuple[str, str], Part]],
) -> dict[tuple[str, str], Part]:
    """Say which objects those of nested collections belong to."""
    items = {path: next(iter(parts.values())).resource for path, parts in found.items()}
    owned: dict[tuple[str, str], Part] = {}
    for parts in found.values():
        for key, part in parts.items():
            owners = tuple(_owners(part.resource, items))
            owned[key] = replace(part, resource=replace(part.resource, owners=owners))
    return owned


def _owners(resource: Resource, items: Mapping[str, Resource]) -> Iterator[tuple[str, int]]:
    steps = shape(resource.kind).split("/")
    for end in range(1, len(steps) + 1):
        above = "/".join(steps[:end])
        owner = items.get(above)
        if owner and owner.made:
            yield owner.kind, above.count("{")
