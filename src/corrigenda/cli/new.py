"""The `corrigenda new` command: writes the folder of a provider of one's own.

Exit codes: 0 success; 1 the inputs have problems, and nothing was written; 2 the command line is
wrong.
"""

import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from corrigenda.cli.interrupts import ends_cleanly
from corrigenda.cli.machine import print_json
from corrigenda.cli.options import FILE, new_folders, text_or_json
from corrigenda.cli.report import progress, shows_problems, visible
from corrigenda.cli.taught import USAGE, Lesson, Taught
from corrigenda.documents import STANDARD_INPUT
from corrigenda.naming import address_problem, is_client_name
from corrigenda.new import Created, Wanted, create
from corrigenda.new.names import is_key, nearest_class_name, nearest_key
from corrigenda.problems import shown

_USAGE = "(--openapi FILE | --graphql FILE | --sample FILE...) [OPTIONS]"
_LESSON = Lesson(
    arguments={"NAME": "The folder of the provider; its package is NAME_client."},
    examples=[
        ("From an OpenAPI document:", "corrigenda new acme --openapi openapi.json"),
        ("From a GraphQL schema:", "corrigenda new acme --graphql schema.graphql"),
        ("From requests that you recorded:", "corrigenda new acme --sample a.curl b.har"),
        (
            "With a page to cite in corrections:",
            "corrigenda new acme --openapi a.yaml --page a.html",
        ),
        ("Then build and install the client.", "corrigenda regenerate acme"),
        ("", "pip install ./generated/acme"),
    ],
    exits={
        0: "success.",
        1: "a file is wrong, or the provider exists; nothing was written.",
        2: USAGE,
        130: "Ctrl-C ended it (SIGTERM: 143); nothing was written.",
    },
    more="docs/formats.md",
)


class _NameFirst(Taught):
    """Its usage has NAME first: behind `--sample FILE...` it would be one more file."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        options, *arguments = super().collect_usage_pieces(ctx)
        return [*filter(None, arguments), options]


@click.command(cls=_NameFirst, lesson=_LESSON, options_metavar=_USAGE)
@click.argument("provider", metavar="NAME")
@click.argument("more", metavar="", nargs=-1, type=FILE)
@click.option(
    "--openapi", type=FILE, help="An OpenAPI 3 document, YAML or JSON; - is standard input."
)
@click.option("--graphql", type=FILE, help="A GraphQL schema: SDL, or introspection JSON.")
@click.option(
    "--sample",
    "samples",
    type=FILE,
    multiple=True,
    metavar="FILE...",
    help="Recorded requests and responses: curl commands, HAR files or JSON bodies.",
)
@click.option(
    "--page",
    "pages",
    type=FILE,
    multiple=True,
    help="A saved page of the documentation, HTML or text, to cite as evidence; repeatable.",
)
@click.option("--name", help="The class of the client; by default it is made from NAME.")
@click.option("--url", help="The address of a GraphQL service.")
@text_or_json
@new_folders
@shows_problems
def new(
    provider: str,
    more: tuple[Path, ...],
    openapi: Path | None,
    graphql: Path | None,
    samples: tuple[Path, ...],
    pages: tuple[Path, ...],
    name: str | None,
    url: str | None,
    form: str,
    schemas: Path,
    overlays: Path,
) -> None:
    """Write the input files for a client of your own API.

    The folders schemas/NAME and overlays/NAME are new; what is there already is never overwritten.
    The schema is copied as it is, and needs no edit. For GraphQL, an operation is written for each
    query and mutation. From samples, a first schema is drafted. A saved page of the documentation
    can be cited as evidence for corrections.
    """
    _check_key(provider)
    _check_sources(openapi, graphql, samples, more)
    _check_url(url, graphql)
    _check_name(name)
    _check_files((*samples, *more), (*((graphql,) if graphql else ()), *pages))
    openapi = STANDARD_INPUT if openapi == Path("-") else openapi
    sources = (openapi, graphql, (*samples, *more))
    wanted = Wanted(schemas, overlays, provider, *sources, pages, name, url)
    with ends_cleanly("nothing was written"), progress(f"creating {provider}"):
        created = create(wanted)
    if form == "json":
        print_json(_plain(created, wanted))
    else:
        _print(created, wanted)


def _check_sources(
    openapi: Path | None, graphql: Path | None, samples: Sequence[Path], more: Sequence[Path]
) -> None:
    if sum(map(bool, (openapi, graphql, samples))) != 1:
        raise click.UsageError("pass exactly one of --openapi, --graphql and --sample")
    if more and not samples:
        raise click.UsageError(f"{more[0]} is one file too many: only --sample takes several")


def _check_files(samples: Sequence[Path], read_twice: Sequence[Path]) -> None:
    """Refuse standard input where it is not read, and pipes where a file is read twice."""
    if Path("-") in (*samples, *read_twice):
        raise click.UsageError("only --openapi takes `-` for standard input; save it as a file")
    for path in read_twice:
        if path.exists() and not path.is_file():
            raise click.UsageError(f"{path} is no file, and would be read twice; save it as one")


def _check_url(url: str | None, graphql: Path | None) -> None:
    if url is not None and graphql is None:
        raise click.UsageError("--url is only for --graphql: an OpenAPI document has `servers`")
    problem = None if url is None else address_problem(url)
    if problem:
        raise click.BadParameter(f"it {problem[0]}; {problem[1]}", param_hint="--url")


def _check_key(key: str) -> None:
    if not is_key(key):
        message = f"`{key}` cannot be the name of a provider; call it `{nearest_key(key)}`"
        raise click.BadParameter(visible(message), param_hint="NAME")


def _check_name(name: str | None) -> None:
    if name is not None and not is_client_name(name):
        message = f"`{name}` cannot be the class of a client; use {nearest_class_name(name)}"
        raise click.BadParameter(message, param_hint="--name")


def _print(created: Created, wanted: Wanted) -> None:
    for line in _written(created):
        click.echo(f"wrote {line}")
    for note in created.notes:
        click.echo(visible(f"note: {note}"), err=True)
    click.echo("next:")
    for line in _next(created, wanted):
        click.echo(f"  {line}")


def _written(created: Created) -> list[str]:
    """Each file, and each folder in a provider as a whole."""
    lines: list[str] = []
    for folder, names in created.files:
        tops = Counter(name.partition("/")[0] for name in names)
        for name, count in tops.items():
            several = "1 file" if count == 1 else f"{count} files"
            whole = "" if name in names else f"/ ({several})"
            lines.append(f"{shown(folder / name)}{whole}")
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


def _plain(created: Created, wanted: Wanted) -> dict[str, Any]:
    files = [shown(folder / name) for folder, names in created.files for name in names]
    return {
        "package": created.package,
        "client": created.client,
        "files": files,
        "notes": list(created.notes),
        "next": _next(created, wanted),
        "problems": [],
    }
