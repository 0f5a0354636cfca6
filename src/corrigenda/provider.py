"""Finds the providers and reads what each folder says of itself.

A provider is a folder below `schemas/`; there is no list of them anywhere. This stage refuses a
`provider.toml` with a key that nothing reads.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corrigenda.documents import Location, Object
from corrigenda.formats import check
from corrigenda.problems import Place, Problem, ProblemsError, raise_any


@dataclass(frozen=True, slots=True)
class Page:
    """A documentation page as it was when it was read; evidence points into its lines."""

    title: str
    address: str
    lines: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider: its folder, and what its `provider.toml` says."""

    folder: Path
    overlays: tuple[Path, ...]
    name: str
    summary: str
    version: str
    pages: Mapping[str, Page]
    request_id_headers: tuple[str, ...] = ()
    singles: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def key(self) -> str:
        """The folder's name, from which every other name is derived."""
        return self.folder.name

    @property
    def distribution(self) -> str:
        """The name that pip installs."""
        return f"{self.key}-client"

    @property
    def package(self) -> str:
        """The name that Python imports."""
        return f"{self.key}_client"

    def place(self, location: Location) -> Place:
        """Where a key of `provider.toml` stands."""
        path = self.folder / "provider.toml"
        return _toml_place(path, path.read_text(encoding="utf-8"), location)

    @property
    def schema_path(self) -> Path:
        return self.folder / "openapi.yaml"


def find_providers(schemas: Path, overlays: Path, chosen: Sequence[str] = ()) -> list[Provider]:
    """Read the chosen providers, or all of them, in the order of their names.

    Raises:
        ProblemsError: a chosen provider has no folder, or a `provider.toml` is wrong.
    """
    folders = sorted(path.parent for path in schemas.glob("*/provider.toml"))
    names = [folder.name for folder in folders]
    raise_any(
        Problem(
            Place(schemas / name),
            f"no provider is called `{name}`",
            f"choose from: {', '.join(names)}",
        )
        for name in chosen
        if name not in names
    )
    raise_any(_nothing_found(schemas) if not folders else ())
    return [
        _read(folder, overlays / folder.name)
        for folder in folders
        if not chosen or folder.name in chosen
    ]


def _nothing_found(schemas: Path) -> list[Problem]:
    return [Problem(Place(schemas), "there is no provider here", "add `<provider>/provider.toml`")]


def _read(folder: Path, overlay_folder: Path) -> Provider:
    path = folder / "provider.toml"
    text = path.read_text(encoding="utf-8")
    content = _parse(path, text)
    raise_any(check(content, "provider", lambda location: _toml_place(path, text, location)))
    return Provider(
        folder=folder,
        overlays=tuple(sorted(overlay_folder.glob("*.yaml"))),
        name=content["name"],
        summary=content["summary"],
        version=content["version"],
        pages={key: Page(**page) for key, page in content["pages"].items()},
        request_id_headers=tuple(content.get("request_id_headers", ())),
        singles=content.get("singles", {}),
    )


def _parse(path: Path, text: str) -> Object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        numbers = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(number) for number in numbers.groups()) if numbers else (1, 1)
        reason = str(error).partition(" (at")[0]
    raise ProblemsError(
        [Problem(Place(path, line, column), f"not valid TOML: {reason}", "correct the syntax")]
    )


def _toml_place(path: Path, text: str, location: Location) -> Place:
    """The line that sets the last step, below the table header that the other steps name.

    tomllib reports no positions, so the line is looked for.
    """
    steps = [str(step) for step in location]
    header = re.compile(r"\s*\[" + r"\.".join(map(re.escape, steps)) + r"\]")
    table, wanted = (
        ".".join(steps[:-1]),
        re.compile(r'\s*"?' + re.escape(steps[-1] if steps else "") + r'"?\s*='),
    )
    current = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header.match(line) or (steps and current == table and wanted.match(line)):
            return Place(path, number)
        if line.startswith("["):
            current = line.strip("[] \t")
    return Place(path)
