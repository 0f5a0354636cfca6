"""Turns documented requests into calls of the generated client, for READMEs that can be run.

A value is written as a person would write it: a date as `date(...)`, money as `Decimal(...)`.
Samples without a mended JSON request are passed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from corrigenda.documents import Object, is_array, is_object
from corrigenda.generate.methods import Argument, Method
from corrigenda.operations import resolve
from corrigenda.replay import path_values, query_value
from corrigenda.samples import Sample

MOST_A_METHOD = 3
"""How many examples of one method a README shows."""


@dataclass(frozen=True, slots=True)
class Example:
    """A call of one method; `imports` are lines that it needs, `result` names what it gives.

    `result` is empty where nothing comes back.
    """

    method: str
    call: str
    result: str
    imports: tuple[str, ...]
    paged: bool


def write_examples(
    methods: Sequence[Method], samples: Sequence[Sample], root: Object
) -> list[Example]:
    """The first documented requests of each method that differ, in the order of the methods."""
    return [
        example
        for method in methods
        for example in islice(_examples(method, samples, root), MOST_A_METHOD)
    ]


def _examples(method: Method, samples: Sequence[Sample], root: Object) -> Iterator[Example]:
    seen: set[str] = set()
    for sample in samples:
        if sample.operation == method.name and not sample.apart:
            call = _call(method, sample, root)
            if call not in seen:
                seen.add(call)
                yield Example(
                    method.name,
                    call,
                    _result(method),
                    _imports(call),
                    method.operation.paging is not None,
                )


def _call(method: Method, sample: Sample, root: Object) -> str:
    values = given_values(method, sample)
    lines = [
        _written(argument, values[argument.place, argument.wire], root)
        for argument in method.arguments
        if (argument.place, argument.wire) in values
    ]
    return f"client.{method.name}({', '.join(lines)})"


def given_values(method: Method, sample: Sample) -> dict[tuple[str, str], Any]:
    """What a mended request gives: by place (path, query, body) and wire name."""
    request = sample.mended("request")
    path = path_values(method.operation.path, request["path"]) or {}
    groups: Mapping[str, Mapping[str, Any]] = {
        "path": path,
        "query": request.get("query", {}),
        "body": sample.body("request") or {},
    }
    return {
        (place, name): value for place, group in groups.items() for name, value in group.items()
    }


def _written(argument: Argument, value: Any, root: Object) -> str:
    if argument.place != "body":
        value = query_value(root, argument.schema, value)
    text = literal(value, argument.schema, root)
    return text if argument.place == "path" else f"{argument.name}={text}"


def literal(value: Any, schema: Object, root: Object) -> str:
    """A JSON value as Python source, by what the schema says it is."""
    schema = _chosen(resolve(root, schema), value, root)
    if is_object(value):
        properties = schema.get("properties", {})
        members = (
            f"{key!r}: {literal(item, properties.get(key, {}), root)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(members) + "}"
    if is_array(value):
        return "[" + ", ".join(literal(item, schema.get("items", {}), root) for item in value) + "]"
    if isinstance(value, Decimal):
        return f'Decimal("{value}")'
    if schema.get("format") == "date":
        day = date.fromisoformat(value)
        return f"date({day.year}, {day.month}, {day.day})"
    return repr(value)


def _chosen(schema: Object, value: Any, root: Object) -> Object:
    """The alternative of `anyOf` that is not null, if there is a choice."""
    options = [resolve(root, option) for option in schema.get("anyOf", ())]
    return next((option for option in options if option.get("type") != "null"), schema)


def _result(method: Method) -> str:
    if method.operation.paging or not method.operation.answer:
        return "page" if method.operation.paging else ""
    return method.operation.answer.lower()


def _imports(call: str) -> tuple[str, ...]:
    needed = {"date(": "from datetime import date", "Decimal(": "from decimal import Decimal"}
    return tuple(line for word, line in needed.items() if word in call)
