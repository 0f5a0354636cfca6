"""Moves null from a named schema to the references to it.

`Shipping: {anyOf: [{type: object...}, {type: null}]}` names both the object and its absence. The
class is for the object alone.
"""

from corrigenda.normalize.modern import allows_null, or_null, without_null
from corrigenda.normalize.schemas import (
    map_children,
    map_schemas,
    name_of,
    named_schemas,
    with_named,
)
from corrigenda.normalize.traced import Traced


def move_nulls(root: Traced) -> Traced:
    """The document, whose named schemas do not allow null themselves."""
    named = named_schemas(root)
    nullable = {name for name, one in named.items() if one and allows_null(one)}
    if not nullable:
        return root

    def change(schema: Traced) -> Traced:
        changed = map_children(schema, change)
        is_to_nullable = "$ref" in schema and name_of(schema["$ref"]) in nullable
        return or_null(changed) if is_to_nullable else changed

    changed = map_schemas(root, change)
    schemas = named_schemas(changed)
    return with_named(
        changed,
        {name: without_null(one) if name in nullable else one for name, one in schemas.items()},
    )
