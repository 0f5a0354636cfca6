"""Find in a schema what is stored, how lists of it look, and what links to what.

An object type with an id is a resource, and is stored. Everything else here follows from that, by
types and by a few names that most schemas share. The model is computed once, when a service starts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, cast

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

from .names import plain, without_id, words

Info: TypeAlias = Any
"""What the library tells a resolver of its field, whose types it leaves partly unknown."""

ITEMS: Final = (
    "nodes",
    "items",
    "data",
    "results",
    "records",
    "rows",
    "entries",
    "content",
    "list",
    "collection",
    "objects",
    "elements",
    "values",
)
COUNTS: Final = frozenset(
    [
        "totalcount",
        "total",
        "count",
        "totalitems",
        "totalrecords",
        "totalresults",
        "totalelements",
        "itemcount",
        "totalsize",
        "pageinfo",
        "pagination",
        "paging",
        "meta",
        "info",
        "hasmore",
        "hasnextpage",
        "nextcursor",
        "cursor",
        "totalpages",
        "pagecount",
        "page",
        "currentpage",
        "offset",
    ]
)
_WRAPS = ("payload", "response", "result", "connection", "edge", "success", "failure", "error")
_FAULTS = frozenset(["error", "errors", "failure", "problem", "problems", "exception"])


@dataclass(frozen=True, slots=True)
class Link:
    """A field of a resource whose values are resources: of which kinds, and whether many."""

    kinds: tuple[str, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A type that holds a part of a list: its fields with items or edges, and the items' type."""

    items: tuple[str, ...]
    edges: str | None
    element: str


@dataclass(frozen=True, slots=True)
class Model:
    """What a schema says about stored objects.

    `keys`: the id field of each resource type; `held`: the resource types that a composite type
    stands for; `pages`: the types that hold a part of a list; `links`: the fields of resources
    that lead to resources; `id_inputs`: the plain names of the input types that have a member of
    this plain name, such as `projectid`; `made`: the resource types that requests create, so that
    an id of one that was never created is an error.
    """

    schema: GraphQLSchema
    keys: Mapping[str, str]
    held: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, Page]
    links: Mapping[str, Mapping[str, Link]]
    id_inputs: Mapping[str, Sequence[str]]
    made: set[str] = field(default_factory=set[str])

    def fields(self, name: str) -> Mapping[str, Any]:
        """Return the fields of an object or interface type, none for another type."""
        return fields_of(self.schema.type_map.get(name))

    def item_kinds(self, kind: str) -> tuple[str, ...]:
        """Return the resource types that a type stands for, itself or as a page of them."""
        page = self.pages.get(kind)
        return self.held.get(page.element if page else kind, ())


def read_model(schema: GraphQLSchema) -> Model:
    """Return the model of a valid schema."""
    roots = {each.name for each in (schema.query_type, schema.mutation_type) if each}
    if schema.subscription_type:
        roots.add(schema.subscription_type.name)
    objects = dict(_objects(schema, roots))
    keys = {name: key for name, each in objects.items() if (key := _key(each))}
    held = {name: (name,) for name in keys} | dict(_abstract(schema, keys))
    pages = {
        name: page
        for name, each in objects.items()
        if name not in keys and (page := _page(each)) is not None
    }
    links = {name: dict(_links(objects[name], held, pages)) for name in keys}
    return Model(schema, keys, held, pages, links, _id_inputs(schema))


def fields_of(kind: object) -> Mapping[str, Any]:
    return kind.fields if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) else {}


def named(kind: Any) -> Any:
    """Return a type without lists and non-nulls."""
    return cast("Any", get_named_type)(kind)


def required(kind: object) -> bool:
    return isinstance(kind, GraphQLNonNull)


def bare(kind: Any) -> Any:
    """Return a type without the non-null around it."""
    return kind.of_type if required(kind) else kind


def listed(kind: object) -> bool:
    return isinstance(bare(kind), GraphQLList)


def is_leaf(kind: Any) -> bool:
    return is_leaf_type(named(kind))


def tells_of_failure(*names: str) -> bool:
    """Whether a type or field is there for what went wrong only, unlike `artistOrError`."""
    parts = [set(words(name)) for name in names]
    return any(_FAULTS & each and "or" not in each for each in parts)


def _objects(schema: GraphQLSchema, roots: set[str]) -> Iterator[tuple[str, GraphQLObjectType]]:
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLObjectType) and name not in roots and name[:2] != "__":
            yield name, kind


def _key(kind: GraphQLObjectType) -> str | None:
    """Return the id field: `id`, or the only field of type ID unless the type wraps a result."""
    for name in ("id", "_id", "uuid", "ID"):
        if name in kind.fields and _is_plain_leaf(kind.fields[name]):
            return name
    if plain(kind.name).endswith(_WRAPS):
        return None
    ids = [name for name, each in kind.fields.items() if _is_id(each)]
    return ids[0] if len(ids) == 1 else None


def _is_plain_leaf(each: Any) -> bool:
    needed = any(required(argument.type) for argument in each.args.values())
    return is_leaf(each.type) and not listed(each.type) and not needed


def _is_id(each: Any) -> bool:
    return _is_plain_leaf(each) and named(each.type).name == "ID"


def _id_inputs(schema: GraphQLSchema) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLInputObjectType) and "input" in plain(name):
            for each in filter(without_id, kind.fields):
                found.setdefault(plain(each), []).append(plain(name))
    return found


def _abstract(
    schema: GraphQLSchema, keys: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            types = [each.name for each in schema.get_possible_types(kind)]
            if stored := tuple(each for each in types if each in keys):
                yield name, stored


def _page(kind: GraphQLObjectType) -> Page | None:
    lists = {
        name: named(each.type)
        for name, each in kind.fields.items()
        if listed(each.type) and not is_leaf(each.type)
        if not tells_of_failure(name, named(each.type).name)
    }
    edge = fields_of(lists.get("edges"))
    if "node" in edge and not is_leaf(edge["node"].type):
        node = named(edge["node"].type)
        same = tuple(name for name, each in lists.items() if each is node)
        return Page(same, "edges", node.name)
    chosen = next((name for name in ITEMS if name in lists), None)
    if chosen is None and len(lists) == 1 and any(plain(name) in COUNTS for name in kind.fields):
        chosen = next(iter(lists))
    return Page((chosen,), None, lists[chosen].name) if chosen else None


def _links(
    kind: GraphQLObjectType, held: Mapping[str, tuple[str, ...]], pages: Mapping[str, Page]
) -> Iterator[tuple[str, Link]]:
    for name, each in kind.fields.items():
        target = named(each.type).name
        page = pages.get(target)
        if kinds := held.get(page.element if page else target):
            yield name, Link(kinds, bool(page) or listed(each.type))
