"""The `corrigenda errata` command: collect errata, check them, and write them in a format."""

import os
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import click
from rich.console import Console

from corrigenda.cli.colours import has_colours, system
from corrigenda.cli.complete import complete_providers
from corrigenda.cli.options import providers_folders
from corrigenda.cli.report import progress, shows_problems
from corrigenda.cli.show import print_errata
from corrigenda.cli.taught import USAGE, Lesson, Taught
from corrigenda.errata.collect import Errata, collect, unfounded
from corrigenda.errata.folder import differences, make_folder, write_all
from corrigenda.errata.markdown import markdown, markdown_pages
from corrigenda.errata.plain import as_json
from corrigenda.problems import raise_any

_SUFFIXES = {"": "text", ".txt": "text", ".md": "md", ".json": "json"}
_LESSON = Lesson(
    arguments={"PROVIDERS": "The providers, by folder; all of them by default."},
    examples=[
        ("Read the errata of one provider.", "corrigenda errata acme"),
        ("Keep a page for each in your repository.", "corrigenda errata -o docs/errata/"),
        (
            "In CI: are they proven, and the pages fresh?",
            "corrigenda errata --check -o docs/errata/",
        ),
        ("Give them to a program.", "corrigenda errata --format json"),
    ],
    exits={
        0: "success.",
        1: "an input is wrong, or `--check` found something; each problem is shown.",
        2: USAGE,
    },
    more="docs/formats.md, docs/cli.md",
)


@click.command(cls=Taught, lesson=_LESSON)
@click.argument("providers", nargs=-1, shell_complete=complete_providers)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; fail if a correction is stale or not proven, or if a file differs.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    help="The form. By default it is text, or what the suffix of the file says.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER/",
    type=click.Path(),
    help="A file to write (.txt, .md, .json, or - for standard output), or a folder of pages.",
)
@providers_folders
@shows_problems
def errata(
    providers: tuple[str, ...],
    check: bool,
    form: str | None,
    output: str | None,
    schemas: Path,
    overlays: Path,
) -> None:
    """Show where the documentation of providers is wrong, with evidence and a verdict.

    Each correction is taken out in turn, and every documented request and response is checked
    without it: NEEDED if one then fails, CONTESTED if another contradicts it, SHARED if several
    corrections fix the same text, UNPROVEN if none can tell, STALE if it changes nothing.
    """
    if output == "":
        raise click.BadParameter("it names no file", param_hint="-o")
    output = None if output == "-" else output
    folder = _folder(output, form, providers)
    chosen = form or ("md" if folder else _form(output))
    with progress() as told:
        found = collect(schemas, overlays, providers, told)
    text = "" if folder else _written(found, chosen, to_terminal=output is None)
    files = _files(found, folder) if folder else {Path(output): text} if output else {}
    if check:
        raise_any([*unfounded(found), *differences(files, folder)])
    else:
        if folder:
            make_folder(folder)
        write_all(files)
    if output is None:
        click.echo(text if chosen == "text" else text.encode("utf-8"), nl=False)


def _folder(output: str | None, form: str | None, providers: Sequence[str]) -> Path | None:
    """The folder that the output names: it ends in a slash, or it exists as a folder."""
    if output is None or not (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        return None
    if form not in (None, "md"):
        raise click.UsageError(f"`{output}` is a folder, which takes Markdown: name a file instead")
    if providers:
        raise click.UsageError(f"`{output}` is a folder, which takes all providers: name none")
    return Path(output)


def _files(found: Sequence[Errata], folder: Path) -> dict[Path, str]:
    return {folder / name: text for name, text in markdown_pages(found).items()}


def _form(output: str | None) -> str:
    """The form that the suffix of a file means; a device has no suffix, and gets text."""
    suffix = "" if output is None else Path(output).suffix.lower()
    if suffix not in _SUFFIXES:
        message = f"`{output}`: errata cannot be written as `{suffix}`"
        fix = "name a file that ends in .txt, .md or .json, or pass --format"
        raise click.UsageError(f"{message}; {fix}")
    return _SUFFIXES[suffix]


def _written(found: Sequence[Errata], form: str, to_terminal: bool) -> str:
    if form == "md":
        return markdown(found)
    if form == "json":
        return as_json(found)
    colours = has_colours(sys.stdout) and to_terminal
    buffer = StringIO()
    made = Console(
        file=buffer,
        width=min(Console().width, 110),
        force_terminal=colours,
        color_system=system(sys.stdout) if colours else None,
        no_color=False,
        markup=False,
        emoji=False,
    )
    print_errata(made, found)
    # Lines are filled up to the width of the terminal; in a file that is only noise.
    return "".join(f"{line.rstrip()}\n" for line in StringIO(buffer.getvalue()))
