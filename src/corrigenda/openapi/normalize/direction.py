"""Resolves `readOnly` and `writeOnly`: a property that is not sent is no property of a request.

A schema that requests and responses share is split in two where they differ; the one for requests
is called `InvoiceInput`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.schemas import (
    free_name,
    map_children,
    map_operations,
    name_of,
    named_schemas,
    reached,
    reference_to,
    references,
    with_named,
)
from corrigenda.openapi.normalize.schemas import map_media as _map_media
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array, is_object

_WORDS = ("readOnly", "writeOnly")


def split_directions(root: Traced, log: Log) -> Traced:
    """The document without `readOnly` and `writeOnly`."""
    named: Mapping[str, Traced] = named_schemas(root)
    sent = reached(_outermost(root, ("requestBody", "parameters")), named)
    read = reached(_outermost(root, ("responses",)), named)
    differing = _reaching({name for name, one in named.items() if _differs(one)}, named)
    split = {
        name: free_name(f"{name}Input", named) for name in named if name in differing & sent & read
    }
    for name, other in split.items():
        log.step(named[name].at, f"named what requests send of `{name}` `{other}`")
    schemas: Object = {}
    for name, one in named.items():
        only_sent = name in sent and name not in read
        led = split if only_sent else {}
        schemas[name] = _one_way(one, "readOnly" if only_sent else "writeOnly", led)
        if name in split:
            schemas[split[name]] = _one_way(one, "readOnly", split)
    changed = map_operations(root, lambda operation: _operation(operation, split))
    return with_named(changed, schemas)


def _outermost(root: Object, keys: Iterable[str]) -> list[str]:
    """The names of the schemas that parts of operations refer to."""
    found: list[str] = []

    def collect(schema: Traced) -> Traced:
        found.extend(name_of(one) for one in references(schema))
        return schema

    for item in root["paths"].values():
        for operation in item.values():
            for key in keys:
                for part in _parts(operation.get(key)):
                    _map_media(part, collect)
    return found


def _parts(node: Any) -> list[Traced]:
    if is_array(node):
        return node
    if not isinstance(node, Traced):
        return []
    return (
        [node] if "content" in node else [one for one in node.values() if isinstance(one, Traced)]
    )


def _reaching(names: set[str], named: Mapping[str, Traced]) -> set[str]:
    """The schemas that are, or lead to, one of the names."""
    users: dict[str, list[str]] = {}
    for name, one in named.items():
        for each in references(one):
            users.setdefault(name_of(each), []).append(name)
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += users.get(name, [])
    return found


def _differs(schema: Traced) -> bool:
    return any(
        one.get(word) is True for one in schema.get("properties", {}).values() for word in _WORDS
    )


def _one_way(schema: Traced, dropped: str, split: Mapping[str, str]) -> Traced:
    """A named schema without the properties that do not go this way."""
    changed = _led(schema, split)
    if "properties" not in changed:
        return changed
    gone = [key for key, one in changed["properties"].items() if one.get(dropped) is True]
    kept = {
        key: like(one, {k: v for k, v in one.items() if k not in _WORDS})
        for key, one in changed["properties"].items()
        if key not in gone
    }
    required = [one for one in changed.get("required", ()) if one not in gone]
    rest = {key: one for key, one in changed.items() if key != "required"}
    properties = like(changed["properties"], kept)
    return like(
        changed,
        {**rest, "properties": properties, **({"required": required} if required else {})},
    )


def _led(schema: Traced, split: Mapping[str, str]) -> Traced:
    """A schema whose references lead to what requests send."""
    changed = map_children(schema, lambda child: _led(child, split))
    if "$ref" in changed and name_of(changed["$ref"]) in split:
        changed["$ref"] = reference_to(split[name_of(changed["$ref"])])
    if is_object(changed.get("discriminator")):
        changed["discriminator"] = _told_apart(changed["discriminator"], split)
    return changed


def _told_apart(discriminator: Traced, split: Mapping[str, str]) -> Traced:
    tags = {tag: name_of(str(one)) for tag, one in discriminator.get("mapping", {}).items()}
    mapping = {tag: reference_to(split.get(name, name)) for tag, name in tags.items()}
    return like(discriminator, {**discriminator, "mapping": mapping})


def _operation(operation: Traced, split: Mapping[str, str]) -> Traced:
    changed: Object = dict(operation)
    if "requestBody" in operation:
        changed["requestBody"] = _map_media(operation["requestBody"], lambda one: _led(one, split))
    changed["parameters"] = [
        _map_media(one, lambda schema: _led(schema, split)) for one in operation["parameters"]
    ]
    return like(operation, changed)
