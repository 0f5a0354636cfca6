"""The `corrigenda new` command: writes the folder of a provider of one's own.

Exit codes: 0 success; 1 the inputs have problems, and nothing was written; 2 the command line is
wrong.
"""

import shlex
from collections import Counter
from pathlib import Path

import click

from corrigenda.cli.interrupts import ends_cleanly
from corrigenda.cli.options import FILE, providers_folders
from corrigenda.cli.report import shows_problems, visible
from corrigenda.new import Created, Wanted, create
from corrigenda.new.names import is_class_name, nearest_class_name
from corrigenda.problems import shown


@click.command(options_metavar="(--openapi FILE | --graphql FILE) [OPTIONS]")
@click.argument("provider", metavar="NAME")
@click.option("--openapi", type=FILE, help="An OpenAPI 3 document: YAML or JSON.")
@click.option("--graphql", type=FILE, help="A GraphQL schema: SDL, or introspection JSON.")
@click.option(
    "--page",
    "pages",
    type=FILE,
    multiple=True,
    help="A saved page of the documentation, HTML or text, to cite as evidence; repeatable.",
)
@click.option("--name", help="The class of the client; by default it is made from NAME.")
@click.option("--url", help="The address of a GraphQL service.")
@providers_folders
@shows_problems
def new(
    provider: str,
    openapi: Path | None,
    graphql: Path | None,
    pages: tuple[Path, ...],
    name: str | None,
    url: str | None,
    schemas: Path,
    overlays: Path,
) -> None:
    """Write what a client of your own API is made from: schemas/NAME and overlays/NAME.

    The schema is copied as it is, and needs no edit:

    \b
      corrigenda new acme --openapi openapi.json
      corrigenda new acme --graphql schema.graphql --url https://api.acme.com/graphql
      corrigenda regenerate acme
      pip install ./generated/acme

    NAME becomes the package `NAME_client`. For GraphQL, an operation is written for each query and
    mutation. A saved page of the documentation can be cited as evidence for corrections:

    \b
      corrigenda new acme --openapi openapi.json --page orders.html --page errors.txt

    What is there already is never overwritten.
    """  # noqa: D301 - click takes a backspace for the mark of lines that stay apart
    _check_sources(openapi, graphql, url)
    _check_name(name)
    wanted = Wanted(schemas, overlays, provider, openapi, graphql, pages, name, url)
    with ends_cleanly("nothing was written"):
        created = create(wanted)
    _print(created, wanted)


def _check_sources(openapi: Path | None, graphql: Path | None, url: str | None) -> None:
    if (openapi is None) == (graphql is None):
        raise click.UsageError("pass exactly one of --openapi and --graphql")
    if url is not None and graphql is None:
        raise click.UsageError("--url is only for --graphql: an OpenAPI document has `servers`")
    if url is not None and not url.startswith(("https://", "http://")):
        raise click.BadParameter("it must begin with https:// or http://", param_hint="--url")


def _check_name(name: str | None) -> None:
    if name is not None and not is_class_name(name):
        message = f"`{name}` cannot be the class of a client; use {nearest_class_name(name)}"
        raise click.BadParameter(message, param_hint="--name")


def _print(created: Created, wanted: Wanted) -> None:
    for line in _written(created):
        click.echo(f"wrote {line}")
    for note in created.notes:
        click.echo(visible(f"note: {note}"))
    click.echo("next:")
    for line in _next(created, wanted):
        click.echo(f"  {line}")


def _written(created: Created) -> list[str]:
    """Each file, and each folder of a provider as a whole."""
    lines: list[str] = []
    for folder, names in created.files:
        tops = Counter(name.partition("/")[0] for name in names)
        for name, count in tops.items():
            is_folder = name not in names
            lines.append(f"{shown(folder / name)}{f'/ ({count} files)' if is_folder else ''}")
    return lines


def _next(created: Created, wanted: Wanted) -> list[str]:
    """Commands that can be run as they stand."""
    given = (("--schemas", wanted.schemas), ("--overlays", wanted.overlays))
    other = [word for name, path in given if str(path) != name[2:] for word in (name, str(path))]
    code = f"import {created.package}; help({created.package}.{created.client})"
    return [
        shlex.join(["corrigenda", "regenerate", wanted.key, *other]),
        f"pip install ./generated/{wanted.key}",
        shlex.join(["python", "-c", code]),
    ]
