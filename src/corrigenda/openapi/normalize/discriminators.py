"""Gives every option of a union the property that tells it apart.

OpenAPI takes it for granted that each option has the property of the discriminator (3.1, 4.8.25).
An option whose author did not write it down has it anyway, and a request must send it.
"""

from collections.abc import Iterator, Mapping

from corrigenda.openapi.normalize.schemas import name_of, named_schemas, with_named
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array, is_object


def complete_discriminators(root: Traced) -> Traced:
    """The document, in which each option of a union has the property of the discriminator."""
    named = dict(named_schemas(root))
    unions = [name for name, one in named.items() if _has_discriminator(one)]
    for name in unions:
        for option in _options(named[name], named):
            named[option] = _with_tag(named[option], _property(named[name]))
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
