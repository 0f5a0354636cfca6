"""Options that several commands share."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource


class _Existing(click.Path):
    """A path that must exist, unless it is a default.

    If it `may_lack`, it must not be nearly called like one that exists.
    """

    may_lack = False

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        name = param.name if param else None
        source = ctx.get_parameter_source(name) if ctx and name else None
        if source is not ParameterSource.DEFAULT and not os.path.exists(value):
            from corrigenda.paths import did_you_mean  # seldom needed

            meant = did_you_mean(Path(value))
            if meant or not self.may_lack:
                wrong = f"there is no `{value}`; {meant or 'correct the path'}"
                self.fail(wrong, param, ctx)
        return super().convert(value, param, ctx)


class _Lacking(_Existing):
    may_lack = True


ANY = _Existing(path_type=Path)
OVERLAYS = _Lacking(file_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)

C = TypeVar("C", bound=Callable[..., Any])

_HELP = {
    "schemas": "The folder with a folder for each provider.",
    "overlays": "The folder with the corrections of each provider.",
}


def providers_folders(command: C) -> C:
    """Add the options `--schemas` and `--overlays`, the folders of the providers.

    Providers without corrections need no folder of overlays. One whose name is nearly that of
    another is a mistake, though, with which nothing would be corrected. Of the schemas,
    `find_providers` says more.
    """
    return _folders(command, {"schemas": FOLDER, "overlays": OVERLAYS})


def new_folders(command: C) -> C:
    """Add the same options to a command that makes the folders."""
    return _folders(command, {"schemas": FOLDER, "overlays": FOLDER})


def _folders(command: C, types: Mapping[str, click.Path]) -> C:
    for name, said in reversed(_HELP.items()):  # help shows the last one first
        add = click.option(
            f"--{name}", type=types[name], default=Path(name), show_default=True, help=said
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
