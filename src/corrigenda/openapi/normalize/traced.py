"""Objects of a document that remember where they come from, whatever becomes of them.

Normalizing moves, merges and copies schemas. A problem in the result must still have the line that
its author wrote, so every object keeps its first location.
"""

from collections.abc import Mapping
from typing import Any

from corrigenda.trees import Location, Object, is_array, is_object


class Traced(Object):
    """An object with `at`, its location in the document that its author wrote."""

    __slots__ = ("at",)

    def __init__(self, members: Mapping[str, Any], at: Location) -> None:
        super().__init__(members)
        self.at = at


def traced(node: Any, at: Location = ()) -> Any:
    """A copy of a tree whose objects know their locations."""
    if is_object(node):
        return Traced({str(key): traced(one, (*at, key)) for key, one in node.items()}, at)
    if is_array(node):
        return [traced(one, (*at, index)) for index, one in enumerate(node)]
    return node


def like(origin: Object, members: Mapping[str, Any]) -> Traced:
    """An object with other members that comes from where `origin` comes from."""
    return Traced(members, location_of_node(origin))


def location_of_node(node: Object) -> Location:
    """Where an object comes from; the root if it does not know."""
    return node.at if isinstance(node, Traced) else ()
