"""Names every object, enum and union that stands inside another schema or an operation.

A class needs a name. An `x-name` or a title gives it; otherwise it says where the schema stands:
`CreateInvoiceRequestLine`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corrigenda.naming import pascal_case, snake_case
from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.schemas import (
    NULL,
    about,
    content,
    map_media,
    named_schemas,
    reference_to,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.openapi.normalize.unions import is_named
from corrigenda.trees import Object, is_array, is_object

_LONG = 60
"""Titles with more characters are sentences."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The named schemas, to which those that stood inside others are added."""

    named: dict[str, Traced]
    taken: set[str]
    log: Log


def name_inline_schemas(root: Traced, log: Log) -> Traced:
    """The document with a `$ref` wherever an object, an enum or a union stood inside."""
    named: dict[str, Traced] = dict(named_schemas(root))
    names = _Names(named, {pascal_case(one) for one in named}, log)
    for name in list(names.named):
        names.named[name] = _children(names.named[name], pascal_case(name), names)
    paths = {
        path: like(item, {method: _operation(node, names) for method, node in item.items()})
        for path, item in root["paths"].items()
    }
    changed = like(root, {**root, "paths": like(root["paths"], paths)})
    return with_named(changed, names.named)


def _operation(operation: Traced, names: _Names) -> Traced:
    context = pascal_case(str(operation["operationId"]))
    responses, suffixes = operation["responses"], dict(_suffixes(operation["responses"]))
    changed: Object = dict(operation)
    changed["parameters"] = [
        _media(one, context + _word(str(one.get("name", ""))), names)
        for one in operation["parameters"]
    ]
    if "requestBody" in operation:
        changed["requestBody"] = _media(operation["requestBody"], f"{context}Request", names)
    named = {key: _media(one, context + suffixes[key], names) for key, one in responses.items()}
    return like(operation, {**changed, "responses": like(responses, named)})


def _media(holder: Traced, context: str, names: _Names) -> Traced:
    return map_media(holder, lambda schema: _inline(schema, context, names))


def _suffixes(responses: Object) -> Iterator[tuple[str, str]]:
    """The words for each response: the first success is the response."""
    successes = [status for status in responses if status.startswith("2")]
    for status in responses:
        if status in successes[:1] or (status == "default" and not successes):
            yield status, "Response"
        elif status in successes:
            yield status, f"Response{status}"
        else:
            yield status, "Error" if status == "default" else f"Error{status}"


def _inline(schema: Traced, context: str, names: _Names) -> Traced:
    """A schema that stands inside: a `$ref`, if it needs a name."""
    if not _needs_name(schema, names.named):
        return _children(schema, context, names)
    if _is_null_beside(schema.get("anyOf")):
        return _beside_null(schema, context, names)
    name = _choose(schema, context, names)
    kept = {key: one for key, one in schema.items() if key not in _OF_THE_PLACE}
    names.named[name] = like(schema, kept)  # before its children, which may use the name
    names.named[name] = _children(names.named[name], name, names)
    names.log.step(schema.at, f"named the schema `{name}`")
    return like(schema, {"$ref": reference_to(name), **about(schema)})


_OF_THE_PLACE = ("default", "readOnly", "writeOnly", "x-aliases")


def _beside_null(schema: Traced, context: str, names: _Names) -> Traced:
    """A schema that allows null, with a `$ref` for what else it allows."""
    options: list[Traced] = schema["anyOf"]
    rest = {key: one for key, one in content(schema).items() if key != "anyOf"}
    telling = [one for one in options if one.get("type") != NULL]
    inside = like(telling[0], telling[0]) if len(telling) == 1 else None
    if inside is None:
        inside = like(schema, {**rest, "anyOf": telling})
    elif rest.keys() & {"title", "x-name"}:
        inside = like(inside, {**inside, **rest})
    nulls = [one for one in options if one.get("type") == NULL]
    found = [_inline(inside, context, names), *nulls]
    if "anyOf" in found[0]:
        found = [*found[0]["anyOf"], *nulls]
    return like(schema, {**about(schema), "anyOf": found})


def _is_null_beside(options: object) -> bool:
    return is_array(options) and any(one.get("type") == NULL for one in options)


def _needs_name(schema: Object, named: Mapping[str, Traced]) -> bool:
    if "$ref" in schema:
        return False
    if is_array(schema.get("anyOf")):
        return _is_null_beside(schema["anyOf"]) or is_named(schema, named)
    return is_struct(schema) or is_enum(schema)


def is_struct(schema: Object) -> bool:
    """Whether a schema is an object with properties, for which there is a class."""
    return bool(schema.get("properties")) and schema.get("type", "object") == "object"


def is_enum(schema: Object) -> bool:
    """Whether a schema lists texts or integers, for which there is a class."""
    return schema.get("type") in ("string", "integer") and bool(schema.get("enum"))


def _children(schema: Traced, context: str, names: _Names) -> Traced:
    """A schema with names for what stands inside it."""
    changed: Object = dict(schema)
    if is_object(schema.get("properties")):
        below = schema["properties"]
        inner = {one: _inline(each, context + _word(one), names) for one, each in below.items()}
        changed["properties"] = like(below, inner)
    if is_object(schema.get("items")):
        changed["items"] = _inline(schema["items"], _singular(context), names)
    if is_object(schema.get("additionalProperties")):
        value = schema["additionalProperties"]
        changed["additionalProperties"] = _inline(value, f"{context}Value", names)
    if is_array(schema.get("anyOf")):
        several = sum(one.get("type") != NULL for one in schema["anyOf"]) > 1
        changed["anyOf"] = [
            _inline(one, f"{context}Option{at}" if several else context, names)
            for at, one in enumerate(schema["anyOf"], 1)
        ]
    return like(schema, changed)


def _word(name: str) -> str:
    return pascal_case(snake_case(name))


def _singular(context: str) -> str:
    """The context of one item: `...Line` for `...Lines`, and otherwise `...Item`."""
    if context.endswith(("Request", "Response")) or not context.endswith("s"):
        return f"{context}Item"
    for plural, single in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("ss", "")):
        if context.endswith(plural):
            return f"{context.removesuffix(plural)}{single}" if single else f"{context}Item"
    return context[:-1]


def _choose(schema: Traced, context: str, names: _Names) -> str:
    """The name of a schema: what its author calls it, or where it stands."""
    given = str(schema.get("x-name") or schema.get("title") or "")
    wanted = pascal_case(snake_case(given)) if 0 < len(given) <= _LONG else ""
    choices = [one for one in (wanted, context, f"{context}{wanted}") if one]
    free = next((one for one in choices if one not in names.taken), None)
    number = 2
    while free is None:
        free = f"{context}{number}" if f"{context}{number}" not in names.taken else None
        number += 1
    names.taken.add(free)
    return free
