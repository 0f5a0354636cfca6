"""The errors of QuickBooks: of the gateway, of the service, of a field.

The page shows no error; the forms are those of the service's own page on errors, which has three
layers. Any status but 200 and 400 is from the gateway and is not GraphQL; 400 is for a request that
cannot be executed; 200 is for one that was executed, or whose token lacks the scope.
"""

from typing import Final

from ...exact import Json, Members
from ...provider import DeclinedError, ErrorKind, Reply

_GATEWAY = {
    401: "AuthenticationFailed",
    403: "AuthorizationFailed",
    404: "ResourceNotFound",
    405: "MethodNotAllowed",
}
_MESSAGES: dict[ErrorKind, str] = {
    "GRAPHQL_PARSE_FAILED": "Syntax error. Unable to parse incoming request",
    "BAD_REQUEST": "Request error. Unable to read incoming request",
    "UNDONE": "Request error. The request was undone",
}
_UNSCOPED_MESSAGE = (
    "Authorization error is detected for this request. Do you have sufficient scope?"
)

UNSCOPED: Final = Reply(
    200,
    {
        "errors": [
            {
                "message": _UNSCOPED_MESSAGE,
                "extensions": {
                    "classification": "AUTHORIZATION",
                    "innerMessage": "Access denied; Insufficient Scope",
                    "code": "AHZ-0010",
                },
            }
        ],
        "data": None,
    },
)


def refusal(status: int, message: str) -> Json:
    """Return the body of an error of the gateway."""
    code = _GATEWAY.get(status, "InvalidRequest" if status < 500 else "InternalServerError")
    kind = "INPUT" if status < 500 else "SYSTEM"
    return {"code": code, "type": kind, "message": None, "detail": message, "moreInfo": None}


def explain(kind: ErrorKind, error: Members) -> Members:
    """Convert an error of a request to the service's form, with its text as inner message."""
    extensions: Members = {
        "code": "VAL-0100",
        "innerCode": kind,
        "innerMessage": error["message"],
        "classification": "VALIDATION_ERROR",
    }
    message = _MESSAGES.get(kind, "Validation error. Unable to run incoming request")
    return {**error, "message": message, "extensions": extensions}


def unknown(kind: str, key: str) -> DeclinedError:
    """Return the error for an id that does not exist."""
    return _declined(f"there is no {kind} {key}", "NOT_FOUND")


def invalid(wrong: str) -> DeclinedError:
    """Return the error for an invalid input."""
    return _declined(wrong, "INVALID_INPUT")


def stale(kind: str, key: str, given: str, current: str) -> DeclinedError:
    """Return the error for an update that does not name the current version."""
    wrong = f"{kind} {key} is at version {current}, not {given}: read it again"
    return _declined(wrong, "STALE_ENTITY_VERSION")


def _declined(wrong: str, inner_code: str) -> DeclinedError:
    extensions: Members = {
        "code": "VAL-0001",
        "innerCode": inner_code,
        "innerMessage": wrong,
        "classification": "VALIDATION_ERROR",
    }
    return DeclinedError(f"VAL-0001 {wrong}", extensions)
