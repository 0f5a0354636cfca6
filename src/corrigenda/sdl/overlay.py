"""Reads an overlay of a GraphQL schema: its corrections, and their patches in order.

The document is SDL: `extend schema` carries corrections and the patches that are addressed by
coordinates, other definitions are additions, and executable definitions are merged into the
documented operations. It refuses a patch without a correction, a correction without evidence, and
evidence on lines that the page does not have.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from graphql import (
    DefinitionNode,
    DirectiveLocation,
    DirectiveNode,
    DocumentNode,
    ListValueNode,
    SchemaExtensionNode,
    TypeDefinitionNode,
)
from graphql.language import TypeExtensionNode

from corrigenda.documents import Object
from corrigenda.overlay.corrections import evidence_problems
from corrigenda.problems import Place, Problem, attempt, raise_any
from corrigenda.provider import Page, Provider
from corrigenda.sdl.directives import read_arguments
from corrigenda.sdl.read import Executable, kind_word, location_of, node_place, read_document

FORMAT = "overlay"
_ID = re.compile(r"[A-Z]+-\d+")
_LINES = re.compile(r"\d+(-\d+)?(, \d+(-\d+)?)*")


@dataclass(frozen=True, slots=True)
class Patch:
    """One change. `kind` is the directive's name, or `define`, `extend` or `merge`.

    `node` is the directive, or the definition that is added or merged.
    """

    kind: str
    correction: str
    node: DirectiveNode | DefinitionNode
    arguments: Mapping[str, Any]

    @property
    def place(self) -> Place:
        return node_place(self.node)


@dataclass(frozen=True, slots=True)
class SdlOverlay:
    """A checked overlay: its patches in order, and the corrections they belong to.

    `questions` and `left_alone` are what no correction settles, and what needs none.
    """

    path: Path
    patches: tuple[Patch, ...]
    corrections: Mapping[str, Object]
    questions: Mapping[str, Object]
    left_alone: Mapping[str, Object]
    places: Mapping[str, Place]

    @property
    def used(self) -> frozenset[str]:
        """The ids of the corrections that have a patch."""
        return frozenset(patch.correction for patch in self.patches)

    def touches(self, identifier: str) -> list[str]:
        """What the patches of a correction change: the schema, operations, or both."""
        kinds = {patch.kind for patch in self.patches if patch.correction == identifier}
        found = ["schema"] if kinds - {"merge"} else []
        return [*found, "operation"] if "merge" in kinds else found

    def correction_place(self, identifier: str) -> Place:
        """Where a correction is declared."""
        return self.places[identifier]


def read_sdl_overlays(provider: Provider) -> list[SdlOverlay]:
    """Read every overlay of a provider, in the order of the file names.

    Raises:
        ProblemsError: what is wrong in any of them.
    """
    problems: list[Problem] = []
    tasks = [partial(read_sdl_overlay, path, provider.pages) for path in provider.overlays]
    read = [attempt(problems, task) for task in tasks]
    raise_any(problems)
    return [overlay for overlay in read if overlay is not None]


def read_sdl_overlay(path: Path, pages: Mapping[str, Page]) -> SdlOverlay:
    """Read and check one overlay.

    Raises:
        ProblemsError: the document is not an overlay as `docs/sdl-overlays.md` describes it.
    """
    document = read_document(path)
    problems: list[Problem] = []
    read = [
        (node, arguments)
        for node in _schema_directives(document)
        if (
            arguments := attempt(
                problems, partial(read_arguments, node, FORMAT, DirectiveLocation.SCHEMA)
            )
        )
        is not None
    ]
    declared = {kind: _declared(read, kind) for kind in ("correction", "question", "leftAlone")}
    patches = attempt(problems, lambda: _patches(document)) or ()
    problems += _declaration_problems(read, pages)
    problems += _patch_problems(patches, _named(document))
    raise_any(problems)
    places = {str(given["id"]): node_place(node) for node, given in read if "id" in given}
    return SdlOverlay(
        path,
        tuple(patches),
        declared["correction"],
        declared["question"],
        declared["leftAlone"],
        places,
    )


def _schema_directives(document: DocumentNode) -> list[DirectiveNode]:
    extensions = [node for node in document.definitions if isinstance(node, SchemaExtensionNode)]
    return [directive for node in extensions for directive in node.directives]


def _read(node: DirectiveNode) -> dict[str, Any]:
    return read_arguments(node, FORMAT, DirectiveLocation.SCHEMA)


def _named(document: DocumentNode) -> set[str]:
    """The ids of all corrections, of those with mistakes, too."""
    nodes = [node for node in _schema_directives(document) if node.name.value == "correction"]
    given = [one for node in nodes for one in node.arguments if one.name.value == "id"]
    return {str(getattr(one.value, "value", "")) for one in given}


def _declared(read: list[tuple[DirectiveNode, dict[str, Any]]], kind: str) -> dict[str, Object]:
    """The corrections (or what else has an id) by id, with the keys of YAML overlays."""
    found: dict[str, Object] = {}
    for node, given in read:
        if node.name.value == kind:
            content = {_yaml_key(key): value for key, value in given.items() if key != "id"}
            found[str(given["id"])] = content
    return found


def _yaml_key(name: str) -> str:
    return "unproven-because" if name == "unprovenBecause" else name


def _declaration_problems(
    read: list[tuple[DirectiveNode, dict[str, Any]]], pages: Mapping[str, Page]
) -> Iterator[Problem]:
    seen: set[str] = set()
    for node, given in read:
        if "id" not in given:
            continue
        identifier, place = str(given["id"]), node_place(node)
        if not _ID.fullmatch(identifier):
            yield Problem(place, f"`{identifier}` is no id", "give it one such as `SP-1`")
        if identifier in seen:
            yield Problem(place, f"`{identifier}` is declared twice", "declare it once")
        seen.add(identifier)
        if not given["evidence"]:
            yield Problem(place, f"`{identifier}` has no evidence", "say which lines say what")
        yield from _evidence_problems(node, given["evidence"], pages)


def _evidence_problems(
    node: DirectiveNode, evidence: list[Object], pages: Mapping[str, Page]
) -> Iterator[Problem]:
    given = next(one.value for one in node.arguments if one.name.value == "evidence")
    nodes = given.values if isinstance(given, ListValueNode) else (given,)
    for place, one in zip(map(node_place, nodes), evidence, strict=True):
        lines = str(one["lines"])
        if not _LINES.fullmatch(lines):
            fix = "lines of the page: `104-105, 173`"
            yield Problem(place, f"`{lines}` are no lines", fix)
        else:
            yield from evidence_problems(place, str(one["page"]), lines, pages)


def _patches(document: DocumentNode) -> list[Patch]:
    problems: list[Problem] = []
    found: list[Patch] = []
    for node in document.definitions:
        if isinstance(node, SchemaExtensionNode):
            found += _coordinate_patches(node)
            problems += _operation_type_problems(node)
        else:
            patch = attempt(problems, partial(_definition_patch, node))
            found += [patch] if patch else []
    raise_any(problems)
    return found


def _coordinate_patches(node: SchemaExtensionNode) -> Iterator[Patch]:
    problems: list[Problem] = []  # reported where all directives of the schema are read
    for directive in node.directives:
        given = attempt(problems, partial(_read, directive))
        if given is not None and "by" in given:
            yield Patch(directive.name.value, str(given["by"]), directive, given)


def _operation_type_problems(node: SchemaExtensionNode) -> Iterator[Problem]:
    for operation_type in node.operation_types:
        fix = "name the root types in `schema.graphql`"
        yield Problem(node_place(operation_type), "an overlay adds no root types", fix)


def _definition_patch(node: DefinitionNode) -> Patch:
    if not isinstance(node, TypeDefinitionNode | TypeExtensionNode | Executable):
        fix = "an overlay adds types, `extend`s them, and merges operations"
        raise_any([Problem(node_place(node), f"{kind_word(node)} cannot be added", fix)])
    own = _own_directives(node)
    by = [directive for directive in own if directive.name.value == "by"]
    if len(by) != 1:
        fix = 'say which correction it belongs to: `@by(correction: "SP-1")`'
        raise_any(
            [
                Problem(
                    node_place(node), "the definition belongs to no correction, or to several", fix
                )
            ]
        )
    given = read_arguments(by[0], FORMAT, location_of(node))
    kind = "merge" if isinstance(node, Executable) else _addition(node)
    return Patch(kind, str(given["correction"]), node, given)


def _own_directives(node: DefinitionNode) -> tuple[DirectiveNode, ...]:
    return tuple(getattr(node, "directives", None) or ())


def _addition(node: DefinitionNode) -> str:
    return "extend" if node.kind.endswith("_extension") else "define"


def _patch_problems(
    patches: list[Patch] | tuple[()], declared: Container[str]
) -> Iterator[Problem]:
    for patch in patches:
        if patch.correction not in declared:
            message = f"correction `{patch.correction}` is not declared in this file"
            fix = "add `@correction`, with because, evidence and confidence, to `extend schema`"
            yield Problem(patch.place, message, fix)
