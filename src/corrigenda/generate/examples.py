"""Turns documented requests into calls of the generated client, as runnable README examples.

Values are written as a person would write them: a date as `date(...)`, money as `Decimal(...)`.
Samples without a valid JSON request are skipped. Where no request is documented, the arguments are
made up (`made_up`).
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from corrigenda.generate.made_up import made_up
from corrigenda.generate.method import Argument, Method
from corrigenda.naming import result_name
from corrigenda.openapi.replay import path_values, query_value
from corrigenda.samples import Sample, header_values
from corrigenda.trees import Object, is_array, is_object, resolve

MOST_A_METHOD = 3
"""The maximum number of examples per method in a README."""


@dataclass(frozen=True, slots=True)
class Example:
    """A call of one method, with the import lines it needs.

    `result` is the variable for what the method returns, empty if it returns None.
    """

    method: str
    call: str
    result: str
    imports: tuple[str, ...]
    paged: bool

    def iterated(self, iterator: str) -> str:
        """The same call of the iterator of the method."""
        return self.call.replace(f"client.{self.method}(", f"client.{iterator}(", 1)


def write_examples(
    methods: Sequence[Method], samples: Sequence[Sample], root: Object
) -> list[Example]:
    """Return the first distinct documented requests of each method, in the order of the methods.

    A method without one has a call with made-up arguments, if they are certain to be right.
    """
    shown: dict[str, list[Sample]] = {}
    for sample in samples:
        if not sample.apart:
            shown.setdefault(sample.operation, []).append(sample)
    return [
        example
        for method in methods
        for example in islice(_examples(method, shown.get(method.name, ()), root), MOST_A_METHOD)
    ]


def _examples(method: Method, samples: Sequence[Sample], root: Object) -> Iterator[Example]:
    calls = (_call(method, one, root) for one in samples if _shows(method, one, root))
    documented = list(dict.fromkeys(calls))
    for call in documented or _invented(method, root):
        is_paged = method.paging is not None
        yield Example(method.name, call, _result(method), _imports(call), is_paged)


def _invented(method: Method, root: Object) -> Iterator[str]:
    """A call with made-up arguments, or nothing."""
    values = made_up(method, root)
    if values is not None:
        lines = [
            _argument(one, literal(values[one.place, one.wire], one.schema, root))
            for one in method.arguments
            if (one.place, one.wire) in values
        ]
        yield f"client.{method.name}({', '.join(lines)})"


def _argument(argument: Argument, text: str) -> str:
    return text if argument.positional else f"{argument.name}={text}"


def _shows(method: Method, sample: Sample, root: Object) -> bool:
    """Whether a request shows the values of the arguments, and not only their texts."""
    values = given_values(method, sample)
    odd = [argument for argument in method.arguments if not _is_plain(argument, root)]
    return not any(one.required or (one.place, one.wire) in values for one in odd)


def _call(method: Method, sample: Sample, root: Object) -> str:
    values = given_values(method, sample)
    lines = [
        _written(argument, values[argument.place, argument.wire], root)
        for argument in method.arguments
        if (argument.place, argument.wire) in values
    ]
    return f"client.{method.name}({', '.join(lines)})"


def given_values(method: Method, sample: Sample) -> dict[tuple[str, str], Any]:
    """Return the values of a corrected request by place (path, query, ...) and wire name."""
    request = sample.mended("request")
    if "document" in request:
        given = json.loads(request.get("variables") or "{}", parse_float=Decimal)
        return {("variable", name): value for name, value in given.items()}
    path = path_values(method.operation.path, request["path"]) or {}
    groups: Mapping[str, Mapping[str, Any]] = {
        "path": path,
        "query": request.get("query", {}),
        "body": _body_values(method, sample),
        "header": _headers(method, sample),
    }
    return {
        (place, name): value for place, group in groups.items() for name, value in group.items()
    }


def _headers(method: Method, sample: Sample) -> dict[str, str]:
    given = header_values(sample)
    named = {argument.wire: argument.wire.lower() for argument in method.of_place("header")}
    return {wire: given[lower] for wire, lower in named.items() if lower in given}


def _is_plain(argument: Argument, root: Object) -> bool:
    """Whether the text of an argument in a request is its value: it is a scalar."""
    if argument.writing is None:
        return True
    types = resolve(root, argument.schema).get("type")
    is_scalar = types in ("string", "integer", "number", "boolean")
    return is_scalar and not argument.writing.as_json and argument.writing.function in _PLAIN


_PLAIN = ("_styles.simple", "_styles.form", "_parameters.header")
"""The functions that write a scalar as it is."""


def _body_values(method: Method, sample: Sample) -> Mapping[str, Any]:
    """The body by wire name; a body that is one argument has none."""
    if method.sent is None or method.sent.kind != "json":
        return {}
    value = sample.body("request")
    if method.sent.is_split:
        return value or {}
    return {} if value is None else {"": value}


def _written(argument: Argument, value: Any, root: Object) -> str:
    if argument.place in ("path", "query", "header"):
        value = query_value(root, argument.schema, value)
    return _argument(argument, literal(value, argument.schema, root))


def literal(value: Any, schema: Object, root: Object) -> str:
    """Return a JSON value as Python source, according to its schema."""
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
    if isinstance(value, Decimal) and schema.get("format") == "double":
        return repr(float(value))
    if isinstance(value, Decimal):
        return f'Decimal("{value}")'
    if value is not None and schema.get("format") == "date":
        day = date.fromisoformat(value)
        return f"date({day.year}, {day.month}, {day.day})"
    if value is not None and schema.get("format") == "date-time":
        return _moment(datetime.fromisoformat(value))
    return _of_text(str(schema.get("format")), value) if isinstance(value, str) else repr(value)


def _of_text(kind: str, text: str) -> str:
    """Return the value of a text with a format. UUIDs and durations may be texts."""
    if kind == "decimal":
        return f"Decimal({text!r})"
    if kind == "byte":
        return repr(b64decode(text))
    return f"time.fromisoformat({text!r})" if kind == "time" else repr(text)


def _moment(moment: datetime) -> str:
    """Return the call that creates a datetime in UTC."""
    parts = [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second]
    while len(parts) > 3 and parts[-1] == 0:
        parts.pop()
    return f"datetime({', '.join(map(str, parts))}, tzinfo=UTC)"


def _chosen(schema: Object, value: Any, root: Object) -> Object:
    """Return the first option of `anyOf` that is not null, or else the schema itself."""
    options = [resolve(root, option) for option in schema.get("anyOf", ())]
    return next((option for option in options if option.get("type") != "null"), schema)


def _result(method: Method) -> str:
    if method.paging or not method.response:
        return "page" if method.paging else ""
    return result_name(method.response) if method.response.isidentifier() else "result"


def _imports(call: str) -> tuple[str, ...]:
    needed = {
        r"\bdate\(": "from datetime import date",
        r"\bdatetime\(": "from datetime import UTC, datetime",
        r"\btime\.fromisoformat\(": "from datetime import time",
        r"\bDecimal\(": "from decimal import Decimal",
    }
    return tuple(line for word, line in needed.items() if re.search(word, call))
