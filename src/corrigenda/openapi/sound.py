"""Takes the malformed parts out of the schemas of a document, so that every stage can read it.

`required: true` or `properties: [a, b]` is no schema. openapi-spec-validator would say so with the
place in the wrong document, look up remote references to do so, and take minutes for a document of
some megabytes (it keeps the schemas that it has seen in a list). A look at each keyword is enough.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corrigenda.openapi.kinds import DATA, DOCUMENT, SCHEMA, kind_below
from corrigenda.openapi.normalize import Finding
from corrigenda.openapi.patterns import is_pattern
from corrigenda.trees import Location, Object, is_array, is_object

_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


@dataclass(frozen=True, slots=True)
class Sound:
    """A document with only well-formed schemas, and the malformed parts that it had.

    The `notes` are about parts that make no difference to a client.
    """

    root: Object
    findings: list[Finding] = field(default_factory=list[Finding])
    notes: list[Finding] = field(default_factory=list[Finding])


def sound(root: Object) -> Sound:
    """Take out what is malformed, leaving every other node where it is."""
    found = Sound({})
    found.root.update(_kept(root, DOCUMENT, (), found))
    return found


def _kept(node: Any, kind: str, at: Location, found: Sound) -> Any:
    if kind == SCHEMA and not is_object(node):
        if not isinstance(node, bool):
            found.findings.append(Finding(at, "a schema is a mapping", "write `{type: ...}`"))
        elif at[-1:] in (("items",), ("additionalProperties",)):
            return node  # it says whether there is more than other keywords describe
        return {}
    if is_object(node):
        wrong = set(_malformed(node, at, found)) if kind == SCHEMA else set[str]()
        return {
            key: value if kind == DATA else _kept(value, kind_below(kind, key), (*at, key), found)
            for key, value in node.items()
            if key not in wrong
        }
    if is_array(node) and kind != DATA:
        kinds = kind_below(kind, 0)
        return [_kept(one, kinds, (*at, index), found) for index, one in enumerate(node)]
    return node


def _malformed(schema: Object, at: Location, found: Sound) -> Iterator[str]:
    """The keywords whose values are of the wrong kind, once they are told."""
    for key, value in schema.items():
        rule = _RULES.get(key)
        if rule is not None and not rule.holds(value):
            finding = Finding((*at, key), f"`{key}` is not {rule.says}", f"make it {rule.says}")
            (found.notes if rule.harmless else found.findings).append(finding)
            yield key


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the value of a keyword must be; without it a `harmless` keyword is ignored."""

    holds: Callable[[Any], bool]
    says: str
    harmless: bool = False


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_limit(value: Any) -> bool:
    return isinstance(value, int | float)  # before OpenAPI 3.1, exclusive bounds are booleans


def _is_count(value: Any) -> bool:
    return _is_number(value) and value >= 0


def _is_type(value: Any) -> bool:
    kinds: list[Any] = value if is_array(value) else [value]
    return bool(kinds) and all(isinstance(one, str) and one in _TYPES for one in kinds)


def _is_names(value: Any) -> bool:
    return is_array(value) and all(isinstance(one, str) for one in value)


def _is_some(value: Any) -> bool:
    return is_array(value) and bool(value)


def _is_schema(value: Any) -> bool:
    return is_object(value) or isinstance(value, bool)


def _is_discriminator(value: Any) -> bool:
    if not is_object(value) or not isinstance(value.get("propertyName"), str):
        return False
    if json.dumps(value["propertyName"], ensure_ascii=False)[1:-1] != value["propertyName"]:
        return False  # msgspec cannot read it
    mapping: Any = value.get("mapping", {})
    return is_object(mapping) and all(isinstance(one, str) for one in mapping.values())


_DISCRIMINATOR = "a plain `propertyName` with an optional `mapping`"
_TEXT = _Rule(_is_text, "a text", harmless=True)
_COUNT = _Rule(_is_count, "a number of zero or more", harmless=True)
_LIMIT = _Rule(_is_limit, "a number", harmless=True)
_FLAG = _Rule(_is_flag, "`true` or `false`")
_SCHEMA = _Rule(_is_schema, "a schema")
_SCHEMAS = _Rule(_is_some, "a list of at least one schema")
_MAP = _Rule(is_object, "a mapping of schemas")

_RULES: Mapping[str, _Rule] = {
    **dict.fromkeys(("title", "description", "$comment", "contentMediaType"), _TEXT),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _COUNT),
    **dict.fromkeys(("minProperties", "maxProperties"), _COUNT),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _LIMIT),
    **dict.fromkeys(("deprecated", "uniqueItems"), _Rule(_is_flag, _FLAG.says, harmless=True)),
    **dict.fromkeys(("nullable", "readOnly", "writeOnly"), _FLAG),
    **dict.fromkeys(("items", "additionalProperties", "not"), _SCHEMA),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _SCHEMAS),
    **dict.fromkeys(("properties", "patternProperties", "$defs"), _MAP),
    "$ref": _Rule(_is_text, "a reference"),
    "discriminator": _Rule(_is_discriminator, _DISCRIMINATOR),
    "enum": _Rule(_is_some, "a list of at least one value", harmless=True),
    "format": _Rule(_is_text, "a text"),
    "multipleOf": _Rule(_is_number, "a number", harmless=True),
    "pattern": _Rule(is_pattern, "a regular expression", harmless=True),
    "required": _Rule(_is_names, "a list of the names of properties"),
    "type": _Rule(_is_type, f"one of {', '.join(_TYPES)}, or a list of them"),
}
