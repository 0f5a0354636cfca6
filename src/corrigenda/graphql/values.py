"""Checks JSON values against the input types and the scalars of a GraphQL schema.

Custom scalars have the types that `provider.toml` maps them to. Values that would lose something
are not coerced: a fraction to an `Int`, a string to a `Boolean`, an invalid date to a date.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    is_required_input_field,
)

from corrigenda.graphql.kinds import inside, kind_of
from corrigenda.trees import is_array, is_object

Wrong: TypeAlias = tuple[tuple[str | int, ...], str]

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def value_problems(
    value: Any, kind: Any, scalars: Mapping[str, str], path: tuple[str | int, ...]
) -> Iterator[Wrong]:
    """Every difference between an input and its type, with its path."""
    if isinstance(kind, GraphQLNonNull):
        if value is None:
            yield path, f"null is not a valid `{kind}`"
        else:
            yield from value_problems(value, inside(kind), scalars, path)
    elif value is None:
        return
    elif isinstance(kind, GraphQLList):
        # A single value stands for a list of one (GraphQL, section 3.12).
        for index, one in enumerate(value if is_array(value) else [value]):
            yield from value_problems(one, inside(kind), scalars, (*path, index))
    elif isinstance(kind, GraphQLInputObjectType):
        yield from _object_problems(value, kind, scalars, path)
    elif wrong := leaf_problem(value, kind, scalars):
        yield path, wrong


def _object_problems(
    value: Any,
    kind: GraphQLInputObjectType,
    scalars: Mapping[str, str],
    path: tuple[str | int, ...],
) -> Iterator[Wrong]:
    if not is_object(value):
        yield path, f"{shown(value)} is not a valid `{kind}`"
        return
    for name in value:
        if name not in kind.fields:
            yield (*path, name), f"`{kind}` has no such input field"
    for name, field in kind.fields.items():
        if name in value:
            yield from value_problems(value[name], kind_of(field), scalars, (*path, name))
        elif is_required_input_field(field):
            yield (*path, name), "required, but missing"


def leaf_problem(value: Any, kind: Any, scalars: Mapping[str, str]) -> str | None:
    """What is wrong with the value of a scalar or an enum, or None."""
    if isinstance(kind, GraphQLEnumType):
        is_member = isinstance(value, str) and value in kind.values
        return None if is_member else f"{shown(value)} is not a value of `{kind}`"
    meant = _SPECIFIED.get(kind.name) or scalars.get(kind.name, "json")
    return None if _fits(value, meant) else f"{shown(value)} is not a valid `{kind}`"


def shown(value: Any) -> str:
    """A value as JSON, shortened."""
    text = json.dumps(value, default=float, ensure_ascii=False)
    return f"`{text if len(text) <= 60 else text[:59] + '…'}`"


_SPECIFIED = {
    "Boolean": "boolean",
    "Float": "number",
    "ID": "id",
    "Int": "integer",
    "String": "string",
}


def _fits(value: Any, meant: str) -> bool:
    is_int = isinstance(value, int) and not isinstance(value, bool)
    match meant:
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return is_int
        case "id":
            return is_int or isinstance(value, str)
        case "number":
            return is_int or isinstance(value, Decimal)
        case "decimal":
            is_text = isinstance(value, str) and bool(_NUMBER.fullmatch(value))
            return is_int or isinstance(value, Decimal) or is_text
        case "json":
            return True
        case _:
            return isinstance(value, str) and _is_formatted(value, meant)


def _is_formatted(text: str, meant: str) -> bool:
    try:
        match meant:
            case "date":
                return date.fromisoformat(text).isoformat() == text
            case "date-time":
                return datetime.fromisoformat(text).tzinfo is not None
            case _:
                return True
    except ValueError:
        return False
