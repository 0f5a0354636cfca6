"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)

C = TypeVar("C", bound=Callable[..., Any])


def providers_folders(command: C) -> C:
    """Add the options `--schemas` and `--overlays`, the folders of the providers."""
    for name in ("overlays", "schemas"):  # help shows the last one first
        add = click.option(f"--{name}", type=FOLDER, default=Path(name), show_default=True)
        command = add(command)
    return command
