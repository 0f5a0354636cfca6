"""Every feature of a GraphQL schema in one client, built from `everything/`, called over a socket.

graphql-core validates what is sent against the merged schema, and every operation is called, so
that none is only generated.
"""

import asyncio
import importlib
import json
import shutil
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from graphql import OperationDefinitionNode, build_schema, get_operation_ast, parse, validate

from corrigenda.build import regenerate
from tests.pipeline.imported import imported

EVERYTHING = Path(__file__).parent / "everything"


class Depot(BaseHTTPRequestHandler):
    """Responds by the name of the operation, and records the requests."""

    asked: list[dict[str, Any]] = []  # noqa: RUF012  (one server a module)
    answers: dict[str, list[Any]] = {}  # noqa: RUF012

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])), parse_float=Decimal)
        self.asked.append(body)
        data = self.answers[body["operationName"]].pop(0)
        text = json.dumps({"data": data}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("everything")
    regenerate(EVERYTHING / "schemas", EVERYTHING / "overlays", folder)
    return folder / "depot"


AMBIENT = {"PYTHONVERBOSE": "1", "PYTHONWARNINGS": "nonsense", "PYTHONOPTIMIZE": "x"}


def test_no_ambient_setting_counts(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With these the generators write to standard error, which counts as an error."""
    for name, value in AMBIENT.items():
        monkeypatch.setenv(name, value)
    regenerate(EVERYTHING / "schemas", EVERYTHING / "overlays", tmp_path)
    files = [path.relative_to(made) for path in made.rglob("*.py")]
    assert files
    for path in files:
        assert (tmp_path / "depot" / path).read_bytes() == (made / path).read_bytes()


@pytest.fixture(scope="module")
def depot(made: Path) -> Iterator[Any]:
    """The package."""
    with imported(made / "src", "depot_client") as package:
        yield package


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Depot) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def client(depot: Any, url: str) -> Iterator[Any]:
    """A strict client."""
    with depot.Depot(token="t", site_id="s1", base_url=url, strict=True) as client:
        yield client


def ask(client: Any, method: str, *answers: Any, **arguments: Any) -> Any:
    """The result of a method for the given `data`; several are for several requests."""
    name = "".join(part.capitalize() for part in method.split("_"))
    Depot.answers[name.replace("Iter", "List")] = Depot.answers[method] = list(answers)
    return getattr(client, method)(**arguments)


def sent() -> Any:
    """The variables of the last request."""
    return Depot.asked[-1]["variables"]


def literal(argument: str) -> Any:
    """The value of an argument in the document of the last request, as a server parses it."""
    operation: Any = get_operation_ast(parse(Depot.asked[-1]["query"]))
    found = operation.selection_set.selections[0].arguments
    return next(one.value for one in found if one.name.value == argument)


# Interfaces and unions


def test_a_union_has_a_class_for_each_type(client: Any, depot: Any) -> None:
    order = {"__typename": "Order", "id": "o1", "price": 1.10, "lines": []}
    product = {"__typename": "Product", "id": "p1", "weight": 0.5, "name": "Nut"}
    answer = {"search": [order, product, {"__typename": "Shop"}]}
    found = ask(client, "search", answer, text="it's")
    assert [type(one).__name__ for one in found] == [
        "SearchSearchOrder",
        "SearchSearchProduct",
        "SearchSearchShop",
    ]
    assert found[0].price == Decimal("1.1")
    assert found[1].name == "Nut"
    assert sent() == {"text": "it's"}


def test_a_union_keeps_what_it_does_not_know(depot: Any, client: Any, url: str) -> None:
    raw = {"__typename": "Ship", "id": "s", "tons": 1.25}
    with depot.Depot(token="t", site_id="s1", base_url=url) as lenient:
        [ship] = ask(lenient, "search", {"search": [raw]})
    assert isinstance(ship, depot.UnknownMember)
    assert ship.typename == "Ship"
    assert ship.raw == {**raw, "tons": Decimal("1.25")}
    with pytest.raises(depot.ResponseDecodeError):
        ask(client, "search", {"search": [raw]})


def test_a_lone_member_of_a_union(client: Any) -> None:
    shop = ask(client, "nearest", {"nearest": {"__typename": "Shop", "id": "s1"}})
    assert (type(shop).__name__, shop.id) == ("NearestNearestShop", "s1")


def test_an_interface_without_fragments_is_one_class(client: Any, depot: Any) -> None:
    node = ask(client, "get_node", {"node": {"__typename": "Anything", "id": "1"}}, id="1")
    assert (node.typename__, node.id) == ("Anything", "1")
    [priced] = ask(
        client, "priced", {"priced": [{"__typename": "Order", "price": 1, "name": None}]}
    )
    assert priced.price == Decimal(1)
    with pytest.raises(depot.NotFoundError):
        ask(client, "get_node", {"node": None}, id="2")


def test_an_interface_with_fragments_has_a_class_for_each_type(client: Any) -> None:
    shop = {"city": "Ulm", "owner": {"name": "Eve"}}
    nodes = [
        {"__typename": "Order", "id": "o1", "name": None, "shop": shop},
        {"__typename": "Product", "id": "p1"},
        {"__typename": "Shop", "id": "s1", "city": "Ulm"},
        None,
    ]
    order, product, place, nothing = ask(client, "list_nodes", {"nodes": nodes}, ids=["o1", "p1"])
    assert (order.shop.owner.name, product.id, place.city, nothing) == ("Eve", "p1", "Ulm", None)
    assert sent() == {"ids": ["o1", "p1"]}


def test_a_type_may_end_like_its_interface(client: Any, depot: Any) -> None:
    bank = {"__typename": "BankTransaction", "id": "b1", "bank": "B"}
    card = {"__typename": "CardTransaction", "id": "c1", "card": "C"}
    found = ask(client, "transactions", {"transactions": [bank, card]})
    assert [type(one).__name__ for one in found] == [
        "TransactionsTransactionsBankTransaction",
        "TransactionsTransactionsCardTransaction",
    ]
    assert (found[0].bank, found[1].card) == ("B", "C")
    assert not hasattr(depot, "TransactionsTransactionsTransaction")


def test_common_fields_have_the_nullability_of_their_type(client: Any, depot: Any) -> None:
    order = {"__typename": "Order", "name": None, "day": "2020-02-29"}
    product = {"__typename": "Product", "name": "Nut", "weight": None}
    answer = {"priced": [order, product]}
    first, second = ask(client, "priced_more", answer)
    assert (first.name, first.day, second.name) == (None, date(2020, 2, 29), "Nut")
    with pytest.raises(depot.ResponseDecodeError, match="name"):
        ask(client, "priced_more", {"priced": [{**product, "name": None}]})


# Selections


FULL = {
    "id": "o1",
    "theName": "n",
    "day": None,
    "shop": {"city": "Ulm", "owner": None},
    "extra": {"a": [1, "x", None]},
    "lines": [
        {"quantity": 2, "product": {"id": "p1", "price": 1, "colour": None}, "note": None},
    ],
    "old": None,
    "euros": 12.5,
}


def test_aliases_conditions_and_fields_selected_twice(client: Any, depot: Any) -> None:
    order = ask(client, "read_order", {"order": FULL}, id="o1", full=True)
    assert order.the_name == "n"
    assert order.extra == {"a": [1, "x", None]}
    assert (order.lines[0].quantity, order.lines[0].product.price) == (2, Decimal(1))
    assert order.euros == Decimal("12.5")
    assert order.kind is depot.UNSET
    assert sent() == {"id": "o1", "full": True}
    brief = {**FULL, "kind": "A_B"}
    del brief["extra"]
    order = ask(client, "read_order", {"order": brief}, id="o1", full=False)
    assert (order.extra, order.kind) == (depot.UNSET, "A_B")


def test_all_methods_share_the_class_of_a_type(client: Any, depot: Any) -> None:
    order = {
        "id": "o1",
        "name": "n",
        "lines": [],
        "placed": "2020-01-01T00:00:00Z",
        "kind": "mro",
        "shop": {"owner": {"name": "Eve"}},
        "tags": ["a", None],
    }
    by_number = ask(client, "get_by_number", {"byNumber": [order]}, number="7")
    [found] = ask(client, "find", {"find": [order]}, kind=depot.Kind.MIXED_CASE)
    [gone, nothing] = ask(client, "remove_all", {"removeAll": [order, None]}, ids=["o1"])
    of_shop = ask(client, "shop_of", {"order": order}, id="o1")
    made = ask(
        client, "create", {"create": {"ok": True, "said": None, "result": order}}, order={
            "name": "n", "price": Decimal("1.50"), "lines": [{"product": "p1"}]
        }
    )  # fmt: skip
    assert by_number == found == gone == made
    assert of_shop == by_number.shop
    assert type(by_number) is depot.Order
    assert by_number.placed == datetime(2020, 1, 1, tzinfo=UTC)
    assert by_number.tags == ["a", None]
    assert isinstance(by_number.shop, depot.Short), "a fragment with its own name is a class"
    assert nothing is None


def test_what_an_operation_does_not_ask_for_is_unset(client: Any, depot: Any) -> None:
    answer = {"id": "o1", "name": "n", "tags": [], "placed": None}
    order = ask(client, "get_by_number", {"byNumber": [answer]}, number="7")
    assert (order.id, order.tags, order.placed) == ("o1", [], None)
    assert (order.lines, order.kind, order.shop) == (depot.UNSET,) * 3
    line = {"product": {"id": "p1", "colour": None}, "note": None}
    [found] = ask(client, "find", {"find": [{"id": "o1", "lines": [line]}]})
    assert found.lines[0].quantity is found.lines[0].product.price is depot.UNSET
    document = parse(Depot.asked[-1]["query"])
    assert len(document.definitions) == 1, "no fragment is sent that nobody wrote"


def test_what_an_operation_asks_for_must_be_there(client: Any, depot: Any, url: str) -> None:
    """A field that is never null is missed by every client, whatever its class allows."""
    line = {"product": {"id": "p1", "colour": None}, "note": None}
    order = {"id": "o1", "lines": [line]}
    broken = {
        "id": without(order, "id"),
        "lines": without(order, "lines"),
        "lines[0].product": {**order, "lines": [without(line, "product")]},
    }
    with depot.Depot(token="t", site_id="s1", base_url=url) as lenient:
        for path, one in broken.items():
            for each in (client, lenient):
                with pytest.raises(depot.ResponseDecodeError) as raised:
                    ask(each, "find", {"find": [order, one]})
                assert raised.value.json_path == f"$.data.find[1].{path}"


def test_what_may_be_null_is_missed_by_a_strict_client(client: Any, depot: Any, url: str) -> None:
    answer = {"byNumber": [{"id": "o1", "name": "n", "placed": None}]}
    with depot.Depot(token="t", site_id="s1", base_url=url) as lenient:
        assert ask(lenient, "get_by_number", answer, number="7").tags is depot.UNSET
    with pytest.raises(depot.ResponseDecodeError, match=r"byNumber\[0\].tags: asked for"):
        ask(client, "get_by_number", answer, number="7")


def without(members: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in members.items() if key != name}


def test_get_gives_the_only_one(client: Any, depot: Any) -> None:
    with pytest.raises(depot.NotFoundError):
        ask(client, "get_by_number", {"byNumber": []}, number="7")


def test_several_root_fields_come_as_they_are(client: Any) -> None:
    order = {"id": "o1", "name": "n", "lines": [], "placed": None, "kind": None, "shop": None}
    answer = {"a": {**order, "tags": None}, "b": None, "version": "1"}
    two = ask(client, "two", answer, first="o1", second="o2")
    assert (two.a.id, two.b, two.version) == ("o1", None, "1")
    assert sent() == {"first": "o1", "second": "o2"}
    assert ask(client, "parts", {"version": "1", "tags": None}).version == "1"


# Names


NAMES = ["class", "and", "list", "str", "date", "field", "to_json", "self", "type", "int", "bool"]
NAMES += ["float", "None", "print", "name", "addressLine1", "_2fa", "Any", "Decimal", "UNSET"]
ODD: dict[str, Any] = {
    **dict.fromkeys([*NAMES, "LiftedOrder"]),
    **{"class": "c", "list": ["l"], "date": "2020-01-01", "name": "n", "type": "class"},
    **{"_2fa": True, "addressLine1": "a", "int": 1, "LiftedOrder": False},
}


def test_names_that_mean_something_in_python(client: Any, depot: Any) -> None:
    odd = ask(client, "odd", {"odd": ODD})
    assert (odd.class_, odd.list_, odd.date, odd.type) == ("c", ["l"], date(2020, 1, 1), "class")
    assert (odd.field_2fa, odd.address_line1, odd.int_, odd.lifted_order) == (True, "a", 1, False)
    assert json.loads(odd.to_json()) == ODD


def test_enum_members_are_written_in_capitals(depot: Any) -> None:
    assert {one.name: one.value for one in depot.Kind} == {
        "BIG": "big",
        "SMALL": "small",
        "CLASS": "class",
        "NONE": "None",
        "TRUE": "True",
        "MIXED_CASE": "mixedCase",
        "A_B": "A_B",
        "VALUE_1": "_1",
        "MRO": "mro",
        "NAME": "name",
        "VALUE": "value",
        "OLD": "old",
    }


def test_arguments_shadow_nothing(client: Any, depot: Any) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    names = ["class", "self", "str", "field", "type"]
    arguments: dict[str, Any] = {f"{name}_".replace("type_", "type"): "big" for name in names}
    arguments |= {"and_": ["a"], "list_": ["l"], "date": date(2020, 1, 1), "from_": moment}
    arguments |= {"to_json_": 1, "answer": 2, "operation": True, "weight": Decimal("0.10")}
    assert ask(client, "count", {"count": 3}, **arguments) == 3
    expected: dict[str, Any] = dict.fromkeys(names, "big")
    expected |= {"and": ["a"], "list": ["l"], "date": "2020-01-01", "j": 1, "answer": 2}
    expected |= {"operation": True, "weight": Decimal("0.10")}
    assert sent() == {**expected, "from": "2020-01-01T00:00:00Z"}
    assert depot.CountArguments.__optional_keys__ == set(arguments)


def test_types_in_snake_case_are_classes_as_others_are(client: Any, depot: Any) -> None:
    inner = depot.SlipFilter(slip_kind=depot.SlipKind.THIN)
    given = {"slip_filter": {"slip_filter": [inner]}, "slip_kind": "thin"}
    slip = ask(client, "read_slip", {"slip": {"id": "1", "slip_kind": "thin"}}, **given)
    assert type(slip) is depot.PackingSlip
    assert slip.slip_kind is depot.SlipKind.THIN
    assert sent() == {**given, "slip_filter": {"slip_filter": [{"slip_kind": "thin"}]}}


def test_dicts_and_structs_send_the_same(client: Any, depot: Any) -> None:
    wire = {
        "to_json": "j",
        "list": ["l", None],
        "str": "s",
        "int": 1,
        "field": None,
        "date": date(2020, 2, 29),
        "nested": [[1], None],
        "weights": [Decimal("0.10")],
        "type": "class",
        "_2fa": True,
        "addressLine1": "a",
    }
    python = {
        "to_json_": "j",
        "list_": ["l", None],
        "str_": "s",
        "int_": 1,
        "field_": None,
        "date": date(2020, 2, 29),
        "nested": [[1], None],
        "weights": [Decimal("0.10")],
        "type": depot.Kind.CLASS,
        "field_2fa": True,
        "address_line1": "a",
    }
    expected = {"filter": {**wire, "date": "2020-02-29"}}
    answer = {"odd": ODD}
    for given in (wire, depot.OddFilter(**python)):
        ask(client, "odd", answer, filter=given)
        assert sent() == expected
    assert depot.OddFilterDict.__optional_keys__ == set(wire)


def test_defaults_are_words_and_no_values(client: Any, depot: Any) -> None:
    assert depot.OddFilter().date is depot.UNSET
    for given in ({}, depot.OddFilter()):
        ask(client, "odd", {"odd": ODD}, filter=given)
        assert sent() == {"filter": {}}
    package = Path(depot.__file__).parent
    models, inputs = ((package / name).read_text() for name in ("models.py", "inputs.py"))
    for default in ("2020-01-01", "small", "big", "1"):
        assert f"Default: `{default}`." in models
    for default in ("2020-01-01", "small", "1"):  # a key that is no name has no docstring
        assert f"Default: `{default}`." in inputs


def test_inputs_may_hold_themselves(client: Any, depot: Any) -> None:
    inner = depot.OrderFilter(class_="big", price=Decimal("1.50"))
    given = {"and": [inner, {"not": {"from": date(2020, 1, 1)}}], "name": None}
    page = {"nodes": None, "pageInfo": None}
    assert list(ask(client, "iter_orders", {"orders": page}, filter=given)) == []
    expected = [{"class": "big", "price": Decimal("1.50")}, {"not": {"from": "2020-01-01"}}]
    assert sent() == {"filter": {"and": expected, "name": None}}


# Values


def test_literals_arrive_as_they_were_written(client: Any) -> None:
    assert ask(client, "find", {"find": []}, name=None) == []
    assert sent() == {"name": None}, "the service fills in a default"
    assert literal("text").value == 'block "string" with """ and it\'s\n  more'
    assert [one.value for one in literal("kinds").values] == ["big", "class"]
    members = {one.name.value: one.value for one in literal("filter").fields}
    assert members["price"].value == "1.50"
    inner = members["and"].values[1].fields[0].value.fields[0].value
    assert inner.value == 'it\'s "quoted" \\ é \u2028'


def test_what_is_not_given_is_not_sent(client: Any) -> None:
    ask(client, "count", {"count": 0})
    assert sent() == {}
    ask(client, "count", {"count": 0}, str_=None)
    assert sent() == {"str": None}


def test_scalars_at_the_root(client: Any, depot: Any) -> None:
    assert ask(client, "version", {"version": "1"}) == "1"
    assert ask(client, "tags", {"tags": ["a"]}) == ["a"]
    assert ask(client, "get_matrix", {"matrix": [[1], []]}) == [[1], []]
    assert ask(client, "holes", {"holes": [[1, None], None]}) == [[1, None], None]
    assert ask(client, "config", {"config": {"a": [True]}}) == {"a": [True]}
    assert ask(client, "list_configs", {"configs": [None, 1]}) == [None, 1]
    assert ask(client, "typename", {"__typename": "Query"}) == "Query"
    with pytest.raises(depot.ResponseDecodeError):
        ask(client, "tags", {"tags": None})


def test_inputs_are_exact(client: Any) -> None:
    given = {
        "name": "n",
        "price": Decimal("12345678901234567.89"),
        "moment": datetime(2020, 1, 1, tzinfo=UTC),
        "extra": {"any": [1, None, "x"]},
        "lines": [{"product": "p1", "quantity": 2}],
    }
    with pytest.raises(TypeError, match="float"):
        client.create(order={**given, "price": 1.5})
    with pytest.raises(TypeError, match="without a time zone"):
        client.create(order={**given, "moment": datetime(2020, 1, 1)})
    assert "ValueError" not in client.create.__doc__
    ask(client, "create", {"create": {"ok": True, "said": None, "result": ORDER}}, order=given)
    expected = {**given, "moment": "2020-01-01T00:00:00Z"}
    assert sent() == {"siteId": "s1", "order": expected}


def test_a_failure_is_seen_through_fragments(client: Any, depot: Any) -> None:
    answer: dict[str, Any] = {"ok": True, "count": 1}
    assert ask(client, "recount_again", {"recount": answer}) is None
    with pytest.raises(depot.OperationFailedError):
        ask(client, "recount_again", {"recount": {**answer, "ok": False}})


def test_an_alias_makes_no_envelope(client: Any) -> None:
    order = ask(client, "named_ok", {"order": {"ok": None, "day": None}}, id="o1")
    assert (order.ok, order.day) == (None, None)


def test_null_in_an_envelope_is_what_null_is_elsewhere(client: Any, depot: Any) -> None:
    answer = {"ok": True, "said": None, "result": None}
    with pytest.raises(depot.NotFoundError):
        ask(client, "get_fetched", {"fetch": answer}, id="o1")
    with pytest.raises(depot.ResponseDecodeError):
        ask(client, "create", {"create": answer}, order={"name": "n", "price": 1, "lines": []})


def test_operations_know_whether_they_may_be_repeated(depot: Any) -> None:
    operations = importlib.import_module(f"{depot.__name__}._operations")
    version, tags = operations.version(), operations.tags()
    assert (version.may_retry, tags.may_retry) == (False, True)
    created = operations.create(order={"name": "n", "price": 1, "lines": []})
    assert (tags.idempotency_header, created.idempotency_header) == ("", "X-Key")


def test_floats_are_what_the_provider_says(made: Path, tmp_path: Path, client: Any) -> None:
    raw = {"__typename": "Product", "id": "p", "name": "n", "weight": 0.1}
    [found] = ask(client, "search", {"search": [raw]})
    assert isinstance(found.weight, Decimal)
    shutil.copytree(EVERYTHING, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "schemas" / "depot" / "provider.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('Float = "decimal"', 'Float = "double"'), encoding="utf-8")
    regenerate(tmp_path / "schemas", tmp_path / "overlays", tmp_path / "generated")
    for file in ("models.py", "inputs.py", "_operations.py"):
        exact, binary = (
            (folder / "src" / "depot_client" / file).read_text(encoding="utf-8").count("float")
            for folder in (made, tmp_path / "generated" / "depot")
        )
        assert binary > exact


ORDER = {
    "id": "o1",
    "name": None,
    "lines": [],
    "placed": None,
    "kind": None,
    "shop": None,
    "tags": None,
}


# Envelopes


def test_envelopes(client: Any, depot: Any) -> None:
    done = {"ok": True, "said": ""}
    assert ask(client, "remove", {"remove": done}, ids=["1"]) is None
    assert sent() == {"siteId": "s1", "ids": ["1"]}
    assert ask(client, "recount", {"recount": {"ok": True, "count": 4}}).count == 4
    fetched = ask(client, "get_fetched", {"fetch": {**done, "result": [ORDER]}}, id="o1")
    assert type(fetched) is depot.Order
    with pytest.raises(depot.NotFoundError):
        ask(client, "get_fetched", {"fetch": {**done, "result": []}}, id="o1")
    failed = {"ok": False, "said": "full up"}
    with pytest.raises(depot.OperationFailedError, match="full up"):
        ask(client, "remove", {"remove": failed}, ids=[])
    with pytest.raises(depot.OperationFailedError, match="full up"):
        ask(client, "create", {"create": {**failed, "result": None}}, order=NEW)
    with pytest.raises(depot.OperationFailedError):
        ask(client, "recount", {"recount": {"ok": False, "count": None}})


NEW = {"name": "n", "price": 1, "lines": []}


# Pages


def test_pages_by_cursor(client: Any, depot: Any, url: str) -> None:
    orders = [{**ORDER, "id": f"o{number}"} for number in range(5)]
    pages = [
        {"nodes": orders[:2], "pageInfo": {"endCursor": "c2", "hasNextPage": True}},
        {"nodes": None, "pageInfo": {"endCursor": "c3", "hasNextPage": True}},
        {"nodes": orders[2:], "pageInfo": None},
    ]
    before = len(Depot.asked)
    found = ask(client, "iter_orders", *({"orders": page} for page in pages), first=2)
    assert [one.id for one in found] == ["o0", "o1", "o2", "o3", "o4"]
    variables = [one["variables"] for one in Depot.asked[before:]]
    assert variables == [{"first": 2}, {"first": 2, "after": "c2"}, {"first": 2, "after": "c3"}]

    async def main() -> list[str]:
        async with depot.AsyncDepot(token="t", site_id="s", base_url=url) as client:
            found = ask(client, "iter_orders", {"orders": pages[2]}, after="c9")
            return [one.id async for one in found]

    assert asyncio.run(main()) == ["o2", "o3", "o4"]
    assert sent() == {"after": "c9"}


def test_pages_by_number(client: Any) -> None:
    def page(number: int, *ids: str) -> dict[str, Any]:
        numbers = {"page": number, "perPage": 1, "totalRecords": 2}
        return {"pages": {"data": [{**ORDER, "id": one} for one in ids], "pagination": numbers}}

    before = len(Depot.asked)
    found = ask(client, "iter_pages", page(1, "o1"), page(2, "o2"), per_page=1, page=None)
    assert [one.id for one in found] == ["o1", "o2"]
    variables = [one["variables"] for one in Depot.asked[before:]]
    assert variables == [{"page": 1, "n": 1}, {"page": 2, "n": 1}]


def test_pages_by_number_in_an_object(client: Any, depot: Any) -> None:
    def page(*ids: str) -> dict[str, Any]:
        return {"turned": {"data": [{**ORDER, "id": one} for one in ids], "pagination": None}}

    before = len(Depot.asked)
    found = ask(client, "iter_turned", page("o1"), page(), by=depot.Turn(per_page=1))
    assert [one.id for one in found] == ["o1"]
    variables = [one["variables"] for one in Depot.asked[before:]]
    assert variables == [
        {"turn": {"page": 1, "perPage": 1}},
        {"turn": {"page": 2, "perPage": 1}},
    ]
    assert list(ask(client, "iter_turned", page(), by={"page": 0})) == []
    assert sent() == {"turn": {"page": 0}}


# What is deprecated


def test_what_the_schema_deprecates_warns_once(client: Any, depot: Any) -> None:
    def page(number: int, *ids: str) -> dict[str, Any]:
        numbers = {"page": number, "perPage": 1, "totalRecords": 2}
        return {"oldPages": {"data": [{**ORDER, "id": one} for one in ids], "pagination": numbers}}

    reason = 'use `pages`, "exactly" \\ that'
    Depot.answers["ListOldPages"] = [page(1, "o1"), page(1, "o1"), page(2, "o2")]
    for name in ("list_old_pages", "iter_old_pages"):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            found = getattr(client, name)(per_page=1)
            assert len(found.data if name == "list_old_pages" else list(found)) in (1, 2)
        assert [(str(one.message), one.filename) for one in caught] == [
            (f"`{name}` is deprecated: {reason}", __file__)
        ]
        assert getattr(depot.AsyncDepot, name).__deprecated__ == str(caught[0].message)
        said = " ".join(getattr(depot.Depot, name).__doc__.split())
        assert f"Deprecated: {reason}. Args:" in said
    assert Depot.answers["ListOldPages"] == []
    assert (
        "kind: Which kind. Deprecated: all kinds are there." in depot.Depot.list_old_pages.__doc__
    )


def test_docstrings_say_what_is_deprecated(made: Path) -> None:
    models = (made / "src/depot_client/models.py").read_text()
    assert '"""Deprecated: no longer "supported"."""' in models.replace("\\", "")
    assert 'OLD = "old"\n    """Deprecated: x."""' in models
    inputs = (made / "src/depot_client/inputs.py").read_text()
    assert '"""Deprecated: No longer supported."""' in inputs


# Every request; this has to be the last test


def test_all_that_was_sent_is_valid(made: Path) -> None:
    schema = build_schema((made / "schema.graphql").read_text())
    whole = parse((made / "operations.graphql").read_text())
    assert validate(schema, whole) == []
    operations = [one for one in whole.definitions if isinstance(one, OperationDefinitionNode)]
    names = {one.name.value for one in operations if one.name}
    assert names == {body["operationName"] for body in Depot.asked}
    for body in Depot.asked:
        document = parse(body["query"])
        assert validate(schema, document) == []
        assert get_operation_ast(document, body["operationName"]) is not None
