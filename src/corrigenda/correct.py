"""Reads what there is of a provider, and corrects it: what `build` starts with.

It needs no generator, so that errata can be read in the base install. It refuses a schema that is
wrong once corrected, and samples that do not fit it.
"""

from corrigenda.corrected import Corrected, CorrectedGraphQL
from corrigenda.documents import Document, read_document
from corrigenda.operations import read_operations
from corrigenda.overlay.corrections import read_overlays
from corrigenda.overlay.document import Overlay
from corrigenda.overlay.strict import correct_by
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.provider import Provider
from corrigenda.replay import check_samples
from corrigenda.samples import Sample, check_corrections, read_samples
from corrigenda.schema import check_base, check_schema
from corrigenda.sdl.apply import apply_sdl_overlays
from corrigenda.sdl.check import check_sdl
from corrigenda.sdl.operations import read_graphql_operations
from corrigenda.sdl.overlay import SdlOverlay, read_sdl_overlays
from corrigenda.sdl.read import Base, read_base
from corrigenda.sdl.replay import check_graphql_samples


def correct(provider: Provider) -> Corrected | CorrectedGraphQL:
    """Read a provider's schema, correct it by overlays, and hold its samples against the result.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    return _correct_graphql(provider) if provider.is_graphql else _correct_openapi(provider)


def _correct_openapi(provider: Provider) -> Corrected:
    base, overlays, samples = _read_openapi(provider)
    check_corrections(overlays, samples)
    merged = correct_by(base, overlays)
    check_schema(merged)
    operations = read_operations(merged.root)
    check_samples(samples, merged.root, operations)
    return Corrected(provider, base, overlays, merged, tuple(operations), samples)


def _correct_graphql(provider: Provider) -> CorrectedGraphQL:
    base, overlays, samples = _read_graphql(provider)
    check_corrections(overlays, samples)
    tree = apply_sdl_overlays(base, overlays)
    merged = check_sdl(base.path, tree, provider)
    operations = read_graphql_operations(merged, provider)
    check_graphql_samples(samples, merged, provider, operations)
    return CorrectedGraphQL(provider, base, overlays, merged, tuple(operations), samples)


def _read_openapi(
    provider: Provider,
) -> tuple[Document, tuple[Overlay, ...], tuple[Sample, ...]]:
    """Read every file of a provider, so that the problems of all of them show at once.

    Raises:
        ProblemsError: a file is missing, or not of its format.
    """
    problems: list[Problem] = []
    base = attempt(problems, lambda: read_document(provider.schema_path))
    if base is not None:
        attempt(problems, lambda: check_base(base))
    overlays = attempt(problems, lambda: read_overlays(provider.overlays, provider.pages))
    samples = attempt(problems, lambda: read_samples(provider))
    raise_any(problems)
    assert base is not None, "what is missing has a problem"
    return base, tuple(overlays or ()), tuple(samples or ())


def _read_graphql(
    provider: Provider,
) -> tuple[Base, tuple[SdlOverlay, ...], tuple[Sample, ...]]:
    """The same of a provider whose schema is SDL.

    Raises:
        ProblemsError: a file is missing, or not of its format.
    """
    problems: list[Problem] = []
    base = attempt(problems, lambda: read_base(provider.schema_path, provider.operations_path))
    overlays = attempt(problems, lambda: read_sdl_overlays(provider.overlays, provider.pages))
    samples = attempt(problems, lambda: read_samples(provider))
    raise_any(problems)
    assert base is not None, "what is missing has a problem"
    return base, tuple(overlays or ()), tuple(samples or ())
