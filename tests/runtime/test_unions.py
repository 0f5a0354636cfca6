"""Open unions: a member that the schema does not know is kept as it came."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.models import UnknownMember
from tests.runtime.decoding import decode
from tests.runtime.queries import Feed, Note, Task

NEW = '{"__typename":"Photo","size":12345678901234567.890,"of":[{"__typename":"Note"}],"x":null}'


def feed(*entries: str) -> bytes:
    return f'{{"entries":[{",".join(entries)}],"top":null}}'.encode()


def refused(body: bytes, *, strict: bool = False) -> ResponseDecodeError:
    with pytest.raises(ResponseDecodeError) as raised:
        decode("get_feed", body, Feed, strict=strict)
    return raised.value


@pytest.mark.parametrize("strict", [False, True])
def test_known_members_are_what_they_say(strict: bool) -> None:
    body = feed(
        '{"__typename":"Task","cost":1.10,"hours":null}', "null", '{"__typename":"Note","text":"a"}'
    )
    found = decode("get_feed", body, Feed, strict=strict)
    assert found.entries == [Task(cost=Decimal("1.10")), None, Note(text="a")]


def test_an_unknown_member_is_kept_as_it_came() -> None:
    body = feed(NEW, '{"__typename":"Note","text":"a"}')
    found = decode("get_feed", body, Feed)
    unknown = found.entries[0]
    assert isinstance(unknown, UnknownMember)
    assert unknown.typename == "Photo"
    assert unknown.raw["__typename"] == "Photo"
    assert str(unknown.raw["size"]) == "12345678901234567.890"
    assert found.entries[1] == Note(text="a")
    assert found.to_json() == body
    assert unknown.to_json() == NEW.encode()
    for other in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert other == found
        assert other.to_json() == body


def test_a_strict_client_knows_all_members() -> None:
    error = refused(feed(NEW), strict=True)
    assert error.json_path == "$.entries[0].__typename"
    assert str(error).endswith(
        "$.entries[0].__typename: the schema does not list type 'Photo' here"
    )


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ('{"__typename":"Task"}', "$.entries[0].cost"),
        ('{"__typename":"Task","cost":"NaN"}', "$.entries[0].cost"),
        ('{"__typename":"Note","text":null,"cost":1}', "$.entries[0].text"),
        ('{"text":"a"}', "$.entries[0].__typename"),
        ('{"__typename":null,"text":"a"}', "$.entries[0].__typename"),
        ('{"__typename":5,"text":"a"}', "$.entries[0].__typename"),
        ('{"__typename":["Note"],"text":"a"}', "$.entries[0].__typename"),
        ("5", "$.entries[0]"),
        ('"Note"', "$.entries[0]"),
        ("[]", "$.entries[0]"),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_what_is_no_member_is_refused_with_its_path(entry: str, path: str, strict: bool) -> None:
    error = refused(feed(entry, NEW), strict=strict)
    assert path in str(error)
    assert strict or error.json_path == path


def test_a_known_member_is_mended_as_what_it_is() -> None:
    (task,) = decode(
        "get", feed('{"__typename":"Task","cost":"5","hours":"2","z":1}'), Feed
    ).entries
    assert task == Task(cost=Decimal(5), hours=2)


def test_an_unknown_member_where_one_is_due() -> None:
    found = decode("get", f'{{"entries":[],"top":{NEW}}}'.encode(), Feed)
    assert isinstance(found.top, UnknownMember)


@pytest.mark.parametrize("entry", [NEW, '{"text":"a"}', '{"__typename":5}'])
def test_a_closed_union_refuses_what_it_does_not_know(entry: str) -> None:
    closed: Any = list[Note | Task]
    with pytest.raises(ResponseDecodeError) as raised:
        decode("get", f"[{entry}]".encode(), closed)
    assert raised.value.json_path.startswith("$[0]")


def test_what_calls_itself_as_the_unknown_does_harms_nothing() -> None:
    body = feed('{"__typename":"?","typename":"Photo","raw":{"a":1}}')
    assert decode("get", body, Feed).entries == [UnknownMember(typename="Photo", raw={"a": 1})]
    assert refused(feed('{"__typename":"?"}')).json_path.startswith("$.entries[0].")


def test_pydantic_takes_back_what_it_gives() -> None:
    pydantic = pytest.importorskip("pydantic")
    adapter = pydantic.TypeAdapter(Feed)
    found = adapter.validate_python(json.loads(feed('{"__typename":"Photo","size":1}')))
    assert isinstance(found.entries[0], UnknownMember)
    assert adapter.validate_python(adapter.dump_python(found)) == found


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.none(), max_size=4), st.text())
def test_whatever_it_is_it_comes_back(members: dict[str, Any], typename: str) -> None:
    if typename in ("Note", "Task", "?"):
        return
    raw = {**members, "__typename": typename}
    (entry,) = decode("get", msgspec.json.encode({"entries": [raw]}), Feed).entries
    assert entry == UnknownMember(typename=typename, raw=raw)
    assert json.loads(entry.to_json() if entry else b"") == raw
