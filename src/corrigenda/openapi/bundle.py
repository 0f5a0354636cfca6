"""Reads a schema that is spread over several files as one document.

A reference to a file beside the document (`./pet.yaml#/Pet`) is relative to the file that has it.
A schema gets a name under `components/schemas`, since it may refer to itself; anything else is put
in the place of the reference. Overlays address the result, and problems the file that holds a part.
Neither files outside the provider's folder nor addresses on the network are read.
"""

import os
import re
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from corrigenda.documents import Document, parse_document, read_document, read_text
from corrigenda.files import resolved
from corrigenda.layout import unused_files
from corrigenda.openapi.kinds import DATA, DOCUMENT, SCHEMA, kind_below
from corrigenda.paths import require
from corrigenda.problems import Problem, ProblemsError, raise_any
from corrigenda.provider import Provider
from corrigenda.trees import (
    MAX_NODES,
    Location,
    Object,
    is_array,
    is_object,
    location_of,
    node_at,
    steps_in,
)

Target = tuple[Path, str]
"""A file and a JSON pointer in it."""

_SCHEMAS: Location = ("components", "schemas")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A node in a file, before it is put into the bundle."""

    document: Document
    location: Location
    node: Any

    def below(self, step: str | int) -> "_Spot":
        return _Spot(self.document, (*self.location, step), self.node[step])


@dataclass(slots=True)
class _Bundle:
    """The files that were read, the names of their schemas, and where each part comes from."""

    folder: Path
    main: Path
    files: dict[Path, Document]
    names: dict[Target, str] = field(default_factory=dict[Target, str])
    paths: dict[tuple[Path, str], Path | None] = field(
        default_factory=dict[tuple[Path, str], Path | None]
    )
    waiting: deque[tuple[str, _Spot]] = field(default_factory=deque[tuple[str, _Spot]])
    parts: dict[Location, tuple[Document, Location]] = field(
        default_factory=dict[Location, tuple[Document, Location]]
    )
    taken: set[str] = field(default_factory=set[str])
    problems: list[Problem] = field(default_factory=list[Problem])
    nodes: int = 0


def read_schema(provider: Provider) -> Document:
    """Read a provider's schema and the files that it refers to, as one document.

    Raises:
        ProblemsError: a file cannot be read or is not used, or a reference leads
            around in a circle that is no schema.
    """
    require(provider.schema_path)
    document = bundle(read_document(provider.schema_path), provider.folder)
    raise_any(unused_files(provider.folder, document.files))
    return document


def bundle(document: Document, folder: Path) -> Document:
    """The document itself if it refers to no file, else one that holds what it refers to."""
    state = _Bundle(folder.resolve(), document.path.resolve(), {document.path.resolve(): document})
    whole = _Spot(document, (), document.root)
    _declare(state, whole)
    state.parts[()] = (document, ())
    root: Object = _copied(state, whole, DOCUMENT, (), ())
    while state.waiting:
        name, spot = state.waiting.popleft()
        state.parts[(*_SCHEMAS, name)] = (spot.document, spot.location)
        schema = _copied(state, spot, SCHEMA, (*_SCHEMAS, name), ())
        root.setdefault("components", {}).setdefault("schemas", {})[name] = schema
    raise_any(state.problems)
    files = tuple(one.path for path, one in state.files.items() if path != state.main)
    if not files:
        return document
    return replace(document, root=root, text=None, node=None, parts=state.parts, files=files)


def _declare(state: _Bundle, whole: _Spot) -> None:
    """Give the schemas that `components/schemas` refers to the names that they have there."""
    spot: _Spot | None = whole
    for step in _SCHEMAS:
        spot = _resolved(state, spot) if spot and is_object(spot.node) else None
        spot = spot.below(step) if spot and step in spot.node else None
    spot = _resolved(state, spot) if spot and is_object(spot.node) else None
    for name in spot.node if spot and is_object(spot.node) else ():
        state.taken.add(name)
        target = _target(state, spot.below(name)) if spot else None
        if target is not None:
            state.names.setdefault(target, name)


def _resolved(state: _Bundle, spot: _Spot) -> _Spot | None:
    target = _target(state, spot)
    return spot if target is None else _spot_of(state, target)


def _target(state: _Bundle, spot: _Spot) -> Target | None:
    """The file and pointer that a node refers to; None unless it refers to another file."""
    node: Any = spot.node
    reference = node.get("$ref") if is_object(node) else None
    return _read_target(state, spot, reference) if isinstance(reference, str) else None


def _read_target(state: _Bundle, spot: _Spot, reference: str) -> Target | None:
    file, _hash, pointer = reference.partition("#")
    here = spot.document.path
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", file) or file.startswith("//"):
        return None
    if not file and spot.document is state.files[state.main]:
        return None
    path = _absolute(state, here, file)
    if path is None or not path.is_relative_to(state.folder):
        # It stays as it is, leads nowhere, and leaves out the operations that need it.
        return None
    return path, unquote(pointer).rstrip("/")


def _absolute(state: _Bundle, here: Path, file: str) -> Path | None:
    """The file that a reference in a file names, with links followed; None if none can be it."""
    if (here, file) not in state.paths:
        state.paths[here, file] = resolved((here.parent / unquote(file)) if file else here)
    return state.paths[here, file]


def _spot_of(state: _Bundle, target: Target) -> _Spot | None:
    """The node that a target names; None if there is none, which `normalize` tells."""
    path, pointer = target
    if path not in state.files:
        if not os.path.isfile(path):  # whatever the name is
            return None
        try:
            state.files[path] = _read_file(state, path)
        except ProblemsError as error:
            state.problems.extend(error.problems)
            return None
    document = state.files[path]
    location = steps_in(document.root, location_of(pointer)) if pointer else ()
    if location is None:
        return None
    return _Spot(document, location, node_at(document.root, location))


def _read_file(state: _Bundle, path: Path) -> Document:
    """A file of the provider, with the path by which the provider's folder was given."""
    given = state.files[state.main].path.parent / path.relative_to(state.main.parent)
    if path.suffix.lower() == ".md":
        text: Any = read_text(given)
        return Document(given, text)
    return parse_document(given, read_text(given))


def _copied(
    state: _Bundle, spot: _Spot, kind: str, at: Location, passed: tuple[Target, ...]
) -> Any:
    """A copy of a node for the bundle, in which no reference leads to a file."""
    node: Any = spot.node
    state.nodes += 1
    if state.nodes > MAX_NODES:
        message = f"the files together have more than {MAX_NODES:,} nodes"
        place = spot.document.place(spot.location)
        raise ProblemsError([Problem(place, message, "refer to fewer files")])
    is_reference = is_object(node) and isinstance(node.get("$ref"), str)
    if is_reference and (kind != DATA or len(node) == 1):
        return _followed(state, spot, kind, at, passed)
    if is_object(node):
        return {
            key: _mapped(state, spot.below(key))
            if kind == SCHEMA and key == "discriminator"
            else _copied(state, spot.below(key), kind_below(kind, key), (*at, key), passed)
            for key in node
        }
    if is_array(node):
        return [
            _copied(state, spot.below(index), kind_below(kind, index), (*at, index), passed)
            for index in range(len(node))
        ]
    return node


def _followed(
    state: _Bundle, spot: _Spot, kind: str, at: Location, passed: tuple[Target, ...]
) -> Any:
    """What a reference becomes: one within the bundle, or the node that it leads to."""
    node: Object = spot.node
    beside = {
        key: _copied(state, spot.below(key), kind_below(kind, key), (*at, key), passed)
        for key in node
        if key != "$ref"
    }
    target = _target(state, spot)
    if target is None:
        return {**beside, "$ref": node["$ref"]}
    there = _spot_of(state, target)
    if target[0] == state.main:
        return {**beside, "$ref": f"#{target[1]}"}
    if there is None:
        return dict(node) if kind == DATA else {**beside, "$ref": _written(state, target)}
    declared = at[:-1] == _SCHEMAS and state.names.get(target) == at[-1]
    if kind == SCHEMA and not declared:
        return {**beside, "$ref": f"#/components/schemas/{_name(state, target, there)}"}
    if target in passed:
        message = f"`$ref: {node['$ref']}` leads back to itself"
        place = spot.document.place((*spot.location, "$ref"))
        state.problems.append(Problem(place, message, "refer to an entry that has content"))
        return beside
    state.parts[at] = (there.document, there.location)
    found = _copied(state, there, kind, at, (*passed, target))
    return {**found, **beside} if is_object(found) and beside else found


def _written(state: _Bundle, target: Target) -> str:
    path, pointer = target
    return f"{path.relative_to(state.folder).as_posix()}#{pointer}"


def _name(state: _Bundle, target: Target, spot: _Spot) -> str:
    """The name of a schema under `components/schemas`: its last step, or the name of its file."""
    if target in state.names:
        return state.names[target]
    path, pointer = target
    stem = re.sub(r"[^A-Za-z0-9._-]", "_", path.name.partition(".")[0])
    last = re.sub(r"[^A-Za-z0-9._-]", "_", pointer.rpartition("/")[2]) if pointer else stem
    name = last if last not in state.taken else f"{stem}_{last}"
    number = 2
    while name in state.taken:
        name, number = f"{stem}_{last}_{number}", number + 1
    state.names[target] = name
    state.taken.add(name)
    state.waiting.append((name, spot))
    return name


def _mapped(state: _Bundle, spot: _Spot) -> Any:
    """A discriminator whose mapping names schemas of the bundle."""
    node: Any = spot.node
    mapping: Any = node.get("mapping") if is_object(node) else None
    if not is_object(mapping):
        return node
    return {**node, "mapping": {tag: _tagged(state, spot, one) for tag, one in mapping.items()}}


def _tagged(state: _Bundle, spot: _Spot, value: Any) -> Any:
    if not isinstance(value, str) or not re.search(r"[#/]|\.(ya?ml|json)$", value):
        return value
    target = _read_target(state, spot, value)
    there = _spot_of(state, target) if target else None
    if target is None or there is None:
        return value
    if target[0] == state.main:
        return f"#{target[1]}"
    return f"#/components/schemas/{_name(state, target, there)}"
