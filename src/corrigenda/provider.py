"""Finds the providers and reads the `provider.toml` of each.

A provider is a folder in `schemas/`; no other list of providers exists. Unknown keys in
`provider.toml` and unused files (`layout`) are problems.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from corrigenda.corrections import Page
from corrigenda.formats import check
from corrigenda.layout import (
    entries,
    folder_problems,
    is_graphql,
    overlay_suffix,
    overlays_in,
    schema_name,
    unread_files,
)
from corrigenda.naming import address_problem, client_name, is_client_name
from corrigenda.paths import did_you_mean
from corrigenda.problems import Place, Problem, ProblemsError, gather, raise_any
from corrigenda.released import Release, read_release, release_problems
from corrigenda.texts.toml_text import toml_entry_line, toml_line
from corrigenda.trees import Location, Object


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Where a credential is sent: in a header, and in the operation variable that it `fills`."""

    header: str
    prefix: str = ""
    fills: str | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The URL of a GraphQL service, or one for each environment, the default first."""

    url: str
    environments: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Envelope:
    """The fields that wrap a result: whether it succeeded, its message, and its value."""

    success: str
    message: str
    value: str


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider: its folder, the content of its `provider.toml`, and its guide for the README.

    `service`, `credentials`, `scalars` and `envelope` hold what SDL cannot express. `include` and
    `exclude` choose operations.
    """

    folder: Path
    overlays: tuple[Path, ...]
    name: str
    summary: str
    version: str
    pages: Mapping[str, Page]
    request_id_headers: tuple[str, ...] = ()
    reason_places: tuple[str, ...] = ()
    singles: Mapping[str, str] = field(default_factory=dict[str, str])
    guide: str = ""
    service: Endpoint | None = None
    credentials: Mapping[str, TokenPlace] = field(default_factory=dict[str, TokenPlace])
    scalars: Mapping[str, str] = field(default_factory=dict[str, str])
    envelope: Envelope | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    release: Release = field(default_factory=Release)

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
        """The position of a key in `provider.toml`."""
        return _toml_place(self.folder / "provider.toml", location)

    def place_of_entry(self, location: Location, entry: str) -> Place:
        """The position of an entry of a list in `provider.toml`."""
        path = self.folder / "provider.toml"
        steps = [str(step) for step in location]
        return Place(path, toml_entry_line(path.read_text(encoding="utf-8-sig"), steps, entry))

    @property
    def is_graphql(self) -> bool:
        """Whether the schema is SDL rather than OpenAPI."""
        return is_graphql(self.folder)

    @property
    def schema_path(self) -> Path:
        return self.folder / schema_name(self.folder)

    @property
    def operations_path(self) -> Path:
        """The folder of the operations of a GraphQL service."""
        return self.folder / "operations"


def find_providers(schemas: Path, overlays: Path, chosen: Sequence[str] = ()) -> list[Provider]:
    """Read the chosen providers, or all of them, sorted by name.

    Raises:
        ProblemsError: a chosen provider has no folder, a `provider.toml` is wrong, or a file is not
            used.
    """
    names = [path.name for path in entries(schemas)]
    wanted = [name for name in names if not chosen or name in chosen]
    problems = [*_missing(schemas, names, chosen), *_orphans(overlays, names)]
    return gather((partial(_read, schemas / name, overlays / name) for name in wanted), problems)


def read_pages(path: Path) -> dict[str, Page]:
    """Read the pages that a `provider.toml` records.

    Raises:
        ProblemsError: the file does not match its format.
    """
    content = _parse(path)
    raise_any(check(content, "provider", lambda location: _toml_place(path, location)))
    return {key: Page(**page) for key, page in content.get("pages", {}).items()}


def _missing(schemas: Path, names: list[str], chosen: Sequence[str]) -> Iterator[Problem]:
    if not names:
        message = "the folder holds no provider" if schemas.is_dir() else "there is no such folder"
        yield Problem(Place(schemas), message, _elsewhere(schemas))
    for name in chosen:
        if names and name not in names:
            near = get_close_matches(name, names, 1)
            known = f"did you mean `{near[0]}`? " if near else ""
            known += f"choose from: {', '.join(names)}"
            yield Problem(Place(schemas / name), f"no provider is called `{name}`", known)


def _elsewhere(schemas: Path) -> str:
    """What to do where there is no provider: a folder above may be the right one."""
    if not schemas.is_absolute():
        for above in Path.cwd().parents:
            if any((above / schemas).glob("*/provider.toml")):
                return f"change to {above}, which has providers, or pass another `--schemas`"
    new = "make a provider with `corrigenda new NAME --openapi FILE`"
    other = f"change to the folder that holds `schemas`, pass another `--schemas`, or {new}"
    meant = did_you_mean(schemas, Path.is_dir)
    return f"{meant} or {other}" if meant else other


def _orphans(overlays: Path, names: list[str]) -> Iterator[Problem]:
    for path in entries(overlays) if names else ():
        if path.name not in names:
            message = f"no provider is called `{path.name}`, so its overlays are not used"
            fix = f"rename or delete it; known providers: {', '.join(names)}"
            yield Problem(Place(path), message, fix)


def _read(folder: Path, overlay_folder: Path) -> Provider:
    raise_any([*folder_problems(folder), *unread_files(folder, overlay_folder)])
    path, guide = folder / "provider.toml", folder / "guide.md"
    content = _parse(path)
    raise_any(check(content, "provider", lambda location: _toml_place(path, location)))
    license_place = _toml_place(path, ("package", "license"))
    problems = release_problems(content, folder, license_place)
    urls = _service_problems(path, content.get("service", {}))
    names = _name_problems(path, content["name"])
    raise_any([*_kind_problems(folder, path, content), *names, *urls, *problems])
    return Provider(
        folder=folder,
        overlays=tuple(overlays_in(overlay_folder, overlay_suffix(folder))),
        name=content["name"],
        summary=content["summary"],
        version=content["version"],
        pages={key: Page(**page) for key, page in content.get("pages", {}).items()},
        request_id_headers=tuple(content.get("request_id_headers", ())),
        reason_places=tuple(content.get("errors", {}).get("reason", ())),
        singles=content.get("singles", {}),
        guide=guide.read_text(encoding="utf-8-sig") if guide.is_file() else "",
        service=Endpoint(**content["service"]) if "service" in content else None,
        credentials={key: TokenPlace(**one) for key, one in content.get("credentials", {}).items()},
        scalars=content.get("scalars", {}),
        envelope=Envelope(**content["envelope"]) if "envelope" in content else None,
        include=tuple(content.get("operations", {}).get("include", ())),
        exclude=tuple(content.get("operations", {}).get("exclude", ())),
        release=read_release(content, folder),
    )


def _name_problems(path: Path, name: str) -> Iterator[Problem]:
    if not is_client_name(name):
        fix = f"use another, such as `{client_name(name)}`"
        message = f"`name`: `{name}` is a name of Python, or of a class that every package has"
        yield Problem(_toml_place(path, ("name",)), message, fix)


def _service_problems(path: Path, service: Object) -> Iterator[Problem]:
    given = [(("url",), service.get("url")), *_environments(service)]
    for steps, url in given:
        problem = address_problem(url) if isinstance(url, str) else None
        if problem:
            place = _toml_place(path, ("service", *steps))
            yield Problem(place, f"`service.{'.'.join(steps)}` {problem[0]}", problem[1])


def _environments(service: Object) -> list[tuple[tuple[str, ...], str]]:
    found: Mapping[str, str] = service.get("environments", {})
    return [(("environments", name), url) for name, url in found.items()]


def _kind_problems(folder: Path, path: Path, content: Object) -> Iterator[Problem]:
    """Tables that the kind of schema requires, and tables that it does not use."""
    graphql = is_graphql(folder)
    if graphql and "service" not in content:
        fix = 'add `[service]` with `url = "https://…"`: a GraphQL schema has no address'
        yield Problem(Place(path), "`[service]` is missing", fix)
    idle = ("singles",) if graphql else ("service", "credentials", "scalars", "envelope")
    for key in idle:
        if key in content:
            kind = "a GraphQL" if graphql else "an OpenAPI"
            yield Problem(
                _toml_place(path, (key,)),
                f"`[{key}]` is not used for {kind} provider",
                "delete it",
            )


def _parse(path: Path) -> Object:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # editors add a mark
    except (OSError, UnicodeDecodeError) as error:
        line, column, reason = 1, 1, str(error)
    except tomllib.TOMLDecodeError as error:
        numbers = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(number) for number in numbers.groups()) if numbers else (1, 1)
        reason = str(error).partition(" (at")[0]
    raise ProblemsError(
        [Problem(Place(path, line, column), f"not valid TOML: {reason}", "correct the syntax here")]
    )


def _toml_place(path: Path, location: Location) -> Place:
    steps = [str(step) for step in location]
    return Place(path, toml_line(path.read_text(encoding="utf-8-sig"), steps) if steps else 1)
