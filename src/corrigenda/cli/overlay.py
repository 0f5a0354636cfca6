"""The `corrigenda overlay` commands: parse arguments and show results.

Exit codes: 0 success; 1 the inputs have problems, and nothing was written; 2 the command line is
wrong.
"""

import gc
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import click

from corrigenda.cli.complete import complete_parts, complete_providers
from corrigenda.cli.machine import plain_place, print_json
from corrigenda.cli.options import providers_folders, text_or_json
from corrigenda.cli.report import progress, shows_problems, visible
from corrigenda.cli.taught import PROBLEMS, USAGE, Lesson, TaughtGroup
from corrigenda.documents import STANDARD_INPUT, Document, read_document
from corrigenda.files import write_file
from corrigenda.graphql.blame import blame_graphql, blame_graphql_plain
from corrigenda.openapi.blame import blame_openapi, blame_openapi_plain
from corrigenda.overlay.apply import apply_overlays
from corrigenda.overlay.corrections import page_problems, read_overlays
from corrigenda.overlay.data import diff_overlay
from corrigenda.overlay.document import Overlay, read_overlay
from corrigenda.overlay.extends import base_of, other_bases, reference_to
from corrigenda.overlay.strict import correct_by
from corrigenda.overlay.text import Form, form_of, merged_text
from corrigenda.problems import Place, Problem, attempt, gather, raise_any
from corrigenda.provider import find_providers, read_pages
from corrigenda.texts.json_text import dump_json
from corrigenda.texts.yaml_writer import Layout, write_yaml
from corrigenda.trees import is_array, is_object


class _File(click.Path):
    """A file, or `-` for standard input."""

    def convert(self, *args: Any, **extra: Any) -> Any:
        path = super().convert(*args, **extra)
        return STANDARD_INPUT if path == Path("-") else path


_FILE = _File(path_type=Path)
_DOCUMENTS = click.argument("documents", nargs=-1, required=True, type=_FILE)
_OUT = click.option(
    "-o",
    "--out",
    default="-",
    show_default=True,
    type=click.Path(),
    help="The file to write; - is standard output.",
)
_LARGE = 1_000_000
"""Files of more bytes in all take long enough to show that something happens."""

_EXITS = {0: "success.", 1: PROBLEMS, 2: USAGE}
_MORE = "docs/overlays.md"
_DOCUMENTS_HELP = (
    "[BASE] OVERLAY...: a document and its overlays, in order. One document alone is an overlay "
    "whose `extends` names the base."
)
_GROUP = Lesson(
    examples=[
        ("Write what has changed between two documents.", "corrigenda overlay diff a.yaml b.yaml"),
        ("Apply overlays.", "corrigenda overlay apply a.yaml o.yaml -o b.yaml"),
        ("Does every action still match something?", "corrigenda overlay check a.yaml o.yaml"),
        ("Which corrections changed an operation?", "corrigenda overlay blame acme get_order"),
    ],
    exits=_EXITS,
    more=_MORE,
)
_APPLY = Lesson(
    arguments={"DOCUMENTS": _DOCUMENTS_HELP},
    examples=[
        ("Print the result.", "corrigenda overlay apply openapi.yaml fixes.yaml"),
        ("Write it as JSON.", "corrigenda overlay apply fixes.yaml -o merged.json"),
        ("Replace the base.", "corrigenda overlay apply a.yaml o.yaml -o a.yaml"),
    ],
    exits=_EXITS,
    more=_MORE,
)
_DIFF = Lesson(
    arguments={"OLD": "A document in YAML or JSON.", "NEW": "The document that it shall become."},
    examples=[
        ("Print the overlay.", "corrigenda overlay diff old.yaml new.yaml"),
        (
            "Write one whose `extends` names old.yaml.",
            "corrigenda overlay diff old.yaml new.yaml -o o.yaml",
        ),
    ],
    exits=_EXITS,
    more=_MORE,
)
_CHECK = Lesson(
    arguments={"DOCUMENTS": _DOCUMENTS_HELP},
    examples=[
        ("Check any overlay.", "corrigenda overlay check openapi.yaml fixes.yaml"),
        ("Check one against the base that it names.", "corrigenda overlay check fixes.yaml"),
        ("Give the problems to a program.", "corrigenda overlay check fixes.yaml --format json"),
    ],
    exits={0: "every action has its effect.", 1: PROBLEMS, 2: USAGE},
    more=f"{_MORE}, docs/cli.md",
)
_BLAME = Lesson(
    arguments={
        "PROVIDER": "The provider, by folder.",
        "PART": "The id of an operation, or a JSON pointer; for GraphQL a schema coordinate, or a "
        "path of selections in an operation.",
    },
    examples=[
        ("An operation:", "corrigenda overlay blame acme get_order"),
        ("A node of an OpenAPI document:", "corrigenda overlay blame acme /paths/~1orders/get"),
        ("A field of a GraphQL schema:", "corrigenda overlay blame acme Company.projects"),
        ("A selection of an operation:", "corrigenda overlay blame acme ListProjects/company"),
    ],
    exits=_EXITS,
    more=f"{_MORE}, docs/graphql-overlays.md, docs/cli.md",
)


@click.group(cls=TaughtGroup, lesson=_GROUP)
@click.pass_context
def overlay(context: click.Context) -> None:
    """Apply, create, check and explain OpenAPI overlays, 1.0 and 1.1.

    `apply`, `diff` and `check` work with any OpenAPI document, in any folder. `blame` reads the
    folders `schemas/` and `overlays/`.
    """
    if gc.isenabled():  # of a large document nothing is garbage, but all of it is searched
        gc.disable()
        context.call_on_close(gc.enable)


@overlay.command(options_metavar="[-o OUT]", lesson=_APPLY)
@_DOCUMENTS
@_OUT
@shows_problems
def apply(documents: tuple[Path, ...], out: str) -> None:
    """Apply overlays to a document, in order, as the Overlay Specification says.

    Comments, quotes and layout are kept. The suffix of OUT (.json, .yaml, .yml) sets its form;
    otherwise it has the form of BASE. OUT may be BASE, which is then replaced as a whole or not at
    all. It may not be an overlay. One document may be `-`, for standard input.
    """
    _keep(out, documents[1:] or documents)
    with _working(documents):
        base, overlays = _read(documents, _read_any)
        merged = apply_overlays(base, overlays)
        written = merged_text(merged, _form(out, form_of(base)))
    _note(f"{problem.place}: {problem.message}" for problem in other_bases(base, overlays))
    if not written.is_kept:
        _note([f"{base.path}: comments and layout could not be kept"])
    _write(out, written.text)
    if _is_same(out, base.path):
        _note([f"{base.path}: the result has replaced the base"])


@overlay.command(options_metavar="[-o OUT]", lesson=_DIFF)
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_OUT
@shows_problems
def diff(old: Path, new: Path, out: str) -> None:
    """Write an overlay that turns one document into another, exactly.

    OUT may be neither of the two. One of them may be `-`, for standard input.
    """
    _check_inputs((old, new))
    _keep(out, (old, new))
    with _working((old, new)):
        before, after = gather([partial(read_document, old), partial(read_document, new)])
        made = diff_overlay(before.root, after.root, _title(old, new))
    # Nothing leads to a pipe afterwards, so none is named.
    if out != "-" and old is not STANDARD_INPUT and os.path.isfile(old):
        extends = reference_to(old, Path(out).parent)
        made = {"overlay": made["overlay"], "info": made["info"], "extends": extends, **made}
    if made["actions"] == [{"target": "$"}]:
        _note(["the two documents are equal; the overlay does nothing"])
    is_json = _form(out, "yaml") == "json"
    _write(out, dump_json(made) if is_json else write_yaml(made, Layout()))


@overlay.command(lesson=_CHECK)
@_DOCUMENTS
@text_or_json
@shows_problems
def check(documents: tuple[Path, ...], form: str) -> None:
    """Check that every action of overlays has its effect, and write nothing.

    Each action must match something. One that belongs to a correction must match the expected
    number of nodes, and change something; the correction needs a reason and evidence. If there is a
    provider.toml beside BASE, evidence must cite lines of its pages. Of an overlay without
    corrections, nothing of this kind is asked.
    """
    notes: list[str] = []

    def read(paths: Sequence[Path]) -> list[Overlay]:
        found = read_overlays(paths, None)
        if not any(each.corrections or each.questions or each.left_alone for each in found):
            return found  # it comes from elsewhere, and a provider.toml is not its own
        given = base_of(found[0]) if len(documents) == 1 else documents[0]
        toml = given.parent / "provider.toml"
        pages = read_pages(toml) if os.path.isfile(toml) else None
        if pages is not None:
            raise_any(problem for each in found for problem in page_problems(each.document, pages))
        else:
            notes.append(f"there is no {toml}, so the lines of evidence were not checked")
        _note(notes if form == "text" else ())
        return found

    with _working(documents):
        base, overlays = _read(documents, read)
        correct_by(base, overlays)
    counts = {
        "corrections": sum(len(each.corrections) for each in overlays),
        "actions": sum(len(each.actions) for each in overlays),
        "without_evidence": sum(len(each.without_evidence) for each in overlays),
    }
    if form == "json":
        print_json({**counts, "notes": notes, "problems": []})
        return
    click.echo(_checked(**counts))


def _checked(corrections: int, actions: int, without_evidence: int) -> str:
    if not corrections:
        return f"actions: {actions}; every action matches something"
    counts = f"corrections: {corrections}, actions: {actions}"
    counts += f", without evidence: {without_evidence}" if without_evidence else ""
    return f"{counts}; every action has the expected effect"


@overlay.command("blame", lesson=_BLAME)
@click.argument("provider", shell_complete=complete_providers)
@click.argument("part", shell_complete=complete_parts)
@text_or_json
@providers_folders
@shows_problems
def blame_part(provider: str, part: str, form: str, schemas: Path, overlays: Path) -> None:
    """Show which corrections changed a part of a provider's corrected schema.

    Each change is shown with its reason, its evidence and how certain it is, then what was changed
    below the part.
    """
    (found,) = find_providers(schemas, overlays, (provider,))
    if form == "json":
        plain = blame_graphql_plain if found.is_graphql else blame_openapi_plain
        traced: dict[str, Any] = {"provider": provider, **plain(found, part), "problems": []}
        print_json(_with_places(traced))
        return
    blame = blame_graphql if found.is_graphql else blame_openapi
    for line in blame(found, part):
        click.echo(line)


def _with_places(value: Any) -> Any:
    """Plain data with each place as an object."""
    if isinstance(value, Place):
        return plain_place(value)
    if is_object(value):
        return {key: _with_places(one) for key, one in value.items()}
    if is_array(value):
        return [_with_places(one) for one in value]
    return value


def _keep(out: str, inputs: Sequence[Path]) -> None:
    """Refuse to write the output over an input that would be lost."""
    for path in inputs:
        if _is_same(out, path):
            message = f"`-o {out}` would replace {path}, which is an input; name another file"
            raise click.UsageError(message)


def _is_same(out: str, path: Path) -> bool:
    return (
        out != "-" and os.path.isfile(out) and os.path.isfile(path) and os.path.samefile(out, path)
    )


def _working(documents: Sequence[Path]) -> AbstractContextManager[object]:
    """Show that something happens while large files are read."""
    size = sum(os.path.getsize(path) for path in documents if os.path.isfile(path))
    return progress("working on large documents") if size > _LARGE else nullcontext()


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
        click.echo(visible(f"note: {note}"), err=True)
