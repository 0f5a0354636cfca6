"""The `corrigenda regenerate` command: builds packages and publishes or compares them.

Exit codes: 0 success; 1 the inputs have problems, or `--check` found differences; 2 the command
line is wrong, or the extra is missing; 130 Ctrl-C and 143 SIGTERM ended it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corrigenda.cli import report
from corrigenda.cli.complete import complete_providers
from corrigenda.cli.interrupts import ends_cleanly
from corrigenda.cli.left_out import print_left_out
from corrigenda.cli.machine import plain_left_out, plain_problem, print_json
from corrigenda.cli.needs import need
from corrigenda.cli.options import FOLDER, providers_folders, text_or_json
from corrigenda.cli.taught import LACKING, Lesson, Taught

if TYPE_CHECKING:
    from corrigenda.build import Built

_WHOLE = "every package is whole; run `corrigenda regenerate` again"
_UNCHANGED = "nothing was written"
_NEEDED = (
    "ariadne_codegen", "datamodel_code_generator", "httpx2", "jinja2", "msgspec",
    "openapi_python_client", "ruff",
)  # fmt: skip


_LESSON = Lesson(
    arguments={"PROVIDERS": "The providers to build, by folder; all of them by default."},
    examples=[
        ("Build the packages of all providers.", "corrigenda regenerate"),
        ("Build one package, and install it.", "corrigenda regenerate acme"),
        ("", "pip install ./generated/acme"),
        ("In CI: fail if a package is out of date.", "corrigenda regenerate --check"),
        ("The same, for a program.", "corrigenda regenerate --check --format json"),
    ],
    exits={
        0: "success.",
        1: "an input is wrong, or `--check` found a difference; each problem is shown.",
        2: LACKING.format("generate"),
        130: "Ctrl-C ended it (SIGTERM: 143); every package is whole.",
    },
    more="docs/formats.md, docs/cli.md",
)


@click.command(cls=Taught, lesson=_LESSON)
@click.argument("providers", nargs=-1, shell_complete=complete_providers)
@click.option("--check", is_flag=True, help="Write nothing; fail if a published file differs.")
@click.option(
    "--strict", is_flag=True, help="Fail, rather than leave out an operation that no client can do."
)
@text_or_json
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
    form: str,
    schemas: Path,
    overlays: Path,
    out: Path,
) -> None:
    """Build the Python packages of providers, and publish or compare them.

    A package is replaced as a whole and only when all of them are finished, so a run that fails or
    is stopped breaks nothing. Files that Corrigenda did not make are never replaced.
    """
    need("generate", *_NEEDED)
    with ends_cleanly(_UNCHANGED if check else _WHOLE), report.progress() as progress:
        from corrigenda import build

        built = build.regenerate(schemas, overlays, out, providers, check, progress, strict)
    if form == "json":
        print_json({"packages": [_plain(one) for one in built], "problems": []})
        return
    output = report.console()
    report.print_built(output, built)
    for one in built:
        print_left_out(output, one)


def _plain(built: "Built") -> dict[str, Any]:
    return {
        "provider": built.provider,
        "operations": built.operations,
        "models": built.models,
        "corrections": built.corrections,
        "files": built.files,
        "seconds": round(built.seconds, 3),
        "excluded": built.excluded,
        "left_out": [plain_left_out(one) for one in built.left_out],
        "notes": [plain_problem(one) for one in built.notes],
    }
