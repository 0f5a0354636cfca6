"""Name the operations of a schema, and say what the response of each is made of."""

from collections.abc import Iterator, Mapping

from .model import Model, named
from .names import snake
from .plans import Coordinate, Plan


def names_of(model: Model, operations: Mapping[str, str]) -> dict[str, str]:
    """Return the names of operations by path; without any, root fields name them in snake_case."""
    return dict(operations) or {name: snake(name) for _, name in _root_fields(model)}


def bases_of(
    model: Model, plans: Mapping[Coordinate, Plan], operations: Mapping[str, str]
) -> dict[str, str]:
    """Return the basis of every operation by name, and of other root fields by theirs."""
    named_ones = {name: _basis(model, plans, path) for path, name in operations.items()}
    others = {name: plans[kind, name].basis for kind, name in _root_fields(model)}
    covered = {path.partition(".")[0] for path in operations}
    rest = {name: basis for name, basis in others.items() if name not in covered}
    return {**rest, **named_ones}


def _root_fields(model: Model) -> Iterator[tuple[str, str]]:
    for root in (model.schema.query_type, model.schema.mutation_type):
        yield from ((root.name, name) for name in root.fields) if root else ()


def _basis(model: Model, plans: Mapping[Coordinate, Plan], path: str) -> str:
    """Return the basis of the last field of a path, which starts at a root."""
    first, *rest = path.split(".")
    begun = [kind for kind, name in _root_fields(model) if name == first]
    ended = [found for kind in begun if (found := _end(model, kind, first, rest))]
    if not ended:
        return "schema"
    kind, name = ended[0]
    if plan := plans.get((kind, name)):
        return plan.basis
    link = model.links.get(kind, {}).get(name)
    return "resource" if link else "schema"


def _end(model: Model, kind: str, name: str, rest: list[str]) -> Coordinate | None:
    """Return the type and the name of the field that a path ends at."""
    for step in rest:
        kind, name = named(model.fields(kind)[name].type).name, step
        if name not in model.fields(kind):
            return None
    return kind, name
