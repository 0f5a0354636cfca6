"""Laws of UUIDs, Base64, times of day and durations: no digit lost, and paths that agree."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, time, timedelta, timezone
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.decode import Mismatch, attempt
from corrigenda.runtime.encode import write, write_slowly
from corrigenda.runtime.exact import exact
from corrigenda.runtime.formats import duration, is_duration, to_bytes, to_time, to_uuid
from corrigenda.runtime.models import Model, UnsetType
from corrigenda.runtime.scalar import DurationText
from corrigenda.runtime.styles import simple


class Rare(Model, kw_only=True):
    data: bytes
    id: UUID
    clock: time
    span: DurationText
    never: UUID | None | UnsetType = None


ZONES = st.none() | st.integers(-1439, 1439).map(lambda at: timezone(timedelta(minutes=at)))
RARE = st.builds(
    Rare,
    data=st.binary(),
    id=st.uuids(),
    clock=st.times(timezones=ZONES),
    span=st.timedeltas().map(duration),
    never=st.none() | st.uuids(),
)


@given(RARE)
def test_values_go_out_and_come_back(value: Rare) -> None:
    text = value.to_json()
    assert text == write_slowly("send", Rare, value)
    assert attempt(text, Rare) == value
    assert attempt(text, Rare, strict=True) == value
    assert attempt(text, Rare, noted=[]) == value
    assert attempt(text.replace(b'"id"', b'"\\u0069d"'), Rare, strict=True) == value
    assert Rare.from_dict(value.to_dict()) == value
    assert Rare.from_dict(json.loads(text)) == value
    known = exact(Rare)
    assert known is not None
    known(text)


@given(st.timedeltas())
def test_a_duration_is_written_with_every_digit(value: timedelta) -> None:
    text = duration(value)
    assert is_duration(text)
    found = re.fullmatch(
        r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?", text
    )
    assert found is not None
    sign, *parts, fraction = found.groups()
    days, hours, minutes, seconds = (int(one or 0) for one in parts)
    micros = int((fraction or "").ljust(6, "0"))
    size = timedelta(days, seconds, micros, 0, minutes, hours)
    assert (-size if sign else size) == value
    assert json.loads(write("send", list[DurationText], [value])) == [text]
    assert simple("x", value) == text  # nothing in it needs an escape


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(), "PT0S"),
        (timedelta(days=1, hours=2), "P1DT2H"),
        (timedelta(hours=1, seconds=5), "PT1H0M5S"),
        (timedelta(microseconds=-1), "-PT0.000001S"),
        (timedelta(weeks=3), "P21D"),
        (timedelta(minutes=1, milliseconds=500), "PT1M0.5S"),
    ],
)
def test_a_duration_is_as_short_as_possible(value: timedelta, text: str) -> None:
    assert duration(value) == text


@pytest.mark.parametrize(
    "text",
    ["P1M", "P1Y2M3DT4H5M6.7S", "P2W", "PT0S", "-P1D", "+PT1,5S", "PT0.1234567890123S", "P1WT1H"],
)
def test_a_duration_keeps_its_text(text: str) -> None:
    body = json.dumps([text]).encode()
    for strict in (False, True):
        assert attempt(body, list[DurationText], strict=strict) == [text]
    assert write("send", list[DurationText], [text]) == body


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "1D", "P1D2H", "P1H", "PT1S1M", "P-1D"])
def test_what_is_no_duration_is_kept_unless_strict(text: str) -> None:
    body = json.dumps([text]).encode()
    noted: list[Any] = []
    assert attempt(body, list[DurationText]) == [text]
    assert attempt(body, list[DurationText], noted=noted) == [text]
    assert [one.kind for one in noted] == ["spelling"]
    assert isinstance(attempt(body, list[DurationText], strict=True), Mismatch)
    with pytest.raises(TypeError, match=r"pass a datetime\.timedelta"):
        write("send", list[DurationText], [text])


@given(st.times(timezones=ZONES), st.text("0123456789", min_size=1, max_size=12))
def test_no_time_of_day_is_rounded(value: time, digits: str) -> None:
    whole = value.replace(microsecond=0).isoformat()
    text = f"{whole[:8]}.{digits}{whole[8:]}"
    wanted = value.replace(microsecond=int(digits[:6].ljust(6, "0")))
    assert attempt(f'["{text}"]'.encode(), list[time]) == [wanted]
    escaped = f'["\\u003{text[0]}{text[1:]}"]'.encode()
    assert attempt(escaped, list[time], noted=[]) == [wanted]
    found = to_time(text)
    assert found is not None
    assert found[0] == wanted
    assert bool(found[1]) is bool(digits[6:])


@given(st.binary(), st.sampled_from("+-"), st.booleans(), st.sampled_from(["", "\r\n", " "]))
def test_base64_is_read_in_every_form(
    value: bytes, alphabet: str, padded: bool, between: str
) -> None:
    coded = (base64.b64encode if alphabet == "+" else base64.urlsafe_b64encode)(value).decode()
    text = between.join(coded[at : at + 4] for at in range(0, len(coded), 4))
    text = text if padded else text.rstrip("=")
    found = to_bytes(text)
    assert found is not None
    assert found[0] == value
    assert bool(found[1]) is (text != base64.b64encode(value).decode())
    assert attempt(json.dumps([text]).encode(), list[bytes]) == [value]


@pytest.mark.parametrize("text", ["A", "A===", "=", "+_+_", "é", "A=A=", "QUJD!"])
def test_what_is_no_base64_is_refused(text: str) -> None:
    assert to_bytes(text) is None or text == "="
    body = json.dumps([text]).encode()
    assert isinstance(attempt(body, list[bytes]), Mismatch) is (to_bytes(text) is None)


@given(st.uuids())
def test_a_uuid_is_read_in_every_form(value: UUID) -> None:
    for text in (str(value).upper(), value.hex, value.urn, f"{{{value}}}", value.urn.upper()):
        found = to_uuid(text)
        assert found is not None
        assert found[0] == value
        assert attempt(json.dumps([text]).encode(), list[UUID]) == [value]


@pytest.mark.parametrize("text", ["", "7", "(6ba7b8109dad11d180b400c04fd430c8)", "g" * 32])
def test_what_is_no_uuid_is_refused(text: str) -> None:
    found = attempt(json.dumps([text]).encode(), list[UUID])
    assert isinstance(found, Mismatch)
    assert "expected a UUID, got the string" in found.said


class Mine(UUID):
    """A UUID of a library."""


def test_subclasses_are_written_as_what_they_are() -> None:
    assert write("send", list[UUID], [Mine(int=1)]) == write("send", list[UUID], [UUID(int=1)])
    with pytest.raises(TypeError, match="pass bytes"):
        write("send", list[bytes], [bytearray(b"x")])


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (ZoneInfo("Europe/Berlin"), "its offset depends on the day"),
        (timezone(timedelta(seconds=3605)), "its offset has seconds"),
    ],
)
def test_a_time_needs_a_fixed_offset(zone: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        write("send", list[time], [time(1, tzinfo=zone)])
    with pytest.raises(ValueError, match=said):
        simple("x", time(1, tzinfo=zone))
    assert write("send", list[time], [time(1, tzinfo=UTC)]) == b'["01:00:00Z"]'
