"""The `corrigenda schema` commands: what becomes of a schema before the generators see it.

Exit codes: 0 success; 1 the inputs have problems; 2 the command line is wrong.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from corrigenda.cli.needs import need
from corrigenda.cli.options import FOLDER, providers_folders
from corrigenda.cli.report import shows_problems
from corrigenda.openapi.correct import CorrectedOpenAPI, correct_openapi
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.provider import Provider, find_providers
from corrigenda.texts.yaml_writer import Layout, write_yaml
from corrigenda.trees import to_builtins


@click.group()
def schema() -> None:
    """Show schemas as the generators take them."""


@schema.command()
@click.argument("provider")
@providers_folders
@shows_problems
def show(provider: str, schemas: Path, overlays: Path) -> None:
    """Print the corrected schema of PROVIDER as the generators take it.

    Comments at its head list each step that led to it, and each operation that is left out, with
    the place in the provider's files.
    """
    found = find_providers(schemas, overlays, [provider])
    raise_any(_foreign(one) for one in found if one.is_graphql)
    corrected = correct_openapi(found[0], strict=False)
    head = "".join(f"# {' '.join(line.split())}\n" for line in _head(corrected))
    text = head + write_yaml(to_builtins(corrected.dialect.root), Layout())
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)  # YAML, whatever the terminal


@schema.command()
@click.argument("providers", nargs=-1)
@providers_folders
@click.option("--out", type=FOLDER, required=True, help="A new folder for the merged schemas.")
@shows_problems
def merge(providers: tuple[str, ...], schemas: Path, overlays: Path, out: Path) -> None:
    """Write the corrected schemas of PROVIDERS (all by default) as the emulator reads them."""
    need("generate", "datamodel_code_generator", "openapi_python_client")
    if out.exists():
        raise click.UsageError(f"{out} exists; name a new folder")
    from corrigenda.merge import merge as write

    for name in write(schemas, overlays, out, providers):
        click.echo(str(out / name))


def _foreign(provider: Provider) -> Problem:
    message = "a GraphQL schema is not normalized: the generators take it as it is"
    return Problem(Place(provider.schema_path), message, "read the file itself")


def _head(corrected: CorrectedOpenAPI) -> Iterator[str]:
    for step in sorted(corrected.dialect.steps):
        yield f"{corrected.merged.place(step.at)}: {step.said}"
    for one in corrected.left_out:
        yield f"{one.place}: left out the operation `{one.operation}`: {one.message}"
