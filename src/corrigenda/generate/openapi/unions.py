"""Reads the unions of the dialect, for the module of a package that names them.

Only unions that msgspec cannot read by itself have a name. Other modules see them as types; what
they are at run time, the runtime's `choice` knows.
"""

import ast
from collections.abc import Iterator

from corrigenda.generate.openapi.annotations import annotation
from corrigenda.generate.unions import Union
from corrigenda.trees import Object, is_array, schema_name


def is_union(schema: Object) -> bool:
    """Whether a named schema is a union."""
    return is_array(schema.get("anyOf"))


def options_by_content(schemas: Object) -> frozenset[str]:
    """The names of the schemas that a union without a discriminator tells apart by content."""
    plain = [one for one in schemas.values() if is_union(one) and "discriminator" not in one]
    return frozenset(
        name for union in plain for one in union["anyOf"] if (name := schema_name(one))
    )


def read_unions(schemas: Object) -> tuple[Union, ...]:
    """Return the unions among the named schemas of the dialect."""
    return tuple(_read(name, schemas) for name, one in schemas.items() if is_union(one))


def _read(name: str, schemas: Object) -> Union:
    schema: Object = schemas[name]
    members = tuple(dict.fromkeys(annotation(one) for one in schema["anyOf"]))
    discriminator: Object = schema.get("discriminator", {})
    tags = {
        str(tag): target
        for tag, one in discriminator.get("mapping", {}).items()
        if (target := schema_name({"$ref": one})) in schemas and target
    }
    used = sorted({one for each in (*members, *tags.values()) for one in _names(each)})
    return Union(
        name=name,
        description=str(schema.get("description", "")),
        members=members,
        tag=str(discriminator["propertyName"]) if tags else None,
        tags=tags,
        is_open=_is_open(name, schemas, ()),
        classes=tuple(one for one in used if one in schemas and not is_union(schemas[one])),
    )


def _names(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name):
            yield node.id


def _is_open(name: str, schemas: Object, within: tuple[str, ...]) -> bool:
    """Whether a struct is among the members, directly or in a union inside."""
    if name in within:
        return False
    if not is_union(schemas[name]):
        return "properties" in schemas[name]
    options = (schema_name(one) for one in schemas[name]["anyOf"])
    return any(_is_open(one, schemas, (*within, name)) for one in options if one in schemas and one)
