"""Says of each union with a discriminator which tag stands for which option.

OpenAPI lets the name of a schema be its tag. Names of classes differ from those, so every tag is
written down. A constant of the option itself counts before its name.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from corrigenda.openapi.normalize.schemas import (
    NULL,
    map_children,
    map_schemas,
    name_of,
    named_schemas,
    reference_to,
)
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_object


def write_tags(root: Traced) -> Traced:
    """The document, in which every discriminator has the tag of every option."""
    named: dict[str, Traced] = dict(named_schemas(root))

    def change(schema: Traced) -> Traced:
        changed = map_children(schema, change)
        if not is_object(changed.get("discriminator")):
            return changed
        return _tagged(changed, named)

    return map_schemas(root, change)


def _tagged(schema: Traced, named: Mapping[str, Traced]) -> Traced:
    """A schema with all tags, or without a discriminator if it is no union of named schemas."""
    given: Object = schema["discriminator"]
    options = [one for one in schema.get("anyOf", ()) if one.get("type") != NULL]
    names = [name_of(one["$ref"]) for one in options if "$ref" in one]
    if not names or len(names) < len(options) or not isinstance(given.get("propertyName"), str):
        return like(schema, {key: one for key, one in schema.items() if key != "discriminator"})
    tags = _tags(given, names, named)
    if tags is None:
        return like(schema, {key: one for key, one in schema.items() if key != "discriminator"})
    mapping = {tag: reference_to(name) for tag, name in tags.items()}
    kept = {"propertyName": given["propertyName"], "mapping": mapping}
    return like(schema, {**schema, "discriminator": like(schema, kept)})


def _tags(
    given: Object, names: Sequence[str], named: Mapping[str, Traced]
) -> dict[str, str] | None:
    """The option of each tag; None if two options have the same tag, which tells nothing."""
    mapped = {str(tag): name_of(str(one)) for tag, one in given.get("mapping", {}).items()}
    tags = {tag: name for tag, name in mapped.items() if name in names}
    for name in names:
        if name in tags.values():
            continue
        found = list(_constants(named, name, given["propertyName"]))
        if not found and "properties" not in (named.get(name) or ()):
            return None
        for tag in found or [name]:
            if tags.setdefault(tag, name) != name:
                return None
    return tags


def _constants(named: Mapping[str, Traced], option: str, name: str) -> Iterator[str]:
    """The values that an option allows for the tag."""
    schema = named.get(option, Traced({}, ()))
    found = _target(schema.get("properties", {}).get(name, {}), named)
    for one in (found, *(_target(each, named) for each in found.get("anyOf", ()))):
        for value in (one.get("const"), *one.get("enum", ())):
            if isinstance(value, str | int):
                yield _tag_text(value)


def _tag_text(value: str | int) -> str:
    """A tag as a key of `mapping`, where a number or a boolean is the text that JSON has for it."""
    return value if isinstance(value, str) else json.dumps(value)


def _target(schema: Object, named: Mapping[str, Traced]) -> Object:
    return named.get(name_of(schema["$ref"]), schema) if "$ref" in schema else schema
