"""Reads `x-paging`: how to iterate over a list, as Python for the iterators of the clients.

`openapi.paging` has checked that every parameter and every property exists.
"""

import ast
from collections.abc import Mapping, Sequence

from corrigenda.generate.annotations import item_of, optional
from corrigenda.generate.method import Argument, Paging
from corrigenda.generate.structs import Structs, expression, items_at, way
from corrigenda.openapi.operations import Operation

_ARGUMENTS = {"page": "page", "offset": "offset", "cursor": "cursor"}
_SIZES = ("size", "limit")
_FIELDS = {
    "page": ("number", "per_page", "total", "pages"),
    "offset": ("total", "more"),
    "cursor": ("next", "more"),
    "link": ("next",),
}


def read_paging(
    operation: Operation, arguments: Sequence[Argument], structs: Structs, annotation: str | None
) -> tuple[Paging | None, str | None]:
    """How an operation is paged, and the annotation of one item.

    Args:
        operation: the operation.
        arguments: the arguments of its method.
        structs: the generated classes.
        annotation: what its method returns.
    """
    how, response = operation.paging, operation.response
    if how is None or response is None or annotation is None:
        return None, None
    listed, item = _items(structs, response.name, annotation, how.items)
    names = {one.wire: one.name for one in arguments if one.place == "query"}
    wire = how.keys.get(_ARGUMENTS.get(how.style, ""), "")
    fields = {"items": listed}
    for key in _FIELDS[how.style]:
        if key in how.keys and response.name:
            steps = way(structs, response.name, how.keys[key])
            fields[key] = expression(steps, "None", "_response")
    if "next_item" in how.keys:
        fields["next"] = _last(structs, listed, item, how.keys["next_item"])
    size = next((how.keys[key] for key in _SIZES if key in how.keys), "")
    paging = Paging(
        by=_by(how.style, how.keys),
        argument=names.get(wire, ""),
        member=None,
        size=names.get(size),
        response=fields,
        required=any(one.required for one in arguments if one.wire == wire),
        turn=how.style,
        header=_header(how.style, how.keys),
        opening=int(how.keys.get("first", "1")),
    )
    return paging, item


def _items(structs: Structs, response: str | None, annotation: str, path: str) -> tuple[str, str]:
    """Python for the items of a response, and the annotation of one."""
    if path == "$" or response is None:
        node = ast.parse(annotation, mode="eval").body
        return ("_response or ()" if optional(node) else "_response"), item_of(node)
    found = items_at(structs, response, path, "_response")
    assert found is not None, "what is not a list is a finding"
    return found


def _last(structs: Structs, listed: str, item: str, path: str) -> str:
    steps = way(structs, item, path)
    return f"_turns.last({listed}, lambda _item: {expression(steps, 'None', '_item')})"


def _by(style: str, keys: Mapping[str, str]) -> str:
    if style == "page":
        return "number"
    return "cursor" if style == "cursor" and "next" in keys else "turn"


def _header(style: str, keys: Mapping[str, str]) -> str:
    if style == "link":
        return "" if "next" in keys else "link"
    return keys.get("next_header", "").lower()
