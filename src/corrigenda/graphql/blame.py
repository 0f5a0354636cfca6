"""Names the corrections that changed a part of a GraphQL schema or of an operation.

A part is named by its schema coordinate (`Company.projects`), or by the path to a selection in an
operation (`CreateBill/createBill/dueDate`). For an unknown name, the error suggests similar ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from graphql import FieldNode, Node

from corrigenda.corrections import Correction, reason_lines
from corrigenda.graphql.apply import apply_overlays
from corrigenda.graphql.check import check_schema
from corrigenda.graphql.coordinates import Coordinate, coordinates, find, parse_coordinate
from corrigenda.graphql.merged import Merged, is_below
from corrigenda.graphql.overlay import Overlay, read_overlays
from corrigenda.graphql.read import node_place, read_base
from corrigenda.graphql.tree import Touch
from corrigenda.problems import Place, Problem, ProblemsError
from corrigenda.provider import Provider


def blame_graphql(provider: Provider, name: str) -> list[str]:
    """Explain a part of a provider's corrected schema or operations, line by line.

    The samples are not checked, so that this helps while they are still wrong.

    Raises:
        ProblemsError: an input is wrong, or the part does not exist.
    """
    return list(blame_lines(*_merged(provider), name))


def blame_graphql_plain(provider: Provider, name: str) -> dict[str, Any]:
    """The same as plain data, with a `Place` wherever a place is told.

    Raises:
        ProblemsError: an input is wrong, or the part does not exist.
    """
    merged, overlays = _merged(provider)
    node, touch, at = _traced(merged, name)
    below = sorted(key for key in merged.touches if is_below(key, name))
    return {
        "part": name,
        "place": node_place(node) if node is not None else None,
        "changes": [_plain(at, one, overlays) for one in (touch.history if touch else ())],
        "below": [_plain(key, merged.touches[key], overlays) for key in below],
    }


def _merged(provider: Provider) -> tuple[Merged, Sequence[Overlay]]:
    base = read_base(provider.schema_path, provider.operations_path)
    overlays = read_overlays(provider.overlays, provider.pages)
    return check_schema(base.path, apply_overlays(base, overlays), provider).merged, overlays


def blame_lines(merged: Merged, overlays: Sequence[Overlay], name: str) -> Iterator[str]:
    """Explain a part of the schema or of an operation, line by line.

    Raises:
        ProblemsError: the part does not exist.
    """
    node, touch, at = _traced(merged, name)
    place = node_place(node) if node is not None else "removed"
    yield f"{name}: {place}"
    if touch is None:
        yield "  unchanged from the base"
    told: set[str] = set()
    for one in touch.history if touch else ():
        inside = "" if at == name else f", with `{at}`"
        yield f"  {_told(one, overlays)}{inside}"
        yield from () if one.correction in told else _reason(one, overlays)
        told.add(one.correction)
    below = sorted(key for key in merged.touches if is_below(key, name))
    if below:
        yield "below it:"
    for key in below:
        yield f"  {key}: {_told(merged.touches[key], overlays)}"


def _traced(merged: Merged, name: str) -> tuple[Node | None, Touch | None, str]:
    """The node of a part, its last change, and the part that was changed."""
    node = _node(merged, name)
    touch, at = _nearest(merged, name)
    if node is None and (touch is None or at != name):
        raise ProblemsError([_unknown(merged, name)])
    return node, touch, at


def _node(merged: Merged, name: str) -> Node | None:
    at = parse_coordinate(name)
    found = find(merged.definitions, at) if at is not None else None
    return found if found is not None else dict(_selections(merged)).get(name)


def _selections(merged: Merged) -> Iterator[tuple[str, Node]]:
    """Every operation and every selection in it, with its path."""
    for operation in merged.operations:
        if operation.name:
            yield operation.name.value, operation
            yield from _selected(operation.name.value, operation)


def _selected(above: str, node: Node) -> Iterator[tuple[str, Node]]:
    selections = getattr(node, "selection_set", None)
    for inner in selections.selections if selections else ():
        if isinstance(inner, FieldNode):
            path = f"{above}/{inner.alias.value if inner.alias else inner.name.value}"
            yield path, inner
            yield from _selected(path, inner)


def _nearest(merged: Merged, name: str) -> tuple[Touch | None, str]:
    """The last change of a part, or the addition of a part that contains it."""
    for at in _way_up(name):
        touch = merged.touches.get(at)
        if touch is not None and (at == name or touch.kind == "define"):
            return touch, at
    return None, name


def _way_up(name: str) -> Iterator[str]:
    """A name, followed by the names of the parts that contain it."""
    yield name
    at = parse_coordinate(name)
    if at is not None and at.argument:
        yield str(Coordinate(at.type, at.member))
    if at is not None and at.member:
        yield at.type
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


_VERBS: Mapping[str, str] = {
    "define": "added it",
    "extend": "added it",
    "merge": "changed it",
    "remove": "removed it",
    "rename": "renamed it",
    "retype": "changed its type",
    "wrapped": "allows it as a list of one",
}


_DID: Mapping[str, str] = {
    "define": "added",
    "extend": "added",
    "merge": "set",
    "remove": "removed",
    "rename": "renamed",
    "retype": "retyped",
    "wrapped": "wrapped",
}


def _plain(part: str, touch: Touch, overlays: Sequence[Overlay]) -> dict[str, Any]:
    known = _correction(touch, overlays)
    return {
        "part": part,
        "correction": known.id if known else None,
        "confidence": (known.confidence or None) if known else None,
        "because": (known.because or None) if known else None,
        "place": touch.place,
        "did": _DID[touch.kind],
    }


def _told(touch: Touch, overlays: Sequence[Overlay]) -> str:
    correction = _correction(touch, overlays)
    name = f"{correction.id} ({correction.confidence})" if correction else "a patch"
    return f"{name} {_VERBS[touch.kind]}, {touch.place}"


def _reason(touch: Touch, overlays: Sequence[Overlay]) -> Iterator[str]:
    correction = _correction(touch, overlays)
    yield from (f"    {line}" for line in (reason_lines(correction) if correction else ()))


def _correction(touch: Touch, overlays: Sequence[Overlay]) -> Correction | None:
    found = (one.corrections.get(touch.correction) for one in overlays)
    return next((correction for correction in found if correction is not None), None)


def _unknown(merged: Merged, name: str) -> Problem:
    known = [str(one) for one in coordinates(merged.definitions)]
    known += [way for way, _node in _selections(merged)]
    close = get_close_matches(name, known, 3, 0.5)
    fix = (
        f"try {', '.join(f'`{one}`' for one in close)}"
        if close
        else "name a coordinate or an operation"
    )
    return Problem(Place(merged.path), f"there is no `{name}`", fix)
