"""Finds the lists that hold one thing, for which a struct gets a convenience property.

Some services wrap a single thing in a list. The list stays on the wire and in the struct;
`provider.toml` names a property beside it. This refuses to invent one for what is no list.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.overlay.merged import Merged
from corrigenda.problems import Problem, raise_any
from corrigenda.provider import Provider
from corrigenda.trees import Object, is_object, schema_name


@dataclass(frozen=True, slots=True)
class Single:
    """`name` gives the one thing, of schema `item`, that the list `property` of `schema` holds."""

    schema: str
    property: str
    name: str
    item: str


def read_singles(provider: Provider, merged: Merged) -> list[Single]:
    """The provider's convenience properties, in the order of `provider.toml`.

    Raises:
        ProblemsError: one names no list of a named schema, or a property that exists.
    """
    raise_any(_problems(provider, merged))
    return [_single(merged, path, name) for path, name in provider.singles.items()]


def _single(merged: Merged, path: str, name: str) -> Single:
    schema, _dot, member = path.partition(".")
    return Single(schema, member, name, _item(merged, path) or "")


def _problems(provider: Provider, merged: Merged) -> Iterator[Problem]:
    schemas = merged.root["components"]["schemas"]
    for path, name in provider.singles.items():
        place = provider.place(("singles", path))
        if _item(merged, path) is None:
            fix = "name a property whose items are a `$ref`, as `Schema.property`"
            yield Problem(place, f"`{path}` is no list of a named schema", fix)
        elif name in schemas[path.partition(".")[0]]["properties"]:
            yield Problem(place, f"`{name}` is a property of the schema", "choose another name")


def _item(merged: Merged, path: str) -> str | None:
    """The name of what the list holds, or None if there is no such list."""
    schema, _dot, member = path.partition(".")
    found = merged.root["components"]["schemas"].get(schema, {}).get("properties", {}).get(member)
    choices: list[Object] = [found, *found.get("anyOf", ())] if is_object(found) else []
    names = (schema_name(choice["items"]) for choice in choices if is_object(choice.get("items")))
    return next(names, None)
