"""Rebuild an OpenAPI schema without some of its corrections, for the proof."""

from collections.abc import Sequence
from functools import partial

from corrigenda.documents import Document, write_document
from corrigenda.errata.prove import Case, Rebuilt
from corrigenda.openapi.dialect import Dialect, read_dialect
from corrigenda.openapi.operations import read_operations
from corrigenda.openapi.replay import Contract, contract_of, sample_problems
from corrigenda.overlay.apply import matches, perform
from corrigenda.overlay.document import Action, Overlay
from corrigenda.overlay.merged import Merged, unmerged
from corrigenda.problems import Problem, ProblemsError
from corrigenda.samples import Sample


def openapi_case(base: Document, overlays: Sequence[Overlay], samples: Sequence[Sample]) -> Case:
    """The corrections of an OpenAPI provider, and how to rebuild its schema."""
    corrections = [identifier for overlay in overlays for identifier in overlay.corrections]
    return Case(corrections, samples, partial(_rebuild, base, overlays))


def _rebuild(base: Document, overlays: Sequence[Overlay], without: frozenset[str]) -> Rebuilt:
    actions = [action for overlay in overlays for action in overlay.actions]
    merged, fallen = _apply(base, actions, without, frozenset())
    content, dialect = write_document(merged.root), read_dialect(merged)
    if dialect.findings:
        return Rebuilt(content, _first(dialect), lambda _sample: [], fallen)
    contract = contract_of(merged.root, read_operations(dialect.root))
    return Rebuilt(content, "", partial(_replay, contract), fallen)


def _apply(
    base: Document, actions: Sequence[Action], without: frozenset[str], fallen: frozenset[str]
) -> tuple[Merged, frozenset[str]]:
    """Apply actions, except those of some corrections and of those that depend on them.

    If one action of a correction cannot be applied, the whole correction is dropped. Then
    everything starts again without it, since others may depend on it.
    """
    merged = unmerged(base)
    for action in actions:
        if action.correction in without | fallen:
            continue
        if not _performed(merged, action) and action.correction:
            return _apply(base, actions, without, fallen | {action.correction})
    return merged, fallen


def _performed(merged: Merged, action: Action) -> bool:
    try:
        found = matches(merged, action)
        perform(merged, action, found)
    except ProblemsError:
        return False
    return bool(found)


def _replay(contract: Contract, sample: Sample) -> list[Problem]:
    return list(sample_problems(sample, contract))


def _first(dialect: Dialect) -> str:
    """Say why the operations of a schema cannot be read."""
    return min(map(dialect.problem, dialect.findings)).message
