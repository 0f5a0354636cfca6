"""Values made from schemas: an independent validator accepts them, and they repeat."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.emulator.derive.checks import Checks
from corrigenda.emulator.derive.schemas import Schemas
from corrigenda.emulator.derive.values import Maker
from tests.emulator.derived.judge import wrong

Json = Any
NAMES = ("id", "name", "email", "size", "tags", "next")


def _texts() -> st.SearchStrategy[Json]:
    plain = st.fixed_dictionaries(
        {"type": st.just("string")},
        optional={"minLength": st.integers(0, 30), "format": st.sampled_from(FORMATS)},
    )
    limited = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
        lambda pair: {"type": "string", "minLength": min(pair), "maxLength": max(pair)}
    )
    by_pattern = st.sampled_from(PATTERNS).map(lambda one: {"type": "string", "pattern": one})
    named = st.lists(st.text(max_size=4), min_size=1, unique=True).map(lambda one: {"enum": one})
    return st.one_of(plain.map(_without_length), limited, by_pattern, named)


FORMATS = ("uuid", "email", "uri", "hostname", "ipv4", "byte", "password", "unknown")
PATTERNS = (
    "^[a-z]{2,5}$",
    r"^\d{4}-\d{2}$",
    "^(in|out)_[A-Za-z0-9]+$",
    "^[^a-z]{3}$",
    r"^\+?[1-9]\d{1,14}$",
    r"^(?:[A-F0-9]{2}:){5}[A-F0-9]{2}$",
    "^#([a-f0-9]{6}|[a-f0-9]{3})$",
    "a",
    "",
)


def _without_length(schema: dict[str, Json]) -> dict[str, Json]:
    return {
        name: value
        for name, value in schema.items()
        if "format" not in schema or name != "minLength"
    }


def _numbers() -> st.SearchStrategy[Json]:
    limits = st.tuples(st.integers(-50, 50), st.integers(60, 200))
    step = st.sampled_from([None, 1, 2, 5, Decimal("0.25")])
    edges = st.sampled_from([("minimum", "maximum"), ("exclusiveMinimum", "exclusiveMaximum")])

    def built(kind: str, pair: tuple[int, int], names: tuple[str, str], by: Json) -> Json:
        schema: dict[str, Json] = {"type": kind, names[0]: pair[0], names[1]: pair[1]}
        return schema if by is None else {**schema, "multipleOf": by}

    whole = st.sampled_from([None, 1, 2, 5])
    return st.one_of(
        st.builds(built, st.just("integer"), limits, edges, whole),
        st.builds(built, st.just("number"), limits, edges, step),
        st.sampled_from([{"type": "integer"}, {"type": "boolean"}, {"type": "null"}, {}]),
    )


def _objects(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.builds(
        lambda named, required, other: {
            "type": "object",
            "properties": named,
            "required": [name for name in named if name in required],
            **({} if other is None else {"additionalProperties": other}),
        },
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
        st.sets(st.sampled_from(NAMES)),
        st.sampled_from([None, False, True]),
    )


def _inner(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    array = st.builds(
        lambda item, least, more: {
            "type": "array",
            "items": item,
            "minItems": least,
            "maxItems": least + more,
        },
        inner,
        st.integers(0, 3),
        st.integers(0, 3),
    )
    nullable = inner.map(lambda one: {"anyOf": [one, {"type": "null"}]})
    # Branches of different types, so that no value is valid for both.
    either = st.tuples(_objects(inner), _numbers().filter(bool)).map(
        lambda pair: {"oneOf": list(pair)}
    )
    open_ = _objects(inner).map(lambda one: {**one, "additionalProperties": True})
    both = open_.flatmap(
        lambda one: st.just({"allOf": [one, {"type": "object", "required": ["extra"]}]})
    )
    return st.one_of(array, _objects(inner), nullable, either, both)


SCHEMAS = st.recursive(st.one_of(_texts(), _numbers()), _inner, max_leaves=8)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-300, 300), st.text(max_size=6))
    | st.decimals(-300, 300, places=2),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from((*NAMES, "extra", "other")), inner, max_size=5)
    ),
    max_leaves=12,
)


def maker(chance: Random | None = None, document: Mapping[str, Json] | None = None) -> Maker:
    return Maker(Checks(Schemas(document or {}, False)), chance)


@settings(max_examples=150)
@given(SCHEMAS)
def test_a_made_value_is_valid_and_repeats(schema: Json) -> None:
    made = maker().make(schema, "name")
    assert wrong(schema, made) == [], made
    assert maker().make(schema, "name") == made


@settings(max_examples=150)
@given(SCHEMAS, st.integers(0, 99))
def test_a_random_value_is_valid_and_repeats(schema: Json, number: int) -> None:
    made = [maker(Random(number)).make(schema, "name") for _ in range(2)]
    assert wrong(schema, made[0]) == []
    assert made[0] == made[1]


@settings(max_examples=150)
@given(SCHEMAS, VALUES)
def test_any_value_is_completed_to_a_valid_one(schema: Json, value: Json) -> None:
    done = maker().complete(schema, value)
    assert wrong(schema, done) == []
    assert (done == value) or wrong(schema, value), "a valid value was changed"


@settings(max_examples=250)
@given(SCHEMAS, VALUES)
def test_the_checks_agree_with_another_validator(schema: Json, value: Json) -> None:
    assert maker().checks.fits(schema, value) == (wrong(schema, value) == [])


@given(st.dictionaries(st.sampled_from(NAMES), VALUES), SCHEMAS)
def test_completing_keeps_the_members_that_may_stay(value: dict[str, Json], rule: Json) -> None:
    properties = {"id": {"type": "integer"}, "name": rule}
    schema = {"type": "object", "required": ["id"], "properties": properties}
    done = maker().complete(schema, value)
    assert isinstance(done, dict)
    kept = {name: each for name, each in value.items() if name not in properties}
    assert {name: done[name] for name in kept} == kept
    if "name" in value and wrong(rule, value["name"]) == []:
        assert done["name"] == value["name"]


def test_a_schema_that_contains_itself_ends() -> None:
    node = {"type": "object", "required": ["up"], "properties": {}}
    document: dict[str, Json] = {"components": {"schemas": {"Node": node, "Loop": {}}}}
    reference = {"$ref": "#/components/schemas/Node"}
    node["properties"] = {"up": {"anyOf": [reference, {"type": "null"}]}, "down": reference}
    made = maker(document=document).make(reference)
    assert maker(document=document).checks.fits(reference, made)
    loop = {"$ref": "#/components/schemas/Loop"}
    document["components"]["schemas"]["Loop"] = {"allOf": [loop]}
    maker(document=document).make(loop)  # whatever it is, it ends
