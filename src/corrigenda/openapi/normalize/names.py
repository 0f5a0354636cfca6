"""Gives each named schema the name of a Python class, and renames the references to it."""

from collections.abc import Sequence

from corrigenda.naming import called, class_names
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
from corrigenda.trees import is_object


def name_classes(root: Traced, log: Log, taken: Sequence[str] = ()) -> Traced:
    """The document, whose schemas have the names of their classes, none of which is taken."""
    named = named_schemas(root)
    names = class_names(list(named), taken)
    for old, new in names.items():
        if old != new:
            log.step(named[old].at, f"named the class of `{old}` `{new}`")
    changed = map_schemas(root, lambda schema: _renamed(schema, names))
    found = named_schemas(changed)
    return with_named(
        changed, {names[old]: _told(one, old, names[old]) for old, one in found.items()}
    )


def _told(schema: Traced, old: str, new: str) -> Traced:
    """The schema, which says what it was called if nobody could guess."""
    line = called(old, new)
    if not line:
        return schema
    return like(
        schema, {**schema, "description": f"{schema.get('description', '')} {line}".strip()}
    )


def _renamed(schema: Traced, names: dict[str, str]) -> Traced:
    changed = map_children(schema, lambda child: _renamed(child, names))
    for word in ("title", "x-name"):  # they have served as names
        changed.pop(word, None)
    if isinstance(changed.get("$ref"), str):
        changed["$ref"] = reference_to(names[name_of(changed["$ref"])])
    if is_object(changed.get("discriminator")):
        changed["discriminator"] = _discriminator(changed["discriminator"], names)
    return changed


def _discriminator(given: Traced, names: dict[str, str]) -> Traced:
    mapping = given.get("mapping", {})
    tags = {tag: names.get(name_of(str(one)), name_of(str(one))) for tag, one in mapping.items()}
    return like(given, {**given, "mapping": {tag: reference_to(one) for tag, one in tags.items()}})
