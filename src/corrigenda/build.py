"""The straight line from documentation to packages, on one page: read this first.

    provider -> schema -> overlay -> merged schema -> generators -> format -> package -> publish

OpenAPI and GraphQL take the same steps, each with stages of its own, until there is a package.
Every stage takes plain data and gives plain data or files, and raises all its problems at once.
Packages are built in a staging folder outside the repository; `publish` swaps them in when all of
them are finished, so that a failed run leaves everything as it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from corrigenda.corrected import Corrected, CorrectedGraphQL
from corrigenda.documents import Document, read_document
from corrigenda.generate.format import format_tree
from corrigenda.generate.package import write_package
from corrigenda.operations import read_operations
from corrigenda.overlay.corrections import read_overlays
from corrigenda.overlay.document import Overlay
from corrigenda.overlay.strict import correct_by
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.provider import Provider, find_providers
from corrigenda.publish import compare, publish
from corrigenda.replay import check_samples
from corrigenda.samples import Sample, check_corrections, read_samples
from corrigenda.schema import check_base, check_schema
from corrigenda.sdl.apply import apply_sdl_overlays
from corrigenda.sdl.check import check_sdl
from corrigenda.sdl.operations import read_graphql_operations
from corrigenda.sdl.overlay import SdlOverlay
from corrigenda.sdl.read import Base, read_base
from corrigenda.sdl.replay import check_graphql_samples
from corrigenda.sdl.thin import read_thin_overlays


@dataclass(frozen=True, slots=True)
class Built:
    """What the report says of a finished package; `seconds` is wall time."""

    provider: str
    operations: int
    models: int
    corrections: int
    files: int
    seconds: float


Progress = Callable[[str, str], None]


def regenerate(
    schemas: Path,
    overlays: Path,
    out: Path,
    chosen: Sequence[str] = (),
    check: bool = False,
    progress: Progress = lambda provider, stage: None,
) -> list[Built]:
    """Build the packages of the chosen providers (or of all), and publish or compare them.

    Raises:
        ProblemsError: an input is wrong, or with `check` a published file differs.
    """
    providers = find_providers(schemas, overlays, chosen)
    with TemporaryDirectory(prefix="corrigenda-") as temporary:
        staged = Path(temporary) / "generated"
        corrected = _correct_all(providers, progress)
        built = [_build(one, staged, Path(temporary), progress) for one in corrected]
        if check:
            raise_any(compare(staged, out, whole=not chosen))
        else:
            publish(staged, out, whole=not chosen)
    return built


def correct(provider: Provider) -> Corrected | CorrectedGraphQL:
    """Read a provider's schema, correct it by overlays, and hold its samples against the result.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    return _correct_graphql(provider) if provider.is_graphql else _correct_openapi(provider)


def _correct_openapi(provider: Provider) -> Corrected:
    base, overlays, samples = read_openapi(provider)
    check_corrections(overlays, samples)
    merged = correct_by(base, overlays)
    check_schema(merged)
    operations = read_operations(merged.root)
    check_samples(samples, merged.root, operations)
    return Corrected(provider, overlays, merged, tuple(operations), samples)


def _correct_graphql(provider: Provider) -> CorrectedGraphQL:
    base, overlays, samples = read_graphql(provider)
    check_corrections(overlays, samples)
    tree = apply_sdl_overlays(base, overlays)
    merged = check_sdl(base.path, tree, provider)
    operations = read_graphql_operations(merged, provider)
    check_graphql_samples(samples, merged, provider, operations)
    return CorrectedGraphQL(provider, overlays, merged, tuple(operations), samples)


def read_openapi(
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
    overlays = attempt(problems, lambda: read_overlays(provider))
    samples = attempt(problems, lambda: read_samples(provider))
    raise_any(problems)
    assert base is not None, "what is missing has a problem"
    return base, tuple(overlays or ()), tuple(samples or ())


def read_graphql(
    provider: Provider,
) -> tuple[Base, tuple[SdlOverlay, ...], tuple[Sample, ...]]:
    """The same of a provider whose schema is SDL.

    Raises:
        ProblemsError: a file is missing, or not of its format.
    """
    problems: list[Problem] = []
    base = attempt(problems, lambda: read_base(provider.schema_path, provider.operations_path))
    overlays = attempt(problems, lambda: read_thin_overlays(provider))
    samples = attempt(problems, lambda: read_samples(provider))
    raise_any(problems)
    assert base is not None, "what is missing has a problem"
    return base, tuple(overlays or ()), tuple(samples or ())


def _correct_all(
    providers: Sequence[Provider], progress: Progress
) -> list[Corrected | CorrectedGraphQL]:
    """Correct every provider, so that the problems of all of them show at once."""
    problems: list[Problem] = []
    corrected: list[Corrected | CorrectedGraphQL | None] = []
    for provider in providers:
        progress(provider.key, "correct")
        corrected.append(attempt(problems, partial(correct, provider)))
    raise_any(problems)
    return [one for one in corrected if one is not None]


def _build(
    corrected: Corrected | CorrectedGraphQL, staged: Path, temporary: Path, progress: Progress
) -> Built:
    started = perf_counter()
    key = corrected.provider.key
    work, folder = temporary / key, staged / key
    work.mkdir()
    progress(key, "generate")
    models = write_package(corrected, work, folder)
    progress(key, "format")
    format_tree(folder)
    return Built(
        provider=key,
        operations=len(corrected.operations),
        models=models,
        corrections=sum(len(overlay.corrections) for overlay in corrected.overlays),
        files=sum(1 for path in folder.rglob("*") if path.is_file()),
        seconds=perf_counter() - started,
    )
