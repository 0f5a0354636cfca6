"""Moves null, and whether a value is only read or only sent, from a schema to references to it.

`Shipping: {anyOf: [{type: object...}, {type: null}]}` names both the object and its absence. The
class is for the object alone.
"""

from corrigenda.openapi.normalize.modern import allows_null, or_null, without_null
from corrigenda.openapi.normalize.schemas import (
    map_children,
    map_schemas,
    name_of,
    named_schemas,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced, like

_DIRECTIONS = {"readOnly", "writeOnly"}


def move_nulls(root: Traced) -> Traced:
    """The document, whose named schemas do not allow null themselves."""
    named = named_schemas(root)
    nullable = {name for name, one in named.items() if one and allows_null(one)}
    directed = {name: one for name, one in named.items() if one.keys() & _DIRECTIONS}
    if not nullable and not directed:
        return root

    def change(schema: Traced) -> Traced:
        changed = map_children(schema, change)
        name = name_of(schema["$ref"]) if "$ref" in schema else ""
        if name in directed:
            words = {key: named[name][key] for key in _DIRECTIONS & named[name].keys()}
            changed = like(changed, {**changed, **words})
        return or_null(changed) if name in nullable else changed

    changed = map_schemas(root, change)
    schemas = named_schemas(changed)
    return with_named(
        changed,
        {name: without_null(one) if name in nullable else one for name, one in schemas.items()},
    )
