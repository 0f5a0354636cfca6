"""The `corrigenda schema` commands: what becomes of a schema before the generators see it.

Exit codes: 0 success; 1 the inputs have problems; 2 the command line is wrong.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from corrigenda.cli.complete import complete_providers
from corrigenda.cli.machine import plain_left_out, plain_place, print_json
from corrigenda.cli.options import FOLDER, providers_folders, text_or_json
from corrigenda.cli.report import progress, shows_problems
from corrigenda.cli.taught import PROBLEMS, USAGE, Lesson, TaughtGroup
from corrigenda.correct import Corrected, correct
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.problems import Place
from corrigenda.provider import find_providers
from corrigenda.texts.yaml_writer import Layout, write_yaml
from corrigenda.trees import to_builtins

_EXITS = {0: "success.", 1: PROBLEMS, 2: USAGE}
_GROUP = Lesson(
    examples=[
        ("See what the generators take.", "corrigenda schema show acme"),
        ("Write the corrected schemas.", "corrigenda schema merge --out merged"),
    ],
    exits=_EXITS,
    more="docs/formats.md",
)
_SHOW = Lesson(
    arguments={"PROVIDER": "The provider, by folder."},
    examples=[
        ("Read it page by page.", "corrigenda schema show acme | less"),
        ("Give it to a program, with its steps.", "corrigenda schema show acme --format json"),
    ],
    exits=_EXITS,
    more="docs/formats.md, docs/cli.md",
)
_MERGE = Lesson(
    arguments={"PROVIDERS": "The providers, by folder; all of them by default."},
    examples=[
        ("Write all of them.", "corrigenda schema merge --out merged"),
        ("Serve them elsewhere.", "corrigenda emulate --data merged"),
    ],
    exits=_EXITS,
    more="docs/emulator.md",
)


@click.group(cls=TaughtGroup, lesson=_GROUP)
def schema() -> None:
    """Show or write corrected schemas.

    A corrected schema is what a folder in `schemas/` says, after its corrections in `overlays/`.
    """


@schema.command(lesson=_SHOW)
@click.argument("provider", shell_complete=complete_providers)
@text_or_json
@providers_folders
@shows_problems
def show(provider: str, form: str, schemas: Path, overlays: Path) -> None:
    """Print the corrected schema of a provider as the generators take it.

    It is YAML, or SDL for GraphQL. Comments at its head list each step that led to it, and each
    operation that is left out, with the place in the provider's files.
    """
    (found,) = find_providers(schemas, overlays, [provider])
    with progress() as told:
        told(provider, "correct")
        corrected = correct(found, strict=False)
    if form == "json":
        print_json(_plain(corrected))
        return
    head = "".join(f"# {' '.join(line.split())}\n" for line in _head(corrected))
    text = head + _text(corrected)
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)  # whatever the terminal


@schema.command(lesson=_MERGE)
@click.argument("providers", nargs=-1, shell_complete=complete_providers)
@providers_folders
@click.option("--out", type=FOLDER, required=True, help="A new folder for the merged schemas.")
@shows_problems
def merge(providers: tuple[str, ...], schemas: Path, overlays: Path, out: Path) -> None:
    """Write the corrected schemas of providers as the emulator reads them.

    Each provider gets a folder, whose path is printed. The folder is for `corrigenda emulate
    --data`, on a machine without `schemas/` and `overlays/`.
    """
    if out.exists():
        raise click.UsageError(f"{out} exists; name a new folder")
    from corrigenda.merge import merge as write

    for name in write(schemas, overlays, out, providers):
        click.echo(str(out / name))


def _text(corrected: Corrected) -> str:
    if isinstance(corrected, CorrectedOpenAPI):
        return write_yaml(to_builtins(corrected.dialect.root), Layout())
    from corrigenda.generate.graphql.models import schema_text  # seldom needed

    return schema_text(corrected.merged.definitions)


def _steps(corrected: Corrected) -> Iterator[tuple[Place, str]]:
    """What was normalized, and where: nothing in a GraphQL schema, which is taken as it is."""
    if isinstance(corrected, CorrectedOpenAPI):
        for step in sorted(corrected.dialect.steps):
            yield corrected.merged.place(step.at), step.said


def _head(corrected: Corrected) -> Iterator[str]:
    for place, said in _steps(corrected):
        yield f"{place}: {said}"
    for one in corrected.left_out:
        yield f"{one.place}: left out the operation `{one.operation}`: {one.message}"


def _plain(corrected: Corrected) -> dict[str, Any]:
    steps = [{**plain_place(place), "said": said} for place, said in _steps(corrected)]
    left_out = [plain_left_out(one) for one in corrected.left_out]
    if isinstance(corrected, CorrectedOpenAPI):
        schema = to_builtins(corrected.dialect.root)
    else:
        schema = _text(corrected)
    return {"schema": schema, "steps": steps, "left_out": left_out, "problems": []}
