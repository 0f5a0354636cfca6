"""Writes a base schema with a discriminator as the union of the schemas that extend it.

OpenAPI lets a schema name a discriminator and leaves it to others to extend it by `allOf`. A value
of the base is then a value of one of them.
"""

from collections.abc import Iterator, Sequence

from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.schemas import (
    ABOUT,
    free_name,
    map_children,
    map_schemas,
    name_of,
    named_schemas,
    reference_to,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array, is_object


def name_unions_of_bases(root: Traced, log: Log) -> Traced:
    """The document, in which each base with a discriminator is a union."""
    named = named_schemas(root)
    options = {name: _options(name, named) for name, one in named.items() if _is_base(one)}
    bases = {name: free_name(f"{name}Base", named) for name, found in options.items() if found}
    if not bases:
        return root
    changed = map_schemas(root, lambda schema: _extending(schema, bases))
    schemas = {name: _child(one, bases) for name, one in named_schemas(changed).items()}
    for name, base in bases.items():
        whole = schemas[name]
        log.step(whole.at, f"wrote `{name}` as the union of the schemas that extend it")
        schemas[base] = like(whole, {k: v for k, v in whole.items() if k != "discriminator"})
        given = whole["discriminator"]
        tags = _tags(given, options[name], bases)
        refs = [like(whole, {"$ref": _struct(one, bases)}) for one in options[name]]
        discriminator = like(given, {**given, **({"mapping": tags} if tags else {})})
        schemas[name] = like(whole, {"anyOf": refs, "discriminator": discriminator})
    return with_named(changed, schemas)


def _is_base(schema: Object) -> bool:
    has_options = any(key in schema for key in ("anyOf", "oneOf"))
    return is_object(schema.get("discriminator")) and not has_options


def _options(base: str, named: Object) -> list[str]:
    """The schemas that a base's discriminator names, or that extend it; the base if it is named."""
    mapped = [name_of(str(one)) for one in _mapping(named[base]["discriminator"]).values()]
    extending: dict[str, None] = {}
    waiting = [base]
    while waiting:
        here = waiting.pop(0)
        found = [name for name, one in named.items() if here in _extended(one)]
        waiting += [one for one in found if one not in extending]
        extending.update(dict.fromkeys(found))
    others = [one for one in extending if one != base]
    return [one for one in dict.fromkeys([*mapped, *others]) if one in named] if others else []


def _mapping(discriminator: Object) -> Object:
    mapping: Object = discriminator.get("mapping", {})
    return mapping


def _tags(given: Object, options: Sequence[str], bases: dict[str, str]) -> Object:
    """The tags that the schema lists, and the names of options that are bases themselves."""
    tags = {tag: _struct(name_of(str(one)), bases) for tag, one in _mapping(given).items()}
    others = {one: _struct(one, bases) for one in options if one in bases}
    return {**tags, **{tag: one for tag, one in others.items() if one not in tags.values()}}


def _struct(name: str, bases: dict[str, str]) -> str:
    """The reference to an object itself, if its name stands for the union of what extends it."""
    return reference_to(bases.get(name, name))


def _extended(schema: Object) -> Iterator[str]:
    for one in schema.get("allOf", ()):
        if is_object(one) and isinstance(one.get("$ref"), str):
            yield name_of(one["$ref"])


def _extending(schema: Traced, bases: dict[str, str]) -> Traced:
    """A schema in which what extends a base has the content of the base itself."""
    changed = map_children(schema, lambda child: _extending(child, bases))
    return _based(changed, bases) if _adds(changed) else changed


def _adds(schema: Object) -> bool:
    """Whether an `allOf` says more than that a value is one of the base, with a description."""
    rest = {key: value for key, value in schema.items() if key != "allOf"}
    said = [{key for key in one if _is_told(key)} for one in (*schema.get("allOf", ()), rest)]
    return sum(map(bool, said)) > 1


def _is_told(key: str) -> bool:
    return key not in _SILENT and not key.startswith("x-")


_SILENT = (*ABOUT, "title", "nullable", "type", "example", "examples", "externalDocs")


def _child(schema: Traced, bases: dict[str, str]) -> Traced:
    """A named schema that extends the base itself; one that adds nothing has its own class."""
    if not bases.keys() & set(_extended(schema)):
        return schema
    own = [] if _adds(schema) else [like(schema, {"properties": {}})]
    return _based(like(schema, {**schema, "allOf": [*schema["allOf"], *own]}), bases)


def _based(schema: Traced, bases: dict[str, str]) -> Traced:
    """A schema that extends the base itself, and not the union."""
    if not is_array(schema.get("allOf")):
        return schema
    return like(schema, {**schema, "allOf": [_to_base(one, bases) for one in schema["allOf"]]})


def _to_base(schema: Traced, bases: dict[str, str]) -> Traced:
    name = name_of(schema["$ref"]) if isinstance(schema.get("$ref"), str) else ""
    return like(schema, {**schema, "$ref": reference_to(bases[name])}) if name in bases else schema
