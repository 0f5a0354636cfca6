"""Takes an OpenAPI document, and the files beside it that it refers to, as they are.

The document is called `openapi.yaml` afterwards, also if it is JSON, and references to its old name
follow. A reference out of the document's folder is a problem, since a provider is one folder.
"""

import re
from collections.abc import Iterator, Mapping
from os.path import relpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from corrigenda.documents import STANDARD_INPUT, Document, read_document
from corrigenda.files import resolved
from corrigenda.new.source import Source
from corrigenda.openapi.bundle import bundle
from corrigenda.openapi.check import check_version
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.trees import Location, is_object, walk

NAME = "openapi.yaml"

_OURS = ("provider.toml", "samples", "guide.md", "operations", "schema.graphql", "schema.json")
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|$")
_NAMED = re.compile(r"(?<![^\s\"'#,\[\]{}])[^\s\"'#,\[\]{}]++(?=#)")
"""What stands before the number sign of a reference; each word is looked at once."""


def read_openapi(path: Path) -> Source:
    """Read a document of OpenAPI 3 and its files.

    Raises:
        ProblemsError: a file cannot be read, is not OpenAPI 3, or cannot be in a provider's folder.
    """
    document = read_document(_followed(path))
    check_version(document)
    path, folder = document.path, document.path.parent
    whole = bundle(document, folder)
    raise_any(_outside(document, whole))
    beside = {one.relative_to(folder).as_posix(): one for one in whole.files}
    raise_any(_clashes(beside))
    origins = {NAME: path, **beside}
    contents = {name: _content(one, document) for name, one in origins.items()}
    files = {name: _renamed(contents[name], folder / name, path) for name in origins}
    notes = [f"references to {path.name} are references to {NAME} now"] if files != contents else []
    notes += [f"{reference} does not exist" for reference in sorted(_missing(whole))]
    info = document.root.get("info")
    title = str(info.get("title", "")) if is_object(info) else ""
    return Source(files, origins, "path:/*", title, notes=tuple(notes))


def _references(whole: Document) -> Iterator[tuple[Location, str]]:
    """The references to files that are still there when all files are one document."""
    for location, node in walk(whole.root):
        reference: Any = node.get("$ref") if is_object(node) else None
        if isinstance(reference, str) and not _FOREIGN.match(reference):
            yield location, reference.partition("#")[0]


def _outside(document: Document, whole: Document) -> Iterator[Problem]:
    bundled = f"{document.path.stem}-bundled.yaml"
    for location, reference in _references(whole):
        if reference.startswith(("../", "/", "..\\")):
            message = f"`$ref: {reference}` leads out of the document's folder"
            fix = f"make it one file: `npx @redocly/cli bundle {document.path} -o {bundled}`"
            yield Problem(whole.place((*location, "$ref")), message, fix)


def _missing(whole: Document) -> set[str]:
    return {reference for _location, reference in _references(whole)}


def _clashes(beside: Mapping[str, Path]) -> Iterator[Problem]:
    """Files that have a name of ours, or one that the factory does not take for a schema."""
    for name, file in beside.items():
        first, is_alone = name.partition("/")[0], "/" not in name
        is_ours = first in _OURS or name == NAME
        is_odd = is_alone and file.suffix.lower() not in (".yaml", ".yml", ".json", ".md")
        if is_ours or is_odd or first.startswith((".", "__")):
            message = f"a provider's folder cannot have a schema called `{name}`"
            yield Problem(Place(file), message, "rename it, and the references to it")


def _followed(path: Path) -> Path:
    """The file that a link leads to; a pipe, such as `/dev/fd/63`, has no other name."""
    file = resolved(path) if path.is_symlink() else None
    return file if file and file.is_file() else path


def _content(path: Path, document: Document) -> bytes:
    """The content of a file; what is no file has been read, and cannot be read again."""
    if path is document.path and (path is STANDARD_INPUT or not path.is_file()):
        return (document.text or "").encode("utf-8")
    return path.read_bytes()


def _renamed(content: bytes, target: Path, main: Path) -> bytes:
    """The content of a file, in which references to the main document have its new name."""
    if main.name == NAME or main is STANDARD_INPUT or not main.is_file():
        return content
    new = relpath(main.resolve().with_name(NAME), target.parent)
    new = new if new.startswith(".") else f"./{new}"

    def named(found: re.Match[str]) -> str:
        is_main = resolved(target.parent / unquote(found[0])) == main.resolve()
        return new if is_main else found[0]

    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    changed = _NAMED.sub(named, text)
    return content if changed == text else changed.encode("utf-8")
