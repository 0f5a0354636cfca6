"""Bytes, UUIDs, times of day and durations: read, written, checked and described."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import time
from typing import Any
from uuid import UUID

import pydantic
import pytest

from corrigenda.runtime.decode import Mismatch, attempt
from corrigenda.runtime.encode import encode_body, write
from corrigenda.runtime.models import UNSET, Model, UnsetType
from corrigenda.runtime.scalar import DurationText


class Rare(Model, kw_only=True):
    data: bytes
    id: UUID
    clock: time | UnsetType = UNSET
    span: DurationText | UnsetType = UNSET


class Holder(pydantic.BaseModel):
    rare: Rare


TEXT = (
    b'{"data":"/w==","id":"00000000-0000-0000-0000-00000000000a","clock":"12:30:00","span":"P1D"}'
)
RARE = Rare(data=b"\xff", id=UUID(int=10), clock=time(12, 30), span="P1D")


def test_they_are_read_and_written() -> None:
    assert attempt(TEXT, Rare) == RARE
    assert attempt(TEXT, Rare, strict=True) == RARE
    assert attempt(TEXT, Rare, noted=[]) == RARE
    values = {name: getattr(RARE, name) for name in ("data", "id", "clock", "span")}
    assert encode_body("send", Rare, values) == TEXT
    assert write("send", list[Rare], [RARE]) == b"[" + TEXT + b"]"
    assert RARE.to_json() == TEXT
    for again in (Rare.from_json(TEXT), Rare.from_dict(RARE.to_dict()), copy.deepcopy(RARE)):
        assert again == RARE
    assert pickle.loads(pickle.dumps(RARE)) == RARE


def test_a_dict_may_have_their_texts() -> None:
    assert write("send", Rare, json.loads(TEXT)) == TEXT


@pytest.mark.parametrize(
    ("kind", "value", "advice"),
    [
        (bytes, "not Base64!", "pass bytes"),
        (bytes, 5, "pass bytes"),
        (UUID, "z", "pass a uuid.UUID"),
        (time, "25:00", "pass a datetime.time"),
        (DurationText, 5, "pass a datetime.timedelta, or a duration of ISO 8601 such as 'P1M'"),
        (str, b"x", "pass a str"),
        (bool, "x", "pass a bool"),
    ],
)
def test_others_are_refused(kind: Any, value: Any, advice: str) -> None:
    with pytest.raises(TypeError, match=rf"^send: \$\[0\]: .*{advice}$"):
        write("send", list[kind], [value])


@pytest.mark.parametrize(("name", "value"), [("id", "z"), ("data", "!"), ("clock", "25:00")])
def test_what_cannot_be_read_is_told(name: str, value: str) -> None:
    found = attempt(json.dumps({**json.loads(TEXT), name: value}).encode(), Rare)
    assert isinstance(found, Mismatch)
    assert found.json_path == f"$.{name}"


def test_pydantic_knows_them() -> None:
    held = Holder(rare=RARE)
    assert json.loads(held.model_dump_json()) == {"rare": json.loads(TEXT)}
    assert Holder.model_validate_json(held.model_dump_json()) == held
    described = Holder.model_json_schema()["$defs"]["Rare"]
    assert described["properties"] == {
        "data": {"type": "string", "contentEncoding": "base64"},
        "id": {"type": "string", "format": "uuid"},
        "clock": {"type": "string", "format": "time"},
        "span": {"type": "string", "format": "duration"},
    }
    assert described["required"] == ["data", "id"]
