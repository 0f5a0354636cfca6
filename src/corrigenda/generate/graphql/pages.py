"""Makes pages of the structs that paginated methods return: gives them their base and their items.

The plugin calls it with all classes, because only they tell which one is at the end of a path.
"""

import ast
from collections.abc import Iterable, Sequence

from corrigenda.generate.graphql.classes import Classes
from corrigenda.generate.structs import attributes, end, items_at, read_structs
from corrigenda.graphql.operations import Operation

Place = list[str]
"""The class of an operation's `data`, the path of the items in a page, the keys to the page."""


def page_places(operations: Iterable[Operation], classes: Classes) -> list[Place]:
    """Where the pages are in the responses of paginated operations."""
    return [
        _place(one, str(one.paging.arguments.get("items", "")), classes)
        for one in operations
        if one.paging
    ]


def _place(operation: Operation, items: str, classes: Classes) -> Place:
    name = operation.node.name.value if operation.node.name else ""
    value = [operation.outcome.value] if operation.outcome.value else []
    return [classes.data(name), items, *operation.outcome.steps, *value]


def make_pages(classes: Sequence[ast.ClassDef], places: Iterable[Place]) -> None:
    """Change the classes of pages; a path that does not exist is a problem of `@paging`."""
    structs = read_structs(ast.unparse(ast.Module([*classes], [])))
    pages: dict[str, list[str]] = {}
    for data, items, *keys in places:
        name = end(structs, data, list(attributes(structs, data, keys)))
        pages.setdefault(name, []).append(items)
    for node in classes:
        if node.name in pages:
            paths = dict.fromkeys(pages[node.name])
            _make_page(node, [items_at(structs, node.name, path, "self") for path in paths])


def _make_page(node: ast.ClassDef, found: Sequence[tuple[str, str] | None]) -> None:
    """Add what iterates over the items, wherever an operation selects them."""
    listings = [one for one in found if one is not None]
    if not listings:
        return
    (_, item), listed = listings[0], " or ".join(f"({text})" for text, _ in listings)
    node.bases = [ast.Name("PageModel")]
    node.body += ast.parse(
        f"def __iter__(self) -> Iterator[{item}]:\n"
        f"    return iter({listed})\n"
        "def __len__(self) -> int:\n"
        f"    return len({listed})\n"
    ).body
