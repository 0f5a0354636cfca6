"""The errors that only GraphQL has: a response can report a failure whatever its status.

Services fill ``errors`` in many ways, so any value there becomes an item with a message, and a
part that does not match the specification becomes None instead of another error. As in all errors,
secrets of the request are redacted; the caller does that before it creates one of these.

Source: GraphQL specification of October 2021, 7.1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from .errors import APIError
from .said import naming, one_line, printable, service_message
from .untyped import items, members

_ENCODER = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, slots=True)
class GraphQLErrorLocation:
    """A position in the document that was sent; both numbers start at 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class GraphQLErrorItem:
    """One of the errors that a response lists.

    Attributes:
        message: what went wrong, without escape sequences; without a message, the whole item
            as text.
        path: path of the field in ``data``, such as ``["company", "bills", 0]``. It has the name
            and the form that the specification gives it, and is no JSON path.
        locations: positions in the document.
        extensions: additional data from the service.
    """

    message: str
    path: list[str | int] | None = None
    locations: list[GraphQLErrorLocation] | None = None
    extensions: dict[str, Any] | None = None

    @property
    def code(self) -> str | None:
        """The service's code for this kind of error, if it sent one."""
        said = self.extensions or {}
        found = (said.get(name) for name in ("code", "classification"))
        return next((one for one in found if isinstance(one, str) and one), None)

    def __str__(self) -> str:
        return self.message + (f" [{one_line(self.code)}]" if self.code else "")


class GraphQLError(APIError):
    """The response lists errors.

    The operation may have been carried out in part; ``partial_data`` then holds its result.

    Attributes:
        errors: the listed errors, at least one; of more than 1,000 the first, and ``body`` has all.
        partial_data: the response's ``data`` as the operation's struct, or None.

    ``APIError`` describes the other attributes.
    """

    # Narrower than in APIError, which is safe because nobody assigns to them.
    status_code: int  # pyright: ignore[reportIncompatibleVariableOverride]
    headers: dict[str, str]  # pyright: ignore[reportIncompatibleVariableOverride]

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        method: str,
        url: str,
        errors: Iterable[GraphQLErrorItem],
        partial_data: Any,
        status_code: int,
        request_id: str | None,
        headers: Mapping[str, str],
        body: Any,
    ) -> None:
        super().__init__(
            message,
            operation=operation,
            method=method,
            url=url,
            status_code=status_code,
            request_id=request_id,
            headers=headers,
            body=body,
        )
        self.errors = list(errors)
        self.partial_data = partial_data


class OperationFailedError(APIError):
    """The response reports that the operation failed.

    Attributes:
        message: the service's reason without escape sequences, or None.

    ``APIError`` describes the other attributes.
    """

    # Narrower than in APIError, which is safe because nobody assigns to them.
    status_code: int  # pyright: ignore[reportIncompatibleVariableOverride]
    headers: dict[str, str]  # pyright: ignore[reportIncompatibleVariableOverride]

    def __init__(
        self,
        said: str,
        *,
        operation: str,
        method: str,
        url: str,
        message: str | None,
        status_code: int,
        request_id: str | None,
        headers: Mapping[str, str],
        body: Any,
    ) -> None:
        super().__init__(
            said,
            operation=operation,
            method=method,
            url=url,
            status_code=status_code,
            request_id=request_id,
            headers=headers,
            body=body,
        )
        self.message = None if message is None else printable(message, "\n\t")


def errors_message(operation: str, errors: Any, request_id: str | None, most: int = 5) -> str:
    """Return the message of a ``GraphQLError``, given the value of ``errors``."""
    listed = items(errors)
    number = 1 if listed is None else len(listed)
    count = "an error" if number == 1 else f"{number} errors"
    said = [one_line(str(item)) for item in read_items(errors)[:most]]
    rest = [f"and {number - most} more"] if number > most else []
    return f"{operation}: the response lists {count}: {'; '.join(said + rest)}{naming(request_id)}"


def failure_message(operation: str, message: str | None, request_id: str | None) -> str:
    """Return the message of an ``OperationFailedError``."""
    said = one_line(message) if message else "no reason given"
    return f"{operation}: the service reports a failure: {said}{naming(request_id)}"


def read_items(errors: Any) -> list[GraphQLErrorItem]:
    """Read the value of ``errors``: one item per error, or one item if it is not a list."""
    listed = items(errors)
    return [_item(each) for each in ([errors] if listed is None else listed[:_MOST_ITEMS])]


_MOST_ITEMS = 1000
"""A response of 8 MiB may list half a million, which would take as many objects."""


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
    if isinstance(said, str) and (shown := printable(said, "\n\t")).strip():
        return shown
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
