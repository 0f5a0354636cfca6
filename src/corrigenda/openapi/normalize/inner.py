"""Gives a name to every schema that a reference finds elsewhere than in `components/schemas`.

A `$ref` may point at a property of a schema, or into an operation. Behind this pass, references
lead to named schemas only.
"""

import re

from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.schemas import (
    map_children,
    map_schemas,
    named_schemas,
    reference_to,
    with_named,
)
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_object, location_of, node_at, steps_in


def name_inner_schemas(root: Traced, whole: Object, log: Log) -> Traced:
    """The document, whose references all lead to named schemas.

    Args:
        root: the document, with self-contained operations.
        whole: the document before that, which references point into.
        log: gets a step for each schema that was named.
    """
    added: dict[str, Traced] = {}

    def change(schema: Traced) -> Traced:
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return map_children(schema, change)
        steps = location_of(reference)
        if len(steps) == 3 and steps[:2] == ("components", "schemas"):
            return schema
        return like(schema, {**schema, "$ref": reference_to(_add(reference))})

    def _add(reference: str) -> str:
        name = _name(reference)
        if name not in added:
            target = _target(whole, reference)
            added[name] = target
            log.step(target.at, f"named the schema `{name}`, because a reference leads to it")
            added[name] = change(target)
        return name

    changed = map_schemas(root, change)
    return with_named(changed, {**named_schemas(changed), **added})


def _name(reference: str) -> str:
    """A name from the last steps of a reference, which say the most."""
    steps = [step for step in location_of(reference) if step not in _SILENT]
    return "_".join(re.sub(r"\W+", "_", str(step)) for step in steps)


_SILENT = ("components", "schemas", "properties", "paths", "content", "application/json", "schema")


def _target(whole: Object, reference: str) -> Traced:
    location = steps_in(whole, location_of(reference))
    found = node_at(whole, location) if location is not None else None
    return found if isinstance(found, Traced) else Traced(found if is_object(found) else {}, ())
