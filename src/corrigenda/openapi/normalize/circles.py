"""Names the schemas that extend, by an `allOf`, the schema they stand in.

`Node: {properties: {parent: {allOf: [{$ref: Node}, {required: [id]}]}}}` would be merged without
end: the parent has a parent, which is merged like it. With a name, it refers to itself.
"""

from collections.abc import Iterator, Mapping

from corrigenda.naming import pascal_case, snake_case
from corrigenda.openapi.normalize.all_of import tells
from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.schemas import (
    about,
    children,
    content,
    free_name,
    map_children,
    name_of,
    named_schemas,
    reference_to,
    references,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object

_SILENT = ("properties", "allOf", "anyOf", "oneOf", "items", "additionalProperties")


def name_circular_members(root: Traced, log: Log) -> Traced:
    """The document, in which each `allOf` that leads back to itself has a name."""
    named: dict[str, Traced] = dict(named_schemas(root))
    users = _users(named)
    for outer in list(named):
        if not any(_extended(one) for one in _within(named[outer])):
            continue
        leading = _leading_to(outer, users)

        def change(schema: Traced, outer: str = outer, leading: set[str] = leading) -> Traced:
            changed = map_children(schema, change)
            is_member = schema.at[-2:-1] == ("allOf",)
            if is_member or not leading.intersection(_extended(changed)) or not _adds(changed):
                return changed
            name = free_name(_name(outer, schema), named)
            log.step(schema.at, f"named the schema `{name}`, because it contains itself")
            named[name] = like(changed, content(changed))
            return like(changed, {"$ref": reference_to(name), **about(changed)})

        named[outer] = map_children(named[outer], change)
    return with_named(root, named)


def _users(named: Mapping[str, Traced]) -> dict[str, list[str]]:
    """The schemas that refer to each schema."""
    users: dict[str, list[str]] = {}
    for name, one in named.items():
        for each in references(one):
            users.setdefault(name_of(each), []).append(name)
    return users


def _leading_to(name: str, users: Mapping[str, list[str]]) -> set[str]:
    found, waiting = set[str](), [name]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += users.get(here, ())
    return found


def _within(schema: Traced) -> Iterator[Traced]:
    for child in children(schema):
        yield child
        yield from _within(child)


def _extended(schema: Object) -> set[str]:
    """The names of the schemas whose content a schema takes over."""
    found = set[str]()
    for one in (*schema.get("allOf", ()), *(schema.get("anyOf", ()) if "allOf" in schema else ())):
        found |= {name_of(one["$ref"])} if "$ref" in one else _extended(one)
    return found


def _adds(schema: Object) -> bool:
    """Whether a schema says more than that it is another one."""
    rest = {key: one for key, one in content(schema).items() if key != "allOf"}
    return sum(map(tells, (*schema.get("allOf", ()), rest))) > 1


def _name(outer: str, schema: Traced) -> str:
    steps = (one for one in schema.at[3:] if isinstance(one, str) and one not in _SILENT)
    return pascal_case(outer) + "".join(pascal_case(snake_case(one)) for one in steps)
