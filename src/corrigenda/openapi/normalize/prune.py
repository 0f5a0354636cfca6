"""Leaves out the schemas that no operation reaches."""

from corrigenda.openapi.normalize.schemas import (
    map_operation,
    name_of,
    named_schemas,
    reached,
    references,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced
from corrigenda.trees import Object


def prune(root: Traced) -> Traced:
    """The document with only those schemas that its operations reach."""
    operations = [one for item in root["paths"].values() for one in item.values()]
    named = named_schemas(root)
    found = reached((name for one in operations for name in used(one)), named)
    return with_named(root, {name: one for name, one in named.items() if name in found})


def used(operation: Object) -> list[str]:
    """The names of the schemas that an operation refers to directly."""
    found: list[str] = []

    def collect(schema: Traced) -> Traced:
        found.extend(name_of(one) for one in references(schema))
        return schema

    map_operation(operation, collect)
    return found
