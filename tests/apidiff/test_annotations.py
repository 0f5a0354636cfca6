"""Which types have all the values of another."""

import pytest

from corrigenda.apidiff.annotations import Names, read_type, within

NAMES = Names(
    {
        "Moment": "Annotated[datetime, Meta(tz=True)]",
        "Payment": "Card | Bank",
        "Loop": "Loop | int",
    },
    {"State": frozenset({"OpenEnum", "str"}), "Page": frozenset({"Model"})},
)
WITHIN = [
    ("int", "int | None"),
    ("None | int", "Optional[int]"),
    ("int", "float"),
    ("int", "Any"),
    ("Card", "Payment"),
    ("Payment", 'Union["Bank", Card]'),
    ("Moment", "datetime"),
    ("datetime", "Moment"),
    ("list[int]", "Sequence[int | str]"),
    ("dict[str, int]", "Mapping[str, Any]"),
    ("Literal['a']", "Literal['a', 'b']"),
    ("Literal['a', 'b']", "str"),
    ("Literal[1]", "int"),
    ("State", "str"),
    ("Page", "Model"),
    ("Callable[[str], int]", "Callable[[str], int | None]"),
    ("Callable[[str | None], int]", "Callable[[str], int]"),
    ("Response[list[Card]]", "Response[list[Payment]]"),
    ("Loop", "Loop"),
]


@pytest.mark.parametrize(("inner", "outer"), WITHIN)
def test_a_type_within_another(inner: str, outer: str) -> None:
    assert within(read_type(inner, NAMES), read_type(outer, NAMES), NAMES)


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("int | None", "int"),
        ("float", "int"),
        ("Any", "int"),
        ("Decimal", "float"),
        ("Payment", "Card"),
        ("Sequence[int]", "list[int]"),
        ("list[int | None]", "list[int]"),
        ("list", "list[int]"),
        ("Literal['a']", "int"),
        ("Literal['c']", "Literal['a', 'b']"),
        ("str", "State"),
        ("Callable[[str], int]", "Callable[[str | None], int]"),
        ("Callable[[str], int]", "Callable[[], int]"),
        ("Page", "Card"),
        ("not a type at all", "int"),
    ],
)
def test_a_type_not_within_another(inner: str, outer: str) -> None:
    assert not within(read_type(inner, NAMES), read_type(outer, NAMES), NAMES)
