"""Times: every form that a service writes and that Python holds, and never a later moment."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.call import Call
from corrigenda.runtime.encode import encode_body
from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.models import Model
from corrigenda.runtime.moments import to_moment
from corrigenda.runtime.scalar import AwareDatetime
from tests.runtime.conftest import Server
from tests.runtime.decoding import decode
from tests.runtime.things import Send


class Moment(Model, kw_only=True):
    at: AwareDatetime


GET = Call(operation="get_moment", method="GET", path="/moment", response=Moment)


def read(text: str, *, strict: bool = False) -> datetime:
    return decode("get_moment", json.dumps({"at": text}).encode(), Moment, strict=strict).at


def refusal(text: str, *, strict: bool = False) -> str:
    with pytest.raises(ResponseDecodeError) as raised:
        read(text, strict=strict)
    assert raised.value.json_path == "$.at"
    return str(raised.value)


EXACT = [
    ("2025-12-31T23:59:59Z", "2025-12-31T23:59:59+00:00"),
    ("2025-12-31t23:59:59z", "2025-12-31T23:59:59+00:00"),
    ("2025-12-31 23:59:59Z", "2025-12-31T23:59:59+00:00"),
    ("2025-12-31T23:59:59-00:00", "2025-12-31T23:59:59+00:00"),
    ("2025-12-31T23:59:59.5+23:59", "2025-12-31T23:59:59.500000+23:59"),
    ("2025-12-31T23:59:59.1234560000Z", "2025-12-31T23:59:59.123456+00:00"),
    ("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00+01:00"),
    ("9999-12-31T23:59:59.999999-01:00", "9999-12-31T23:59:59.999999-01:00"),
]


@pytest.mark.parametrize(("text", "exact"), EXACT)
@pytest.mark.parametrize("strict", [False, True])
def test_what_rfc_3339_allows_is_read_as_it_is(text: str, exact: str, strict: bool) -> None:
    assert read(text, strict=strict).isoformat() == exact


NOTED = [
    ("2025-12-31T23:59:59.9999999Z", "2025-12-31T23:59:59.999999+00:00"),
    ("2025-12-31T23:59:59.9999999+01:00", "2025-12-31T23:59:59.999999+01:00"),
    ("2025-12-31T23:59:59.1234567Z", "2025-12-31T23:59:59.123456+00:00"),
    ("2025-12-31T23:59:59." + "9" * 30 + "Z", "2025-12-31T23:59:59.999999+00:00"),
    ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999+00:00"),
    ("2025-12-31T23:59:59,5Z", "2025-12-31T23:59:59.500000+00:00"),
    ("2025-12-31T23:59:59+00", "2025-12-31T23:59:59+00:00"),
    ("2025-12-31T23:59:59+0130", "2025-12-31T23:59:59+01:30"),
    ("2025-12-31T23:59:59+01:02:03", "2025-12-31T23:59:59+01:02:03"),
    ("2025-12-31T24:00:00Z", "2026-01-01T00:00:00+00:00"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999+00:00"),
    ("2016-12-31T15:59:60-08:00", "2016-12-31T15:59:59.999999-08:00"),
    ("2025-12-31T23:59Z", "2025-12-31T23:59:00+00:00"),
    ("2025-12-31 23:59:59 UTC", "2025-12-31T23:59:59+00:00"),
    ("2025-12-31 23:59:59 +0100", "2025-12-31T23:59:59+01:00"),
    ("20251231T235959Z", "2025-12-31T23:59:59+00:00"),
    ("2025-12-31T23:59:59+01:00[Europe/Berlin]", "2025-12-31T23:59:59+01:00"),
]


@pytest.mark.parametrize(("text", "moment"), NOTED)
def test_what_has_one_meaning_is_read_and_noted(text: str, moment: str) -> None:
    assert read(text).isoformat() == moment
    assert "is " in refusal(text, strict=True) or "has more digits" in refusal(text, strict=True)


UNREADABLE = [
    "",
    "2025-12-31T23:59:59",
    "2025-12-31",
    "1640995200",
    "0000-01-01T00:00:00Z",
    "10000-01-01T00:00:00Z",
    "+002025-12-31T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2025-12-31T25:00:00Z",
    "2025-12-31T24:00:01Z",
    "9999-12-31T24:00:00Z",
    "2025-12-31T12:00:60Z",
    "9999-12-31T23:59:60-23:00",
    "2025-12-31T23:59:61Z",
    "2025-12-31T23:60:00Z",
    "2025-12-31T23:59:59.Z",
    "2025-12-31T23:59:59+24:00",
    "2025-12-31T23:59:59+23:60",
    "2025-12-31T23:59:59 CET",
    "2025-12-31T23:59:59Z+01:00",
    " 2025-12-31T23:59:59Z",
    "\u0662\u0660\u0662\u0665-12-31T23:59:59Z",
    "Wed, 31 Dec 2025 23:59:59 GMT",
    "2025-12-31T23:59:59." + "9" * 5000 + "+",
]


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize("strict", [False, True])
def test_what_has_none_or_two_meanings_is_a_problem(text: str, strict: bool) -> None:
    assert "expected a time with a time zone" in refusal(text, strict=strict)


def test_the_escapes_of_json_hide_no_time() -> None:
    body = rb'{"at": "2025-12-31T23:59:59.9999999\u002B01:00"}'
    assert decode("get_moment", body, Moment).at.isoformat() == "2025-12-31T23:59:59.999999+01:00"


def test_a_text_that_looks_like_a_time_stays_as_it_is() -> None:
    text = "2025-12-31T23:59:59.9999999Z"
    assert decode("get", json.dumps([text]).encode(), list[str]) == [text]


def test_the_last_second_of_a_year_stays_in_it(send: Send, server: Server) -> None:
    server.body = b'{"at": "2025-12-31T23:59:59.9999999Z"}'
    assert send(GET, base_url=server.url).at.year == 2025
    with pytest.raises(ResponseDecodeError, match="cut off"):
        send(GET, base_url=server.url, strict=True)


offsets = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))


@given(st.text(max_size=40) | st.datetimes(timezones=offsets).map(datetime.isoformat))
def test_whatever_is_read_is_what_python_reads(text: str) -> None:
    found = to_moment(text)
    if found and not found[1]:
        assert found[0] == datetime.fromisoformat(text.upper().replace("Z", "+00:00"))


def sent(moment: Any) -> str:
    written: str = json.loads(encode_body("set_moment", Moment, {"at": moment}))["at"]
    return written


BERLIN = ZoneInfo("Europe/Berlin")
SENT = [
    (datetime.min.replace(tzinfo=UTC), "0001-01-01T00:00:00Z"),
    (datetime.max.replace(tzinfo=UTC), "9999-12-31T23:59:59.999999Z"),
    (datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN), "2025-10-26T02:30:00+02:00"),
    (datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN, fold=1), "2025-10-26T02:30:00+01:00"),
    (datetime(1880, 1, 1, tzinfo=BERLIN), "1879-12-31T23:06:32Z"),
    (datetime(2025, 1, 1, tzinfo=timezone(timedelta(seconds=30))), "2024-12-31T23:59:30Z"),
    (
        datetime(2025, 1, 1, tzinfo=timezone(timedelta(microseconds=-1))),
        "2025-01-01T00:00:00.000001Z",
    ),
    (datetime.min.replace(tzinfo=timezone(timedelta(hours=1))), "0001-01-01T00:00:00+01:00"),
    ("2025-12-31T23:59:59.9999999Z", "2025-12-31T23:59:59.9999999Z"),
]


@pytest.mark.parametrize(("moment", "text"), SENT, ids=str)
def test_what_is_sent_is_the_same_moment(moment: Any, text: str) -> None:
    assert sent(moment) == text


@given(st.datetimes(timezones=offsets))
def test_every_time_goes_out_and_comes_back(moment: datetime) -> None:
    try:
        text = sent(moment)
    except TypeError as error:
        assert "out of range" in str(error)  # noqa: PT017
        assert moment.year in (1, 9999)
    else:
        assert read(text, strict=True) == moment


@pytest.mark.parametrize("moment", [datetime.min, datetime(2025, 1, 1), "2025-01-01T00:00:00", 5])
def test_a_time_without_a_zone_is_not_sent(moment: Any) -> None:
    with pytest.raises(TypeError, match="tzinfo"):
        sent(moment)


def test_a_time_that_cannot_be_written_is_not_sent() -> None:
    with pytest.raises(TypeError, match=r"\$.at: .* out of range"):
        sent(datetime.min.replace(tzinfo=timezone(timedelta(seconds=1))))
