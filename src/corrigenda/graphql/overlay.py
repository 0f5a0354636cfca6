"""Reads an overlay of a GraphQL schema: its corrections, and their patches in order.

The document is SDL: `extend schema` holds the corrections and the patches that coordinates
address, other definitions are additions, and executable definitions are merged into the documented
operations. A correction without evidence, and evidence on lines that the page does not have are
problems; a patch that names no correction is taken as it is (see `evidence`).
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
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

from corrigenda.corrections import (
    Correction,
    LeftAlone,
    Page,
    Question,
    WithoutEvidence,
    evidence_problems,
    read_correction,
    read_left_alone,
    read_question,
    thickness_problems,
)
from corrigenda.graphql.directives import read_arguments
from corrigenda.graphql.parts import parts_of
from corrigenda.graphql.read import Executable, kind_word, location_of, node_place, read_document
from corrigenda.problems import Place, Problem, attempt, gather, raise_any
from corrigenda.trees import Object

FORMAT = "overlay"
_UNPROVEN = "unprovenBecause"
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
class Overlay:
    """A checked overlay: its patches in order, and the corrections they belong to."""

    path: Path
    patches: tuple[Patch, ...]
    corrections: Mapping[str, Correction]
    questions: Mapping[str, Question]
    left_alone: Mapping[str, LeftAlone]

    @property
    def used(self) -> frozenset[str]:
        """The ids of the corrections that have a patch."""
        return frozenset(patch.correction for patch in self.patches if patch.correction)

    @property
    def without_evidence(self) -> list[WithoutEvidence]:
        """The patches that belong to no correction."""
        return [_without_evidence(one) for one in self.patches if not one.correction]

    @property
    def unproven_key(self) -> str:
        return _UNPROVEN

    def touches(self, identifier: str) -> list[str]:
        """What the patches of a correction change: the schema, operations, or both."""
        kinds = {patch.kind for patch in self.patches if patch.correction == identifier}
        found = ["schema"] if kinds - {"merge"} else []
        return [*found, "operation"] if "merge" in kinds else found


def read_overlays(paths: Sequence[Path], pages: Mapping[str, Page]) -> list[Overlay]:
    """Read overlays in the order of their paths.

    Raises:
        ProblemsError: the problems of all of them.
    """
    return gather(partial(read_overlay, path, pages) for path in paths)


def read_overlay(path: Path, pages: Mapping[str, Page]) -> Overlay:
    """Read and check one overlay.

    Raises:
        ProblemsError: the document is not an overlay as `docs/graphql-overlays.md` describes it.
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
    patches = attempt(problems, lambda: _patches(document)) or ()
    problems += _declaration_problems(read, pages)
    problems += _patch_problems(patches, _named(document))
    raise_any(problems)
    declared = (_corrections(read), _questions(read), _left_alone(read))
    overlay = Overlay(path, tuple(patches), *declared)
    raise_any(_thickness(overlay))
    return overlay


def _schema_directives(document: DocumentNode) -> list[DirectiveNode]:
    extensions = [node for node in document.definitions if isinstance(node, SchemaExtensionNode)]
    return [directive for node in extensions for directive in node.directives]


def _read(node: DirectiveNode) -> dict[str, Any]:
    return read_arguments(node, FORMAT, DirectiveLocation.SCHEMA)


def _named(document: DocumentNode) -> set[str]:
    """The ids of all corrections, including those with problems."""
    nodes = [node for node in _schema_directives(document) if node.name.value == "correction"]
    given = [one for node in nodes for one in node.arguments if one.name.value == "id"]
    return {str(getattr(one.value, "value", "")) for one in given}


def _corrections(read: Sequence[tuple[DirectiveNode, Object]]) -> dict[str, Correction]:
    return {
        str(given["id"]): read_correction(str(given["id"]), given, node_place(node), _UNPROVEN)
        for node, given in read
        if node.name.value == "correction"
    }


def _questions(read: Sequence[tuple[DirectiveNode, Object]]) -> dict[str, Question]:
    return {
        str(given["id"]): read_question(str(given["id"]), given)
        for node, given in read
        if node.name.value == "question"
    }


def _left_alone(read: Sequence[tuple[DirectiveNode, Object]]) -> dict[str, LeftAlone]:
    return {
        str(given["id"]): read_left_alone(str(given["id"]), given)
        for node, given in read
        if node.name.value == "leftAlone"
    }


def _thickness(overlay: Overlay) -> Iterator[Problem]:
    actions = [(patch.correction, parts_of(patch.node)) for patch in overlay.patches]
    words = ("patches", "parts")
    return thickness_problems(actions, lambda key: overlay.corrections[key].place, words)


def _declaration_problems(
    read: list[tuple[DirectiveNode, dict[str, Any]]], pages: Mapping[str, Page]
) -> Iterator[Problem]:
    seen: set[str] = set()
    for node, given in read:
        if "id" not in given:
            continue
        identifier, place = str(given["id"]), node_place(node)
        if not _ID.fullmatch(identifier):
            yield Problem(place, f"`{identifier}` is not a valid id", "write one such as `SP-1`")
        if identifier in seen:
            yield Problem(place, f"`{identifier}` is declared twice", "delete one of the two")
        seen.add(identifier)
        if not given["evidence"]:
            yield Problem(place, f"`{identifier}` has no evidence", "cite lines of a page")
        yield from _evidence_problems(node, given["evidence"], pages)


def _evidence_problems(
    node: DirectiveNode, evidence: list[Object], pages: Mapping[str, Page]
) -> Iterator[Problem]:
    given = next(one.value for one in node.arguments if one.name.value == "evidence")
    nodes = given.values if isinstance(given, ListValueNode) else (given,)
    for place, one in zip(map(node_place, nodes), evidence, strict=True):
        lines = str(one["lines"])
        if not _LINES.fullmatch(lines):
            fix = "write numbers and ranges: `104-105, 173`"
            yield Problem(place, f"`{lines}` is not a list of lines", fix)
        else:
            yield from evidence_problems(place, str(one["page"]), lines, pages)


def _patches(document: DocumentNode) -> list[Patch]:
    nested = gather(partial(_patches_of, node) for node in document.definitions)
    return [patch for patches in nested for patch in patches]


def _patches_of(node: DefinitionNode) -> list[Patch]:
    if not isinstance(node, SchemaExtensionNode):
        return [_definition_patch(node)]
    raise_any(_operation_type_problems(node))
    return list(_coordinate_patches(node))


def _coordinate_patches(node: SchemaExtensionNode) -> Iterator[Patch]:
    problems: list[Problem] = []  # read_overlay reports these
    for directive in node.directives:
        given = attempt(problems, partial(_read, directive))
        if given is not None and "at" in given:
            yield Patch(directive.name.value, str(given.get("by") or ""), directive, given)


def _without_evidence(patch: Patch) -> WithoutEvidence:
    if isinstance(patch.node, DirectiveNode):
        change = f"`@{patch.kind}` of `{patch.arguments['at']}`"
        return WithoutEvidence(patch.place, change, 'by: "{}"')
    name: Any = getattr(patch.node, "name", None)
    called = f"`{patch.kind}` of `{name.value if name else 'the operation'}`"
    return WithoutEvidence(patch.place, called, '@by(correction: "{}")')


def _operation_type_problems(node: SchemaExtensionNode) -> Iterator[Problem]:
    for operation_type in node.operation_types:
        fix = "declare it in `schema.graphql`"
        yield Problem(node_place(operation_type), "an overlay cannot add a root type", fix)


def _definition_patch(node: DefinitionNode) -> Patch:
    if not isinstance(node, TypeDefinitionNode | TypeExtensionNode | Executable):
        fix = "delete it, or add it to `schema.graphql`"
        raise_any([Problem(node_place(node), f"an overlay cannot add {kind_word(node)}", fix)])
    own = _own_directives(node)
    by = [directive for directive in own if directive.name.value == "by"]
    if len(by) > 1:
        message, fix = "the definition has more than one `@by`", "name one correction"
        raise_any([Problem(node_place(by[1]), message, fix)])
    given = read_arguments(by[0], FORMAT, location_of(node)) if by else {}
    kind = "merge" if isinstance(node, Executable) else _addition(node)
    return Patch(kind, str(given.get("correction", "")), node, given)


def _own_directives(node: DefinitionNode) -> tuple[DirectiveNode, ...]:
    return tuple(getattr(node, "directives", None) or ())


def _addition(node: DefinitionNode) -> str:
    return "extend" if node.kind.endswith("_extension") else "define"


def _patch_problems(
    patches: list[Patch] | tuple[()], declared: Container[str]
) -> Iterator[Problem]:
    for patch in patches:
        if patch.correction and patch.correction not in declared:
            message = f"correction `{patch.correction}` is not declared in this file"
            fix = "add `@correction`, with because, evidence and confidence, to `extend schema`"
            yield Problem(patch.place, message, fix)
