"""Turns a GraphQL operation into a call, and reads its response.

Both connections send it like any other call; the two functions that it carries contain what differs
from REST. GraphQL reports failures in the content and not only in the status, so a response is
checked in this order: a status that rejects the request (401, 403, 429, 5xx), listed errors, any
other status, an envelope that reports a failure, and a match with the schema.

Source: GraphQL over HTTP, draft of 2025, 6.4; a server may respond 200 to every valid request.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Set
from types import NoneType
from typing import Any, ClassVar, TypeVar, cast

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from .call import Call, Complete, Judge, Plain, RawResponse, Request
from .charset import declared_charset
from .credentials import Credential
from .decode import Mismatch, mismatch_at
from .drift import Difference
from .errors import APIError, NotFoundError
from .exchange import is_success, read_content
from .graphql_documents import Document, Guess, Presence, chosen, guessed, presence_of
from .graphql_errors import (
    GraphQLError,
    OperationFailedError,
    errors_message,
    failure_message,
    read_items,
)
from .graphql_find import Envelope, Failed, Lack, Place, failure_in, find
from .graphql_request import NOTHING, fill_variables, is_query, opening, write_body
from .redact import redact_json
from .service import Settings
from .untyped import members, parse_or_text

__all__ = ["Document", "Envelope", "GraphQLCall", "Guess", "operation"]

T = TypeVar("T")

ACCEPT = "application/graphql-response+json, application/json"


def _complete(call: GraphQLCall[Any], revealed: Mapping[Credential, str]) -> bytes:
    return fill_variables(call.body or b"", call.first_variable, call.filled, revealed)


def _judge(
    call: GraphQLCall[T],
    settings: Settings,
    request: Request,
    response: RawResponse,
    noted: list[Difference] | None = None,
) -> T | APIError:
    """Return the value of a response, or the error to raise."""
    if response.status_code in (401, 403, 429) or 500 <= response.status_code <= 599:
        return _refused(call, settings, request, response)
    if not is_success(response):
        listed = _listed(call, settings, request, response)
        return listed or _refused(call, settings, request, response)
    model = _content(call.place.data)
    content = read_content(
        response,
        model,
        strict=settings.strict,
        secrets=request.secrets,
        presence=call.presence,
        noted=noted,
    )
    if isinstance(content, Mismatch) or content.errors:
        if not isinstance(content, Mismatch):
            content.errors = True  # frees what may be 100 MB: the error parses the whole body
        wrong = _listed(call, settings, request, response, content)
        if wrong or isinstance(content, Mismatch):
            return wrong or _mismatched(call, settings, request, response, content)
    found = find(call.place, content.data)
    if isinstance(found, Lack):
        return _lacking(call, settings, request, response, found)
    if isinstance(found, Failed):
        return _failed(call, settings, request, response, found)
    return cast("T", None if call.response is NoneType else found)


class GraphQLCall(Call[T], frozen=True, kw_only=True):
    """One GraphQL operation. Its ``body`` does not contain the variables that credentials fill.

    Attributes:
        place: where the value is in the response.
        filled: variables that credentials fill.
        first_variable: index in ``body`` at which the first variable begins.
        document: the document that is sent.
    """

    hidden: ClassVar[Set[str]] = Call.hidden | {"document", "first_variable"}

    document: Document
    place: Place
    filled: tuple[str, ...]
    first_variable: int
    accept: str = ACCEPT
    complete: Complete | None = _complete
    judge: Judge[T] | None = _judge

    def __eq__(self, other: object) -> bool:
        # A copy of a call has a copy of its document, and those are never equal.
        if not isinstance(other, type(self)):
            return NotImplemented
        return Plain.__eq__(self, replace(other, document=self.document))

    def __hash__(self) -> int:
        return hash((self.operation, self.body))

    @property
    def is_safe(self) -> bool:
        """Whether the operation is a query."""
        return is_query(self.document.text)

    @property
    def presence(self) -> Presence | None:
        """What must be in a response because the document asks for it."""
        return presence_of(self.place.data, self.document)


def operation(
    *,
    operation: str,
    document: Document,
    name: str,
    response: type[T],
    data: type[msgspec.Struct],
    at: tuple[str, ...],
    variables: type[msgspec.Struct] | None = None,
    values: Mapping[str, object] = NOTHING,
    filled: tuple[str, ...] = (),
    envelope: Envelope | None = None,
    one: bool = False,
    may_lack: bool = False,
    wanted: tuple[str, ...] = (),
    may_retry: bool = True,
    idempotency_header: str = "",
    finish: Callable[[T], None] | None = None,
) -> Call[T]:
    """Return the call of a GraphQL operation.

    Args:
        operation: name of the method, for errors.
        document: GraphQL document, with the fragments it needs. Its guessed parts are sent only if
            an argument uses them.
        name: name of the operation in the document.
        response: type that the method returns; ``type(None)`` if it returns None.
        data: struct of the response's ``data``.
        at: attributes that lead from ``data`` to the value, or to its envelope.
        variables: struct of the variables, without those that credentials fill. Its attributes
            are the method's arguments, its wire names the document's variables.
        values: arguments -> values, as for ``encode_body``; UNSET is left out.
        filled: variables that credentials fill.
        envelope: the envelope of the value: its ``value`` is returned, or else the envelope.
        one: ``at`` leads to a list whose only item is returned; an empty list raises
            ``NotFoundError``.
        may_lack: null in place of the value raises ``NotFoundError``, not ``ResponseDecodeError``.
        may_retry: see ``Call``.
        idempotency_header: see ``Call``.
        wanted: arguments whose part of the document is sent even if they are left out.
        finish: completes the value, as for ``Call``.

    Raises:
        TypeError: lists every problem with the values, one per line.
    """
    given = [argument for argument, value in values.items() if value is not UNSET]
    sent = chosen(document, (*given, *wanted))
    return GraphQLCall(
        operation=operation,
        method="POST",
        path="",
        response=response,
        body=write_body(operation, sent.text, name, variables, values),
        document=sent,
        may_retry=may_retry,
        idempotency_header=idempotency_header,
        place=Place(data, at, envelope, one, may_lack),
        filled=filled,
        first_variable=len(opening(sent.text, name)),
        finish=finish,
    )


@functools.cache
def _content(data: type) -> Any:
    """Return the struct of a whole response, given the struct of its ``data``."""
    fields: list[tuple[str, Any, Any]] = [
        ("data", data, msgspec.NODEFAULT),
        ("errors", Any, UNSET),
        ("extensions", Any, UNSET),
    ]
    return msgspec.defstruct("RawResponse", fields, kw_only=True)


def _listed(
    call: GraphQLCall[Any],
    settings: Settings,
    request: Request,
    response: RawResponse,
    content: object = None,
) -> GraphQLError | None:
    """Return the error for the errors that a response lists, if it lists any."""
    # That of a mismatch is parsed and redacted; a second copy may take 100 MB.
    body: Any = content.body if isinstance(content, Mismatch) else None
    if not isinstance(body, dict):
        body = redact_json(_parsed(response), request.secrets)
    errors = members(body).get("errors")
    if not errors:
        return None
    from .failures import heard  # imported here because only failures need it

    known = heard(call, settings, request, response)
    # A service that refuses a document gives no data: only then may a guess be what is wrong.
    hint = "" if members(body).get("data") else guessed(call.document)
    return GraphQLError(
        errors_message(call.operation, errors, known["request_id"]) + hint,
        **known,
        errors=read_items(errors),
        partial_data=_partial(call.place.data, members(body).get("data")),
        body=body,
    )


def _parsed(response: RawResponse) -> Any:
    return parse_or_text(response.body, declared_charset(response.headers))


def _partial(model: type, data: Any) -> Any:
    if not isinstance(data, dict):
        return None
    from .slow_path import convert  # imported here because only failures need it

    return convert(data, model, strict=False).value


def _refused(
    call: GraphQLCall[Any], settings: Settings, request: Request, response: RawResponse
) -> APIError:
    from .failures import status_error  # imported here because only failures need it

    return status_error(call, settings, request, response)


def _mismatched(
    call: GraphQLCall[Any],
    settings: Settings,
    request: Request,
    response: RawResponse,
    wrong: Mismatch,
) -> APIError:
    failed = failure_in(call.place, wrong.body)
    if failed:
        return _failed(call, settings, request, response, failed)
    from .failures import decode_error  # imported here because only failures need it

    return decode_error(call, settings, request, response, wrong)


def _failed(
    call: GraphQLCall[Any],
    settings: Settings,
    request: Request,
    response: RawResponse,
    failed: Failed,
) -> OperationFailedError:
    from .failures import heard  # imported here because only failures need it

    # The message is a string of the response, so it is redacted the same way.
    blotted = redact_json([failed.message], request.secrets)[0]
    known = heard(call, settings, request, response)
    return OperationFailedError(
        failure_message(call.operation, blotted, known["request_id"]),
        **known,
        message=blotted,
        body=redact_json(_parsed(response), request.secrets),
    )


def _lacking(
    call: GraphQLCall[Any], settings: Settings, request: Request, response: RawResponse, lack: Lack
) -> APIError:
    from .failures import decode_error, status_error  # imported here because only failures need it

    if lack.is_absence:
        reason = f"not found: {lack.path} {lack.detail}"
        return status_error(call, settings, request, response, NotFoundError, reason)
    secrets, charset = request.secrets, declared_charset(response.headers)
    wrong = mismatch_at(response.body, lack.path, lack.detail, secrets, charset)
    return decode_error(call, settings, request, response, wrong)
