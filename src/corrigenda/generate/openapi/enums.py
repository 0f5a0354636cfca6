"""Makes an enum of the values that a schema knows, for generators that know no open enums.

`x-known-values` leaves a schema open for other tools. The enum classes of a package are open
anyway, whatever the schema says, so the generators may see an `enum` there.
"""

from corrigenda.trees import Object


def with_enums(schemas: Object) -> Object:
    """The named schemas, with `enum` in place of `x-known-values`."""
    return {
        name: {("enum" if key == "x-known-values" else key): value for key, value in one.items()}
        for name, one in schemas.items()
    }
