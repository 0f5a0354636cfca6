"""The `corrigenda regenerate` command: builds packages and publishes or compares them.

Exit codes: 0 success; 1 the inputs have problems, or `--check` found differences; 2 the command
line is wrong; 130 Ctrl-C and 143 SIGTERM ended it.
"""

from pathlib import Path

import click

from corrigenda.cli import report
from corrigenda.cli.interrupts import ends_cleanly
from corrigenda.cli.left_out import print_left_out
from corrigenda.cli.needs import need
from corrigenda.cli.options import FOLDER, providers_folders

_WHOLE = "every package is whole; run `corrigenda regenerate` again"
_UNCHANGED = "nothing was written"


@click.command()
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
