"""Puts every named schema without a class in the place of the references to it.

Lists, maps and scalars need no class, only a type. One that contains itself without a class on the
way has no type in Python, so there it is any JSON.
"""

from corrigenda.openapi.normalize.hoist import is_enum, is_struct
from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.modern import allows_null, or_null
from corrigenda.openapi.normalize.schemas import (
    map_children,
    map_schemas,
    name_of,
    named_schemas,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.openapi.normalize.unions import is_named
from corrigenda.trees import is_array

_MOST = 1_000
"""Schemas that are put in the place of references, in one schema: more is a document's mistake."""

_FIX = "make some of the schemas that it leads to objects with properties"


class _TooLargeError(Exception):
    """Replacing references makes too much of a schema."""


def replace_aliases(root: Traced, log: Log) -> Traced:
    """The document whose named schemas all have a class: structs, enums and unions."""
    named: dict[str, Traced] = dict(named_schemas(root))
    classes = {name for name, one in named.items() if _has_class(one, named)}

    def replace(schema: Traced, passed: tuple[str, ...]) -> Traced:
        name = name_of(schema["$ref"]) if "$ref" in schema else ""
        if not name or name in classes:
            return map_children(schema, lambda child: replace(child, passed))
        if name in passed:
            log.step(schema.at, f"took any JSON for `{name}`, which contains itself")
            return like(schema, {})
        left[0] -= 1
        if left[0] < 0:
            raise _TooLargeError
        found = replace(named[name], (*passed, name))
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        joined = like(schema, {**found, **beside})
        return or_null(joined) if allows_null(found) else joined

    for name in (one for one in named if one not in classes):
        said = f"put `{name}` in the place of each reference to it: it needs no class"
        log.step(named[name].at, said)

    def bounded(schema: Traced) -> Traced:
        try:
            left[0] = _MOST
            return replace(schema, ())
        except (_TooLargeError, RecursionError):
            log.find(schema.at, "the schema becomes too large without its names", _FIX)
            return like(schema, {})

    left = [_MOST]
    changed = map_schemas(root, bounded)
    kept = {name: one for name, one in named_schemas(changed).items() if name in classes}
    return with_named(changed, kept)


def _has_class(schema: Traced, named: dict[str, Traced]) -> bool:
    if is_array(schema.get("anyOf")):
        is_nullable = any(one.get("type") == "null" for one in schema["anyOf"])
        return not is_nullable and is_named(schema, named)
    return "$ref" not in schema and (is_struct(schema) or is_enum(schema))
