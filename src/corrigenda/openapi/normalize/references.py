"""Takes out references that lead nowhere, into another file, or back to themselves."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Location, Object, is_array, is_object, location_of, node_at, steps_in


def cut_references(root: Traced, log: Log) -> Traced:
    """The document in which every reference leads to something."""
    root = with_plain_references(root)
    broken = {at: (message, fix) for at, message, fix in broken_references(root)}
    for at, (message, fix) in broken.items():
        log.find((*at, "$ref"), message, fix)
    return _cut(root, (), frozenset(broken)) if broken else root


def with_plain_references(root: Object) -> Traced:
    """The document whose references are JSON pointers as they stand."""
    found: Traced = _decoded(root, root)
    return found


def _decoded(root: Object, node: Any) -> Any:
    """A part of a document whose references are not percent-encoded (RFC 6901, section 6)."""
    if is_array(node):
        return [_decoded(root, one) for one in node]
    if not is_object(node):
        return node
    changed = like(node, {key: _decoded(root, one) for key, one in node.items()})
    reference = changed.get("$ref")
    if isinstance(reference, str) and "%" in reference and not _exists(root, reference):
        changed["$ref"] = unquote(reference)
    return changed


def broken_references(root: Object) -> Iterator[tuple[Location, str, str]]:
    """The objects whose reference leads nowhere, each with what is wrong and the fix."""
    for at, reference in _references(root, ()):
        if reference.startswith(("http:", "https:")):
            message = f"`$ref: {reference}` is on another machine, and is not read"
            yield at, message, "save the file beside the document, and refer to it there"
        elif not reference.startswith("#"):
            message = f"`$ref: {reference}` leads to no part of a file of the provider"
            yield at, message, "put the file into the folder of the provider, or correct the path"
        elif not _exists(root, reference):
            message = f"`$ref: {reference}` does not resolve"
            yield at, message, "refer to an entry that exists under `components`"
        elif _is_circular(root, reference):
            message = f"`$ref: {reference}` leads back to itself"
            yield at, message, "refer to an entry that has content"


_DATA = ("example", "examples", "default", "enum", "const")
"""Members that hold data, in which `$ref` is a name like any other."""


def _references(node: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if is_object(node):
        if isinstance(node.get("$ref"), str):
            yield at, node["$ref"]
        for key, value in node.items():
            named = bool(at) and at[-1] in ("properties", "schemas")
            if named or not (key in _DATA or key.startswith("x-")):
                yield from _references(value, (*at, key))
    elif is_array(node):
        for index, value in enumerate(node):
            yield from _references(value, (*at, index))


def _exists(root: Object, reference: str) -> bool:
    return reference.startswith("#/") and steps_in(root, location_of(reference)) is not None


def _is_circular(root: Object, reference: str) -> bool:
    """Return whether entries that are only references lead around in a circle."""
    passed: set[str] = set()
    while reference not in passed and _exists(root, reference):
        passed.add(reference)
        node = node_at(root, steps_in(root, location_of(reference)) or ())
        following = node.get("$ref") if is_object(node) else None
        if not isinstance(following, str):
            return False
        reference = following
    return reference in passed


def _cut(node: Any, at: Location, broken: frozenset[Location]) -> Any:
    if is_object(node):
        kept = {key: _cut(value, (*at, key), broken) for key, value in node.items()}
        if at in broken:
            del kept["$ref"]
        return like(node, kept)
    if is_array(node):
        return [_cut(value, (*at, index), broken) for index, value in enumerate(node)]
    return node
