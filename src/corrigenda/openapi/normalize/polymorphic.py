"""Writes a base schema with a discriminator as the union of the schemas that extend it.

OpenAPI lets a schema name a discriminator and leaves it to others to extend it by `allOf`. A value
of the base is then a value of one of them.
"""

from collections.abc import Iterator

from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.schemas import (
    map_children,
    map_schemas,
    name_of,
    named_schemas,
    reference_to,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_object


def name_unions_of_bases(root: Traced, log: Log) -> Traced:
    """The document, in which each base with a discriminator is a union."""
    named = named_schemas(root)
    options = {name: _options(name, named) for name, one in named.items() if _is_base(one)}
    bases = {name: _free(f"{name}Base", named) for name, found in options.items() if found}
    if not bases:
        return root
    changed = map_schemas(root, lambda schema: _extending(schema, bases))
    schemas = dict(named_schemas(changed))
    for name, base in bases.items():
        whole = schemas[name]
        log.step(whole.at, f"wrote `{name}` as the union of the schemas that extend it")
        schemas[base] = like(whole, {k: v for k, v in whole.items() if k != "discriminator"})
        refs = [like(whole, {"$ref": reference_to(one)}) for one in options[name]]
        schemas[name] = like(whole, {"anyOf": refs, "discriminator": whole["discriminator"]})
    return with_named(changed, schemas)


def _is_base(schema: Object) -> bool:
    has_options = any(key in schema for key in ("anyOf", "oneOf"))
    return is_object(schema.get("discriminator")) and not has_options


def _options(base: str, named: Object) -> list[str]:
    """The schemas that a base's discriminator names, or that extend it."""
    mapping = named[base]["discriminator"].get("mapping", {})
    mapped = [name_of(str(one)) for one in mapping.values()]
    extending = [name for name, one in named.items() if base in _extended(one)]
    return [one for one in dict.fromkeys([*mapped, *extending]) if one in named and one != base]


def _extended(schema: Object) -> Iterator[str]:
    for one in schema.get("allOf", ()):
        if is_object(one) and isinstance(one.get("$ref"), str):
            yield name_of(one["$ref"])


def _free(name: str, named: Object) -> str:
    return name if name not in named else _free(f"{name}_", named)


def _extending(schema: Traced, bases: dict[str, str]) -> Traced:
    """A schema that extends the base itself, and not the union."""
    changed = map_children(schema, lambda child: _extending(child, bases))
    if not isinstance(changed.get("allOf"), list):
        return changed
    members = [_to_base(one, bases) for one in changed["allOf"]]
    return like(changed, {**changed, "allOf": members})


def _to_base(schema: Traced, bases: dict[str, str]) -> Traced:
    name = name_of(schema["$ref"]) if isinstance(schema.get("$ref"), str) else ""
    return like(schema, {**schema, "$ref": reference_to(bases[name])}) if name in bases else schema
