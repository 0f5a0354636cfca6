"""Structs and enums: open, picklable, and at home in pydantic."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

import msgspec
import pytest

from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.models import (
    UNSET,
    CaselessEnum,
    Model,
    OpenEnum,
    OpenIntEnum,
    UnsetType,
    is_known,
    read_booleans,
    single,
)
from corrigenda.runtime.scalar import AwareDatetime, BooleanText, DecimalText
from corrigenda.runtime.url import query
from tests.runtime.decoding import decode


class Colour(OpenEnum):
    RED = "red"
    DARK_RED = "dark-red"


class Status(CaselessEnum):
    PAID = "paid"
    UNPAID = "unpaid"


class Bill(Model, kw_only=True):
    __aliases__: ClassVar[Mapping[str, str]] = {"createdAt": "created_at"}
    amount: Decimal
    created_at: AwareDatetime
    status: Status | UnsetType = UNSET


def test_an_unknown_value_is_kept() -> None:
    colour = msgspec.json.decode(b'"mauve"', type=Colour)
    assert colour == "mauve"
    assert (colour.name, colour.value) == ("mauve", "mauve")
    assert isinstance(colour, Colour)
    assert not is_known(colour)
    assert repr(colour) == "<Colour.mauve: 'mauve' (unknown)>"
    assert colour in {"mauve"}
    assert colour == Colour("mauve") != Colour.RED
    assert msgspec.json.encode(colour) == b'"mauve"'
    assert f"{colour}" == "mauve"


@pytest.mark.parametrize(
    "member", [Colour.RED, Colour("mauve"), Colour("DARK_RED"), Status("PAID")]
)
def test_members_pickle_and_copy(member: OpenEnum) -> None:
    for other in (pickle.loads(pickle.dumps(member)), copy.deepcopy(member), copy.copy(member)):
        assert other == member
        assert type(other) is type(member)
        assert is_known(other) == is_known(member)
        assert repr(other) == repr(member)


def test_unknown_members_are_not_remembered() -> None:
    for number in range(100):
        Colour(f"colour {number}")
    assert [colour.value for colour in Colour] == ["red", "dark-red"]
    assert len(Colour._value2member_map_) == 2


def test_a_name_is_not_a_value() -> None:
    assert not is_known(Colour("DARK_RED"))
    assert is_known(Colour("dark-red"))
    assert repr(Colour.RED) == "<Colour.RED: 'red'>"


def test_an_enum_takes_only_strings() -> None:
    number: Any = 5
    with pytest.raises(ValueError, match="5 is not a valid Colour"):
        Colour(number)


def test_a_caseless_enum_knows_other_spellings() -> None:
    assert Status("PaId") is Status.PAID
    assert msgspec.json.decode(b'"Unpaid"', type=Status) is Status.UNPAID
    assert not is_known(Status("Void"))
    assert Colour("RED") is not Colour.RED


def test_a_repr_leaves_out_what_was_not_in_the_response() -> None:
    bill = msgspec.json.decode(b'{"amount": 1.10, "created_at": "2022-01-01T00:00:00Z"}', type=Bill)
    assert "UNSET" not in repr(bill)
    assert pickle.loads(pickle.dumps(bill)) == bill
    assert copy.deepcopy(bill).status is UNSET


def test_importing_models_does_not_import_pydantic() -> None:
    code = (
        "import sys, corrigenda.runtime.models; print([m for m in sys.modules if 'pydantic' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Texts(Model, kw_only=True):
    """Values that travel as strings."""

    amount: DecimalText | UnsetType | None = UNSET
    flag: BooleanText | UnsetType | None = UNSET

    def __post_init__(self) -> None:
        read_booleans(self, "flag")


@pytest.mark.parametrize(
    "text", ["2.4", "2.40", "0.0000001", "-0.00", "1E+2", "12345678901234567.89"]
)
def test_decimal_texts_keep_every_digit(text: str) -> None:
    body = f'{{"amount":"{text}"}}'.encode()
    texts = decode("get", body, Texts, strict=True)
    assert texts.amount == Decimal(text)
    assert texts.to_json() == body


@pytest.mark.parametrize(("text", "flag"), [("true", True), ("false", False)])
def test_boolean_texts(text: str, flag: bool) -> None:
    body = f'{{"flag":"{text}"}}'.encode()
    texts = decode("get", body, Texts, strict=True)
    assert texts.flag is flag
    assert texts.to_json() == body
    assert decode("get", f'{{"flag":{text}}}'.encode(), Texts) == texts


def test_a_real_boolean_is_as_good_as_its_text() -> None:
    assert decode("get", b'{"flag":true}', Texts, strict=True).flag is True


@pytest.mark.parametrize("body", [b'{"amount":2.4}'])
def test_a_strict_client_wants_texts(body: bytes) -> None:
    assert decode("get", body, Texts).to_json() != body
    with pytest.raises(ResponseDecodeError, match="expected a string"):
        decode("get", body, Texts, strict=True)


@pytest.mark.parametrize(
    "body",
    [b'{"flag":"yes"}', b'{"flag":1}', b'{"amount":"NaN"}', b'{"amount":""}', b'{"amount":true}'],
)
def test_what_a_text_does_not_hold(body: bytes) -> None:
    with pytest.raises(ResponseDecodeError, match="a string that holds a"):
        decode("get", body, Texts)


def test_null_and_absent_texts() -> None:
    assert decode("get", b'{"flag":null,"amount":null}', Texts, strict=True) == Texts(
        flag=None, amount=None
    )
    assert decode("get", b"{}", Texts, strict=True).to_json() == b"{}"


class Level(OpenIntEnum):
    LOW = 1


def test_integer_enums_are_open() -> None:
    level = Level(7)
    assert (level, level.name, repr(level)) == (7, "7", "<Level.7: 7 (unknown)>")
    assert is_known(Level.LOW)
    assert not is_known(level)
    assert pickle.loads(pickle.dumps(level)) == level
    assert query([("level", level), ("other", Level.LOW)]) == (("level", "7"), ("other", "1"))
    text: Any = "x"
    with pytest.raises(ValueError, match="'x' is not a valid Level"):
        Level(text)


class Graded(Model, kw_only=True):
    level: Level | UnsetType = UNSET


@pytest.mark.parametrize(("wire", "level"), [("1", 1), ("7", 7), ("-3", -3)])
def test_integer_enums_are_read_and_written(wire: str, level: int) -> None:
    body = f'{{"level":{wire}}}'.encode()
    graded = decode("get", body, Graded)
    assert isinstance(graded.level, Level)
    assert graded.level == level
    assert is_known(graded.level) == (level == 1)
    assert graded.to_json() == body


@pytest.mark.parametrize("wire", ['"1"', "1.0"])
def test_integer_enums_coerce_as_integers_do(wire: str) -> None:
    body = f'{{"level":{wire}}}'.encode()
    assert decode("get", body, Graded).level is Level.LOW
    with pytest.raises(ResponseDecodeError, match=r"\$\.level: expected a whole number"):
        decode("get", body, Graded, strict=True)


@pytest.mark.parametrize("wire", ["true", '"x"', "1.5", "null", "[1]"])
def test_what_is_no_integer_enum(wire: str) -> None:
    with pytest.raises(ResponseDecodeError, match=r"\$\.level: expected one of 1, got"):
        decode("get", f'{{"level":{wire}}}'.encode(), Graded)


def test_a_text_that_is_no_boolean_is_not_false() -> None:
    wrong: Any = "yes"
    with pytest.raises(TypeError, match=r"\$\.flag: .*pass a bool"):
        Texts(flag=wrong).to_json()


def test_single() -> None:
    assert single("status", [1]) == 1
    empty: list[list[int] | UnsetType | None] = [[], None, UNSET]
    assert [single("status", none) for none in empty] == [None, None, None]
    with pytest.raises(ValueError, match="status has 2 items"):
        single("status", [1, 2])
