"""The `corrigenda errata` command: collect errata, check them, and write them in a format."""

import os
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import click
from rich.console import Console

from corrigenda.cli.options import providers_folders
from corrigenda.cli.report import shows_problems
from corrigenda.cli.show import print_errata
from corrigenda.errata.collect import Errata, collect, unfounded
from corrigenda.errata.folder import differences, make_folder, write_all
from corrigenda.errata.markdown import markdown, markdown_pages
from corrigenda.errata.plain import as_json
from corrigenda.problems import raise_any


@click.command()
@click.argument("providers", nargs=-1)
@click.option("--check", is_flag=True, help="Fail if a correction is stale or not proven.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    help="By default text, or what the suffix of the file says.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER/",
    help="Write into a file, or Markdown pages into a folder; with --check, fail if they differ.",
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
    """Print where the documentation of PROVIDERS (all by default) is wrong, and what proves it."""
    folder = _folder(output, form, providers)
    found = collect(schemas, overlays, providers)
    text = "" if folder else _written(found, form or _form(output), to_terminal=output is None)
    files = _files(found, folder) if folder else {Path(output): text} if output else {}
    if check:
        raise_any([*unfounded(found), *differences(files, folder)])
    else:
        if folder:
            make_folder(folder)
        write_all(files)
    if output is None:
        click.echo(text.encode("utf-8") if form in ("md", "json") else text, nl=False)


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
    suffix = "" if output is None else Path(output).suffix.lower()
    return {".md": "md", ".json": "json"}.get(suffix, "text")


def _written(found: Sequence[Errata], form: str, to_terminal: bool) -> str:
    if form == "md":
        return markdown(found)
    if form == "json":
        return as_json(found)
    shown = Console()
    colours = shown.is_terminal and to_terminal
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=min(shown.width, 110),
        force_terminal=colours,
        markup=False,
        emoji=False,
    )
    print_errata(console, found)
    # Lines are filled up to the width of the terminal; in a file that is only noise.
    return "".join(f"{line.rstrip()}\n" for line in StringIO(buffer.getvalue()))
