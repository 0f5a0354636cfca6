"""Encodes the body of a GraphQL request: a constant document and exact variables.

Variables are checked against their types as bodies are in ``encode``: all problems are reported
together, and floats are rejected where a number must be exact. Problems name the method's argument,
because the caller does not know the name of the variable. A credential that also fills a variable
is added just before the request is sent, so no call contains it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from msgspec import UNSET, inspect

from .credentials import Credential
from .encode import write_fast, write_held
from .shape import shape_of
from .strict import Problems, serialize
from .writers import arguments_writer

NOTHING: Mapping[str, object] = {}
"""The values of an operation without arguments."""


_QUERY = re.compile(r"\s*(query\b|\{)")
_OTHER = re.compile(r"^\s*(mutation|subscription)\b", re.MULTILINE)


@functools.cache
def is_query(document: str) -> bool:
    """Return whether a document certainly has no other operation than queries."""
    return bool(_QUERY.match(document)) and not _OTHER.search(document)


@functools.cache
def opening(document: str, name: str) -> bytes:
    """Return the part of a body before its first variable, the same for every request."""
    constant = msgspec.json.encode({"query": document, "operationName": name})
    return constant[:-1] + b',"variables":{'


def write_body(
    operation: str, document: str, name: str, variables: Any, values: Mapping[str, object]
) -> bytes:
    """Encode a body. Decimals become JSON numbers with every digit.

    Args:
        operation: name of the method, for the error.
        document: the GraphQL document.
        name: name of the operation in the document.
        variables: struct of the variables, with the method's arguments as attributes; None
            without variables.
        values: arguments -> values, as for ``encode_body``.

    Raises:
        TypeError: lists every problem, one per line.
    """
    written = b"{}"
    if variables is not None:
        written = write_fast(arguments_writer(variables), values) or write_held(
            operation, lambda problems: _hold(values, variables, problems)
        )
    return opening(document, name) + written[1:] + b"}"


def _hold(values: Mapping[str, object], variables: Any, problems: Problems) -> dict[str, Any]:
    fields = cast("inspect.StructType", shape_of(variables)).fields
    if unknown := sorted(values.keys() - {field.name for field in fields}):
        problems += [f"{name}: unknown argument" for name in unknown]
    written: dict[str, Any] = {}
    for field in fields:
        value = values.get(field.name, UNSET)
        if value is not UNSET:
            written[field.encode_name] = serialize(value, field.type, field.name, problems)
        elif field.required:
            problems.append(f"{field.name}: required, but not given")
    return written


def fill_variables(
    body: bytes, at: int, names: tuple[str, ...], revealed: Mapping[Credential, str]
) -> bytes:
    """Insert credentials into a body as variables, at the index of the first variable."""
    filled = {each.fills: value for each, value in revealed.items() if each.fills in names}
    if not filled:
        return body
    between = b"" if body[at : at + 1] == b"}" else b","
    return body[:at] + msgspec.json.encode(filled)[1:-1] + between + body[at:]
