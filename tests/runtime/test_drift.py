"""What a client tolerated is told to whoever asks: all of it, and no secret with it."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from corrigenda.runtime.decode import Mismatch, attempt
from corrigenda.runtime.drift import MOST_TOLD, Difference, Drift, DriftKind, public
from corrigenda.runtime.graphql_documents import Document, presence_of
from corrigenda.runtime.models import UNSET, Model, UnsetType
from tests.runtime.queries import Feed
from tests.runtime.responses import GOOD, Invoice, Page, raw, wire
from tests.runtime.things import SECRET


def told(
    body: bytes, model: Any = Invoice, secrets: tuple[str, ...] = (), **other: Any
) -> list[Drift]:
    """Decode, and return what is told about it; it must be the value that is read without."""
    noted: list[Difference] = []
    value = attempt(body, model, secrets=secrets, noted=noted, **other)
    assert not isinstance(value, Mismatch)
    assert value == attempt(body, model, secrets=secrets, **other)
    return public("get_invoice", noted)


class Site(Model, kw_only=True):
    __lists_of_one__ = frozenset({"owner"})
    owner: Model | UnsetType = UNSET
    nickname: str | None = None


class Part(Model, kw_only=True):
    id: str
    name: str | None | UnsetType = UNSET


class Envelope(Model, kw_only=True):
    data: Part


KINDS: list[tuple[bytes, Any, str, str, str, str]] = [
    (wire(zzz=[1]), Invoice, "$.zzz", "unknown-field", "a field of Invoice", "an array"),
    (
        wire(status="void"),
        Invoice,
        "$.status",
        "unknown-member",
        "a member of Status",
        "the string 'void'",
    ),
    (
        b'{"entries": [{"__typename": "Photo"}], "top": null}',
        Feed,
        "$.entries[0].__typename",
        "unknown-member",
        "a type that the schema lists here",
        "the string 'Photo'",
    ),
    (wire(paidAt=GOOD["created_at"]), Invoice, "$.paidAt", "alias", "paid_at", "paidAt"),
    (
        wire(status="Paid"),
        Invoice,
        "$.status",
        "spelling",
        "the string 'paid'",
        "the string 'Paid'",
    ),
    (
        wire(created_at="2022-01-01T00:00+01"),
        Invoice,
        "$.created_at",
        "spelling",
        "a time as in RFC 3339",
        "the string '2022-01-01T00:00+01'",
    ),
    (wire(id=5), Invoice, "$.id", "coerced", "a string", "5"),
    (
        wire(created_at="2022-01-01T00:00:00.1234567Z"),
        Invoice,
        "$.created_at",
        "cut",
        "at most microseconds",
        "the string '2022-01-01T00:00:00.1234567Z'",
    ),
    (b'{"owner": {}}', Site, "$.nickname", "absent", "requested by the schema", "nothing"),
    (
        b'{"owner": [{}], "nickname": null}',
        Site,
        "$.owner",
        "wrapped",
        "a single value",
        "a list of one",
    ),
    (
        raw('"amount": 1, "amount": 1'),
        Invoice,
        "$.amount",
        "repeated",
        "the member once",
        "the member twice",
    ),
    (
        b"\xef\xbb\xbf" + wire(),
        Invoice,
        "$",
        "encoding",
        "JSON in UTF-8",
        "the text begins with a byte-order mark (utf-8)",
    ),
]


@pytest.mark.parametrize(("body", "model", "path", "kind", "expected", "got"), KINDS)
def test_every_kind_is_told(
    body: bytes, model: Any, path: str, kind: DriftKind, expected: str, got: str
) -> None:
    assert told(body, model) == [Drift("get_invoice", path, kind, expected, got)]


def test_every_kind_is_shown_here() -> None:
    assert {kind for _, _, _, kind, _, _ in KINDS} == set(get_args(DriftKind))


def test_a_correct_response_tells_nothing() -> None:
    assert told(wire(paid_at=GOOD["created_at"], metadata={"x": [1.5]})) == []


def test_what_a_document_asks_for_is_told() -> None:
    presence = presence_of(Part, Document("", {"name?": {}}))
    body = b'{"data": {"id": "1"}}'
    (drift,) = told(body, Envelope, presence=presence)
    assert (drift.json_path, drift.kind) == ("$.data.name", "absent")
    assert (drift.expected, drift.got) == ("what was asked for", "nothing")


def test_a_response_that_is_refused_tells_nothing() -> None:
    noted: list[Difference] = []
    assert isinstance(attempt(wire(zzz=1, amount=None), Invoice, noted=noted), Mismatch)
    assert isinstance(attempt(wire(zzz=1), Invoice, strict=True, noted=noted), Mismatch)
    assert isinstance(attempt(wire(zzz=1, due_date="x"), Invoice, noted=noted), Mismatch)
    assert noted == []


def test_what_is_told_is_bounded() -> None:
    page = {"data": [{**GOOD, f"x{at}": "y" * 500} for at in range(MOST_TOLD + 50)]}
    found = told(json.dumps(page).encode(), Page)
    expected = [f"$.data[{at}].x{at}" for at in range(MOST_TOLD)]
    assert [drift.json_path for drift in found] == expected
    assert all(len(drift.got) <= 120 for drift in found)
    (long,) = told(wire(**{"x" * 9999: 1}))
    assert len(long.json_path) == 200


@pytest.mark.parametrize("control", ["\x1b[31m", "\x9b31m", "\u202e", "\r", "\x00", "\u2028"])
def test_what_is_told_is_printable(control: str) -> None:
    found = told(wire(**{f"a{control}": f"b{control}"}, createdAt=GOOD["created_at"]))
    assert len(found) == 2
    for drift in found:
        assert drift.json_path.isprintable()
        assert drift.got.isprintable()


LONG = "tok-" + "0123456789" * 30


@pytest.mark.parametrize("secret", [SECRET, LONG])
def test_no_secret_is_told(secret: str) -> None:
    members = {"zzz": secret, secret: 1, f"a {secret}": [1], "colour": f"x{secret}", "id": 5}
    body = wire(**members, metadata={"x": [{"token": secret}]})
    found = told(body, secrets=(secret,))
    assert [drift.kind for drift in found].count("unknown-field") == 3
    assert {drift.json_path for drift in found} >= {"$.zzz", "$.colour", "$.id"}
    assert secret[:8] not in repr(found)
    escaped = body.replace(secret.encode(), b"".join(b"\\u%04x" % ord(one) for one in secret))
    assert secret[:8] not in repr(told(escaped, secrets=(secret,)))
    value = attempt(body, Invoice, secrets=(secret,), noted=[])
    assert not isinstance(value, Mismatch)
    assert value.metadata == {"x": [{"token": secret}]}
    assert value.colour == f"x{secret}"


def test_a_repeated_name_hides_a_secret() -> None:
    name = "a " + "b" * 50 + SECRET
    body = raw(f'"amount": 1, "metadata": {{"{name}": 1, "{name}": 2}}')
    (drift,) = told(body, secrets=(SECRET,))
    assert drift.kind == "repeated"
    assert SECRET[:5] not in drift.json_path
