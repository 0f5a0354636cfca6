"""Writes an OpenAPI document as people write it in the dialect that the generators take.

It makes no guess: every pass says the same in fewer forms. What has no form in the dialect is a
finding. The dialect is OpenAPI 3.1 in which

- every operation is complete in itself, and has a unique `operationId` in snake case;
- `components/schemas` has only what becomes a class, under the name of the class: objects with
  properties, enums, and unions whose options msgspec cannot tell apart;
- no `allOf`, `oneOf`, `nullable`, `readOnly` or `writeOnly` is left, and no schema that nothing
  reaches.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corrigenda.openapi.normalize.aliases import replace_aliases
from corrigenda.openapi.normalize.all_of import merge_all_of, named_of
from corrigenda.openapi.normalize.circles import name_circular_members
from corrigenda.openapi.normalize.direction import split_directions
from corrigenda.openapi.normalize.discriminators import complete_discriminators
from corrigenda.openapi.normalize.formats import with_known_formats
from corrigenda.openapi.normalize.hoist import name_inline_schemas
from corrigenda.openapi.normalize.inner import name_inner_schemas
from corrigenda.openapi.normalize.log import Finding, Log, Step
from corrigenda.openapi.normalize.modern import modern
from corrigenda.openapi.normalize.names import name_classes
from corrigenda.openapi.normalize.nullable import move_nulls
from corrigenda.openapi.normalize.operations import complete_operations
from corrigenda.openapi.normalize.polymorphic import name_unions_of_bases
from corrigenda.openapi.normalize.prune import prune
from corrigenda.openapi.normalize.references import cut_references
from corrigenda.openapi.normalize.schemas import map_schemas, undone
from corrigenda.openapi.normalize.tags import write_tags
from corrigenda.openapi.normalize.traced import Traced, traced
from corrigenda.openapi.normalize.unions import simplify_unions
from corrigenda.trees import Object

__all__ = ["Finding", "Normalized", "Step", "Traced", "normalize"]


@dataclass(frozen=True, slots=True)
class Normalized:
    """A document in the dialect, the steps that led to it, and what no client can do."""

    root: Traced
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]


def _simpler(root: Traced) -> Traced:
    named = named_of(root)
    return map_schemas(root, lambda schema: simplify_unions(schema, named))


def normalize(document: Object, taken: Sequence[str] = ()) -> Normalized:
    """Write a document in the dialect; `taken` are names of classes that the package has."""
    log = Log()
    whole = cut_references(traced(document), log)
    root = complete_operations(whole, log)
    root = name_inner_schemas(root, whole, log)
    root = name_unions_of_bases(root, log)
    root = map_schemas(root, lambda schema: modern(schema, log))
    root = merge_all_of(name_circular_members(root, log), log)
    for _again in range(2):  # an option may refer to a union that becomes simpler itself
        root = _simpler(root)
    root = map_schemas(root, lambda schema: with_known_formats(schema, log))
    root = name_inline_schemas(write_tags(move_nulls(root)), log)
    root = complete_discriminators(replace_aliases(prune(root), log))
    root = split_directions(root, log)
    root = replace_aliases(root, log)  # an object may have lost all its properties
    # Unions have names by now, and stay what they are.
    classes = {name: one for name, one in named_of(root).items() if "anyOf" not in one}
    root = map_schemas(root, lambda schema: simplify_unions(schema, classes))
    root = name_classes(prune(replace_aliases(root, log)), log, taken)
    for at in undone(root):
        log.find(at, "the schema has no simpler form", "write it without `allOf` and `oneOf`")
    return Normalized(root, tuple(dict.fromkeys(log.steps)), tuple(dict.fromkeys(log.findings)))
