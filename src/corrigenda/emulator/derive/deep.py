"""Find what a query parameter like `created[gte]` takes: the member of an object."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, cast

from .document import Parameter
from .forms import is_open
from .schemas import Schema, Schemas

_STEPS: Final = re.compile(r"\[([^\[\]]*)\]")


def meant(schemas: Schemas, known: Mapping[str, Parameter], name: str) -> Parameter | None:
    """Return the parameter of a name. A member of one is a parameter of its own, if it exists."""
    bare = name.removesuffix("[]")
    for one in (name, f"{name}[]", bare):
        if one in known:
            return known[one]
    parameter = known.get(bare.partition("[")[0])
    return parameter and next(_inside(schemas, parameter, name, _STEPS.findall(bare)), None)


def _inside(
    schemas: Schemas, parameter: Parameter, name: str, steps: list[str]
) -> Iterator[Parameter]:
    """Yield what the steps lead to, or nothing if they lead nowhere."""
    rule = parameter.schema
    for step in steps:
        found = list(_member(_views(schemas, rule), step))
        if not found:
            return
        rule = found[0]
    yield replace(parameter, name=name, schema=rule)


def _views(schemas: Schemas, schema: Any) -> list[Schema]:
    view = schemas.view(schema)
    return [view, *(schemas.view(branch) for group in view["groups"] for branch in group)]


def _member(views: list[Schema], step: str) -> Iterator[Any]:
    """Yield the schemas of a member of an object or of a list, the likeliest first."""
    yield from (each["properties"][step] for each in views if step in each["properties"])
    for each in views:
        if step.isdecimal() and ("array" in each["types"] or "items" in each):
            yield each.get("items", {})
        other: object = each.get("additionalProperties")
        if other or each.get("patternProperties") or is_open(each):
            yield cast("Mapping[str, Any]", other) if isinstance(other, Mapping) else {}


def lacking(schemas: Schemas, parameter: Parameter, given: Mapping[str, object]) -> Iterator[str]:
    """Yield the required members that a query does not have, of a parameter that it has."""
    start = f"{parameter.name}["
    if any(name.startswith(start) and name != f"{start}]" for name in given):
        for member in schemas.view(parameter.schema)["required"]:
            whole = f"{start}{member}]"
            if not any(name.startswith(whole) for name in given):
                yield whole
