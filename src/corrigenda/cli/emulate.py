"""The `corrigenda emulate` command: serves an emulation of services until it is interrupted.

Exit codes: 0 stopped by Ctrl-C or SIGTERM; 1 it cannot start; 2 the command line is
wrong, or the extra is missing.
"""

import gc
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corrigenda.cli.complete import complete_emulated
from corrigenda.cli.interrupts import ends_cleanly
from corrigenda.cli.needs import need
from corrigenda.cli.options import ANY, FOLDER, OVERLAYS
from corrigenda.cli.report import shows_problems, visible
from corrigenda.cli.taught import LACKING, Lesson, Taught

if TYPE_CHECKING:
    from corrigenda.emulator import Arrived

_ALLOCATED = 100_000
"""Objects between two collections until it serves: what a start imports is no garbage."""
_LESSON = Lesson(
    arguments={"PROVIDERS": "The services to serve, by name; all of them by default."},
    examples=[
        ("Serve the four services that are built in.", "corrigenda emulate --seed docs"),
        ("Serve your own, from schemas/ and overlays/.", "corrigenda emulate --schemas schemas"),
        ("Serve an OpenAPI document as it is.", "corrigenda emulate --data petstore.yaml"),
        (
            "Let every request to one of them fail.",
            "corrigenda emulate --fault 'acme.*:status=503'",
        ),
    ],
    exits={
        0: "success.",
        1: "it cannot start: a document is wrong, or the port is taken.",
        2: LACKING.format("emulator"),
        130: "Ctrl-C ended it before it could serve (SIGTERM: 143).",
    },
    more="docs/emulator.md",
)


@click.command(cls=Taught, lesson=_LESSON)
@click.argument("providers", nargs=-1, shell_complete=complete_emulated)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=0, show_default=True, help="The port; 0 chooses a free one.")
@click.option(
    "--store",
    default="sqlite://",
    show_default=True,
    metavar="URL",
    help="Where state is kept: sqlite:///FILE, or postgresql+psycopg://… for several processes.",
)
@click.option(
    "--seed",
    type=click.Choice(["docs", "demo"]),
    help="The initial data of a tenant; none by default.",
)
@click.option(
    "--size",
    type=click.IntRange(min=0),
    default=300,
    show_default=True,
    help="How many objects of each kind `--seed demo` creates.",
)
@click.option("--schemas", type=FOLDER, help="The folder of providers of your own.")
@click.option("--overlays", type=OVERLAYS, help="The folder of their overlays.")
@click.option(
    "--data", type=ANY, help="An OpenAPI document or a GraphQL schema, or a folder of them."
)
@click.option("--trust", is_flag=True, help="Run the `emulator.py` beside each schema or document.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="FAULT",
    help="A failure, such as acme.*:status=429,times=2; repeatable.",
)
@click.option("--key", help="The key of the control API; by default only other hosts need one.")
@click.option(
    "--quiet",
    is_flag=True,
    help="Print one line: the address of the page, with the key if control needs one.",
)
@shows_problems
def emulate(
    providers: tuple[str, ...],
    schemas: Path | None,
    overlays: Path | None,
    data: Path | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Serve an emulation of services on this machine until Ctrl-C.

    It follows the documentation of a service, keeps what is sent to it, records every request, and
    fails on request. A page at its address shows what arrives. No request leaves this machine.
    """
    need("emulator", "graphql", "httptools", "jsonschema_rs", "msgspec", "sqlalchemy")
    if data is not None and (schemas or overlays):
        raise click.UsageError("`--data` is merged already, so it takes no schemas and overlays")
    gc.set_threshold(_ALLOCATED)
    with ends_cleanly("nothing is served"), _merged(providers, schemas, overlays) as merged:
        from corrigenda.emulator.errors import EmulatorError
        from corrigenda.emulator.foreground import serve

        try:
            ready, told = (_address, _no_line) if quiet else (_ready, _line)
            serve(providers, data=merged or data, ready=ready, told=told, **options)
        except EmulatorError as error:
            click.echo(str(error), err=True)
            raise SystemExit(1) from None


@contextmanager
def _merged(
    providers: tuple[str, ...], schemas: Path | None, overlays: Path | None
) -> Generator[Path | None]:
    """The merged schemas of a folder of providers, in a temporary folder; None without one."""
    if schemas is None and overlays is None:
        yield None
        return
    from tempfile import TemporaryDirectory

    from corrigenda.merge import merge

    with TemporaryDirectory(prefix="corrigenda-") as folder:
        merge(schemas or Path("schemas"), overlays or Path("overlays"), Path(folder), providers)
        yield Path(folder)


def _ready(root: str, urls: dict[str, str], key: str | None) -> None:
    """Print where to click, and the base URL of each service."""
    page = click.style(_page(root, key), fg="cyan")
    _show(f"\n  {click.style('Emulator', bold=True)}  {page}\n")
    width = max(map(len, urls), default=0)
    for name, url in urls.items():
        _show(f"  {name:{width}}  {url}")
    _show(f"\n  {click.style('Ctrl-C to stop', dim=True)}\n")


def _address(root: str, _urls: dict[str, str], key: str | None) -> None:
    """Print where to click alone, for a program: without it, nobody knows a free port or a key."""
    _show(_page(root, key))


def _page(root: str, key: str | None) -> str:
    return f"{root}/#key={key}" if key else f"{root}/"


def _no_line(_arrived: "Arrived") -> None:
    """Print nothing."""


def _line(arrived: "Arrived") -> None:
    """Print one request. The query is left out, as it may hold a credential."""
    when = arrived.time.astimezone().strftime("%H:%M:%S")
    colour = "green" if arrived.status < 400 else "yellow" if arrived.status < 500 else "red"
    status = click.style(str(arrived.status), fg=colour)
    named = arrived.operation or visible(arrived.path or "/")
    attempt = f"  attempt {arrived.attempt}" if arrived.attempt > 1 else ""
    fault = click.style(f"  fault: {arrived.fault}", fg="magenta") if arrived.fault else ""
    took = click.style(f"{arrived.milliseconds:.0f} ms", dim=True)
    _show(
        f"  {click.style(when, dim=True)}  {status}  {arrived.method:6} "
        f"{arrived.provider}.{named}  {took}{attempt}{fault}"
    )


def _show(line: str) -> None:
    """Print a line as long as somebody reads: `| head -1` ends the lines, and not the service."""
    try:
        click.echo(line)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
