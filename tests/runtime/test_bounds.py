"""What is read is bounded: numbers, nesting, values, problems, and the time to blot a secret."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corrigenda.runtime.bounds import (
    MAX_DIGITS,
    MAX_VALUES,
    has_long_digits,
    is_nested_deeply,
    out_of_bounds,
)
from corrigenda.runtime.call import Call
from corrigenda.runtime.errors import BadRequestError, ResponseDecodeError
from corrigenda.runtime.models import UNSET, Model, UnsetType
from corrigenda.runtime.redact import redact, redact_json
from corrigenda.runtime.said import service_message
from corrigenda.runtime.untyped import parse
from tests.runtime import failing, judging
from tests.runtime.conftest import Server
from tests.runtime.decoding import decode
from tests.runtime.queries import create_project
from tests.runtime.things import SECRET, Send


class Money(Model, kw_only=True):
    amount: Decimal
    fee: Decimal | None | UnsetType = UNSET
    extra: dict[str, Any] | UnsetType = UNSET
    parts: list[Money] | UnsetType = UNSET
    count: int | UnsetType = UNSET
    share: float | UnsetType = UNSET


class Loose(Model, kw_only=True):
    extra: Any = UNSET
    extras: dict[str, Any] | UnsetType = UNSET


class Page(Model, kw_only=True):
    data: list[Money]


GET = Call(operation="get_money", method="GET", path="/money", response=Money)
LIST = Call(operation="list_money", method="GET", path="/money", response=Page)


def refusal(body: bytes, model: Any = Money, *, strict: bool = False) -> ResponseDecodeError:
    with pytest.raises(ResponseDecodeError) as raised:
        decode("get_money", body, model, strict=strict)
    return raised.value


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    "number",
    ["1e999999999", "-1e999999999", "1e101", "1e-101", "0e-999999999", "0e999999999", "1e-999999"],
)
def test_an_exponent_is_bounded_on_the_way_in(number: str, strict: bool) -> None:
    for text in (number, f'"{number}"'):
        refusal(f'{{"amount": {text}}}'.encode(), strict=strict)
        refusal(f'{{"amount": 1, "fee": {text}}}'.encode(), strict=strict)
        refusal(f'{{"amount": 1, "parts": [{{"amount": {text}}}]}}'.encode(), strict=strict)
    if "99999" in number:
        refusal(f'{{"amount": 1, "extra": {{"x": [{number}]}}}}'.encode(), strict=strict)


@pytest.mark.parametrize("strict", [False, True])
def test_numbers_within_the_bound_are_read(strict: bool) -> None:
    for number in ("1e100", "9.9e-100", "-1e100", "0e100", "1" * 4096):
        body = f'{{"amount": {number}, "fee": {number}, "count": {"1" * 4096}}}'.encode()
        assert decode("get", body, Money, strict=strict).amount == Decimal(number)
    body = b'{"amount": 1, "share": 1.7e308, "extra": {"x": 1e-300}}'
    assert decode("get", body, Money, strict=strict).share == 1.7e308


@pytest.mark.parametrize("strict", [False, True])
def test_whole_numbers_are_bounded(strict: bool) -> None:
    for digits in (4097, 4299, 5000):
        error = refusal(f'{{"amount": 1, "count": {"1" * digits}}}'.encode(), strict=strict)
        assert "more than 4096 digits" in str(error)


runs = st.tuples(st.sampled_from([b"7", b"x", b"0,", b'"']), st.integers(0, 5000)).map(
    lambda run: run[0] * run[1]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(runs, max_size=6).map(b"".join), st.integers(0, 2000), st.integers(0, 2000))
@example(b"", 1, 0)
@example(b"", 511, 0)
@example(b"", 513, 1)
def test_no_long_run_of_digits_is_overlooked(around: bytes, at: int, more: int) -> None:
    if not has_long_digits(around):
        assert not re.search(rb"[0-9]{%d}" % (MAX_DIGITS + 1), around)
    assert has_long_digits(around[:at] + b"x" + b"1" * (MAX_DIGITS + 1 + more) + around[at:])


def nested(depth: int) -> bytes:
    return b"[" * depth + b"1" + b"]" * depth


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("before", "after", "levels"),
    [(b'{"extra": ', b"}", 1), (b'{"extras": {"a": [', b"]}}", 3)],
)
def test_free_form_json_nests_as_deeply_on_both_paths(
    before: bytes, after: bytes, levels: int, strict: bool
) -> None:
    assert decode("get", before + nested(200 - levels) + after, Loose, strict=strict)
    for depth in (201 - levels, 900, 100_000):
        body = before + nested(depth) + after
        assert "nested too deeply" in str(refusal(body, Loose, strict=strict))


@pytest.mark.parametrize("strict", [False, True])
def test_types_that_contain_themselves_are_bounded(strict: bool) -> None:
    def body(depth: int) -> bytes:
        return b'{"amount": 1, "parts": [' * depth + b'{"amount": 1}' + b"]}" * depth

    assert decode("get", body(99), Money, strict=strict)
    assert "nested too deeply" in str(refusal(body(100), strict=strict))
    text = b'{"amount": 1, "extra": {"x": "' + b"[{" * 300 + b'\\"["}}'
    assert decode("get", text, Money, strict=strict)


@pytest.mark.parametrize("tail", [b"", b"\\", b'\\"' * 500_000, b"[" * 1_000_000])
def test_brackets_are_counted_in_linear_time(tail: bytes) -> None:
    began = time.perf_counter()
    assert not is_nested_deeply(b'{"x": "' + b"[" * 300 + tail)
    assert not out_of_bounds(b'{"x": "' + b",[" * 1_000_000 + b"1" * 9000 + tail)
    assert time.perf_counter() - began < 5


def test_values_are_counted_before_they_are_parsed() -> None:
    assert len(parse(b"[" + b"0," * (MAX_VALUES - 2) + b"0]")) == MAX_VALUES - 1
    began = time.perf_counter()
    for body in (b"[" + b"0," * MAX_VALUES + b"0]", b"[" + b"[]," * 16_000_000 + b"0]"):
        with pytest.raises(ValueError, match="more than 1,000,000 values"):
            parse(body)
    assert parse(b'["' + b"," * 2_000_000 + b'"]')
    assert time.perf_counter() - began < 10


def test_fifty_megabytes_of_nested_json_take_seconds(send: Send, server: Server) -> None:
    server.body = b'{"amount": ' + b'{"a": [{"b": [1, "x"]}],"c": ' * 2_000_000
    began = time.perf_counter()
    with pytest.raises(ResponseDecodeError) as raised:
        send(GET, base_url=server.url)
    assert time.perf_counter() - began < 20
    assert "more than 1,000,000 values" in str(raised.value)
    assert len(raised.value.body) < 1_100_000


def test_thousands_of_problems_are_counted_and_not_kept(send: Send, server: Server) -> None:
    server.body = b'{"data": [' + b'{"amount": null, "zzz": 1}, ' * 29_999 + b'{"amount": []}]}'
    with pytest.raises(ResponseDecodeError) as raised:
        send(LIST, base_url=server.url)
    lines = str(raised.value).splitlines()
    assert len(lines) == 22
    assert lines[1] == "  $.data[0].amount: expected an exact number, got null"
    assert lines[-1] == "  and 29980 more"
    with pytest.raises(ResponseDecodeError, match="and 59979 more"):
        send(LIST, base_url=server.url, strict=True)


HEAVY = [
    b'{"message": "' + b'\\"' * 1_000_000 + b'"}',
    b"<p>" + b"&amp;" * 400_000,
    b"%25%32%35" * 200_000,
    b"\\\\u0025" * 300_000,
    b'{"message": "' + b"x" * 2_000_000 + b'"}',
    b"[" + b'"\\u0041 & \\\\u0041",' * 100_000 + b"0]",
]


@pytest.mark.parametrize("body", HEAVY, ids=lambda body: repr(body[:12]))
def test_two_megabytes_are_blotted_quickly(send: Send, server: Server, body: bytes) -> None:
    server.status, server.body = 400, body
    began = time.perf_counter()
    with pytest.raises(BadRequestError):
        send(GET, base_url=server.url)
    assert time.perf_counter() - began < 2


def test_a_text_is_cut_after_its_secret_was_blotted_out() -> None:
    for escapes in ("&amp;" * 49_990, "&amp;" * 60_000):
        for first in ("t", "\\u0074", "%74"):
            text = f"{first}{SECRET[1:]} {escapes}{SECRET}"
            assert SECRET[1:] not in redact(text, [SECRET])
    hidden = "".join(f"\\u{ord(one):04x}" for one in SECRET)
    for before in range(49_980, 50_003):
        shown = redact("&" * before + hidden + "&" * 20, [SECRET])
        assert "\\u0074\\u006f" not in shown


def test_half_a_secret_at_the_end_of_a_cut_body_is_blotted_out() -> None:
    for length in range(8, len(SECRET)):
        assert SECRET[:8] not in redact("x" * 2**20 + SECRET[:length], [SECRET])


def test_the_escapes_of_all_strings_are_bounded_together() -> None:
    began = time.perf_counter()
    value = redact_json(["&amp;" * 1000] * 10_000, [SECRET])
    assert time.perf_counter() - began < 5
    assert value[0] == "&amp;" * 1000
    assert value[-1].endswith("(cut)")


@pytest.mark.parametrize("control", ["\x1b[31m", "\x9b31m", "\u202e", "\r", "\x00", "\u2028"])
def test_no_control_sequence_of_a_service_is_shown_raw(control: str) -> None:
    body = f'{{"message": "a{control}b"}}'.encode()
    error = failing.refusal(400, body, {"x-request-id": f"r{control}1"})
    assert str(error).isprintable()
    assert error.request_id
    assert error.request_id.isprintable()


@pytest.mark.parametrize("control", ["\\u001b[31m", "\\u009b31m", "\\u202e", "\\r", "\\u0000"])
def test_nor_of_a_graphql_service(control: str) -> None:
    call = create_project({"name": "x", "customer": {"id": "c1"}})
    body = f'{{"errors": [{{"message": "a{control}b", "extensions": {{"code": "c{control}"}}}}]}}'
    error = judging.refused(call, body.encode(), headers={"works_tid": "r\x9b1"})
    assert str(error).isprintable()
    assert str(error.errors[0]).isprintable()
    assert error.errors[0].message.isprintable()
    assert error.request_id == "r 1"


def test_nor_in_a_problem() -> None:
    body = b'{"amount": "\\u001b[31m", "\\u001b[2J": 1, "\\u001b": 2}'
    error = refusal(body, strict=True)
    assert all(line.isprintable() for line in str(error).splitlines())
    assert error.json_path.isprintable()


REASONS: list[tuple[Any, str]] = [
    ({"fault": {"error": [{"detail": "no token", "message": "x"}]}}, "no token"),
    ({"fault": {"error": [{"detail": "a"}, {"detail": "b"}]}, "message": "m"}, "a; b"),
    ({"fault": {"error": []}, "message": "m"}, "m"),
    ({"fault": {"error": {"detail": "a"}}}, ""),
    ({"fault": "a", "title": "t"}, "t"),
    ({"errors": {"name": "n", "message": "m"}}, "m"),
    ([{"detail": "d"}], "d"),
    ("<xml>no</xml>", ""),
    ({"message": "x" * 1000}, "x" * 299 + "…"),
]


@pytest.mark.parametrize(("body", "said"), REASONS, ids=str)
def test_the_reason_is_found_where_it_is_told(body: Any, said: str) -> None:
    assert service_message(body, ["fault.error[].detail"]) == said


def test_the_reason_is_redacted_and_bounded() -> None:
    body = b'{"fault": {"error": [{"detail": "' + b"x" * 290 + SECRET.encode() + b'"}]}}'
    places = ("fault.error[].detail",)
    error = failing.refusal(401, body, secrets=(SECRET,), reason_places=places)
    where = "create_invoice: POST https://things.invalid/invoices"
    assert str(error).startswith(f"{where} returned 401 Unauthorized: xxx")
    assert len(str(error)) < 400
    assert SECRET[:5] not in str(error)


TWICE = [
    (b'{"amount": 1, "amount": 2}', "$.amount"),
    (b'{"amount" : 1, "fee":1, "amount":2}', "$.amount"),
    (b'{"amount": 1, "am\\u006funt": 2}', "$.amount"),
    (b'{"amount": 2, "extra": {"x": [{"a": 1, "b": 1, "a": 2}]}}', "$.extra.x[0].a"),
    (b'{"amount": 2, "extra": {"\\":": 1, "\\":": 2}}', "$.extra"),
]


@pytest.mark.parametrize(("body", "path"), TWICE)
def test_a_member_that_comes_twice_is_an_error_when_strict(body: bytes, path: str) -> None:
    assert decode("get", body, Money).amount == 2
    error = refusal(body, strict=True)
    assert error.json_path.startswith(path)
    assert "twice" in str(error)


@pytest.mark.parametrize(
    "extra",
    [b'{"a:": 1, "b": ": "}', b'{"\\":": "\\":"}', b'{"a" : {"a": 1}}', b'{"a": "\\"a\\":1"}'],
)
def test_members_that_come_once_are_no_difference(extra: bytes) -> None:
    body = b'{"amount": 2, "extra": ' + extra + b"}"
    assert decode("get", body, Money, strict=True).amount == 2


def test_the_name_of_a_repeated_member_hides_a_secret() -> None:
    from corrigenda.runtime.decode import Mismatch, attempt

    name = "a " + "b" * 50 + SECRET
    body = f'{{"amount": 1, "extra": {{"{name}": 1, "{name}": 2}}}}'.encode()
    found = attempt(body, Money, strict=True, secrets=(SECRET,))
    assert isinstance(found, Mismatch)
    assert "twice" in found.said
    assert SECRET[:5] not in found.said
