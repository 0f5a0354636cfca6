"""Parameters in the styles of OpenAPI: a decoder by the specification reads what was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote
from uuid import UUID

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime import styles
from corrigenda.runtime.models import UNSET, Model, OpenEnum, UnsetType
from corrigenda.runtime.styles import (
    deep_object,
    form,
    label,
    matrix,
    pipe_delimited,
    simple,
    space_delimited,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
FULL = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
LISTS = st.lists(FULL, min_size=1, max_size=4)
OBJECTS = st.dictionaries(FULL, FULL, min_size=1, max_size=4)


class Colour(OpenEnum):
    RED = "red"


class Inner(Model):
    gte: Decimal | UnsetType = UNSET
    some: list[int] | UnsetType = UNSET


class Filter(Model):
    price: Inner | UnsetType = UNSET
    since: date | UnsetType = UNSET


RGB = {"R": 100, "G": 200, "B": 150}
COLOURS = ["blue", "black", "brown"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (simple("color", "blue"), "blue"),
        (simple("color", COLOURS), "blue,black,brown"),
        (simple("color", COLOURS, explode=True), "blue,black,brown"),
        (simple("color", RGB), "R,100,G,200,B,150"),
        (simple("color", RGB, explode=True), "R=100,G=200,B=150"),
        (label("color", "blue"), ".blue"),
        (label("color", COLOURS), ".blue,black,brown"),
        (label("color", COLOURS, explode=True), ".blue.black.brown"),
        (label("color", RGB), ".R,100,G,200,B,150"),
        (label("color", RGB, explode=True), ".R=100.G=200.B=150"),
        (matrix("color", "blue"), ";color=blue"),
        (matrix("color", COLOURS), ";color=blue,black,brown"),
        (matrix("color", COLOURS, explode=True), ";color=blue;color=black;color=brown"),
        (matrix("color", RGB), ";color=R,100,G,200,B,150"),
        (matrix("color", RGB, explode=True), ";R=100;G=200;B=150"),
        (form("color", "blue"), "color=blue"),
        (form("color", ""), "color="),
        (form("color", COLOURS), "color=blue&color=black&color=brown"),
        (form("color", COLOURS, explode=False), "color=blue,black,brown"),
        (form("color", RGB), "R=100&G=200&B=150"),
        (form("color", RGB, explode=False), "color=R,100,G,200,B,150"),
        (space_delimited("color", COLOURS), "color=blue%20black%20brown"),
        (space_delimited("color", RGB), "color=R%20100%20G%20200%20B%20150"),
        (pipe_delimited("color", COLOURS), "color=blue%7Cblack%7Cbrown"),
        (pipe_delimited("color", RGB), "color=R%7C100%7CG%7C200%7CB%7C150"),
        (deep_object("color", RGB), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ],
)
def test_the_examples_of_the_specification(written: str, wanted: str) -> None:
    """The table of styles in OpenAPI 3.1.1, 4.8.12.2."""
    assert written == wanted


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("a b/é", None, "a%20b%2F%C3%A9"),
        (True, "boolean", "true"),
        (Decimal("1E+2"), None, "100"),
        (1.5, "float", "1.5"),
        (2, "float", "2"),
        (date(2022, 1, 31), "date", "2022-01-31"),
        (datetime(2022, 1, 31, tzinfo=UTC), None, "2022-01-31T00%3A00%3A00%2B00%3A00"),
        (datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC), "unix", "0"),
        (datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC), "unix-up", "1"),
        (time(12, 30), None, "12%3A30%3A00"),
        (timedelta(days=1, hours=2), None, "P1DT2H"),
        (UUID(int=1), None, "00000000-0000-0000-0000-000000000001"),
        (b"\xff\xfe", "byte", "%2F%2F4%3D"),
        (Colour.RED, None, "red"),
    ],
)
def test_a_scalar_of_every_type(value: object, kind: Any, text: str) -> None:
    assert simple("x", value, kind=kind) == text
    assert form("x", value, kind=kind) == f"x={text}"
    assert form("x", [value, value], kind=kind) == f"x={text}&x={text}"


def test_unset_is_left_out() -> None:
    for style in (form, space_delimited, pipe_delimited, deep_object):
        assert style("x", UNSET) == ""


def test_an_object_is_checked_and_written_as_in_a_body() -> None:
    filter_ = Filter(price=Inner(gte=Decimal("1.10"), some=[1, 2]), since=date(2022, 1, 31))
    wanted = "f[price][gte]=1.10&f[price][some][0]=1&f[price][some][1]=2&f[since]=2022-01-31"
    assert unquote(deep_object("f", filter_, Filter)) == wanted
    given_dict = {"price": {"gte": Decimal("1.10"), "some": [1, 2]}, "since": date(2022, 1, 31)}
    assert unquote(deep_object("f", given_dict, Filter)) == wanted
    with pytest.raises(TypeError, match=r"f: \$\.price\.gte: 1\.1 is a float"):
        deep_object("f", {"price": {"gte": 1.1}}, Filter)
    with pytest.raises(TypeError, match=r"f: .*unknown field 'prise'"):
        form("f", {"prise": 1}, Filter)


EVERY = (simple, label, matrix, form, space_delimited, pipe_delimited)


@pytest.mark.parametrize("style", EVERY)
@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (None, TypeError, "x: a parameter cannot be null"),
        ([None], TypeError, "x: a parameter cannot be null"),
        (1.5, TypeError, "x: 1.5 is a float"),
        (b"x", TypeError, "x: bytes"),
        ([["a"]], TypeError, "x: a list or an object inside"),
        ([{"a": 1}], TypeError, "x: a list or an object inside"),
        ({"a": [1]}, TypeError, "x: a list or an object inside"),
        (list[str](), ValueError, "x: an empty list"),
        (dict[str, str](), ValueError, "x: an empty object"),
        ("\ud800", ValueError, "x: a lone surrogate"),
        (datetime(2022, 1, 1), ValueError, "x: a datetime without a time zone"),
    ],
)
def test_what_has_no_certain_text_is_refused(
    style: Any, value: object, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        style("x", value)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: form("x", ["a,b"], explode=False),
        lambda: form("x", {"a": "1,2"}, explode=False),
        lambda: form("x", {"a,b": "1"}, explode=False),
        lambda: space_delimited("x", ["a b"]),
        lambda: space_delimited("x", "a b"),
        lambda: pipe_delimited("x", {"a|b": "1"}),
        lambda: label("x", ["a.b"], explode=True),
        lambda: label("x", [Decimal("1.5")], explode=True),
        lambda: deep_object("x", {"a]": 1}),
        lambda: deep_object("x", {"": 1}),
    ],
)
def test_a_delimiter_that_is_data_is_refused(ask: Any) -> None:
    with pytest.raises(ValueError, match="x: "):
        ask()


@pytest.mark.parametrize(
    ("value", "kind", "wanted"),
    [
        (["a b", "c"], None, "x[0]=a b&x[1]=c"),
        (("a", "b"), None, "x[0]=a&x[1]=b"),
        ({"b", "a"}, None, "x[0]=a&x[1]=b"),
        ([Colour.RED], None, "x[0]=red"),
        ([datetime(1970, 1, 2, tzinfo=UTC)], "unix", "x[0]=86400"),
        ([Inner(gte=Decimal("1.10")), {"some": [1]}], None, "x[0][gte]=1.10&x[1][some][0]=1"),
        ({"a": [[1], [2, 3]]}, None, "x[a][0][0]=1&x[a][1][0]=2&x[a][1][1]=3"),
        (7, None, "x=7"),
    ],
)
def test_lists_are_numbered_in_a_deep_object(value: object, kind: Any, wanted: str) -> None:
    assert unquote(deep_object("x", value, kind=kind)) == wanted


@pytest.mark.parametrize(
    ("value", "error", "said"),
    [
        ([], ValueError, "x: an empty list"),
        ({}, ValueError, "x: an empty object"),
        ({"a": []}, ValueError, "x: an empty list"),
        ([{}], ValueError, "x: an empty object"),
        (None, TypeError, "x: a parameter cannot be null"),
        ([None], TypeError, "x: a parameter cannot be null"),
        ([1.5], TypeError, "x: .*1.5 is a float"),
    ],
)
def test_a_deep_object_has_no_empty_list_and_no_null(
    value: object, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        deep_object("x", value)


def test_the_objects_of_a_deep_list_are_checked() -> None:
    with pytest.raises(TypeError, match=r"x: \$\[0\]: unknown field 'gtee'"):
        deep_object("x", [{"gtee": 1}], list[Inner])


def test_an_object_that_contains_itself_is_refused() -> None:
    endless: dict[str, Any] = {}
    endless["a"] = endless
    with pytest.raises(TypeError, match=r"x: .*nested too deeply"):
        deep_object("x", endless)


def test_a_set_is_sorted() -> None:
    assert form("x", {"b", "a", "c"}) == "x=a&x=b&x=c"


def test_reserved_characters_stay_if_they_end_nothing() -> None:
    """RFC 6570, 3.2.3, without what would end a value, a pair or the query."""
    written = form("q", "a/b?c=d:e@f!g$h'i(j)k*l,m;n&o#p+q[r]s%20t%zé", reserved=True)
    kept = "q=a/b?c=d:e@f!g$h'i(j)k*l,m;n%26o%23p%2Bq%5Br%5Ds%20t%25z%C3%A9"
    assert written == kept
    assert form("q", ["a/b", "c"], reserved=True, explode=False) == "q=a/b,c"
    assert pipe_delimited("q", ["a/b", "c"], reserved=True) == "q=a/b%7Cc"


def pairs(query: str) -> list[tuple[str, str]]:
    """The pairs of a query, which no client may change any more."""
    assert httpx2.URL(f"https://x.invalid/?{query}").query.decode() == query
    assert query.isascii()
    return parse_qsl(query, keep_blank_values=True, strict_parsing=True)


def split(text: str, delimiter: str) -> list[str]:
    """The items of a list, which are decoded after it is split."""
    return [unquote(item) for item in text.split(delimiter)]


def members(items: list[str]) -> dict[str, str]:
    return dict(zip(items[::2], items[1::2], strict=True))


def assigned(text: str, delimiter: str) -> dict[str, str]:
    found = [item.split("=") for item in text.split(delimiter)]
    return {unquote(key): unquote(value) for key, value in found}


def segment(text: str) -> str:
    """A text that is one segment of a path."""
    url = httpx2.URL(f"https://x.invalid/a/{text}/b")
    assert url.raw_path.decode() == f"/a/{text}/b"
    assert "/" not in text
    return text


PATHS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="."), min_size=1)


@given(PATHS, st.lists(PATHS, min_size=1), st.dictionaries(PATHS, PATHS, min_size=1))
def test_paths_can_be_read_again(one: str, many: list[str], named: dict[str, str]) -> None:
    assert unquote(segment(simple("x", one))) == one
    assert split(segment(simple("x", many)), ",") == many
    assert members(split(segment(simple("x", named)), ",")) == named
    assert assigned(segment(simple("x", named, explode=True)), ",") == named
    assert unquote(segment(label("x", one))[1:]) == one
    assert split(segment(label("x", many))[1:], ",") == many
    assert split(segment(label("x", many, explode=True))[1:], ".") == many
    assert members(split(segment(label("x", named))[1:], ",")) == named
    assert assigned(segment(label("x", named, explode=True))[1:], ".") == named
    assert assigned(segment(matrix("x", one))[1:], ";") == {"x": one}
    assert split(segment(matrix("x", many))[3:], ",") == many
    exploded = segment(matrix("x", many, explode=True))[1:].split(";")
    assert [unquote(item.removeprefix("x=")) for item in exploded] == many
    assert members(split(segment(matrix("x", named))[3:], ",")) == named
    assert assigned(segment(matrix("x", named, explode=True))[1:], ";") == named


@given(FULL, TEXT, LISTS, OBJECTS)
def test_queries_can_be_read_again(
    name: str, one: str, many: list[str], named: dict[str, str]
) -> None:
    assert pairs(form(name, one)) == [(name, one)]
    assert pairs(form(name, many)) == [(name, item) for item in many]
    assert pairs(form(name, named)) == list(named.items())


@given(st.sampled_from([(",", ","), (" ", "%20"), ("|", "%7C")]), LISTS, OBJECTS)
def test_delimited_lists_can_be_read_again(
    how: tuple[str, str], many: list[str], named: dict[str, str]
) -> None:
    """Whether a service splits before it decodes, or after."""
    delimiter, encoded = how
    style: Any = {
        ",": lambda name, value: form(name, value, explode=False),
        " ": space_delimited,
        "|": pipe_delimited,
    }[delimiter]
    for value in (many, named):
        texts = many if value is many else [text for pair in named.items() for text in pair]
        if any(delimiter in text for text in texts):
            with pytest.raises(ValueError, match="x: "):
                style("x", value)
        else:
            query = style("x", value)
            assert pairs(query) == [("x", delimiter.join(texts))]
            assert split(query.removeprefix("x="), encoded) == texts


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="[]"), min_size=1)
INSIDE: st.SearchStrategy[Any] = st.recursive(
    TEXT,
    lambda inner: (
        st.dictionaries(NAMES, inner, min_size=1, max_size=3)
        | st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(FULL.filter(lambda name: "[" not in name), INSIDE)
def test_deep_objects_can_be_read_again(name: str, tree: Any) -> None:
    """As qs reads them, except that it cannot tell a list from an object of the same keys."""
    assert rebuilt(name, pairs(deep_object(name, tree))) == numbered(tree)


def rebuilt(first: str, found: list[tuple[str, str]]) -> Any:
    """The tree in which a list is an object of its indexes."""
    tree: dict[str, Any] = {}
    for name, value in found:
        assert name == first or name.startswith(f"{first}[")
        keys = ["", *name.removeprefix(first).replace("]", "").split("[")[1:]]
        here = tree
        for key in keys[:-1]:
            here = here.setdefault(key, {})
        assert keys[-1] not in here
        here[keys[-1]] = value
    return tree[""]


def numbered(tree: Any) -> Any:
    if isinstance(tree, list):
        return {str(at): numbered(one) for at, one in enumerate(tree)}
    return {key: numbered(one) for key, one in tree.items()} if isinstance(tree, dict) else tree


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="%")))
def test_a_reserved_value_ends_nothing(text: str) -> None:
    query = styles.form("x", text, reserved=True)
    assert pairs(query) == [("x", text)]
