"""Find the resources of a document: pairs of paths like `/invoices` and `/invoices/{id}`.

A resource needs something that one can read, and an id that paths and objects share. Everything
else in a document is left to its examples.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from .document import Content, Described, Parameter
from .forms import (
    body_wrapper_of,
    called,
    has,
    identity_in,
    is_open,
    listing_of,
    unwrapped,
    wrapper_of,
)
from .names import SERVICE_MADE, plain
from .schemas import Schemas

Role: TypeAlias = Literal["create", "read", "replace", "merge", "remove", "list"]

_ITEM: Final = re.compile(r"(?P<collection>/.*)/\{(?P<parameter>[^{}]+)\}(?P<end>\.[a-z]+)?/?")


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of objects.

    `kind`: the path of the collection; `identity`: the property with the id; `schema`: one object
    in a response; `owners`: the kinds of the objects that it belongs to, each with the number of
    path parameters that name one; `made`: whether requests can create objects, and `put_makes`
    whether those that replace do; `known`: the members that the document names in responses and
    requests, of which a response has only those that it declares.
    """

    kind: str
    parameter: str
    identity: str
    schema: Any
    made: bool
    put_makes: bool = False
    known: frozenset[str] = frozenset()
    owners: tuple[tuple[str, int], ...] = ()

    @property
    def one(self) -> str:
        """What one object is called."""
        return called(self.kind)

    @property
    def depth(self) -> int:
        """How many parameters the path of the collection has."""
        return self.kind.count("{")


@dataclass(frozen=True, slots=True)
class Part:
    """What an operation does with a resource.

    `place` is the shape of its path if that is not where the objects have their home; `owners` are
    then those that the path names, as in `Resource`.
    """

    role: Role
    resource: Resource
    place: str = ""
    owners: tuple[tuple[str, int], ...] = ()


def shape(template: str) -> str:
    """Return a path without the names of its parameters, and without a slash at the end."""
    return re.sub(r"\{[^{}]*\}", "{}", template).rstrip("/") or "/"


def find_resources(
    operations: Iterable[Described], schemas: Schemas
) -> dict[tuple[str, str], Part]:
    """Return what each operation does with a resource of its own path, by method and path."""
    by_path: dict[str, dict[str, Described]] = {}
    for each in operations:
        by_path.setdefault(shape(each.template), {}).setdefault(each.method, each)
    found: dict[tuple[str, str], Part] = {}
    for path, methods in by_path.items():
        finder = _Finder(schemas, methods, _collection(path, by_path))
        found |= finder.parts()
    return found


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
        described = next(iter(self.item.values()))
        matched = _ITEM.fullmatch(described.template)
        if matched is None or not (self.collection or {"PUT", "GET"} & set(self.item)):
            return {}
        parameter = _parameter(described, matched["parameter"])
        found = self._identity(parameter, matched["collection"])
        if found is None:
            return {}
        identity, schema = found
        roles: list[tuple[Role, Described]] = list(self._roles(identity))
        named = {role for role, _ in roles}
        if not named & {"read", "list"} and not {"create", "merge"} <= named:
            return {}
        puts = "create" not in named and self._puts(identity)
        if not puts:
            roles = [(self._partly(role, one), one) for role, one in roles]
        kind = next((each.template for each in self.collection.values()), matched["collection"])
        made = "create" in named or puts
        known = frozenset(self._known(schema))
        resource = Resource(kind, parameter.name, identity, schema, made, puts, known)
        return {(one.method, one.template): Part(role, resource) for role, one in roles}

    def _identity(self, parameter: Parameter, collection: str) -> tuple[str, Any] | None:
        """Return the property with the id, and the schema that has it."""
        step = next((s for s in reversed(collection.split("/")) if s and "{" not in s), "")
        for content in self._contents():
            schema = unwrapped(self.schemas, content.schema, parameter, step)
            if schema is not None:
                name = identity_in(self.schemas, schema, parameter, step)
                return (name, schema) if name else None
        return None

    def _known(self, schema: Any) -> Iterator[str]:
        """Yield the members of an object in responses and in requests."""
        yield from self.schemas.view(schema)["properties"]
        for one in (*self.item.values(), *self.collection.values()):
            yield from self.schemas.view(one.body.schema)["properties"] if one.body else ()

    def _above(self) -> str:
        """Return the path of the collection."""
        matched = _ITEM.fullmatch(next(iter(self.item.values())).template)
        return matched["collection"] if matched else ""

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
        if "GET" in item and item["GET"].content and self._shows(item["GET"], identity):
            yield "read", item["GET"]
        if "GET" in collection and self._lists(collection["GET"], identity):
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

    def _partly(self, role: Role, described: Described) -> Role:
        return "merge" if self._is_partial(described) else role

    def _is_partial(self, described: Described) -> bool:
        """Whether a PUT changes what it is given: it requires nothing, and there is no PATCH."""
        body = described.body
        if described.method != "PUT" or body is None or "PATCH" in self.item:
            return False
        view, one = self.schemas.view(body.schema), called(self._above())
        wrapper = body_wrapper_of(self.schemas, body.schema, {"properties": {}}, one)
        inner = self.schemas.view(view["properties"].get(wrapper, body.schema))
        return bool(inner["properties"]) and not inner["required"]

    def _shows(self, described: Described, identity: str) -> bool:
        """Whether the response of an operation is the object, or nothing that one could read."""
        content = described.content
        if content is None:
            return described.body is not None
        view, one = self.schemas.view(content.schema), called(self._above())
        return is_open(view) or wrapper_of(self.schemas, content.schema, identity, one) is not None

    def _lists(self, described: Described, identity: str) -> bool:
        """Whether an operation lists the objects, and does not show one that has such objects."""
        content = described.content
        if content is None or listing_of(self.schemas, described, identity) is None:
            return False
        view = self.schemas.view(content.schema)
        return not (_ITEM.fullmatch(described.template) and has(self.schemas, view, identity))

    def _puts(self, identity: str) -> bool:
        """Whether objects are made by a PUT, under ids that the caller chooses."""
        if "PUT" not in self.item or "POST" in self.collection:
            return False
        return self.item["PUT"].declares(201) or plain(identity) not in SERVICE_MADE


def _parameter(described: Described, name: str) -> Parameter:
    known = (one for one in described.parameters if one.place == "path" and one.name == name)
    return next(known, Parameter(name, "path", True, {}, False, "simple"))


def with_owners(found: Mapping[tuple[str, str], Part]) -> dict[tuple[str, str], Part]:
    """Say which objects those of nested collections belong to."""
    items = {f"{shape(one.resource.kind)}/{{}}": one.resource for one in found.values()}
    owned: dict[tuple[str, str], Part] = {}
    for key, part in found.items():
        owners = tuple(_owners(shape(part.resource.kind), items))
        named = tuple(_owners(part.place, items)) if part.place else ()
        owned[key] = replace(part, resource=replace(part.resource, owners=owners), owners=named)
    return owned


def _owners(path: str, items: Mapping[str, Resource]) -> Iterator[tuple[str, int]]:
    steps = path.split("/")
    for end in range(1, len(steps) + 1):
        above = "/".join(steps[:end])
        owner = items.get(above)
        if owner and owner.made:
            yield owner.kind, above.count("{")
