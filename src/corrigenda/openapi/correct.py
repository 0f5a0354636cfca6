"""Reads the files of an OpenAPI provider, corrects its schema and normalizes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corrigenda.documents import Document, read_document
from corrigenda.leftout import LeftOut
from corrigenda.normalize import Finding
from corrigenda.openapi.check import check_base, check_schema, schema_findings
from corrigenda.openapi.dialect import Dialect, read_dialect
from corrigenda.openapi.leave_out import is_everywhere, reasons, without
from corrigenda.openapi.operations import Operation, operation_places, read_operations
from corrigenda.openapi.replay import check_samples
from corrigenda.overlay.corrections import read_overlays
from corrigenda.overlay.document import Overlay
from corrigenda.overlay.merged import Merged
from corrigenda.overlay.strict import correct_by
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.provider import Provider
from corrigenda.samples import Sample, check_corrections, read_samples
from corrigenda.trees import Location


@dataclass(frozen=True, slots=True)
class CorrectedOpenAPI:
    """A provider with its schema, its overlays, the corrected schema and its samples.

    `dialect` is the corrected schema as the generators take it, with the operations that clients
    have; `left_out` are the others.
    """

    provider: Provider
    base: Document
    overlays: tuple[Overlay, ...]
    merged: Merged
    dialect: Dialect
    operations: tuple[Operation, ...]
    samples: tuple[Sample, ...]
    left_out: tuple[LeftOut, ...] = ()


def correct_openapi(provider: Provider, strict: bool = True) -> CorrectedOpenAPI:
    """Read a provider's schema, apply its overlays, and check its samples against the result.

    Args:
        provider: the provider.
        strict: treat whatever a client cannot do as a problem, and leave out no operation.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    base, overlays, samples = _read(provider)
    check_corrections(overlays, samples)
    merged = correct_by(base, overlays)
    check_schema(merged)
    whole = read_dialect(merged)
    findings = [*schema_findings(merged), *whole.findings]
    raise_any(whole.problem(one) for one in findings if strict or is_everywhere(one))
    out = reasons(merged.root, findings)
    dialect = replace(whole, root=without(whole.root, out))
    operations = read_operations(dialect.root)
    check_samples(samples, merged.root, operations)
    left = tuple(_left_out(whole, out))
    return CorrectedOpenAPI(
        provider, base, overlays, merged, dialect, tuple(operations), samples, left
    )


def _left_out(whole: Dialect, out: Mapping[Location, Sequence[Finding]]) -> list[LeftOut]:
    names = {at: str(node["operationId"]) for at, node in operation_places(whole.root)}
    return [
        LeftOut(names[at], whole.merged.place(one.at), one.message, one.fix)
        for at, findings in out.items()
        for one in findings
    ]


def _read(provider: Provider) -> tuple[Document, tuple[Overlay, ...], tuple[Sample, ...]]:
    """Read every file of a provider, and report the problems of all of them together.

    Raises:
        ProblemsError: a file is missing, or does not match its format.
    """
    problems: list[Problem] = []
    base = attempt(problems, lambda: read_document(provider.schema_path))
    if base is not None:
        attempt(problems, lambda: check_base(base))
    overlays = attempt(problems, lambda: read_overlays(provider.overlays, provider.pages))
    samples = attempt(problems, lambda: read_samples(provider))
    raise_any(problems)
    assert base is not None, "a missing file is a problem"
    return base, tuple(overlays or ()), tuple(samples or ())
