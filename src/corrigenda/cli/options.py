"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)

C = TypeVar("C", bound=Callable[..., Any])

_HELP = {
    "schemas": "The folder with a folder for each provider.",
    "overlays": "The folder with the corrections of each provider.",
}


def providers_folders(command: C) -> C:
    """Add the options `--schemas` and `--overlays`, the folders of the providers."""
    for name, said in reversed(_HELP.items()):  # help shows the last one first
        add = click.option(
            f"--{name}", type=FOLDER, default=Path(name), show_default=True, help=said
        )
        command = add(command)
    return command


def text_or_json(command: C) -> C:
    """Add the option `--format`; `machine` has the shapes."""
    add = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="JSON is for other programs: nothing else is then on standard output.",
    )
    return add(command)
