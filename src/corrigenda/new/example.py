"""Writes the first overlay of a provider: one correction of its own schema, in comments.

It corrects something as soon as the comment signs are gone: an operation that the schema calls
current is deprecated, or a field that is never null may be null. The evidence is made up.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from graphql import (
    FieldDefinitionNode,
    InterfaceTypeDefinitionNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    is_leaf_type,
    print_ast,
)

from corrigenda.correct import Corrected
from corrigenda.documents import write_document
from corrigenda.graphql.correct import CorrectedGraphQL
from corrigenda.graphql.kinds import kind_of, members_of, named, type_called
from corrigenda.new.names import correction_prefix
from corrigenda.new.pages import SavedPage
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.trees import Location, Object, is_object, node_at

Fielded: TypeAlias = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

_STEM = "10-first"
_BECAUSE = "Say here why you believe one reading rather than the other."
_SAYS = "what this line says"
_UNPROVEN = "No sample shows it yet."


def write_example(corrected: Corrected, pages: Sequence[SavedPage]) -> tuple[str, str]:
    """The name and the text of the first overlay, all in comments; without a page, no evidence."""
    identifier = f"{correction_prefix(corrected.provider.key)}-1" if pages else ""
    page = pages[0].key if pages else ""
    if isinstance(corrected, CorrectedGraphQL):
        name, text = f"{_STEM}.graphql", _graphql(corrected, identifier, page)
    else:
        name, text = f"{_STEM}.yaml", write_document(_openapi(corrected, identifier, page))
    lines = [*_head(bool(pages)), *text.splitlines()]
    return name, "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _head(has_page: bool) -> Iterator[str]:
    """Comments that stay comments when one comment sign is taken from each line."""
    yield "# An example of a correction. Take one comment sign from each line to apply it, then"
    yield "# replace what it says with what you find. A file of comments alone is not read."
    if not has_page:
        yield "# It has no evidence, which `--strict` asks for: see `[pages]` in `provider.toml`."


def _openapi(corrected: CorrectedOpenAPI, identifier: str, page: str) -> Object:
    at, is_old = _operation(corrected)
    target = f"$.paths[{_quoted(str(at[-2]))}].{at[-1]}"
    change = {"update": {"deprecated": not is_old}}
    title = f"{str(at[-1]).upper()} {at[-2]} is {'not ' if is_old else ''}deprecated"
    info = {"title": f"{corrected.provider.name} corrections", "version": "1.0.0"}
    head: Object = {"overlay": "1.1.0", "info": info}
    if not identifier:
        return {**head, "actions": [{"target": target, "description": title[:80], **change}]}
    correction = {
        "title": title[:80],
        "because": _BECAUSE,
        "evidence": [{"page": page, "lines": "1", "says": _SAYS, "believed": True}],
        "confidence": "guess",
        "unproven-because": _UNPROVEN,
    }
    action = {"target": target, "x-correction": identifier, **change}
    return {**head, "x-corrections": {identifier: correction}, "actions": [action]}


def _operation(corrected: CorrectedOpenAPI) -> tuple[Location, bool]:
    """The first operation that an action reaches, and whether it is deprecated already."""
    root = corrected.base.root
    places = [one.location for one in corrected.operations]
    found = [at for at in places if _is_there(root["paths"], str(at[-2]), str(at[-1]))]
    at = found[0] if found else corrected.operations[0].location
    return at, bool(found) and node_at(root, at).get("deprecated") is True


def _is_there(paths: Object, path: str, method: str) -> bool:
    """Whether an operation stands in its path, rather than behind a reference."""
    item: Any = paths.get(path)
    node: Any = item.get(method) if is_object(item) else None
    return is_object(node) and "$ref" not in node


def _quoted(text: str) -> str:
    """A name in the quotes of JSONPath (RFC 9535, 2.3.1.1)."""
    inner = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"'{inner}'"


def _graphql(corrected: CorrectedGraphQL, identifier: str, page: str) -> str:
    kind, node = _field(corrected)
    was = print_ast(node.type)
    to = was.removesuffix("!") if was.endswith("!") else f"{was}!"
    at = f"{kind.name.value}.{node.name.value}"
    if not identifier:
        return f'extend schema\n  @retype(at: "{at}", was: "{was}", to: "{to}")\n'
    says = "may be null" if was.endswith("!") else "is never null"
    return f"""\
extend schema
  @correction(
    id: "{identifier}"
    title: "`{at}` {says}"
    because: "{_BECAUSE}"
    evidence: [{{page: "{page}", lines: "1", says: "{_SAYS}", believed: true}}]
    confidence: guess
    unprovenBecause: "{_UNPROVEN}"
  )
  @retype(at: "{at}", was: "{was}", to: "{to}", by: "{identifier}")
"""


def _field(corrected: CorrectedGraphQL) -> tuple[Fielded, FieldDefinitionNode]:
    """The field that serves best: a scalar that is never null, and that no interface fixes."""
    schema = corrected.merged.schema
    roots = {one.name for one in (schema.query_type, schema.mutation_type) if one}
    nodes = corrected.base.schema.definitions
    found = [(kind, node) for kind in nodes if isinstance(kind, Fielded) for node in kind.fields]

    def worse(one: tuple[Fielded, FieldDefinitionNode]) -> tuple[bool, ...]:
        kind, node = one
        is_certain = isinstance(node.type, NonNullTypeNode)
        member = members_of(type_called(schema, kind.name.value)).get(node.name.value)
        is_leaf = member is not None and is_leaf_type(named(kind_of(member)))
        is_fixed = is_certain and bool(kind.interfaces)
        is_root = kind.name.value in roots
        is_interface = isinstance(kind, InterfaceTypeDefinitionNode)
        return is_fixed, member is None, is_interface, is_root, not is_leaf, not is_certain

    return min(found, key=worse)
