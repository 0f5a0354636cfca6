"""Make the objects of the seeds: plausible ones from the types, documented ones from responses.

Plausible objects are linked to each other; ids come from the random source. Documented objects are
found in the responses of samples wherever a value of a resource type names its id.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from ..exact import Json, Members
from ..samples import Sample
from ..store import Thing
from .completing import CHANGED, CREATED, complete
from .inputs import is_told
from .links import inverse, refer
from .model import Link, Model, is_leaf, listed, named, required
from .names import plain
from .plans import Coordinate, Plan
from .values import leaf, moment_of

_START = datetime(2024, 1, 1, tzinfo=UTC)


def imagined(model: Model, chance: Random, size: int) -> list[Thing]:
    """Make `size` plausible objects of each resource type."""
    keys = {kind: [_key(model, kind, chance, i) for i in range(size)] for kind in model.keys}
    return [
        Thing(kind, str(keys[kind][index]), _object(model, kind, keys, index, chance))
        for kind in model.keys
        for index in range(size)
    ]


def _key(model: Model, kind: str, chance: Random, index: int) -> Json:
    if named(model.fields(kind)[model.keys[kind]].type).name == "Int":
        return index + 1
    return str(UUID(int=chance.getrandbits(128), version=4))


def _object(
    model: Model, kind: str, keys: Mapping[str, Sequence[Json]], index: int, chance: Random
) -> Members:
    members: Members = {model.keys[kind]: keys[kind][index]}
    for name, each in model.fields(kind).items():
        if name in members or any(required(arg.type) for arg in each.args.values()):
            continue
        if link := model.links[kind].get(name):
            members |= _linked(model, kind, name, link, keys, index, chance)
        elif is_leaf(each.type) and not listed(each.type) and not is_told(model, kind, name):
            members[name] = _leaf(each.type, name, index, chance)
    return complete(model, kind, members, _START, index + 1, lambda _kind: None)


def _linked(
    model: Model,
    kind: str,
    name: str,
    link: Link,
    keys: Mapping[str, Sequence[Json]],
    index: int,
    chance: Random,
) -> Members:
    """Return a link to an object; one to the own kind leads to an earlier object."""
    target = link.kinds[chance.randrange(len(link.kinds))]
    able = keys[target][:index] if target == kind else keys[target]
    if not link.many:
        return {name: refer(target, chance.choice(able))} if able else {}
    if any(_is_others(model, kind, name, each) for each in link.kinds):
        return {}
    some = chance.sample(list(able), min(len(able), chance.randrange(4)))
    return {name: [refer(target, each) for each in some]}


def _is_others(model: Model, kind: str, name: str, other: str) -> bool:
    """Whether the other type holds the links between two types: one of two lists holds them."""
    fields = inverse(model, kind, name, other)
    return any(
        not model.links[other][each].many for each in fields if each in model.links[other]
    ) or (any((other, each) < (kind, name) for each in fields))


def _leaf(kind: Any, name: str, index: int, chance: Random) -> Json:
    scalar = named(kind)
    values: Sequence[str] = tuple(getattr(scalar, "values", ()))
    if values:
        return chance.choice(values)
    made = leaf(scalar, name, str(index + 1))
    if plain(name) in CREATED | CHANGED or moment_of(name):
        return _later(made, index)
    match made:
        case bool():
            return chance.random() < 0.5
        case int():
            return chance.randrange(1, 1000)
        case Decimal():
            return Decimal(chance.randrange(100, 100_000)).scaleb(-2)
        case _:
            return made


def _later(made: Json, index: int) -> Json:
    if isinstance(made, int):
        return made + index * 60
    if isinstance(made, str) and made.endswith("T00:00:00Z"):
        return f"2024-01-{index // 1440 % 28 + 1:02}T{index // 60 % 24:02}:{index % 60:02}:00Z"
    return made


def documented(
    model: Model, plans: Mapping[Coordinate, Plan], samples: Sequence[Sample]
) -> list[Thing]:
    """Take the objects out of documented responses, each with everything they say of it."""
    found: dict[tuple[str, str], Members] = {}
    for sample in samples:
        data = sample.answer.get("data") if isinstance(sample.answer, dict) else None
        for name, value in data.items() if isinstance(data, dict) else ():
            for kind in _shown_types(model, plans, name):
                _take(model, kind, value, found)
    return [
        Thing(kind, key, complete(model, kind, each, _START, number, lambda _kind: None))
        for number, ((kind, key), each) in enumerate(found.items(), 1)
    ]


def _shown_types(model: Model, plans: Mapping[Coordinate, Plan], name: str) -> Iterable[str]:
    """Yield the type of a root field whose response shows objects that exist."""
    for root in (model.schema.query_type, model.schema.mutation_type):
        if root and name in root.fields and plans[root.name, name].action != "delete":
            yield named(root.fields[name].type).name
            return


def _take(model: Model, kind: str, value: Json, found: dict[tuple[str, str], Members]) -> Json:
    """Collect the objects in a value; return it with references in their places."""
    if isinstance(value, list):
        return [_take(model, kind, each, found) for each in value]
    if not isinstance(value, dict):
        return value
    kind = _type_of(model, kind, value)
    fields = model.fields(kind)
    taken: Members = {
        name: each
        if name not in fields or is_leaf(fields[name].type)
        else _take(model, named(fields[name].type).name, each, found)
        for name, each in value.items()
    }
    if (page := model.pages.get(kind)) is not None:
        return _listed(page.items, page.edges, taken)
    key = taken.get(model.keys.get(kind, ""))
    if key is None:
        return {**taken, "__typename": kind}
    known = found.setdefault((kind, str(key)), {})
    known |= taken
    return refer(kind, key)


def _type_of(model: Model, kind: str, value: Members) -> str:
    stated = value.get("__typename")
    if isinstance(stated, str) and stated in model.schema.type_map:
        return stated
    possible = model.held.get(kind, ())
    fitting = [each for each in possible if set(value) <= set(model.fields(each))]
    return fitting[0] if fitting else kind


def _listed(items: Sequence[str], edges: str | None, taken: Members) -> Json:
    for name in items:
        if isinstance(taken.get(name), list):
            return taken[name]
    every = taken.get(edges) if edges else None
    found = every if isinstance(every, list) else []
    return [each.get("node") for each in found if isinstance(each, dict)]
