"""The `corrigenda errata` command: collects, checks, and writes in one of three forms."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import click
from rich.console import Console

from corrigenda.cli.options import FILE, providers_folders
from corrigenda.cli.report import shows_problems
from corrigenda.cli.show import print_errata
from corrigenda.errata.collect import Errata, collect, unfounded
from corrigenda.errata.markdown import as_json, markdown
from corrigenda.files import write_file
from corrigenda.problems import Place, Problem, raise_any


@click.command()
@click.argument("providers", nargs=-1)
@click.option("--check", is_flag=True, help="Fail if a correction is stale or not proven.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    help="By default text, or what the suffix of the file says.",
)
@click.option("-o", "--output", type=FILE, help="Write here; with --check, fail if it differs.")
@providers_folders
@shows_problems
def errata(
    providers: tuple[str, ...],
    check: bool,
    form: str | None,
    output: Path | None,
    schemas: Path,
    overlays: Path,
) -> None:
    """Print where the documentation of PROVIDERS (all by default) is wrong, and what proves it."""
    found = collect(schemas, overlays, providers)
    text = _written(found, form or _form(output), to_terminal=output is None)
    if check:
        raise_any([*unfounded(found), *_differences(output, text)])
    elif output is not None:
        write_file(output, text)
    if output is None:
        click.echo(text, nl=False)


def _form(output: Path | None) -> str:
    suffix = "" if output is None else output.suffix.lower()
    return {".md": "md", ".json": "json"}.get(suffix, "text")


def _written(found: Sequence[Errata], form: str, to_terminal: bool) -> str:
    if form == "md":
        return markdown(found)
    if form == "json":
        return as_json(found)
    shown = Console()
    colours = shown.is_terminal and to_terminal
    buffer = StringIO()
    console = Console(file=buffer, width=min(shown.width, 110), force_terminal=colours)
    print_errata(console, found)
    # Lines are filled up to the width of the terminal; in a file that is only noise.
    return "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines())


def _differences(output: Path | None, text: str) -> list[Problem]:
    if output is None:
        return []
    present = output.read_text(encoding="utf-8") if output.is_file() else None
    if present == text:
        return []
    message = "is missing" if present is None else "is not what the inputs make"
    return [Problem(Place(output), message, "run `nox -s regenerate`, and commit the file")]
