"""Leaves out the schemas that no operation reaches."""

from corrigenda.openapi.normalize.schemas import (
    map_operation,
    name_of,
    named_schemas,
    references,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced
from corrigenda.trees import Object


def prune(root: Traced) -> Traced:
    """The document with only those schemas that its operations reach."""
    named, found = named_schemas(root), set[str]()
    waiting = [
        name for item in root["paths"].values() for one in item.values() for name in used(one)
    ]
    while waiting:
        name = waiting.pop()
        if name not in found and name in named:
            found.add(name)
            waiting += [name_of(one) for one in references(named[name])]
    return with_named(root, {name: one for name, one in named.items() if name in found})


def used(operation: Object) -> list[str]:
    """The names of the schemas that an operation refers to directly."""
    found: list[str] = []

    def collect(schema: Traced) -> Traced:
        found.extend(name_of(one) for one in references(schema))
        return schema

    map_operation(operation, collect)
    return found
