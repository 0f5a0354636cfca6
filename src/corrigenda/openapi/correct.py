"""Reads the files of an OpenAPI provider, corrects its schema and normalizes it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corrigenda.chosen import Candidate, choose
from corrigenda.documents import Document
from corrigenda.leftout import LeftOut
from corrigenda.naming import client_classes, snake_case
from corrigenda.openapi.bundle import read_schema
from corrigenda.openapi.check import (
    Checked,
    check_base,
    check_references,
    check_schema,
    check_version,
)
from corrigenda.openapi.dialect import Dialect, read_dialect
from corrigenda.openapi.leave_out import is_everywhere, reasons, without
from corrigenda.openapi.normalize import Finding
from corrigenda.openapi.operations import Operation, operation_places, read_operations
from corrigenda.openapi.replay import check_samples
from corrigenda.openapi.specification import whole_findings
from corrigenda.overlay.corrections import read_overlays
from corrigenda.overlay.document import Overlay
from corrigenda.overlay.merged import Merged
from corrigenda.overlay.strict import correct_by
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.provider import Provider
from corrigenda.samples import Sample, check_corrections, read_samples
from corrigenda.trees import Location, is_array


@dataclass(frozen=True, slots=True)
class CorrectedOpenAPI:
    """A provider with its schema, its overlays, the corrected schema and its samples.

    `dialect` is the corrected schema as the generators take it, with the operations that clients
    have. `left_out` are those that no client can have, `excluded` counts those that `provider.toml`
    does not choose, and `notes` are mistakes in the schema that no operation suffers from.
    """

    provider: Provider
    base: Document
    overlays: tuple[Overlay, ...]
    merged: Merged
    dialect: Dialect
    operations: tuple[Operation, ...]
    samples: tuple[Sample, ...]
    left_out: tuple[LeftOut, ...] = ()
    excluded: int = 0
    notes: tuple[Problem, ...] = ()


def correct_openapi(provider: Provider, strict: bool = True) -> CorrectedOpenAPI:
    """Read a provider's schema, apply its overlays, and check its samples against the result.

    Args:
        provider: the provider.
        strict: treat whatever a client cannot do as a problem, and leave out no operation.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    base, overlays, samples = _read(provider, strict)
    check_corrections(overlays, samples)
    merged = correct_by(base, overlays)
    checked = check_schema(merged)
    whole = read_dialect(checked.merged, client_classes(provider.name))
    every = _candidates(merged, whole)
    wanted = {one.location for one in choose(provider, every)}
    findings = [*checked.findings, *whole.findings]
    hit = reasons(merged.root, findings)
    out = {at: found for at, found in hit.items() if at in wanted}
    notes = [*(checked.notes if strict else ()), *_unreached(findings, hit)]
    newer = [one for _name, one in checked.newer]
    if strict and not findings and not notes:
        # Only now, because the validator does not survive what was looked for so far.
        notes += whole_findings(merged.root)
    _refuse(whole, [*notes, *newer, *(one for found in out.values() for one in found)], strict)
    dialect = replace(whole, root=without(whole.root, _others(every, wanted - out.keys())))
    operations = read_operations(dialect.root)
    left = tuple(_left_out(whole, every, out, checked))
    if not operations:
        raise_any(one.problem for one in left)
    gone = {one.names[0] for one in every} - {one.name for one in operations}
    replayed = [one for one in samples if one.operation not in gone]
    check_samples(replayed, merged.root, operations)
    return CorrectedOpenAPI(
        provider,
        base,
        overlays,
        merged,
        dialect,
        tuple(operations),
        samples,
        left,
        len(every) - len(wanted),
        tuple(sorted({whole.problem(one) for one in notes})),
    )


def _candidates(merged: Merged, whole: Dialect) -> list[Candidate]:
    """The operations, each with the name of its method and its `operationId` as written."""
    written = dict(operation_places(merged.root))
    read = dict(operation_places(whole.root))
    found: list[Candidate] = []
    for at in dict.fromkeys((*read, *written)):
        # An operation that is not well-formed, or behind a reference, is only in one of the two.
        node = written.get(at) or read[at]
        given: Any = node.get("operationId")
        identifiers = [given] if isinstance(given, str) else []
        name = str(read[at]["operationId"]) if at in read else _made_up(at, given)
        tags: Any = node.get("tags")
        labels = tuple(map(str, tags)) if is_array(tags) else ()
        found.append(Candidate(at, (name, *identifiers), str(at[1]), labels))
    return found


def _made_up(at: Location, given: object) -> str:
    return snake_case(given) if isinstance(given, str) else f"{str(at[2]).upper()} {at[1]}"


def _others(every: Sequence[Candidate], kept: Collection[Location]) -> list[Location]:
    return [one.location for one in every if one.location not in kept]


def _unreached(
    findings: Sequence[Finding], hit: Mapping[Location, Sequence[Finding]]
) -> list[Finding]:
    """The findings in parts of the schema that no operation uses, and about the whole of it."""
    reached = {one for found in hit.values() for one in found}
    return [one for one in findings if one not in reached]


def _refuse(whole: Dialect, findings: Sequence[Finding], strict: bool) -> None:
    """Raise what stops the build: with `strict` everything."""
    raise_any(whole.problem(one) for one in findings if strict or is_everywhere(one))


def _left_out(
    whole: Dialect,
    every: Sequence[Candidate],
    out: Mapping[Location, Sequence[Finding]],
    checked: Checked,
) -> list[LeftOut]:
    names = {one.location: one.names[0] for one in every}
    found = [(names[at], one) for at, findings in out.items() for one in findings]
    return [
        LeftOut(name, whole.merged.place(one.at), one.message, one.fix)
        for name, one in (*found, *checked.newer)
    ]


def _read(
    provider: Provider, strict: bool
) -> tuple[Document, tuple[Overlay, ...], tuple[Sample, ...]]:
    """Read every file of a provider, and report the problems of all of them together.

    Raises:
        ProblemsError: a file is missing, or does not match its format; alone, if the schema is of
            another version.
    """
    problems: list[Problem] = []
    base = attempt(problems, lambda: read_schema(provider))
    if base is not None:
        check_version(base)
        attempt(problems, lambda: check_base(base))
    overlays = attempt(problems, lambda: read_overlays(provider.overlays, provider.pages))
    samples = attempt(problems, lambda: read_samples(provider))
    if problems and base is not None and strict:
        # Without these, references are judged by the operations that reach them.
        attempt(problems, lambda: check_references(base))
    raise_any(problems)
    assert base is not None, "a missing file is a problem"
    return base, tuple(overlays or ()), tuple(samples or ())
