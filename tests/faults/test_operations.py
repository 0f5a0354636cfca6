"""Error statuses and resets for every operation of every client, sync and async.

The calls are those that the READMEs show. Whether a request writes is told from what arrived, so a
write that is sent twice is found even if the client takes it for a read.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import pytest

from tests.faults.calls import (
    LIMITS,
    PACKAGES,
    Case,
    call,
    client_name,
    insist,
    is_write,
    operations,
    timed_call,
)
from tests.faults.sending import Act, carries, head, reset, resets_after, whole
from tests.faults.server import Arrived, Faulty, misbehaving

OPERATIONS = operations()

ENDS: Mapping[str, str] = {
    "300": "APIStatusError",
    "302": "APIStatusError",
    "304": "APIStatusError",
    "307": "APIStatusError",
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "408": "APIStatusError",
    "409": "ConflictError",
    "413": "APIStatusError",
    "418": "APIStatusError",
    "422": "UnprocessableEntityError",
    "429": "RateLimitError",
    "500": "InternalServerError",
    "501": "InternalServerError",
    "502": "InternalServerError",
    "503": "InternalServerError",
    "504": "InternalServerError",
    "600": "APIStatusError",
}
"""Status -> class of the error."""


def refuses(status: str) -> Act:
    """Refuse with a status; one that says "later" asks to come back without delay."""
    later = ("Retry-After: 0",) if status == "408" or status[0] == "5" else ()
    where = ("Location: /elsewhere",) if status[0] == "3" else ()
    headers = ("Connection: close", *later, *where)  # the server closes it, and says so
    return carries(lambda body: b'{"message": "no"}', *headers, status=f"{status} No")


RESETS: Mapping[str, tuple[Act, str]] = {
    "before the response": (reset, "APIConnectionError"),
    "in the status line": (resets_after(lambda body: b"HTTP/1.1 2"), "APIConnectionError"),
    "in the head": (resets_after(lambda body: head()[:-4]), "APIConnectionError"),
    "after the head": (resets_after(lambda body: head("Content-Length: 9")), "ResponseDecodeError"),
    "in the body": (resets_after(lambda body: whole(body)[:-5]), "ResponseDecodeError"),
    "in the body of an error": (
        resets_after(lambda body: whole(body, status="422 No")[:-5]),
        "UnprocessableEntityError",
    ),
}


@pytest.fixture(scope="module")
def writing() -> frozenset[str]:
    """The operations whose request changes something."""
    return frozenset(name for name, case in OPERATIONS.items() if is_write(first_request(case)))


def first_request(case: Case) -> Arrived:
    faulty = Faulty(refuses("400"), b"")
    with misbehaving(faulty):
        call(case, "sync", faulty.url)
    return faulty.arrived[0]


def check(name: str, kind: str, faulty: Faulty, end: str) -> None:
    case = OPERATIONS[name]
    with misbehaving(faulty):
        result = timed_call(case, kind, faulty.url, LIMITS)
    insist(result, end, case.package)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_method_is_left_out(package: str) -> None:
    """A new method needs an example in the README, which is what is called here."""
    client = getattr(importlib.import_module(package), client_name(package))
    others = ("close", "raw", "with_options")
    methods = {name for name in vars(client) if name[0] != "_" and name not in others}
    known = (name.split() for name in OPERATIONS)
    assert methods == {name for provider, name in known if f"{provider}_client" == package}


def test_what_writes_is_told_from_the_request(writing: frozenset[str]) -> None:
    reads = {name for name in OPERATIONS if name.split()[1].startswith(("list_", "iter_", "get_"))}
    assert writing == OPERATIONS.keys() - reads


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("status", ENDS)
def test_an_error_status(status: str, name: str, kind: str, writing: frozenset[str]) -> None:
    faulty = Faulty(refuses(status), b"")
    check(name, kind, faulty, ENDS[status])
    assert 1 <= len(faulty.arrived) <= (1 if name in writing else 3), faulty.arrived


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("place", RESETS)
def test_a_reset(place: str, name: str, kind: str, writing: frozenset[str]) -> None:
    act, end = RESETS[place]
    faulty = Faulty(act, b'{"data": {}}')
    check(name, kind, faulty, end)
    assert 1 <= len(faulty.arrived) <= (1 if name in writing else 3), faulty.arrived


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_reset_before_the_request(name: str, kind: str, writing: frozenset[str]) -> None:
    faulty = Faulty(reset, b"", before=True)
    check(name, kind, faulty, "APIConnectionError")
    assert faulty.arrived == []
    # Nothing was sent if the connection was reset while it was made, so a write is tried again.
    assert 1 <= faulty.accepted <= 3
