"""Creates a provider: reads its sources, fills its folders, and tries what `regenerate` does first.

The folders are filled beside their places. There the provider is read and corrected as
`regenerate` would, and only then it is put in place: so a schema that no client can have is refused
with the message that it would get later, and leaves nothing behind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corrigenda.correct import Corrected, correct
from corrigenda.naming import client_name
from corrigenda.new.example import write_example
from corrigenda.new.folders import placed
from corrigenda.new.graphql import read_graphql
from corrigenda.new.manifest import PLACEHOLDER, manifest
from corrigenda.new.names import is_key
from corrigenda.new.openapi import read_openapi
from corrigenda.new.pages import SavedPage, read_saved_pages
from corrigenda.new.recorded import read_recorded
from corrigenda.new.source import Source
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.openapi.servers import read_servers
from corrigenda.problems import Place, Problem, ProblemsError, attempt, raise_any, shown
from corrigenda.provider import find_providers


@dataclass(frozen=True, slots=True)
class Wanted:
    """A provider to create. Exactly one of `openapi`, `graphql` and `samples` is given.

    Attributes:
        schemas: the folder of all providers; the new one is `schemas/<key>`.
        overlays: the folder of all overlays.
        key: the name of the provider's folder.
        openapi: an OpenAPI document.
        graphql: a GraphQL schema, as SDL or introspection JSON.
        samples: files of curl commands, HAR files and JSON bodies.
        pages: saved pages of the documentation.
        name: the class of the client; by default it is made from the key.
        url: the address of a GraphQL service.
    """

    schemas: Path
    overlays: Path
    key: str
    openapi: Path | None = None
    graphql: Path | None = None
    samples: tuple[Path, ...] = ()
    pages: tuple[Path, ...] = ()
    name: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Created:
    """What was created: the files of each folder, what the user should know, the client's names."""

    files: tuple[tuple[Path, tuple[str, ...]], ...]
    notes: tuple[str, ...]
    package: str
    client: str


def create(wanted: Wanted) -> Created:
    """Create the folders of a provider.

    Raises:
        ProblemsError: the name is taken, a file cannot be read, or `regenerate` would refuse
            the provider; nothing was written.
    """
    assert is_key(wanted.key), "the command line refuses it"
    targets = [wanted.schemas / wanted.key, wanted.overlays / wanted.key]
    raise_any(_same(*targets))
    source, pages = _read(wanted)
    with placed(targets) as (folder, overlays):
        _write(folder, _files(wanted, source, pages))
        corrected = _tried(folder, overlays, wanted, source)
        name, text = write_example(corrected, pages)
        _write(overlays, {name: text.encode()})
        names = _listed(folder)
    page_notes = [note for page in pages for note in page.notes]
    notes = [*source.notes, *page_notes, *_notes(corrected, wanted)]
    provider = corrected.provider
    files = ((targets[0], names), (targets[1], (name,)))
    return Created(files, tuple(notes), provider.package, provider.name)


def _same(schemas: Path, overlays: Path) -> list[Problem]:
    if schemas.resolve() != overlays.resolve():
        return []
    fix = "pass two different folders as `--schemas` and `--overlays`"
    return [Problem(Place(schemas), "schemas and overlays would be in one folder", fix)]


def _read(wanted: Wanted) -> tuple[Source, list[SavedPage]]:
    """Read the sources, and report the problems of all of them together."""
    problems: list[Problem] = []
    source = attempt(problems, lambda: _source(wanted))
    pages = attempt(problems, lambda: read_saved_pages(wanted.pages))
    raise_any(problems)
    assert source is not None, "what cannot be read raises above"
    return source, pages or []


def _source(wanted: Wanted) -> Source:
    if wanted.graphql is not None:
        return read_graphql(wanted.graphql)
    if wanted.openapi is not None:
        return read_openapi(wanted.openapi)
    return read_recorded(wanted.samples)


def _files(wanted: Wanted, source: Source, pages: Sequence[SavedPage]) -> Mapping[str, bytes]:
    written = manifest(
        wanted.name or client_name(wanted.key),
        source.title,
        source.chosen,
        pages,
        is_graphql=wanted.graphql is not None,
        url=wanted.url,
        scalars=source.scalars,
    )
    return {"samples/.gitkeep": b"", **source.files, "provider.toml": written.encode()}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _listed(folder: Path) -> tuple[str, ...]:
    """The files in a folder, without what only keeps an empty one."""
    found = (one for one in folder.rglob("*") if one.is_file() and one.name != ".gitkeep")
    return tuple(sorted(one.relative_to(folder).as_posix() for one in found))


def _tried(folder: Path, overlays: Path, wanted: Wanted, source: Source) -> Corrected:
    """Read and correct the provider as `regenerate` does.

    Raises:
        ProblemsError: it would be refused. Places are those of the files that were given.
    """
    try:
        (provider,) = find_providers(folder.parent, overlays.parent, (wanted.key,))
        return correct(provider, strict=False)
    except ProblemsError as error:
        origins = {folder / name: path for name, path in source.origins.items()}
        target = wanted.schemas / wanted.key
        raise ProblemsError(
            _moved(one, folder, target, origins) for one in error.problems
        ) from None


def _moved(problem: Problem, folder: Path, target: Path, origins: Mapping[Path, Path]) -> Problem:
    """A problem with a file that was given, rather than with its copy."""
    path = problem.place.path
    if path in origins:
        path = origins[path]
    elif path.is_relative_to(folder):
        path = target / path.relative_to(folder)
    old, new = shown(folder), shown(target)
    return Problem(
        replace(problem.place, path=path),
        problem.message.replace(old, new),
        problem.fix.replace(old, new),
    )


def _notes(corrected: Corrected, wanted: Wanted) -> list[str]:
    notes: list[str] = []
    if corrected.left_out:
        count = len({one.operation for one in corrected.left_out})
        some = "1 operation is" if count == 1 else f"{count} operations are"
        notes.append(f"{some} left out, for reasons that `corrigenda regenerate` lists")
    if isinstance(corrected, CorrectedOpenAPI):
        if not read_servers(corrected.dialect.root.get("servers")):
            variable = f"{wanted.key.upper()}_BASE_URL"
            notes.append(f"the schema names no server: pass `base_url=`, or set {variable}")
    elif wanted.url is None:
        notes.append(f"the URL of the service is not known: replace {PLACEHOLDER} in provider.toml")
    return notes
