"""Whatever a schema calls its parts, Python accepts their names, and no two are the same."""

from collections.abc import Callable, Sequence
from keyword import iskeyword
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.generate.parts import RUNTIME
from corrigenda.generate.signatures import class_names as classes_of
from corrigenda.identifiers import LONGEST, pascal_case, snake_case
from corrigenda.naming import (
    CLASSES,
    CLIENT_METHODS,
    CLIENT_OPTIONS,
    TAKEN,
    argument_names,
    arguments_classes,
    attribute_names,
    called,
    class_names,
    member_names,
    method_names,
    option_names,
    result_name,
    sent_as,
)

Names = Callable[[Sequence[str]], list[str]]

RULES: dict[str, Names] = {
    "arguments": lambda names: argument_names([("query", one) for one in names]),
    "attributes": lambda names: list(attribute_names(names).values()),
    "classes": lambda names: list(class_names(names).values()),
    "members": member_names,
    "methods": method_names,
    "options": lambda names: list(option_names(names).values()),
}
ODD = st.sampled_from("aB_1-+$.@ <>=²ﬁßİǅς日́̈ि٣·\u200d\u0378\ud800\U0001f600\U00010400")
WORDS = st.sampled_from([*TAKEN, *sorted(CLASSES), "class", "None", "match", "_", "iter_x", "aB"])
NAMES = st.one_of(st.text(), st.text(ODD, max_size=6), st.text(ODD, min_size=90), WORDS)
LISTS = st.lists(NAMES, unique=True, max_size=8)


@pytest.mark.parametrize("rule", RULES)
@given(LISTS)
def test_names_are_identifiers_and_differ(rule: str, names: list[str]) -> None:
    made = RULES[rule](names)
    assert made == RULES[rule](names)
    assert len({*made}) == len(made) == len(names)
    for name in made:
        assert name.isidentifier(), name
        assert not iskeyword(name)
        assert not name.startswith("_")
        assert normalize("NFKC", name) == name, "Python would read another name"
        assert len(name) <= 100
        compile(f"{name} = 1", "<name>", "exec")


@pytest.mark.parametrize("rule", RULES)
@given(LISTS)
def test_the_form_of_python_is_kept(rule: str, names: list[str]) -> None:
    made = [one for one in RULES[rule](names) if len(one) <= LONGEST]
    assert RULES[rule](made) == made


@pytest.mark.parametrize("rule", RULES)
@given(LISTS, NAMES)
def test_a_name_that_is_added_later_changes_no_other(
    rule: str, names: list[str], other: str
) -> None:
    made, more = RULES[rule](names), RULES[rule]([*names, other])
    if other not in names and other not in made:
        assert more[:-1] == made


@given(LISTS)
def test_what_is_taken_is_not_given(names: list[str]) -> None:
    assert not {*attribute_names(names).values()} & {*TAKEN}
    assert not {*class_names(names).values()} & CLASSES
    assert not {*method_names(names)} & {*CLIENT_METHODS}
    assert not {*option_names(names).values()} & {*CLIENT_OPTIONS}


PLACES = ["path", "query", "header", "cookie", "body"]


@given(st.lists(st.tuples(st.sampled_from(PLACES), NAMES), unique=True, max_size=8))
def test_arguments_of_several_places_differ(arguments: list[tuple[str, str]]) -> None:
    made = argument_names(arguments)
    assert len({*made}) == len(arguments)
    assert all(len(name) <= 100 and name.isidentifier() for name in made)
    first = [one for one in arguments if one[0] == "path"]
    mine = [name for one, name in zip(arguments, made, strict=True) if one[0] == "path"]
    assert mine == argument_names(first)


@given(NAMES)
def test_cases_are_stable(name: str) -> None:
    assert snake_case(snake_case(name)) == snake_case(name)
    assert pascal_case(pascal_case(name)) == pascal_case(name)
    assert f"x{snake_case(name)}".isidentifier()


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (["fooBar", "foo_bar", "FooBar"], ["foo_bar_2", "foo_bar", "foo_bar_3"]),
        (["class", "list", "str", "to_json", "field"], None),
        (["2fa", "$ref", "@type", "-id", "+1"], ["field_2fa", "ref", "type", "minus_id", "plus_1"]),
        (["", "_", "<", ">="], ["empty", "underscore", "less", "greater_equal"]),
        (["#", "€", "\N{GRINNING FACE}"], ["number", "u20ac", "u1f600"]),
        (["日本", "naïve", "हिन्दी", "ﬁ"], ["日本", "naïve", "हिन्दी", "fi"]),
    ],
)
def test_attributes(names: list[str], made: list[str] | None) -> None:
    expected = [f"{name}_" for name in names] if made is None else made
    assert list(attribute_names(names).values()) == expected


def test_members() -> None:
    assert member_names(["txt", "TXT", "+1", "-1", "a b", "A-B", ""]) == [
        *("TXT_2", "TXT", "PLUS_1", "MINUS_1", "A_B", "A_B_2", "EMPTY")
    ]
    assert member_names(["partiallyPaid", "A1B2", "0a"]) == ["PARTIALLY_PAID", "A1B2", "VALUE_0A"]
    assert member_names([1, -1, 10]) == ["VALUE_1", "MINUS_1", "VALUE_10"]
    assert member_names([1, 2, 3], ["Draft", "draft"]) == ["DRAFT", "DRAFT_2", "VALUE_3"]


def test_classes() -> None:
    names = ["Response", "None", "foo_bar", "Foo.Bar", "FooBar", "3D", "OrderDict", "XArguments"]
    assert list(class_names(names).values()) == [
        *("ResponseModel", "NoneModel", "FooBar2", "FooBar3", "FooBar", "Model3D"),
        *("OrderDictModel", "XArgumentsModel"),
    ]
    assert class_names(["Acme"], ["Acme"]) == {"Acme": "AcmeModel"}
    assert arguments_classes(["list_v_1", "list_v1"]) == ["ListV1Arguments", "ListV1Arguments2"]


def test_arguments() -> None:
    given = [("body", "id"), ("query", "id"), ("path", "id"), ("header", "Id"), ("query", "self")]
    assert argument_names(given) == ["id_body", "id_query", "id", "id_header", "self_"]
    assert argument_names([("path", "from"), ("query", "from")]) == ["from_", "from_query"]


def test_methods_and_options() -> None:
    assert method_names(["listOrders", "close", "iterX", "list", "2fa", "listOrders"]) == [
        *("list_orders", "close_", "iter_x_", "list_", "call_2fa", "list_orders_2")
    ]
    assert option_names(["token", "timeout"]) == {"token": "token", "timeout": "timeout_"}
    assert [result_name(one) for one in ("Order", "Class", "Client", "Date")] == [
        *("order", "class_", "client_", "date_")
    ]


@pytest.mark.parametrize(
    ("wire", "name", "said"),
    [
        ("fooBar", "foo_bar", ""),
        ("fooBar", "foo_bar_2", "Sent as `fooBar`."),
        ("class", "class_", ""),
        ("+1", "PLUS_1", "Sent as `+1`."),
        ("`", "backtick", "Sent as '`'."),
        ("", "empty", "Sent as ''."),
        ("x" * 300, f"{'x' * 71}_0d4e2ca9", f"Sent as `{'x' * 97}...`."),
    ],
)
def test_what_cannot_be_guessed_is_told(wire: str, name: str, said: str) -> None:
    assert sent_as(wire, name) == said


def test_a_long_name_is_cut() -> None:
    assert attribute_names(["x" * 300])["x" * 300] == f"{'x' * 71}_0d4e2ca9"


def test_a_class_tells_what_the_schema_calls_it() -> None:
    assert called("Foo.Bar", "FooBar") == ""
    assert called("None", "NoneModel") == "The schema calls it `None`."


def test_classes_of_packages_are_known() -> None:
    modules = ["errors", "graphql_errors", "drift", "events", "response", "iterators", "pages"]
    modules += ["call", "service", "connection", "enums"]
    texts = [(RUNTIME / f"{name}.py").read_text(encoding="utf-8") for name in modules]
    private = {"Words", "Difference", "Differences", "Mismatch", "Presence", "Headers", "Walk"}
    private |= {"Listing", "Doubt", "Settings", "Plain", "Request", "RawResponse", "Lost"}
    private |= {"A", "A_co", "P", "P_contra", "T", "T_co", "DriftKind", "FIRST_PAGE", "MOST"}
    found = {name for text in texts for name in classes_of(text)}
    assert found - private <= CLASSES
