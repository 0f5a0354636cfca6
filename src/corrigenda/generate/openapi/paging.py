"""Reads `x-paging`: how to iterate over a list, as Python for the iterators of the clients.

`openapi.extensions` has checked that every parameter and every property exists.
"""

from collections.abc import Sequence

from corrigenda.generate.annotations import item_of
from corrigenda.generate.method import Argument, Paging
from corrigenda.generate.structs import Structs, expression, way
from corrigenda.openapi.operations import Operation


def read_paging(
    operation: Operation, arguments: Sequence[Argument], structs: Structs
) -> tuple[Paging | None, str | None]:
    """How an operation is paged, and the annotation of one item."""
    how, response = operation.paging, operation.response.name if operation.response else None
    if how is None or response is None:
        return None, None
    names = {one.wire: one.name for one in arguments if one.place == "query"}
    parts = {"items": how.items, "number": how.number, "per_page": how.per_page, "total": how.total}
    steps = {key: way(structs, response, path) for key, path in parts.items()}
    paths = {
        key: expression(one, "()" if key == "items" else "None", "_response")
        for key, one in steps.items()
    }
    required = any(one.required for one in arguments if one.wire == how.page)
    paging = Paging("number", names[how.page], None, names[how.size], paths, required)
    return paging, item_of(steps["items"][-1][1])
