"""The `corrigenda overlay` commands: parse arguments and show results.

Exit codes: 0 success; 1 the inputs have problems, and nothing was written; 2 the command line is
wrong.
"""

import gc
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from corrigenda.cli.options import providers_folders
from corrigenda.cli.report import shows_problems
from corrigenda.documents import STANDARD_INPUT, Document, read_document
from corrigenda.files import write_file
from corrigenda.graphql.blame import blame_graphql
from corrigenda.openapi.blame import blame_openapi
from corrigenda.overlay.apply import apply_overlays
from corrigenda.overlay.corrections import page_problems, read_overlays
from corrigenda.overlay.data import diff_overlay
from corrigenda.overlay.document import Overlay, read_overlay
from corrigenda.overlay.extends import base_of, other_bases, reference_to
from corrigenda.overlay.strict import correct_by
from corrigenda.overlay.text import Form, form_of, merged_text
from corrigenda.problems import Problem, attempt, gather, raise_any
from corrigenda.provider import find_providers, read_pages
from corrigenda.texts.json_text import dump_json
from corrigenda.texts.yaml_writer import Layout, write_yaml


class _File(click.Path):
    """A file, or `-` for standard input."""

    def convert(self, *args: Any, **extra: Any) -> Any:
        path = super().convert(*args, **extra)
        return STANDARD_INPUT if path == Path("-") else path


_FILE = _File(path_type=Path)
_DOCUMENTS = click.argument("documents", nargs=-1, required=True, type=_FILE)
_OUT = click.option(
    "-o", "--out", default="-", show_default=True, help="The file to write; - is standard output."
)


@click.group()
@click.pass_context
def overlay(context: click.Context) -> None:
    """Apply, create, check and explain OpenAPI overlays (1.0 and 1.1)."""
    if gc.isenabled():  # of a large document nothing is garbage, but all of it is searched
        gc.disable()
        context.call_on_close(gc.enable)


@overlay.command(options_metavar="[-o OUT]")
@_DOCUMENTS
@_OUT
@shows_problems
def apply(documents: tuple[Path, ...], out: str) -> None:
    """Apply overlays to BASE, in order, as the Overlay Specification says.

    DOCUMENTS are [BASE] OVERLAY...: a single document is an overlay whose `extends` names the base.
    The suffix of OUT (.json, .yaml, .yml) sets its form; otherwise it has the form of BASE. One
    document may be `-`, for standard input.
    """
    base, overlays = _read(documents, _read_any)
    merged = apply_overlays(base, overlays)
    written = merged_text(merged, _form(out, form_of(base)))
    _note(f"{problem.place}: {problem.message}" for problem in other_bases(base, overlays))
    if not written.is_kept:
        _note([f"{base.path}: comments and layout could not be kept"])
    _write(out, written.text)


@overlay.command(options_metavar="[-o OVERLAY]")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_OUT
@shows_problems
def diff(old: Path, new: Path, out: str) -> None:
    """Write an overlay that turns OLD into NEW exactly; one may be `-`, for standard input."""
    _check_inputs((old, new))
    before, after = gather([partial(read_document, old), partial(read_document, new)])
    made = diff_overlay(before.root, after.root, _title(old, new))
    if out != "-" and old is not STANDARD_INPUT:
        extends = reference_to(old, Path(out).parent)
        made = {"overlay": made["overlay"], "info": made["info"], "extends": extends, **made}
    if made["actions"] == [{"target": "$"}]:
        _note(["the two documents are equal; the overlay does nothing"])
    is_json = _form(out, "yaml") == "json"
    _write(out, dump_json(made) if is_json else write_yaml(made, Layout()))


@overlay.command(options_metavar="")
@_DOCUMENTS
@shows_problems
def check(documents: tuple[Path, ...]) -> None:
    """Apply overlays to BASE strictly, and write nothing.

    DOCUMENTS are [BASE] OVERLAY..., as for `apply`. Each action of a correction must match the
    expected number of nodes, and change something; the correction needs a reason and evidence. If
    there is a provider.toml beside BASE, evidence must cite lines of its pages. An action without a
    correction must match something.
    """

    def read(paths: Sequence[Path]) -> list[Overlay]:
        found = read_overlays(paths, None)
        given = base_of(found[0]) if len(documents) == 1 else documents[0]
        toml = given.parent / "provider.toml"
        pages = read_pages(toml) if os.path.isfile(toml) else None
        if pages is not None:
            raise_any(problem for each in found for problem in page_problems(each.document, pages))
        if pages is None and any(each.corrections for each in found):
            _note([f"there is no {toml}, so the lines of evidence were not checked"])
        return found

    base, overlays = _read(documents, read)
    correct_by(base, overlays)
    actions = sum(len(each.actions) for each in overlays)
    corrections = sum(len(each.corrections) for each in overlays)
    bare = sum(len(each.without_evidence) for each in overlays)
    counts = f"corrections: {corrections}, actions: {actions}"
    counts += f", without evidence: {bare}" if bare else ""
    click.echo(f"{counts}; every action has the expected effect")


@overlay.command("blame")
@click.argument("provider")
@click.argument("part")
@providers_folders
@shows_problems
def blame_part(provider: str, part: str, schemas: Path, overlays: Path) -> None:
    """Show which corrections changed PART of PROVIDER's corrected schema.

    PART is a JSON pointer (`/paths/~1invoices/get`). For a GraphQL provider it is a schema
    coordinate (`Company.projects`), or a path of selections in an operation
    (`ListProjects/company`).
    """
    (found,) = find_providers(schemas, overlays, (provider,))
    if not found.is_graphql and part and not part.startswith("/"):
        example = "/paths/~1invoices/get"
        raise click.BadParameter(f"write a JSON pointer, such as {example}", param_hint="PART")
    blame = blame_graphql if found.is_graphql else blame_openapi
    for line in blame(found, part):
        click.echo(line)


def _read(
    documents: Sequence[Path], read: Callable[[Sequence[Path]], list[Overlay]]
) -> tuple[Document, list[Overlay]]:
    """Read the base and its overlays, and report the problems of all of them together."""
    _check_inputs(documents)
    if len(documents) == 1:
        only = read(documents)
        return read_document(base_of(only[0])), only
    problems: list[Problem] = []
    base = attempt(problems, lambda: read_document(documents[0]))
    overlays = attempt(problems, lambda: read(documents[1:]))
    raise_any(problems)
    assert base is not None, "a missing file is a problem"
    return base, overlays or []


def _read_any(paths: Sequence[Path]) -> list[Overlay]:
    return gather(partial(read_overlay, path) for path in paths)


def _check_inputs(documents: Sequence[Path]) -> None:
    if sum(path is STANDARD_INPUT for path in documents) > 1:
        raise click.UsageError("only one document can be `-`: standard input is read once")


def _title(old: Path, new: Path) -> str:
    """What an overlay changes; a name that is not UTF-8 has a mark in place of its bytes."""
    names = (os.fsencode(path.name).decode("utf-8", "replace") for path in (old, new))
    return "Changes from {} to {}".format(*names)


def _form(out: str, otherwise: Form) -> Form:
    ending = Path(out).suffix.lower()
    return "json" if ending == ".json" else "yaml" if ending in (".yaml", ".yml") else otherwise


def _write(out: str, text: str) -> None:
    if out == "-":
        click.echo(text.encode("utf-8"), nl=False)
    else:
        write_file(Path(out), text)


def _note(notes: Iterable[str]) -> None:
    for note in notes:
        click.echo(f"note: {note}", err=True)
