"""The options that several commands share, so that they mean the same everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)

C = TypeVar("C", bound=Callable[..., Any])


def providers_folders(command: C) -> C:
    """Let a command say where the schemas and the overlays of providers are."""
    for name in ("overlays", "schemas"):  # the last one that is added is shown first
        add = click.option(f"--{name}", type=FOLDER, default=Path(name), show_default=True)
        command = add(command)
    return command
