"""Verdicts on any schema and value are those of an independent validator."""

from decimal import Decimal
from functools import partial
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corrigenda.emulator.check import Check
from corrigenda.emulator.dialect import Program, translate
from corrigenda.emulator.exact import Json
from corrigenda.emulator.explain import explain
from tests.emulator.interpreted import closed, is_valid

NAMES = st.sampled_from(["a", "b", "c", "$ref", "é"])
COUNTS = st.integers(0, 3)
NUMBERS = st.sampled_from(
    [
        *(0, 1, 2, 3, -1, 10, 2**53 + 1, 2**64, 10**30),
        *map(Decimal, ["1.0", "0.5", "-0.0", "0.01", "1E+3", "0.1000000000000000000001", "2.50"]),
    ]
)
TEXTS = st.sampled_from(["", "a", "ab", "abc", "é", "5", "a\n", "2022-02-28", "2022-02-30"]) | (
    st.sampled_from(
        [
            *("0000-01-01", "2022-01-01T00:00:00Z", "2022-01-01t00:00:00z"),
            *("2022-01-01T24:00:00Z", "2022-01-01T23:59:60Z", "2022-01-01T00:00:00+24:00"),
            *("2022-01-01T00:00:00", "2022-01-01T00:00:00.123456789-01:30"),
        ]
    )
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)
TYPES = st.sampled_from(
    ["string", "number", "integer", "boolean", "array", "object", "null", ["object", "null"]]
)
POSITIVE = st.sampled_from([1, 3, 10**20, Decimal("0.01"), Decimal("0.5"), Decimal("1.5")])
PATTERNS = st.sampled_from(["^a", "b+$", "^[a-c]*$", "^[^a]{1,2}$", r"\d", "(a|b)c", "a.c"])
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "type": TYPES,
    "enum": st.lists(VALUES, min_size=1, max_size=3),
    "const": VALUES,
    "format": st.sampled_from(["date", "date-time", "decimal"]),
    "pattern": PATTERNS,
    "minLength": COUNTS,
    "maxLength": COUNTS,
    "minimum": NUMBERS,
    "maximum": NUMBERS,
    "exclusiveMinimum": NUMBERS,
    "exclusiveMaximum": NUMBERS,
    "multipleOf": POSITIVE,
    "minItems": COUNTS,
    "maxItems": COUNTS,
    "uniqueItems": st.booleans(),
    "minProperties": COUNTS,
    "maxProperties": COUNTS,
    "required": st.lists(NAMES, unique=True, max_size=2),
    "dependentRequired": st.dictionaries(NAMES, st.lists(NAMES, unique=True, max_size=2)),
}
CLOSABLE = ("properties", "items", "additionalProperties", "prefixItems", "anyOf", "oneOf")


def inside(inner: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    many = st.lists(inner, min_size=1, max_size=3)
    named = st.dictionaries(NAMES, inner, max_size=3)
    return {
        **dict.fromkeys(["allOf", "anyOf", "oneOf", "prefixItems"], many),
        **dict.fromkeys(["properties", "dependentSchemas"], named),
        "patternProperties": st.dictionaries(PATTERNS, inner, max_size=2),
        **dict.fromkeys(["if", "then", "else", "not", "items", "contains"], inner),
        **dict.fromkeys(["additionalProperties", "propertyNames"], inner),
        **dict.fromkeys(["unevaluatedProperties", "unevaluatedItems"], inner),
        "minContains": COUNTS,
        "maxContains": COUNTS,
    }


def rules(keywords: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Schemas with a few of these keywords."""
    chosen = st.lists(st.sampled_from(sorted(keywords)), unique=True, max_size=3)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({n: keywords[n] for n in names}))


SCHEMAS = st.recursive(
    st.booleans() | rules(PLAIN), lambda inner: rules({**PLAIN, **inside(inner)}), max_leaves=6
)
CLOSABLES = st.recursive(
    rules(PLAIN),
    lambda inner: rules({**PLAIN, **{key: inside(inner)[key] for key in CLOSABLE}}),
    max_leaves=6,
)


def is_together(schema: Any) -> bool:
    """Whether several schemas declare the properties of one object, which are closed together."""
    if isinstance(schema, list):
        return any(map(is_together, schema))
    if not isinstance(schema, dict):
        return False
    here = "properties" in schema and bool(schema.keys() & {"anyOf", "oneOf"})
    return here or any(map(is_together, schema.values()))


LONG = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def interpreted(program: Program, value: Json) -> list[str]:
    """The problems without the compiled validator."""
    found = explain(program.parts, lambda _rules, _value: None, (program.root, value, None))
    return sorted({each.text for each in found})


@LONG
@given(SCHEMAS, VALUES)
def test_open_schemas(schema: Any, value: Json) -> None:
    make = partial(translate, {"it": schema}, ("it",), "request", is_closed=False)
    expected = is_valid(schema, value)
    assert (Check(make).problems(value) == []) is expected
    assert (interpreted(make(), value) == []) is expected


@LONG
@given(CLOSABLES, VALUES)
def test_closed_schemas(schema: Any, value: Json) -> None:
    make = partial(translate, {"it": schema}, ("it",), "request", is_closed=True)
    expected = is_valid(closed(schema), value)
    problems = Check(make).problems(value)
    assert problems == interpreted(make(), value)
    if is_together(schema):
        assert not expected or problems == []
    else:
        assert (problems == []) is expected


@LONG
@example({"pattern": "^[a-c]*$"}, ["a\n"])
@given(SCHEMAS, st.lists(VALUES, min_size=1, max_size=3))
def test_long_lists(schema: Any, values: list[Any]) -> None:
    """Values that the compiled validator sifts from a long list are those that are valid."""
    document = {"it": {"items": schema}}
    make = partial(translate, document, ("it",), "request", is_closed=False)
    expected = is_valid(document["it"], values)
    assert (Check(make).problems(values * 60) == []) is expected


SMALL = st.fixed_dictionaries(
    {
        "properties": st.dictionaries(
            NAMES, st.sampled_from([True, {"type": "integer"}]), max_size=2
        )
    },
    optional={
        "required": st.lists(NAMES, unique=True, max_size=1),
        "additionalProperties": st.booleans(),
        "unevaluatedProperties": st.booleans(),
    },
)
TOGETHER = st.recursive(
    SMALL,
    lambda inner: rules(
        {
            **dict.fromkeys(["allOf", "anyOf"], st.lists(inner, min_size=1, max_size=3)),
            **dict.fromkeys(["if", "then", "else", "not"], inner),
            "oneOf": st.lists(inner, min_size=1, max_size=2),
            "dependentSchemas": st.dictionaries(NAMES, inner, max_size=2),
            "patternProperties": st.just({"^a": {"type": "integer"}}),
        }
    ),
    max_leaves=5,
)
OBJECTS = st.dictionaries(NAMES, st.sampled_from([1, "x"]), max_size=4)


@LONG
@given(TOGETHER, st.sampled_from([False, {"type": "string"}]), OBJECTS)
def test_properties_of_several_schemas(schema: Any, rest: Any, value: dict[str, Any]) -> None:
    whole = {"allOf": [schema], "unevaluatedProperties": rest}
    make = partial(translate, {"it": whole}, ("it",), "request", is_closed=False)
    expected = is_valid(whole, value)
    assert (Check(make).problems(value) == []) is expected
    assert (interpreted(make(), value) == []) is expected


ITEMS = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "prefixItems": st.lists(st.sampled_from([True, {"type": "integer"}]), min_size=1),
            "contains": st.sampled_from([{"type": "integer"}, {"type": "string"}]),
            "items": st.booleans(),
            "unevaluatedItems": st.booleans(),
        },
    ),
    lambda inner: rules(
        {
            **dict.fromkeys(["allOf", "anyOf"], st.lists(inner, min_size=1, max_size=3)),
            **dict.fromkeys(["if", "then", "else", "not"], inner),
        }
    ),
    max_leaves=5,
)


@LONG
@given(ITEMS, st.lists(st.sampled_from([1, "x", None]), max_size=4))
def test_items_of_several_schemas(schema: Any, value: list[Any]) -> None:
    whole = {"allOf": [schema], "unevaluatedItems": False}
    make = partial(translate, {"it": whole}, ("it",), "request", is_closed=False)
    expected = is_valid(whole, value)
    assert (Check(make).problems(value) == []) is expected
    assert (interpreted(make(), value) == []) is expected


DAYS = ["2022-02-28", "2022-02-30", "0000-01-01", "0001-01-01", "2022-1-1", "2022-02-28\n"]
CLOCKS = [
    *("T00:00:00Z", "t00:00:00z", " 00:00:00Z", "T24:00:00Z", "T23:59:60Z", "T00:00:00", "T00:00Z"),
    *("T00:00:00.1Z", "T00:00:00.Z", "T00:00:00,1Z", "T00:00:00.123456789-01:30"),
    *("T00:00:00+24:00", "T00:00:00+23:59", "T00:00:00+05:60", "T00:00:00+0530"),
]
WORDS = [
    "",
    "a",
    "a\n",
    "\n",
    "ab",
    "-",
    "5",
    "\u0663",
    "\u2028",
    "\xa0",
    "\xe9",
    "A",
    "a.c",
    "aaa",
]
REGULAR = [
    *(
        "^a",
        "a$",
        "^a$",
        r"a\$",
        "^[a-c]{1,2}$",
        "^[^a]$",
        "[^a-]",
        "[+.-]",
        r"^a\.c$",
        "^$",
        "a{2,}",
    ),
    *(
        r"\d",
        r"\D",
        r"\w",
        r"\W",
        r"\s",
        ".",
        "^.$",
        r"\p{L}",
        "(a|b)c",
        "(?=a)",
        "(?i)a",
        "([",
        "{",
    ),
]


def test_texts() -> None:
    """Each pattern and format tells the same with and without the compiled validator."""
    texts = [*DAYS, *(day + clock for day in DAYS for clock in CLOCKS), *WORDS]
    plain: list[dict[str, Any]] = [{"format": "date"}, {"format": "date-time"}]
    plain += [{"pattern": pattern} for pattern in REGULAR]
    plain += [{"format": "date", "pattern": "^2"}, {"patternProperties": {"^a$": False}}]
    for schema in [*plain, *({"not": each} for each in plain)]:
        make = partial(translate, {"it": schema}, ("it",), "request", is_closed=False)
        check, program = Check(make), make()
        for text in texts:
            for value in (text, {text: 1}):
                assert check.problems(value) == interpreted(program, value), (schema, value)
