"""Makes pages of the structs that paginated methods return: gives them their base and their items.

The plugin calls it with all classes, because only they tell which one is at the end of a path.
"""

import ast
from collections.abc import Iterable, Sequence

from corrigenda.generate.annotations import is_list, item_of
from corrigenda.generate.graphql.classes import Classes
from corrigenda.generate.structs import (
    Way,
    attributes,
    end,
    expression,
    read_structs,
    way,
)
from corrigenda.graphql.operations import Operation

Place = list[str]
"""The class of an operation's `data`, the path of the items in a page, the keys to the page."""


def page_places(operations: Iterable[Operation], classes: Classes) -> list[Place]:
    """Where the pages are in the responses of paginated operations."""
    return [
        _place(one, str(one.paging.arguments["items"]), classes) for one in operations if one.paging
    ]


def _place(operation: Operation, items: str, classes: Classes) -> Place:
    name = operation.node.name.value if operation.node.name else ""
    value = [operation.outcome.value] if operation.outcome.value else []
    return [classes.data(name), items, *operation.outcome.steps, *value]


def make_pages(classes: Sequence[ast.ClassDef], places: Iterable[Place]) -> None:
    """Change the classes of pages; a path that does not exist is a problem of `@paging`.

    Raises:
        ValueError: two operations find the items of one class in different fields.
    """
    structs = read_structs(ast.unparse(ast.Module([*classes], [])))
    pages: dict[str, str] = {}
    for data, items, *keys in places:
        name = end(structs, data, list(attributes(structs, data, keys)))
        if pages.setdefault(name, items) != items:
            raise ValueError(f"the items of {name} are both {pages[name]} and {items}")
    for node in classes:
        if node.name in pages:
            _make_page(node, way(structs, node.name, pages[node.name]), pages[node.name])


def _make_page(node: ast.ClassDef, steps: Way, items: str) -> None:
    if len(steps) < len(items.split(".")) or not is_list(steps[-1][1]):
        return
    listed = expression(steps, "()", "self")
    node.bases = [ast.Name("PageModel")]
    node.body += ast.parse(
        f"def __iter__(self) -> Iterator[{item_of(steps[-1][1])}]:\n"
        f"    return iter({listed})\n"
        "def __len__(self) -> int:\n"
        f"    return len({listed})\n"
    ).body
