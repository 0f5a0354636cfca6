"""The body of a GraphQL request: a document that never changes, and variables that are exact.

Variables are held against their types as bodies are in ``encode``: all problems at once, floats
refused where a number must be exact, and each problem is named by the method's argument, since the
variable's own name is one that the caller never wrote. A credential that also fills a variable is
put in at the last moment, when it is asked for, and so stands in no call.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from msgspec import UNSET, inspect

from .credentials import Credential
from .encode import write_held
from .shape import shape_of
from .strict import Problems, serialize

NOTHING: Mapping[str, object] = {}
"""The values of an operation that takes none."""


@functools.cache
def opening(document: str, name: str) -> bytes:
    """All of a body that stands before its first variable; the same for every request."""
    constant = msgspec.json.encode({"query": document, "operationName": name})
    return constant[:-1] + b',"variables":{'


def write_body(
    operation: str, document: str, name: str, variables: Any, values: Mapping[str, object]
) -> bytes:
    """Write a body; Decimals as JSON numbers, digit for digit.

    Args:
        operation: name of the method, for the error.
        document: the GraphQL document.
        name: the operation's name in it.
        variables: struct of the variables, its attributes named as the method's arguments; None
            where there are none.
        values: arguments -> values, as for ``encode_body``.

    Raises:
        TypeError: all that is wrong, one problem a line.
    """
    written = b"{}"
    if variables is not None:
        written = write_held(operation, lambda problems: _hold(values, variables, problems))
    return opening(document, name) + written[1:] + b"}"


def _hold(values: Mapping[str, object], variables: Any, problems: Problems) -> dict[str, Any]:
    fields = cast("inspect.StructType", shape_of(variables)).fields
    if unknown := sorted(values.keys() - {field.name for field in fields}):
        problems += [f"{name}: there is no such argument" for name in unknown]
    written: dict[str, Any] = {}
    for field in fields:
        value = values.get(field.name, UNSET)
        if value is not UNSET:
            written[field.encode_name] = serialize(value, field.type, field.name, problems)
        elif field.required:
            problems.append(f"{field.name}: required, and not given")
    return written


def fill_variables(
    body: bytes, at: int, names: tuple[str, ...], revealed: Mapping[Credential, str]
) -> bytes:
    """Put credentials into a body as variables; ``at`` is where the first variable begins."""
    filled = {each.fills: value for each, value in revealed.items() if each.fills in names}
    if not filled:
        return body
    between = b"" if body[at : at + 1] == b"}" else b","
    return body[:at] + msgspec.json.encode(filled)[1:-1] + between + body[at:]
