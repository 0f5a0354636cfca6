"""Errors that only GraphQL has: a response may fail and say so with any status, or with none.

The items of ``errors`` are the service's to write, and services write them in many ways. So this
takes nothing for granted: whatever stands there becomes an item with a message, and what does not
fit the specification is None, never another error. As for all errors, no secret of the request is
in them; who builds them hands over what is blotted out already.

Source: GraphQL specification of October 2021, 7.1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from .errors import APIError, naming, one_line, service_message
from .untyped import items, members

_ENCODER = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, slots=True)
class GraphQLErrorLocation:
    """A place in the document that was sent; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class GraphQLErrorItem:
    """One of the errors that a response lists.

    Attributes:
        message: what went wrong; whatever the service says, where it gives no message.
        path: the member of ``data`` that it is about, as ``["company", "bills", 0]``.
        locations: the places in the document that it is about.
        extensions: what else the service says of it.
    """

    message: str
    path: list[str | int] | None = None
    locations: list[GraphQLErrorLocation] | None = None
    extensions: dict[str, Any] | None = None

    @property
    def code(self) -> str | None:
        """The service's name for the kind of error, where it has one."""
        said = self.extensions or {}
        found = (said.get(name) for name in ("code", "classification"))
        return next((one for one in found if isinstance(one, str) and one), None)

    def __str__(self) -> str:
        return self.message + (f" [{self.code}]" if self.code else "")


class GraphQLError(APIError):
    """The response lists errors.

    What was asked may have been done in part; ``partial_data`` is then what came of it.

    Attributes:
        operation: name of the method, as ``create_project``.
        errors: what went wrong, at least one.
        partial_data: the response's ``data``, as the struct of the operation, where it has any.
        status_code: HTTP status.
        request_id: the service's name for this request, where it gave one.
        headers: headers of the response, names in lower case.
        body: JSON of the response with numbers as int and Decimal.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        errors: Iterable[GraphQLErrorItem],
        partial_data: Any,
        status_code: int,
        request_id: str | None,
        headers: Mapping[str, str],
        body: Any,
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.errors = list(errors)
        self.partial_data = partial_data
        self.status_code = status_code
        self.request_id = request_id
        self.headers = dict(headers)
        self.body = body


class OperationFailedError(APIError):
    """The response says that what was asked was not done.

    Attributes:
        operation: name of the method, as ``create_invoice``.
        message: why, where the service says so.
        request_id: the service's name for this request, where it gave one.
        body: JSON of the response with numbers as int and Decimal.
    """

    def __init__(
        self,
        said: str,
        *,
        operation: str,
        message: str | None,
        request_id: str | None,
        body: Any,
    ) -> None:
        super().__init__(said)
        self.operation = operation
        self.message = message
        self.request_id = request_id
        self.body = body


def errors_message(
    operation: str, listed: list[GraphQLErrorItem], request_id: str | None, most: int = 5
) -> str:
    """The text of a ``GraphQLError``."""
    count = "an error" if len(listed) == 1 else f"{len(listed)} errors"
    said = [one_line(str(item)) for item in listed[:most]]
    rest = [f"and {len(listed) - most} more"] if len(listed) > most else []
    return f"{operation}: the response lists {count}: {'; '.join(said + rest)}{naming(request_id)}"


def failure_message(operation: str, message: str | None, request_id: str | None) -> str:
    """The text of an ``OperationFailedError``."""
    said = one_line(message) if message else "it does not say why"
    return f"{operation}: the service says that it failed: {said}{naming(request_id)}"


def read_items(errors: Any) -> list[GraphQLErrorItem]:
    """What stands under ``errors``, whatever it is: an item each, or one for all of it."""
    listed = items(errors)
    return [_item(each) for each in ([errors] if listed is None else listed)]


def _item(value: Any) -> GraphQLErrorItem:
    said = members(value)
    extensions = said.get("extensions")
    return GraphQLErrorItem(
        message=_message(value),
        path=_path(said.get("path")),
        locations=_locations(said.get("locations")),
        extensions=members(extensions) if isinstance(extensions, dict) else None,
    )


def _message(value: Any) -> str:
    said = members(value).get("message") if isinstance(value, dict) else value
    if isinstance(said, str) and said.strip():
        return said
    if found := service_message(value):
        return found
    return one_line(_ENCODER.encode(value).decode()) if value else "no message"


def _path(value: Any) -> list[str | int] | None:
    steps = items(value)
    fits = all(isinstance(step, str) or _is_whole(step) for step in steps or ())
    return steps if fits else None


def _locations(value: Any) -> list[GraphQLErrorLocation] | None:
    places = items(value)
    if places is None:
        return None
    return [found for found in map(_location, places) if found]


def _location(value: Any) -> GraphQLErrorLocation | None:
    line, column = members(value).get("line"), members(value).get("column")
    fits = _is_whole(line) and _is_whole(column)
    return GraphQLErrorLocation(cast("int", line), cast("int", column)) if fits else None


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
