"""Finds the schemas that a generator refuses, when it refuses a whole document.

A generator says little that helps: it shows its own source code. So the fewest schemas
are searched for that it refuses, in an order in which each stands after those that it refers to.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from corrigenda.trees import Object, is_object, schema_name, walk

_MOST = 8
"""How many schemas are searched for: each takes some runs of the generator."""


class RefusedError(Exception):
    """A generator refuses schemas: `schemas` has what is wrong with each, by name."""

    def __init__(self, schemas: Mapping[str, str]) -> None:
        self.schemas = dict(schemas)
        super().__init__("; ".join(self.schemas.values()))


def refused_schemas(schemas: Object, accepts: Callable[[Object], bool]) -> dict[str, str]:
    """The schemas that a generator refuses, each with a message.

    Args:
        schemas: named schemas that it refuses as a whole.
        accepts: whether it takes some of the schemas, which refer to no others.
    """
    reach = _reach(schemas)

    def takes(names: Iterable[str]) -> bool:
        wanted = {one for name in names for one in reach[name]}
        chosen = {name: schema for name, schema in schemas.items() if name in wanted}
        return not chosen or accepts(chosen)

    refused: list[str] = []
    # What a schema refers to stands before it, so the first that is refused is the culprit.
    left = sorted(schemas, key=lambda name: len(reach[name]))
    while len(refused) < _MOST and not takes(left):
        culprit = _culprit(left, takes)
        refused.append(culprit)
        left = [name for name in left if culprit not in reach[name]]
    else:
        refused += [] if takes(left) else left
    return {name: f"datamodel-code-generator makes no class of `{name}`" for name in refused}


def _culprit(names: Sequence[str], takes: Callable[[Sequence[str]], bool]) -> str:
    """The last of the fewest first names that are refused."""
    accepted, refused = 0, len(names)
    while refused - accepted > 1:
        middle = (accepted + refused) // 2
        if takes(names[:middle]):
            accepted = middle
        else:
            refused = middle
    return names[refused - 1]


def _reach(schemas: Object) -> dict[str, frozenset[str]]:
    """For each schema, itself and all that it refers to."""
    direct = {name: set(_references(schema)) & schemas.keys() for name, schema in schemas.items()}
    reach: dict[str, frozenset[str]] = {}
    for name in schemas:
        found, waiting = set[str](), [name]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += direct[here]
        reach[name] = frozenset(found)
    return reach


def _references(schema: Any) -> list[str]:
    return [name for _at, node in walk(schema) if is_object(node) and (name := schema_name(node))]
