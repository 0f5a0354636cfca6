"""Reads responses that are not always JSON of one type: by their status and their media type.

A response of a status or a media type that the schema does not have is read as the first success
that has content, which is JSON if there is any. Only packages that need it import this.

Sources: OpenAPI Specification 3.1.1, 4.8.16 and 4.8.17; RFC 9110, 8.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .call import Call, Plain, RawResponse, Request
from .charset import declared_charset
from .decode import Mismatch, mismatch_at
from .drift import Difference
from .errors import APIError
from .exchange import is_success, judge_status, read_content

if TYPE_CHECKING:
    from .service import Settings


class Success(NamedTuple):
    """The content of a success.

    Attributes:
        status: status, ``2XX``, or ``default``.
        kind: how its content is read; ``none`` if it has none.
        media_type: media type, or a range such as ``image/*``; lower case.
        model: type of JSON.
    """

    status: str
    kind: Literal["json", "text", "binary", "none"]
    media_type: str = ""
    model: Any = None


class Reading(Plain, frozen=True):
    """Judges the responses of an operation.

    Attributes:
        successes: the contents of its successes, those that are preferred first.
    """

    successes: Sequence[Success]

    def __call__(
        self,
        call: Call[Any],
        settings: Settings,
        request: Request,
        response: RawResponse,
        noted: list[Difference] | None,
    ) -> Any:
        """Return the value of a response, or the error to raise for it."""
        if not is_success(response):
            return judge_status(call, settings, request, response, noted)
        found = choose(self.successes, response)
        outcome = _read(found, settings, request, response, noted)
        if isinstance(outcome, Mismatch):
            from .failures import decode_error  # imported here because only failures need it

            outcome = decode_error(call, settings, request, response, outcome)
        return outcome


def choose(successes: Sequence[Success], response: RawResponse) -> Success:
    """Return the success that a response is."""
    empty = () if response.body else [one for one in successes if one.kind == "none"]
    named = next(filter(None, _by_status(successes, response.status_code)), None)
    of_status = named or empty or successes
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    found = (one for name in _ranges(media_type) for one in of_status if one.media_type == name)
    first = next((one for one in of_status if one.kind != "none"), of_status[0])
    return next(found, first)


def _by_status(successes: Sequence[Success], status: int) -> Iterator[list[Success]]:
    """Yield the successes of a status, from the most exact to the least."""
    for name in (str(status), f"{status // 100}XX", "default"):
        yield [one for one in successes if one.status.upper() == name.upper()]


def _ranges(media_type: str) -> tuple[str, ...]:
    return media_type, media_type.partition("/")[0] + "/*", "*/*"


def _read(
    found: Success,
    settings: Settings,
    request: Request,
    response: RawResponse,
    noted: list[Difference] | None,
) -> APIError | Mismatch | Any:
    if found.kind == "none":
        return None
    if found.kind == "json" or response.broken:
        kind, strict = found.model, settings.strict
        return read_content(response, kind, strict=strict, secrets=request.secrets, noted=noted)
    if found.kind == "binary":
        return response.body
    return _text(response, settings, request, noted)


def _text(
    response: RawResponse,
    settings: Settings,
    request: Request,
    noted: list[Difference] | None,
) -> str | Mismatch:
    """Return a text in the charset that is declared, or else UTF-8."""
    charset = declared_charset(response.headers) or "utf-8"
    try:
        return response.body.decode(charset)
    except UnicodeDecodeError as error:
        said = f"byte {error.start} of the text cannot be read as {charset}"
    if settings.strict:
        return mismatch_at(response.body, "$", said, request.secrets, charset)
    if noted is not None:
        noted.append(Difference("$", "encoding", f"{said}; it is read as U+FFFD", charset, said))
    return response.body.decode(charset, "replace")
