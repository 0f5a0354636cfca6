"""Reads the JSON that introspection returns as the definitions of a schema.

Older servers leave out what later editions of the specification added, and have the flags `onField`
and `onFragment` in place of the locations of directives. Every definition keeps its place in the
JSON, so that a problem names the line of the file.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from graphql import DocumentNode, Source, build_client_schema, parse, print_schema
from graphql.language import Location as NodeLocation
from graphql.language import Token, TokenKind

from corrigenda.documents import Document, read_document
from corrigenda.problems import Problem, ProblemsError
from corrigenda.trees import Location, Object, is_array, is_object

_FIX = 'save the whole response of the introspection query: `{"data": {"__schema": …}}`'
_MEMBERS = ("fields", "inputFields", "enumValues", "args")


def read_introspection(path: Path) -> DocumentNode:
    """Read the response of an introspection query as SDL.

    Raises:
        ProblemsError: the file is missing, is not JSON, or holds no schema.
    """
    document = read_document(path)
    at, schema = _schema(document)
    try:
        built = build_client_schema(cast(Any, _modern(schema)), assume_valid=True)
        parsed = parse(Source(print_schema(built), str(path)))
    except Exception as error:  # noqa: BLE001 - the library raises whatever a broken answer meets
        said = str(error).partition("\n")[0].partition(". Ensure")[0]
        problem = Problem(document.place(at), f"is no introspection of a schema: {said}", _FIX)
        raise ProblemsError([problem]) from None
    _locate(parsed, document, at)
    return parsed


def _schema(document: Document) -> tuple[Location, Object]:
    at: Location = ()
    node: Any = document.root
    for key in ("data", "__schema"):
        if is_object(node) and key in node:
            at, node = (*at, key), node[key]
    if not at or at[-1] != "__schema" or not is_object(node):
        raise ProblemsError([Problem(document.place(()), "holds no `__schema`", _FIX)])
    return at, node


def _modern(schema: Object) -> Object:
    """The schema with what older servers leave out."""
    types = [_modern_type(one) for one in schema.get("types", ()) if is_object(one)]
    directives = [one for one in schema.get("directives") or () if is_object(one)]
    return {
        "__schema": {
            **schema,
            "mutationType": schema.get("mutationType"),
            "subscriptionType": schema.get("subscriptionType"),
            "types": types,
            "directives": [_modern_directive(one) for one in directives],
        }
    }


def _modern_type(node: Object) -> Object:
    made: Object = {**node, "interfaces": node.get("interfaces") or []}
    fields: Any = node.get("fields")
    if is_array(fields):
        made["fields"] = [_modern_field(one) for one in fields]
    return made


def _modern_field(node: Any) -> Any:
    return {**node, "args": node.get("args") or []} if is_object(node) else node


def _modern_directive(node: Object) -> Object:
    places = node.get("locations")
    if not is_array(places):
        flags = {
            "onField": ("FIELD",),
            "onFragment": ("FRAGMENT_SPREAD", "INLINE_FRAGMENT"),
            "onOperation": ("QUERY", "MUTATION", "SUBSCRIPTION"),
        }
        places = [one for flag, those in flags.items() if node.get(flag) for one in those]
    return {**node, "locations": places or ["FIELD"], "args": node.get("args") or []}


def _locate(parsed: DocumentNode, document: Document, at: Location) -> None:
    """Give every definition and member the place of its name in the JSON."""
    starts = dict(_names(document.root, at))
    source = Source(document.text or "", str(document.path))
    for node in parsed.definitions:
        _place(node, document, source, starts, ())


def _names(root: Any, at: Location) -> Iterator[tuple[tuple[str, ...], Location]]:
    """The location of the name of each type, and of each member of one, by their names."""
    schema: Any = root
    for step in at:
        schema = schema[step]
    for index, one in enumerate(schema["types"]):
        yield from _below(one, (*at, "types", index), ())


def _below(
    node: Any, at: Location, names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Location]]:
    if not is_object(node) or not isinstance(node.get("name"), str):
        return
    here = (*names, str(node["name"]))
    yield here, (*at, "name")
    for key in _MEMBERS:
        for index, one in enumerate(node.get(key) or ()):
            yield from _below(one, (*at, key, index), here)


def _place(
    node: Any,
    document: Document,
    source: Source,
    starts: Mapping[tuple[str, ...], Location],
    names: tuple[str, ...],
) -> None:
    name = getattr(node, "name", None)
    here = (*names, name.value) if name else names
    if name and here in starts:
        start, place = document.offset(starts[here]), document.place(starts[here])
        token = Token(TokenKind.NAME, start, start, place.line, place.column)
        node.loc = name.loc = NodeLocation(token, token, source)
    for key in ("fields", "values", "arguments"):
        for one in getattr(node, key, None) or ():
            _place(one, document, source, starts, here)
