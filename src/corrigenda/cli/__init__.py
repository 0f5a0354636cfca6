"""The `corrigenda` command: parses arguments and shows results. All logic is in other modules.

Exit codes: 0 success; 1 the inputs have problems (or `--check` found differences), or the emulator
cannot start; 2 the command line is wrong; 130 Ctrl-C and 143 SIGTERM ended it.
A traceback is a bug in this project.
"""

import sys
from io import TextIOWrapper
from pathlib import Path

import click

from corrigenda import __version__
from corrigenda.cli import report
from corrigenda.cli.emulate import emulate
from corrigenda.cli.errata import errata
from corrigenda.cli.interrupts import ends_cleanly
from corrigenda.cli.left_out import print_left_out
from corrigenda.cli.needs import need
from corrigenda.cli.new import new
from corrigenda.cli.options import FOLDER, providers_folders
from corrigenda.cli.overlay import overlay
from corrigenda.cli.schema import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corrigenda")
def main() -> None:
    """Typed Python clients for APIs whose documentation contradicts itself."""
    for stream in (sys.stdout, sys.stderr):
        # Print the code of a character that the terminal cannot show, rather than fail.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


_WHOLE = "every package is whole; run `corrigenda regenerate` again"
_UNCHANGED = "nothing was written"


@main.command()
@click.argument("providers", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; fail if a published file differs.")
@click.option(
    "--strict", is_flag=True, help="Fail, rather than leave out an operation that no client can do."
)
@providers_folders
@click.option(
    "--out",
    type=FOLDER,
    default=Path("generated"),
    show_default=True,
    help="The folder of the packages; those without a provider are deleted.",
)
@report.shows_problems
def regenerate(
    providers: tuple[str, ...],
    check: bool,
    strict: bool,
    schemas: Path,
    overlays: Path,
    out: Path,
) -> None:
    """Build and publish the packages of PROVIDERS (all by default)."""
    need("generate", "datamodel_code_generator", "openapi_python_client", "ruff")
    output = report.console()
    with ends_cleanly(_UNCHANGED if check else _WHOLE), report.progress(output) as progress:
        from corrigenda import build

        built = build.regenerate(schemas, overlays, out, providers, check, progress, strict)
    report.print_built(output, built)
    for one in built:
        print_left_out(output, one)


main.add_command(emulate)
main.add_command(errata)
main.add_command(new)
main.add_command(overlay)
main.add_command(schema)
