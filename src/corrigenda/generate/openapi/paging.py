"""Reads `x-paging`: how to iterate over a list, as Python for the iterators of the clients.

`openapi.paging` has checked that every parameter and every property exists.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence

from corrigenda.generate.annotations import item_of, optional, required
from corrigenda.generate.method import Argument, Paging
from corrigenda.generate.structs import Structs, expression, items_at, way
from corrigenda.openapi.operations import Operation
from corrigenda.openapi.paging import Paging as Means
from corrigenda.problems import Place, Problem, raise_any

_SIZES = ("size", "limit")
_FIELDS = {
    "page": ("number", "per_page", "total", "pages"),
    "offset": ("total", "more"),
    "cursor": ("next", "more"),
    "link": ("next",),
}


def read_paging(
    operation: Operation,
    arguments: Sequence[Argument],
    structs: Structs,
    annotation: str | None,
    place: Place,
) -> tuple[Paging | None, str | None]:
    """How an operation is paged, and the annotation of one item.

    Args:
        operation: the operation.
        arguments: the arguments of its method.
        structs: the generated classes.
        annotation: what its method returns.
        place: where `x-paging` is written.

    Raises:
        ProblemsError: a path leads through a map or a union, whose values have no attributes.
    """
    how, response = operation.paging, operation.response
    if how is None or response is None or annotation is None:
        return None, None
    found = _items(structs, response.name, annotation, how.items)
    raise_any(_path_problems(how, response.name, structs, found, place))
    assert found is not None, "an impossible path has raised"
    listed, item = found
    names = {one.wire: one.name for one in arguments if one.place == "query"}
    wire = how.keys.get(how.style, "")
    fields = {"items": listed}
    for key in _FIELDS[how.style]:
        if key in how.keys and response.name:
            steps = way(structs, response.name, how.keys[key])
            fields[key] = expression(steps, "None", "_response")
    if "next_item" in how.keys:
        fields["next"] = _last(structs, listed, item, how.keys["next_item"])
    size = next((how.keys[key] for key in _SIZES if key in how.keys), "")
    paging = Paging(
        by=_by(how, response.name, structs),
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


def _path_problems(
    how: Means,
    response: str | None,
    structs: Structs,
    items: tuple[str, str] | None,
    place: Place,
) -> Iterator[Problem]:
    starts = {**dict.fromkeys(_FIELDS[how.style], response), "next_item": items and items[1]}
    wrong = [] if items else ["items"]
    for key, start in starts.items():
        path = how.keys.get(key)
        if path and start and len(way(structs, start, path)) != len(path.split(".")):
            wrong.append(key)
    for key in wrong:
        message = f"`{how.keys[key]}` leads through a map or a union"
        yield Problem(place, message, f"give `{key}` a path through objects alone")


def _items(
    structs: Structs, response: str | None, annotation: str, path: str
) -> tuple[str, str] | None:
    """Python for the items of a response, and the annotation of one; None if there is no path."""
    if path == "$" or response is None:
        node = ast.parse(annotation, mode="eval").body
        return ("_response or ()" if optional(node) else "_response"), item_of(node)
    return items_at(structs, response, path, "_response")


def _last(structs: Structs, listed: str, item: str, path: str) -> str:
    steps = way(structs, item, path)
    return f"_turns.last({listed}, lambda _item: {expression(steps, 'None', '_item')})"


def _by(how: Means, response: str | None, structs: Structs) -> str:
    """The iterator: that for cursors takes texts alone, and turns take numbers, too."""
    if how.style == "page":
        return "number"
    if how.style != "cursor" or "next" not in how.keys or response is None:
        return "turn"
    steps = way(structs, response, how.keys["next"])
    is_text = ast.unparse(required(steps[-1][1])) == "str"
    return "cursor" if is_text else "turn"


def _header(style: str, keys: Mapping[str, str]) -> str:
    if style == "link":
        return "" if "next" in keys else "link"
    return keys.get("next_header", "").lower()
