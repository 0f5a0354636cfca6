"""Completes the discriminators of unions: the tag of every option, and the property that has it.

OpenAPI leaves out what it takes for granted. A tag that the mapping does not list is the only value
that the option's property may have, or else the name of the option's schema (OpenAPI 3.1, 4.8.25).
The property is part of every option, whether its author wrote it down or not: requests must send
it.
"""

from collections.abc import Iterator, Mapping

from corrigenda.normalize.schemas import name_of, named_schemas, reference_to, with_named
from corrigenda.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array, is_object


def complete_discriminators(root: Traced) -> Traced:
    """The document, whose discriminators map a tag to each option."""
    named = dict(named_schemas(root))
    unions = [name for name, one in named.items() if _has_discriminator(one)]
    for name in unions:
        for option in _options(named[name], named):
            named[option] = _with_tag(named[option], _property(named[name]))
    for name in unions:
        named[name] = _mapped(named[name], named)
    return with_named(root, named)


def _has_discriminator(schema: Object) -> bool:
    return is_array(schema.get("anyOf")) and is_object(schema.get("discriminator"))


def _property(union: Object) -> str:
    return str(union["discriminator"].get("propertyName", ""))


def _options(union: Object, named: Mapping[str, Traced]) -> Iterator[str]:
    """The names of the options of a union that are schemas of their own."""
    for one in union["anyOf"]:
        if "$ref" in one and name_of(one["$ref"]) in named:
            yield name_of(one["$ref"])


def _with_tag(schema: Traced, tag: str) -> Traced:
    """A struct with the property of the discriminator."""
    if "properties" not in schema or tag in schema["properties"]:
        return schema
    text = like(schema, {"type": "string"})
    properties = like(schema["properties"], {tag: text, **schema["properties"]})
    required = [tag, *schema.get("required", ())]
    return like(schema, {**schema, "properties": properties, "required": required})


def _mapped(union: Traced, named: Mapping[str, Traced]) -> Traced:
    given: Traced = union["discriminator"]
    mapping = {tag: reference_to(name) for tag, name in _tags(union, named, ()).items()}
    return like(union, {**union, "discriminator": like(given, {**given, "mapping": mapping})})


def _tags(union: Object, named: Mapping[str, Traced], within: tuple[str, ...]) -> dict[str, str]:
    """The name of the option of each tag, with those of the unions inside."""
    given: Object = union["discriminator"].get("mapping", {})
    mapped = {str(tag): name_of(str(one)) for tag, one in given.items()}
    tags = {tag: name for tag, name in mapped.items() if name in named}
    for option in _options(union, named):
        if option not in mapped.values() and option not in within:
            for tag in _implied(option, _property(union), named, (*within, option)):
                tags.setdefault(tag, option)
    return tags


def _implied(
    name: str, tag: str, named: Mapping[str, Traced], within: tuple[str, ...]
) -> list[str]:
    """The tags of an option that the mapping does not list."""
    schema = named[name]
    if _has_discriminator(schema):
        return list(_tags(schema, named, within)) if _property(schema) == tag else []
    said: Object = schema.get("properties", {}).get(tag, {})
    target = named.get(name_of(str(said.get("$ref", ""))), said)
    values = [str(one) for one in target.get("enum", ())]
    return values if len(values) == 1 else [name]
