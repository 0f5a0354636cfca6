"""Reads the files of an OpenAPI provider and corrects its schema."""

from dataclasses import dataclass

from corrigenda.documents import Document, read_document
from corrigenda.openapi.check import check_base, check_schema
from corrigenda.openapi.operations import Operation, read_operations
from corrigenda.openapi.replay import check_samples
from corrigenda.overlay.corrections import read_overlays
from corrigenda.overlay.document import Overlay
from corrigenda.overlay.merged import Merged
from corrigenda.overlay.strict import correct_by
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.provider import Provider
from corrigenda.samples import Sample, check_corrections, read_samples


@dataclass(frozen=True, slots=True)
class CorrectedOpenAPI:
    """A provider with its schema, its overlays, the corrected schema and its samples."""

    provider: Provider
    base: Document
    overlays: tuple[Overlay, ...]
    merged: Merged
    operations: tuple[Operation, ...]
    samples: tuple[Sample, ...]


def correct_openapi(provider: Provider) -> CorrectedOpenAPI:
    """Read a provider's schema, apply its overlays, and check its samples against the result.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    base, overlays, samples = _read(provider)
    check_corrections(overlays, samples)
    merged = correct_by(base, overlays)
    check_schema(merged)
    operations = read_operations(merged.root)
    check_samples(samples, merged.root, operations)
    return CorrectedOpenAPI(provider, base, overlays, merged, tuple(operations), samples)


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
