"""Finds the lists that hold a single object, for which a struct gets a convenience property.

Some services wrap a single object in a list. The list stays in the JSON and in the struct, and
`provider.toml` names a property for its one item.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.naming import OFFERED, attribute_names
from corrigenda.openapi.dialect import Dialect
from corrigenda.problems import Problem, raise_any
from corrigenda.provider import Provider
from corrigenda.trees import Object, is_object, schema_name


@dataclass(frozen=True, slots=True)
class Single:
    """A property `name` for the one `item` in the list `property` of `schema`."""

    schema: str
    property: str
    name: str
    item: str


def read_singles(provider: Provider, dialect: Dialect) -> list[Single]:
    """Read the provider's convenience properties, in the order of `provider.toml`.

    Raises:
        ProblemsError: one is not for a list of a named schema, or its name is already taken.
    """
    raise_any(_problems(provider, dialect))
    return [_single(dialect, path, name) for path, name in provider.singles.items()]


def _single(dialect: Dialect, path: str, name: str) -> Single:
    schema, _dot, member = path.partition(".")
    return Single(schema, member, name, _item(dialect, path) or "")


def _problems(provider: Provider, dialect: Dialect) -> Iterator[Problem]:
    schemas = dialect.root["components"]["schemas"]
    for path, name in provider.singles.items():
        place = provider.place(("singles", path))
        if _item(dialect, path) is None:
            fix = "name a property whose `items` is a `$ref`, as `Schema.property`"
            yield Problem(place, f"`{path}` is not a list of a named schema", fix)
        elif name in _attributes(schemas[path.partition(".")[0]]):
            yield Problem(
                place, f"the schema already has a property `{name}`", "choose another name"
            )
        elif name in OFFERED:
            yield Problem(place, f"every struct has a method `{name}`", "choose another name")


def _attributes(schema: Object) -> set[str]:
    """The names of the properties of a struct, on the wire and in Python."""
    names = attribute_names(list(schema["properties"]))
    return {*names, *names.values()}


def _item(dialect: Dialect, path: str) -> str | None:
    """The schema name of the list's items, or None if there is no such list."""
    schema, _dot, member = path.partition(".")
    found = dialect.root["components"]["schemas"].get(schema, {}).get("properties", {}).get(member)
    choices: list[Object] = [found, *found.get("anyOf", ())] if is_object(found) else []
    names = (schema_name(choice["items"]) for choice in choices if is_object(choice.get("items")))
    return next(names, None)
