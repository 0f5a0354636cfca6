"""Validate requests and responses against an OpenAPI document, 3.0 or 3.1.

Numbers are exact. Operations are found by name, never by method or path: the behaviour alone
decides which requests are served. Objects are closed (an undeclared property is an error) for
behaviour that was written by hand; a document of which nothing else is known is taken as it is.
What checks an operation is made when it is first used, so that a large document starts quickly.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, Final, TypeAlias

from msgspec import Struct, field

from . import parameters
from .called import meant, operations
from .check import Check
from .dialect import Pointer, Side, translate
from .errors import EmulatorError
from .exact import Json
from .media import chosen, is_json
from .parameters import Parameter, read_parameters
from .schema import follow, members, part_at
from .security import Security, read_security

Checks: TypeAlias = Mapping[str, Check]
"""The check of each JSON media type, as the document writes it; none if it has no JSON."""

_SHORT: Final = 2048  # bytes of a response that is remembered as right
_REMEMBERED: Final = 32  # such responses of one operation

Parameters: TypeAlias = Callable[[], tuple[Parameter, ...]]
"""Returns the parameters, which are read when they are first needed."""


class Operation(Struct, frozen=True):
    """The checks that a document gives for one operation.

    `answers` has the checks of each status as the document writes it (`200`, `4XX`, `default`).
    `security` are the credentials that it takes, `media_types` those of its body that the document
    declares. `is_open`: undeclared properties and statuses are
    allowed where the document does not forbid them. `passed` remembers a few responses, by status
    and text, that were found right.
    """

    body: Checks
    answers: Mapping[str, Checks]
    security: Security = ()
    parameters: Parameters = tuple
    is_open: bool = False
    media_types: tuple[str, ...] = ()
    passed: set[tuple[int, bytes]] = field(default_factory=set[tuple[int, bytes]])

    @property
    def invalid(self) -> int:
        """The status of the response to a request that is not valid."""
        return 400 if self.is_open and "400" in self.answers and "422" not in self.answers else 422

    @property
    def unsupported(self) -> int:
        """The status of the response to a body of a media type that the document does not declare.

        That of any invalid request, if the document declares such a one and no 415.
        """
        named = {"415", "4XX", "4xx"} & self.answers.keys()
        return self.invalid if not named and {"400", "422"} & self.answers.keys() else 415

    def wrong_body(self, body: Json, media_type: str = "", *, is_deep: bool = True) -> list[str]:
        """Return the problems of a request body, each with its JSON path, at most a hundred.

        `is_deep` says that it may be nested too deeply.
        """
        check = chosen(self.body, media_type)
        return check.problems(body, is_deep=is_deep) if check else []

    def wrong_query(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        """Return the problems of a query, unknown parameters among them."""
        keys = [one.name for each in self.security for one in each if one.place == "query"]
        return parameters.wrong_query(self.parameters(), keys, pairs)

    def wrong_path(self, values: Mapping[str, str]) -> list[str]:
        """Return the problems of decoded path parameters."""
        return parameters.wrong_values(self.parameters(), "path", values)

    def wrong_headers(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        """Return the problems of headers, whose names are in lower case; others are ignored."""
        return parameters.wrong_values(self.parameters(), "header", dict(pairs))

    def is_empty(self, status: int, answer: Json) -> bool:
        """Whether a response has no body: it is null, and the document declares no JSON for it."""
        return answer is None and self.is_open and not self.answers.get(str(status))

    def wrong_text(self, status: int, answer: Json, text: bytes) -> list[str]:
        """Like `wrong_answer`, for a value with its JSON text, which may have been checked before.

        Clients read the same objects again and again.
        """
        if text and (status, text) in self.passed:
            return []
        wrong = self.wrong_answer(status, answer)
        if not wrong and 0 < len(text) <= _SHORT:
            if len(self.passed) >= _REMEMBERED:
                self.passed.clear()
            self.passed.add((status, text))
        return wrong

    def wrong_answer(self, status: int, answer: Json, media_type: str = "") -> list[str]:
        """Return the problems of a response. An error status that is not in the schema passes."""
        key = _declared(self.answers, status)
        if key is not None and (key != "default" or status < 400 or self.is_open):
            check = chosen(self.answers[key], media_type)
            return check.problems(answer) if check else []
        if status >= 400 or (self.is_open and not any(key[:1] == "2" for key in self.answers)):
            return []
        return [f"status {status} is not in the merged schema"]


def _declared(answers: Mapping[str, Checks], status: int) -> str | None:
    """Return what the document writes for a status, if it has it."""
    if (written := str(status)) in answers:
        return written
    ranges = (f"{status // 100}XX", f"{status // 100}xx", "default")
    return next((key for key in ranges if key in answers), None)


def compile_contract(
    document: dict[str, Any], bodies: Mapping[str, bool], origin: str, *, is_open: bool = False
) -> dict[str, Operation]:
    """Return the operations named in `bodies`.

    The values of `bodies` say whether an operation takes a body; `origin` is named in errors;
    `is_open` closes objects only where the document does. Raises `EmulatorError` if the schema
    lacks an operation, or a body of one unless it is open.
    """
    source = _Source(document, is_open)
    places = dict(operations(document))
    named = {name: meant(name, places) for name in bodies}
    known = {name: _operation(source, places[one]) for name, one in named.items() if one}
    missing = [name for name in bodies if name not in known]
    if not is_open:
        missing += [f"{name}'s body" for name in known if bodies[name] and not known[name].body]
    if missing:
        wrong = f"{origin}: the emulator needs what the merged schema lacks: "
        raise EmulatorError(wrong + ", ".join(missing), "add them to the schema or an overlay")
    return {name: known[name] for name in bodies}


class _Source(Struct, frozen=True):
    document: dict[str, Any]
    is_open: bool

    def check(self, at: Pointer, side: Side) -> Check:
        """Return the check of the schema at a pointer."""
        return Check(partial(translate, self.document, at, side, is_closed=not self.is_open))


def _operation(source: _Source, at: Pointer) -> Operation:
    operation = part_at(source.document, at)
    answers = {
        str(status): dict(_content(source, (*at, "responses", status), "response"))
        for status in members(operation.get("responses"))
    }
    return Operation(
        dict(_content(source, (*at, "requestBody"), "request")),
        answers,
        _security(source, operation),
        cache(partial(read_parameters, source.document, at, source.check)),
        source.is_open,
        tuple(_declared_media(source, (*at, "requestBody"))),
    )


def _security(source: _Source, operation: Mapping[str, Any]) -> Security:
    try:
        return read_security(source.document, operation)
    except (KeyError, TypeError):  # it names a scheme that the document does not describe
        if source.is_open:
            return ()
        raise


def _declared_media(source: _Source, at: Pointer) -> Mapping[str, Any]:
    """Return what a request body or a response has, by media type."""
    try:
        return members(part_at(source.document, (*follow(source.document, at), "content")))
    except KeyError:
        return {}


def _content(source: _Source, at: Pointer, side: Side) -> Iterator[tuple[str, Check]]:
    """Yield the JSON media types of a request body or response, with their checks."""
    for media, found in _declared_media(source, at).items():
        if is_json(media) and "schema" in members(found):
            end = follow(source.document, at)
            yield media, source.check((*end, "content", media, "schema"), side)
