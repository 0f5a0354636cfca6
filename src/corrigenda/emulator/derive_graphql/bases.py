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
    kinds = [kind for kind, name in _root_fields(model) if name == first]
    if not kinds:
        return "schema"
    kind, name = kinds[0], first
    for step in rest:
        kind, name = named(model.fields(kind)[name].type).name, step
        if name not in model.fields(kind):
            return "schema"
    if plan := plans.get((kind, name)):
        return plan.basis
    link = model.links.get(kind, {}).get(name)
    return "resource" if link else "schema"
