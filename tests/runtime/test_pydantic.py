"""Structs in pydantic: read and written as from_dict and to_dict do, with a true JSON schema."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

import jsonschema
import msgspec
import pydantic
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from corrigenda.runtime.floats import from_floats, to_floats
from corrigenda.runtime.models import Model, UnknownMember
from tests.runtime import laws
from tests.runtime.made import structs
from tests.runtime.queries import Feed, Note, Task
from tests.runtime.test_plain import BILL, MOMENT, Bill, Level, Line, Status

FEEDS: pydantic.TypeAdapter[Feed] = pydantic.TypeAdapter(Feed)
BILLS: pydantic.TypeAdapter[Bill] = pydantic.TypeAdapter(Bill)
WIRE: dict[str, Any] = {"id": "b", "amount": "1.10", "createdAt": "2025-01-31T09:30:00Z"}


class Order(pydantic.BaseModel):
    bill: Bill
    others: list[Bill] = []
    status: Status | None = None
    level: Level = Level.LOW


def test_a_dict_and_an_instance_are_read() -> None:
    bill = BILLS.validate_python(WIRE)
    assert bill == Bill.from_dict(WIRE)
    assert BILLS.validate_python(bill) is bill
    assert BILLS.validate_json(json.dumps(WIRE)) == bill


@pytest.mark.parametrize("kind", [Bill, Feed, Task, Note])
def test_dumps_are_read_back(kind: type[msgspec.Struct]) -> None:
    adapter: Any = pydantic.TypeAdapter(kind)
    schema = adapter.json_schema(mode="serialization")
    jsonschema.Draft202012Validator.check_schema(schema)

    @laws.few
    @given(structs(kind))
    def law(value: Any) -> None:
        assert adapter.dump_python(value) == value.to_dict()
        text = adapter.dump_json(value)
        jsonschema.validate(json.loads(text), schema)
        assert adapter.validate_python(adapter.dump_python(value)).to_json() == value.to_json()
        assert loose(adapter.validate_json(text).to_dict()) == loose(value.to_dict())

    law()


def loose(value: Any) -> Any:
    """The value with what JSON cannot tell apart made equal: long numbers without a type."""
    match value:
        case Decimal() if loosely_short(value):
            return value
        case Decimal():
            return str(value)
        case dict():
            return {key: loose(one) for key, one in value.items()}
        case list():
            return [loose(one) for one in value]
        case _:
            return value


def loosely_short(value: Decimal) -> bool:
    return len("".join(map(str, value.as_tuple().digits)).strip("0")) <= 15


def test_dumps_of_pydantic_models() -> None:
    order = Order(bill=BILL, status=Status("void"), level=Level(7))
    dumped = order.model_dump()
    assert dumped["bill"] == BILL.to_dict()
    assert (dumped["status"], dumped["level"]) == (Status("void"), 7)
    plain = json.loads(order.model_dump_json())
    assert (plain["bill"]["amount"], plain["status"], plain["level"]) == ("1.10", "void", 7)
    assert Order.model_validate(dumped).model_dump() == dumped
    again = Order.model_validate_json(order.model_dump_json())
    assert (again.bill.amount, again.status, again.level) == (Decimal("1.10"), "void", 7)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({**WIRE, "amount": 0.1 + 0.2}, r"\$\.amount: .*got the float 0\.30000000000000004"),
        ({**WIRE, "amount": float("nan")}, r"\$\.amount: .*got the float nan"),
        ({"id": 1}, r"\$\.amount: required, but not given"),
        ({**WIRE, "createdAt": "2025-01-31T09:30:00"}, "time zone"),
        ({1: 2}, "keys must be strings"),
        ([], "expected a mapping"),
        (None, "expected a mapping"),
    ],
)
def test_what_is_refused(value: Any, said: str) -> None:
    with pytest.raises(pydantic.ValidationError, match=said):
        BILLS.validate_python(value)


def test_what_contains_itself_is_refused() -> None:
    members: dict[str, Any] = {}
    members["parent"] = members
    with pytest.raises(pydantic.ValidationError, match="nested too deeply"):
        BILLS.validate_python(members)


def test_an_enum_is_read_and_refused() -> None:
    statuses: Any = pydantic.TypeAdapter(Status)
    assert statuses.validate_python("PAID") is Status.PAID
    assert statuses.validate_json('"void"') == Status("void")
    assert statuses.dump_json(Status("void")) == b'"void"'
    with pytest.raises(pydantic.ValidationError, match="not a valid Status"):
        statuses.validate_python(5)


@example(Decimal("0.1"))
@example(Decimal("9999999999999.99"))
@example(Decimal("-1E+15"))
@given(
    st.integers(-(10**15) + 1, 10**15 - 1).flatmap(
        lambda digits: st.integers(-30, 30).map(lambda size: Decimal(digits).scaleb(size))
    )
)
def test_a_number_of_fifteen_digits_is_exact(amount: Decimal) -> None:
    text = msgspec.json.Encoder(decimal_format="number").encode({**WIRE, "amount": amount})
    assert BILLS.validate_json(text).amount == amount
    assert BILLS.validate_python(json.loads(text)).amount == amount


@pytest.mark.parametrize("number", ["12345678901234567.89", "0.12345678901234567", "1E+99"])
def test_a_number_of_more_digits_is_refused_and_its_text_is_not(number: str) -> None:
    text = json.dumps({**WIRE, "amount": number})
    assert str(BILLS.validate_json(text).amount) == number
    bare = text.replace(f'"{number}"', number.replace("1E", "1234567890123456E"))
    with pytest.raises(pydantic.ValidationError, match=r"\$\.amount: .*got the float"):
        BILLS.validate_json(bare)


def test_the_schema_of_what_is_read() -> None:
    found = BILLS.json_schema()
    jsonschema.Draft202012Validator.check_schema(found)
    defined = found["$defs"]
    assert sorted(defined) == ["Bill", "Level", "Line", "Status"]
    bill = defined["Bill"]
    assert found["$ref"] == "#/$defs/Bill"
    assert (bill["type"], bill["title"]) == ("object", "Bill")
    assert bill["required"] == ["id", "amount", "created_at"]
    amount = [
        {"type": "string", "format": "decimal", "pattern": r"^-?\d+(\.\d+)?([eE][+-]?\d+)?$"},
        {"type": "number"},
    ]
    assert bill["properties"] == {
        "id": {"type": "string"},
        "amount": {"anyOf": amount},
        "created_at": {"type": "string", "format": "date-time"},
        "status": {"$ref": "#/$defs/Status"},
        "level": {"anyOf": [{"$ref": "#/$defs/Level"}, {"type": "null"}]},
        "paid": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
        "due": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}], "default": None},
        "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
        "byName": {
            "type": "object",
            "additionalProperties": {"anyOf": [{"$ref": "#/$defs/Line"}, {"type": "null"}]},
        },
        "line": {"anyOf": [{"$ref": "#/$defs/Line"}, {"type": "null"}]},
        "metadata": {},
        "parent": {"anyOf": [{"$ref": "#/$defs/Bill"}, {"type": "null"}]},
    }
    assert defined["Status"] == {
        "title": "Status",
        "anyOf": [{"type": "string", "enum": ["paid", "unpaid"]}, {"type": "string"}],
    }
    assert defined["Level"]["anyOf"] == [{"type": "integer", "enum": [1]}, {"type": "integer"}]


def test_the_schema_of_what_is_written() -> None:
    bill = BILLS.json_schema(mode="serialization")["$defs"]["Bill"]
    assert bill["required"] == ["id", "amount", "created_at", "due"]
    assert bill["properties"]["amount"]["type"] == "string"


def test_types_inside_pydantic_models_are_defined_once() -> None:
    for mode in ("validation", "serialization"):
        found: dict[str, Any] = Order.model_json_schema(mode=mode)
        jsonschema.Draft202012Validator.check_schema(found)
        assert sorted(found["$defs"]) == ["Bill", "Level", "Line", "Status"]
        assert found["properties"]["bill"] == {"$ref": "#/$defs/Bill"}
        assert found["properties"]["others"]["items"] == {"$ref": "#/$defs/Bill"}
        assert found["properties"]["status"]["anyOf"][0] == {"$ref": "#/$defs/Status"}


def test_the_members_of_a_union() -> None:
    found = pydantic.TypeAdapter(Feed).json_schema()
    task = found["$defs"]["Task"]
    assert task["properties"]["__typename"] == {"const": "Task"}
    assert "__typename" in task["required"]
    assert found["$defs"]["UnknownMember"]["required"] == ["__typename"]
    references = [one.get("$ref") for one in found["properties"]["entries"]["items"]["anyOf"]]
    assert {"#/$defs/Task", "#/$defs/UnknownMember", None} <= set(references)
    unknown = UnknownMember(typename="Photo", raw={"__typename": "Photo", "a": 1})
    feed = Feed(entries=[unknown])
    assert (
        pydantic.TypeAdapter(Feed).validate_json(pydantic.TypeAdapter(Feed).dump_json(feed)) == feed
    )


class Limited(Model, kw_only=True):
    """Has limits."""

    count: Annotated[int, msgspec.Meta(ge=1, lt=10)]
    code: Annotated[str, msgspec.Meta(min_length=2, pattern="^A")] | UnsetType = UNSET
    tags: Annotated[list[str], msgspec.Meta(max_length=3)] | UnsetType = UNSET


def test_limits_and_descriptions_are_in_the_schema() -> None:
    assert pydantic.TypeAdapter(Limited).json_schema() == {
        "type": "object",
        "title": "Limited",
        "description": "Has limits.",
        "properties": {
            "count": {"type": "integer", "minimum": 1, "exclusiveMaximum": 10},
            "code": {"type": "string", "minLength": 2, "pattern": "^A"},
            "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
        },
        "required": ["count"],
    }


def test_dates_in_json() -> None:
    bill = Bill(
        id="b",
        amount=Decimal(1),
        created_at=datetime(2025, 1, 1, tzinfo=UTC),
        due=date(2025, 1, 2),
        lines=[Line(amount=Decimal("2.50"))],
    )
    assert json.loads(BILLS.dump_json(bill)) == {
        "id": "b",
        "amount": "1",
        "created_at": "2025-01-01T00:00:00Z",
        "due": "2025-01-02",
        "lines": [{"amount": "2.50"}],
    }


def test_numbers_without_a_type_stay_numbers() -> None:
    free = {"a": Decimal("0.10"), "b": [Decimal("12345678901234567.89"), 5, Decimal("1E+400")]}
    bill = Bill(id="b", amount=Decimal("0.10"), created_at=MOMENT, metadata=free)
    line = Feed(entries=[UnknownMember(typename="P", raw={"__typename": "P", "n": Decimal("1.5")})])
    text = BILLS.dump_json(bill)
    assert json.loads(text)["metadata"] == {"a": 0.1, "b": ["12345678901234567.89", 5, "1E+400"]}
    assert json.loads(text)["amount"] == "0.10"
    assert BILLS.validate_json(text).metadata["a"] == Decimal("0.1")
    assert json.loads(FEEDS.dump_json(line))["entries"] == [{"__typename": "P", "n": 1.5}]
    assert BILLS.dump_python(bill)["metadata"] == free


@pytest.mark.parametrize("number", ["1.23456789012345e-320", "1e999", "0.30000000000000004"])
def test_a_float_that_lost_digits_is_no_decimal(number: str) -> None:
    assert type(from_floats({"a": [float(number)]})["a"][0]) is float


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_that_become_decimals_come_back(value: float) -> None:
    read = from_floats(value)
    assert to_floats(read) == value
    assert read == value if type(read) is float else float(read) == value
