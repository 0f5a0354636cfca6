"""What lies in the folder of a provider, and what nothing uses.

A file has its meaning by its name and its place. A file without one is a problem, because somebody
wrote it for a purpose.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from corrigenda.problems import Place, Problem
from corrigenda.released import LICENSE

_GRAPHQL = ("schema.graphql", "schema.json")
"""A schema as SDL, or as the JSON that introspection returns."""
_NAMES = ("provider.toml", "openapi.yaml", "samples", "guide.md", LICENSE, "emulator.py")


def entries(folder: Path) -> list[Path]:
    """The entries of a folder, sorted, without hidden files and caches."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if not path.name.startswith((".", "__")))


def is_graphql(folder: Path) -> bool:
    """Whether there is SDL, or would be if the schema were not missing."""
    if any((folder / name).is_file() for name in _GRAPHQL):
        return True
    return (folder / "operations").is_dir() and not (folder / "openapi.yaml").is_file()


def schema_name(folder: Path) -> str:
    """The name of the schema's file, which may be missing."""
    if not is_graphql(folder):
        return "openapi.yaml"
    return next((name for name in _GRAPHQL if (folder / name).is_file()), _GRAPHQL[0])


def overlay_suffix(folder: Path) -> str:
    """How the names of the provider's overlays end."""
    return ".graphql" if is_graphql(folder) else ".yaml"


def overlays_in(folder: Path, suffix: str) -> Iterator[Path]:
    """The overlays in a folder; one that holds only comments is an example, and not read."""
    for path in sorted(folder.glob(f"*{suffix}")):
        if not _holds_only_comments(path):
            yield path


def _holds_only_comments(path: Path) -> bool:
    lines = [line.strip() for line in path.read_bytes().splitlines()]
    return any(lines) and all(line.startswith(b"#") for line in lines if line)


def folder_problems(folder: Path) -> Iterator[Problem]:
    """A name that no package can have, and a manifest that is missing."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", folder.name):
        message = f"`{folder.name}` is not a valid package name"
        yield Problem(
            Place(folder),
            message,
            "use lower-case letters, digits and underscores, starting with a letter",
        )
    if folder.is_dir() and not (folder / "provider.toml").is_file():
        yield Problem(Place(folder / "provider.toml"), "the file is missing", "create it")


def unused_files(folder: Path, used: Collection[Path]) -> Iterator[Problem]:
    """The files and folders beside an OpenAPI document to which nothing refers."""
    for entry in entries(folder):
        if entry.name in _NAMES or not _may_be_referred_to(entry):
            continue
        # A folder of which some files are used may come whole from elsewhere.
        if entry not in used and not any(path.is_relative_to(entry) for path in used):
            fix = f"delete it, refer to it, or use one of these names: {', '.join(_NAMES)}"
            yield Problem(Place(entry), "this file is not used", fix)


def _may_be_referred_to(path: Path) -> bool:
    """Whether an OpenAPI document may refer to a file, or to files in a folder."""
    return path.is_dir() or path.suffix.lower() in (".yaml", ".yml", ".json", ".md")


def unread_files(folder: Path, overlay_folder: Path) -> Iterator[Problem]:
    """Files that look like inputs but are not used."""
    graphql = is_graphql(folder)
    schema = (schema_name(folder), "operations") if graphql else ("openapi.yaml",)
    known = ("provider.toml", *schema, "samples", "guide.md", LICENSE, "emulator.py")
    others = [path for path in entries(folder) if path.name not in known]
    unread = [(path, "") for path in others if graphql or not _may_be_referred_to(path)]
    places = {folder / "samples": ".yaml", overlay_folder: overlay_suffix(folder)}
    places |= {folder / "operations": ".graphql"} if graphql else {}
    for place, suffix in places.items():
        unread += [(path, suffix) for path in entries(place) if path.suffix != suffix]
    for path, suffix in unread:
        if graphql and path.name in ("openapi.yaml", *_GRAPHQL):
            message = f"the provider has two schemas: this file and `{schema_name(folder)}`"
            yield Problem(Place(path), message, "delete one of the two")
            continue
        fix = f"rename it to `*{suffix}`, or delete it"
        fix = fix if suffix else f"delete it, or use one of these names: {', '.join(known)}"
        yield Problem(Place(path), "this file is not used", fix)
