"""The line from documentation to packages, on one page: read this first.

    provider -> schema -> overlay -> merged -> dialect -> generators -> format -> loading -> publish

`regenerate` below runs all of it. These modules continue the story, in this order:

    provider.find_providers     finds the providers and reads each `provider.toml`
    correct.correct             reads schema, overlays and samples, applies the overlays, and checks
                                the result: `openapi.correct` or `graphql.correct`
    openapi.normalize           writes a merged OpenAPI schema in the dialect of the generators
    generate.package            runs the generators (`generate.openapi`, `generate.graphql`) and
                                renders the package around what they write
    generate.format             gives all generated Python one format
    loading                     imports what was built; what does not load is not published
    publish                     replaces the published packages, or compares them; a lock keeps
                                other runs out from the start

Every stage takes plain data and returns plain data or files, and raises all its problems together.
Packages are built in a temporary folder outside the repository and published when all of them are
finished, so a failed run changes nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from corrigenda.correct import Corrected, correct
from corrigenda.evidence import missing_evidence
from corrigenda.generate.format import format_tree
from corrigenda.generate.lock import lock_files
from corrigenda.generate.package import Written, write_package
from corrigenda.generate.process import Workshop, generators
from corrigenda.generate.refused import RefusedError
from corrigenda.generate.scratch import scratch_folder
from corrigenda.leftout import LeftOut
from corrigenda.loading import Finished, load_all
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.openapi.refused import without_refused
from corrigenda.problems import Place, Problem, ProblemsError, gather, raise_any
from corrigenda.provider import Provider, find_providers
from corrigenda.publish import compare, locked, publish


@dataclass(frozen=True, slots=True)
class Built:
    """What is reported about a finished package; `seconds` is wall-clock time.

    `left_out` are the operations that the client does not have, `excluded` counts those that
    `provider.toml` does not choose, and `notes` are mistakes that no operation suffers from.
    """

    provider: str
    operations: int
    models: int
    corrections: int
    files: int
    seconds: float
    left_out: tuple[LeftOut, ...] = ()
    excluded: int = 0
    notes: tuple[Problem, ...] = ()


_ATTEMPTS = 4
"""How often a package is written, each time without what was refused before."""

Progress = Callable[[str, str], None]


def regenerate(
    schemas: Path,
    overlays: Path,
    out: Path,
    chosen: Sequence[str] = (),
    check: bool = False,
    progress: Progress = lambda provider, stage: None,
    strict: bool = False,
) -> list[Built]:
    """Build the packages of the chosen providers, or of all, and publish or compare them.

    With `strict`, an operation that no client can have is a problem; otherwise it is left out.
    So is a change of an overlay without evidence; otherwise it is taken as it is.

    Raises:
        ProblemsError: an input is wrong, another run works on `out`, what is in `out` cannot be
            replaced, the system refuses to write, or, with `check`, a published file differs.
    """
    providers = find_providers(schemas, overlays, chosen)
    held = nullcontext() if check else locked(out)
    with held, scratch_folder() as temporary, generators(temporary / "trial") as accepts:
        staged = temporary / "generated"
        corrected = _correct_all(providers, strict, progress)
        told = _counted(progress, len(corrected))
        work = Workshop(temporary / "work", accepts)
        done = [
            _build(one, staged, work, each, strict)
            for one, each in zip(corrected, told, strict=True)
        ]
        progress("all packages", "load")
        load_all([finished for _, finished in done], temporary)
        built = [one for one, _ in done]
        if check:
            raise_any(compare(staged, out, whole=not chosen))
        else:
            publish(staged, out, whole=not chosen)
    return built


def _counted(progress: Progress, total: int) -> list[Progress]:
    """The callback of each package, which also tells how many there are."""

    def told(number: int) -> Progress:
        return lambda provider, stage: progress(provider, f"{stage} ({number} of {total})")

    return [told(number) for number in range(1, total + 1)]


def _correct_all(
    providers: Sequence[Provider], strict: bool, progress: Progress
) -> list[Corrected]:
    """Correct every provider and raise the problems of all of them together."""

    def stage(provider: Provider) -> Corrected:
        progress(provider.key, "correct")
        corrected = correct(provider, strict)
        raise_any(missing_evidence(corrected.overlays) if strict else ())
        return corrected

    return gather(partial(stage, provider) for provider in providers)


def _build(
    corrected: Corrected, staged: Path, work: Workshop, progress: Progress, strict: bool
) -> tuple[Built, Finished]:
    started = perf_counter()
    key = corrected.provider.key
    folder = staged / key
    progress(key, "generate")
    written, corrected = _write(corrected, work.within(key), folder, strict)
    progress(key, "format")
    format_tree(folder)
    lock_files(folder)
    finished = Finished(folder / "src", Place(corrected.provider.schema_path), written.places)
    built = Built(
        provider=key,
        operations=len(corrected.operations),
        models=written.models,
        corrections=sum(len(overlay.corrections) for overlay in corrected.overlays),
        files=sum(1 for path in folder.rglob("*") if path.is_file()),
        seconds=perf_counter() - started,
        left_out=corrected.left_out,
        excluded=corrected.excluded,
        notes=corrected.notes,
    )
    return built, finished


def _write(
    corrected: Corrected, work: Workshop, folder: Path, strict: bool
) -> tuple[Written, Corrected]:
    """Write a package, without the operations whose schemas a generator refuses."""
    refused: dict[str, str] = {}
    for attempt in range(_ATTEMPTS):
        try:
            return write_package(corrected, work.within(str(attempt)), folder), corrected
        except RefusedError as error:
            refused = error.schemas
        if not isinstance(corrected, CorrectedOpenAPI):
            break
        corrected = without_refused(corrected, refused, strict)
    place = Place(corrected.provider.schema_path)
    fix = "leave out operations with `[operations]` in `provider.toml`"
    raise ProblemsError([Problem(place, message, fix) for message in refused.values()])
