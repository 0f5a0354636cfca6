"""The contract takes any OpenAPI document, 3.0 and 3.1, and values of any size and form."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from corrigenda.emulator import EmulatorError, exact
from corrigenda.emulator.called import operations
from corrigenda.emulator.check import MAX_DEPTH
from corrigenda.emulator.contract import Operation, compile_contract
from corrigenda.emulator.documents import read_document, read_yaml
from corrigenda.emulator.exact import Json
from corrigenda.emulator.patterns import matches
from corrigenda.emulator.problems import MAX_PROBLEMS

SCHEMAS: dict[str, Any] = {
    "Id": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}},
    "Named": {"allOf": [{"$ref": "#/components/schemas/Id"}, {"properties": {"name": {}}}]},
    "Free": {"type": "object", "additionalProperties": True},
    "Tree": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "inner": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        },
    },
    "Pet": {
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat"}},
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}},
    },
    "Cat": {
        "allOf": [
            {"$ref": "#/components/schemas/Pet"},
            {"required": ["lives"], "properties": {"lives": {"type": "integer"}}},
        ]
    },
    "Dog": {"properties": {"barks": {"type": "boolean"}}},
    "Loop": {"$ref": "#/components/schemas/Loop"},
}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def judge(schema: Any, version: str = "3.1.0", *, is_open: bool = False) -> Operation:
    media = {"content": {"application/json": {"schema": schema}}}
    document: dict[str, Any] = {
        "openapi": version,
        "paths": {"/it": {"post": {"requestBody": media, "responses": {"200": media}}}},
        "components": {"schemas": SCHEMAS},
    }
    return compile_contract(document, {"post_it": True}, "here", is_open=is_open)["post_it"]


@pytest.mark.parametrize(
    ("schema", "text", "found"),
    [
        (ref("Named"), '{"id":1,"name":2}', []),
        (ref("Named"), '{"name":2}', ["$.id: is required"]),
        (ref("Named"), '{"id":1,"x":2}', ["$.x: unknown property, allowed: id, name"]),
        (
            {"items": ref("Named")},
            '[{"id":1,"x":2}]',
            ["$[0].x: unknown property, allowed: id, name"],
        ),
        ({"allOf": [ref("Id"), ref("Free")]}, '{"id":1,"x":2}', []),
        (
            {"allOf": [ref("Id"), {"type": "object"}]},
            '{"id":1,"x":2}',
            ["$.x: unknown property, allowed: id"],
        ),
        (
            {"allOf": [{"type": "string"}, {"maxLength": 1}]},
            '"ab"',
            ['$: "ab" violates maxLength: 1'],
        ),
        ({"allOf": [ref("Free")]}, '{"x":2}', []),
        (
            {"properties": {"a": {}}, "anyOf": [{"required": ["a"]}, {"properties": {"b": {}}}]},
            '{"b":1,"c":2}',
            ["$.c: unknown property, allowed: a, b"],
        ),
        ({"patternProperties": {"^x": {"type": "integer"}}, "properties": {}}, '{"x1":1}', []),
        (
            {"patternProperties": {"^x": {"type": "integer"}}},
            '{"x1":""}',
            ['$.x1: "" is not an integer'],
        ),
        ({"not": {"type": "string"}}, '"a"', ['$: "a" violates not: {"type":"string"}']),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, '{"a":1}', ["$.b: is required"]),
        ({"dependentRequired": {"a": ["b"]}}, '{"a":1}', ['$.b: is required with "a"']),
        (
            {"prefixItems": [{"type": "string"}], "items": False},
            '["a",1]',
            ["$[1]: is not allowed"],
        ),
        (
            {"oneOf": [{"type": "integer"}, {"minimum": 1}]},
            "1",
            ["$: 1 has 2 of the allowed forms, not one"],
        ),
        ({"const": {"a": 1}}, '{"a":1.0}', []),
        ({"uniqueItems": True}, "[1,true,1.0]", ["$: [1,true,1.0] violates uniqueItems: true"]),
        ({"multipleOf": Decimal("0.01")}, "1E+400", []),
        ({"multipleOf": Decimal("0.01")}, "1.005", ["$: 1.005 violates multipleOf: 0.01"]),
        (
            {"multipleOf": Decimal("0.5")},
            f"1.{'5' * 5000}",
            [f"$: 1.{'5' * 55}... violates multipleOf: 0.5"],
        ),
        ({"multipleOf": Decimal("0.5")}, f"1.5{'0' * 5000}", []),
        (
            {"contains": {"const": 1}, "maxContains": 1},
            "[1,1]",
            ["$: [1,1] violates maxContains: 1"],
        ),
        (
            {"propertyNames": {"maxLength": 1}},
            '{"ab":1}',
            ['$.ab: the name "ab" violates maxLength: 1'],
        ),
        ({"pattern": r"^\d+$"}, '"a"', [r'$: "a" violates pattern: "^\\d+$"']),
    ],
)
def test_closed_objects(schema: Any, text: str, found: list[str]) -> None:
    operation = judge(schema)
    assert operation.wrong_body(exact.decode(text)) == found
    assert operation.wrong_answer(200, exact.decode(text)) == found


@pytest.mark.parametrize(
    ("schema", "text", "found"),
    [
        (ref("Id"), '{"id":1,"x":2}', []),
        (
            {**SCHEMAS["Id"], "additionalProperties": False},
            '{"id":1,"x":2}',
            ["$.x: unknown property, allowed: id"],
        ),
        ({"type": "string", "nullable": True}, "null", []),
        ({"type": "string", "nullable": True, "enum": ["a"]}, "null", []),
        (
            {"type": "string", "nullable": True, "enum": ["a"]},
            '"b"',
            ['$: "b" is not one of ["a",null]'],
        ),
        ({"allOf": [ref("Id")], "nullable": True}, "null", []),
        ({**ref("Id"), "nullable": True}, "null", []),
        ({**ref("Id"), "nullable": True}, "1", ["$: 1 is not an object or null"]),
        ({"minimum": 1, "exclusiveMinimum": True}, "1", ["$: 1 violates exclusiveMinimum: 1"]),
        ({"minimum": 1, "exclusiveMinimum": False}, "1", []),
        ({**ref("Id"), "maxProperties": 0}, '{"id":1}', []),
        (
            ref("Tree"),
            '{"inner":[{"inner":[{"name":1}]}]}',
            ["$.inner[0].inner[0].name: 1 is not a string"],
        ),
        (ref("Pet"), '{"kind":"cat"}', ["$.lives: is required"]),
        (ref("Pet"), '{"kind":"cat","lives":9}', []),
        (ref("Pet"), '{"kind":"Dog","barks":1}', ["$.barks: 1 is not a boolean"]),
        (ref("Pet"), '{"kind":"dog","barks":true}', []),
        (ref("Cat"), '{"kind":"cat","lives":""}', ['$.lives: "" is not an integer']),
        (ref("Loop"), "1", []),
        (ref("Nothing"), "1", []),
        ({"$ref": "other.yaml#/Id"}, "1", []),
        ({"type": "any", "required": True, "minimum": "1", "pattern": "(["}, '"a"', []),
        ({"properties": [1], "items": 5, "anyOf": {}}, "{}", []),
        ("text", "1", []),
        (False, "1", ["$: is not allowed"]),
    ],
)
def test_what_documents_of_version_3_0_say(schema: Any, text: str, found: list[str]) -> None:
    operation = judge(schema, "3.0.3", is_open=True)
    assert operation.wrong_body(exact.decode(text)) == found


def test_references_have_siblings_in_3_1() -> None:
    schema = {**ref("Id"), "maxProperties": 0}
    found = judge(schema, is_open=True).wrong_body({"id": 1})
    assert found == ['$: {"id":1} violates maxProperties: 0']


def test_a_closed_reference_to_nothing_is_an_error() -> None:
    with pytest.raises(EmulatorError, match="#/components/schemas/Nothing"):
        judge(ref("Nothing")).wrong_body(1)


def test_some_properties_exist_in_one_direction() -> None:
    schema = {
        "type": "object",
        "required": ["id", "secret"],
        "properties": {"id": {"readOnly": True}, "secret": {"writeOnly": True}},
    }
    operation = judge(schema)
    assert operation.wrong_body({"secret": 1}) == []
    assert operation.wrong_body({"id": 1}) == ["$.secret: is required"]
    assert operation.wrong_answer(200, {"id": 1}) == []
    assert operation.wrong_answer(200, {"secret": 1}) == ["$.id: is required"]


ITEM: dict[str, Any] = {"type": "object", "properties": {"a": {"type": "integer"}}}
MANY = 100_000


@pytest.mark.parametrize(
    ("schema", "make"),
    [
        ({"items": ITEM}, lambda: [{"a": "x", "b": 1}] * MANY),
        (
            {"anyOf": [{"type": "array", "items": ITEM}, {"type": "null"}]},
            lambda: [{"a": ""}] * MANY,
        ),
        (
            {"items": {"oneOf": [ITEM, {"type": "object", "required": ["z"]}]}},
            lambda: [{"a": ""}] * MANY,
        ),
        (ITEM, lambda: {f"x{index}": 1 for index in range(MANY)}),
        ({"allOf": [ITEM, {"properties": {"b": {}}}]}, lambda: {f"x{n}": 1 for n in range(MANY)}),
        ({"uniqueItems": True}, lambda: [*({"a": index} for index in range(MANY)), {"a": 5}]),
        ({"contains": ITEM, "items": True}, lambda: [{"a": ""}] * MANY),
        ({"items": ITEM}, lambda: [*([{"a": 1}] * MANY), {"a": "x" * MANY}]),
        ({"items": {"pattern": "^(a|a)*$", "maxLength": 5}}, lambda: ["a" * 40 + "b"] * MANY),
    ],
)
def test_few_problems_of_many_are_told(schema: Any, make: Callable[[], Json]) -> None:
    """Without limits some of these would take longer than the time limit of tests."""
    operation, value = judge(schema), make()
    for found in (operation.wrong_body(value), operation.wrong_answer(200, value)):
        assert 0 < len(found) <= MAX_PROBLEMS
        assert max(map(len, found)) < 200


def test_a_slow_pattern_takes_its_time_once() -> None:
    """Otherwise this would take longer than the time limit of tests."""
    assert all(matches("^(b|b)*$", f"{'b' * 40}{index}") for index in range(5000))


def nested(depth: int) -> Json:
    value: Json = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("schema", [{}, {"type": "integer"}, {"uniqueItems": True}, ref("Tree")])
def test_deep_values_are_refused(schema: Any) -> None:
    operation = judge(schema)
    assert operation.wrong_body(nested(10_000)) == ["$: is nested too deeply"]
    inner: Json = {}
    for _ in range(10_000):
        inner = {"inner": [inner]}
    assert operation.wrong_body(inner) == ["$: is nested too deeply"]
    assert judge(ref("Tree")).wrong_answer(200, inner) == ["$: is nested too deeply"]
    assert judge({}).wrong_body(nested(MAX_DEPTH)) == []


def test_names_and_values_are_cut() -> None:
    (problem,) = judge(ITEM).wrong_body({"x" * MANY: 1})
    assert len(problem) < 200
    many = {"properties": {f"name{index}": {} for index in range(1000)}}
    (problem,) = judge(many).wrong_body({"x": 1})
    assert len(problem) < 500


@pytest.mark.parametrize(
    ("media_type", "found"),
    [
        ("application/json; charset=utf-8", ["$: 1.5 is not an integer"]),
        ("application/vnd.api+json", ["$: 1.5 is not a string"]),
        ("", ["$: 1.5 is not an integer"]),
        ("text/plain", ["$: 1.5 is not an integer"]),
    ],
)
def test_media_types(media_type: str, found: list[str]) -> None:
    content = {
        "text/csv": {"schema": {"type": "boolean"}},
        "application/vnd.api+json": {"schema": {"type": "string"}},
        "application/json; version=2": {"schema": {"type": "integer"}},
    }
    responses = {"2XX": {"content": content}, "default": {"content": {"*/*": {"schema": ITEM}}}}
    operation = {"requestBody": {"content": content}, "responses": responses}
    document = {"paths": {"/it": {"put": operation}}}
    both = [
        compile_contract(document, {"put_it": True}, "", is_open=each)["put_it"]
        for each in (True, False)
    ]
    for one in both:
        assert one.wrong_body(Decimal("1.5"), media_type) == found
        assert one.wrong_answer(201, Decimal("1.5"), media_type) == found
        assert one.wrong_answer(302, 1) == ["$: 1 is not an object"]
    assert both[0].wrong_answer(404, 1) == ["$: 1 is not an object"]
    assert both[1].wrong_answer(404, 1) == []


def test_operations_without_a_body_or_a_schema() -> None:
    documents: list[dict[str, Any]] = [
        {},
        {"responses": {"200": {"content": {"text/plain": {}}}}, "requestBody": {"content": {}}},
        {"responses": {"200": {"$ref": "#/nothing"}}, "requestBody": {"$ref": "#/nothing"}},
        {"responses": {"default": {}}, "security": [{"unknown": []}]},
    ]
    for operation in documents:
        document = {"paths": {"/it": {"get": operation}}}
        one = compile_contract(document, {"get_it": True}, "", is_open=True)["get_it"]
        assert (one.wrong_body(1), one.wrong_answer(200, 1), one.wrong_query([])) == ([], [], [])


def test_paths_by_reference_have_operations() -> None:
    document: dict[str, Any] = {
        "paths": {
            "/a": {"$ref": "#/components/pathItems/A"},
            "/b": {"$ref": "b.yaml"},
            "/c": {"parameters": [], "summary": "", "x-y": {}, "delete": {}},
        },
        "components": {"pathItems": {"A": {"get": {}}}},
    }
    assert list(operations(document)) == [
        ("get_a", ("components", "pathItems", "A", "get")),
        ("delete_c", ("paths", "/c", "delete")),
    ]


def query(*parameters: dict[str, Any], shared: tuple[dict[str, Any], ...] = ()) -> Operation:
    get = {"parameters": list(parameters), "security": [{"key": []}]}
    document: dict[str, Any] = {
        "openapi": "3.0.3",
        "paths": {"/it/{id}": {"parameters": list(shared), "get": get}},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "api_key"}},
            "parameters": {
                "Page": {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
            },
        },
    }
    return compile_contract(document, {"get_it_id": False}, "", is_open=True)["get_it_id"]


INTEGERS = {"type": "array", "items": {"type": "integer"}}
PAGE = {"$ref": "#/components/parameters/Page"}
WITHIN: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"a": {"type": "integer"}, "b": {"properties": {"c": {"type": "boolean"}}}},
}


def at(name: str, schema: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, **more}


@pytest.mark.parametrize(
    ("parameters", "pairs", "found"),
    [
        ([PAGE], [("page", "2"), ("api_key", "x")], []),
        ([PAGE], [("page", "x")], ['page: "x" is not an integer']),
        ([PAGE], [("page", "0")], ["page: 0 violates minimum: 1"]),
        ([PAGE], [("page", "1"), ("page", "2")], ["page: appears 2 times"]),
        ([PAGE], [("size", "1")], ["size: is not a known parameter"]),
        ([PAGE], [("page", "")], ['page: "" is not an integer']),
        ([at("q", {"type": "string"}, required=True)], [], ["q: is required"]),
        ([at("q", {"type": "string", "maxLength": 2})], [("q", "10")], []),
        ([at("q", {"enum": ["1", "a"]})], [("q", "1")], []),
        ([at("q", {"enum": ["1", "a"]})], [("q", "b")], ['q: "b" is not one of ["1","a"]']),
        ([at("q", {"type": "boolean"})], [("q", "true")], []),
        ([at("q", {"type": "boolean"})], [("q", "yes")], ['q: "yes" is not a boolean']),
        ([at("q", {"type": "number"})], [("q", "1.50")], []),
        (
            [at("q", {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^0"}]})],
            [("q", "0")],
            [],
        ),
        (
            [at("q", {"format": "date", "type": "string"})],
            [("q", "2022-02-30")],
            ['q: "2022-02-30" is not a date'],
        ),
        ([at("q", INTEGERS)], [("q", "1"), ("q", "x")], ['q[1]: "x" is not an integer']),
        ([at("q", INTEGERS, explode=False)], [("q", "1,2")], []),
        ([at("q", INTEGERS, explode=False)], [("q", "1,x")], ['q[1]: "x" is not an integer']),
        ([at("q", INTEGERS, explode=False)], [("q", "1"), ("q", "2")], ["q: appears 2 times"]),
        ([at("q", INTEGERS, explode=False, style="pipeDelimited")], [("q", "1|2")], []),
        ([at("q", INTEGERS, style="spaceDelimited")], [("q", "1 2")], []),
        ([at("q", {"anyOf": [INTEGERS, {"type": "string"}]})], [("q", "x")], []),
        ([at("q", WITHIN, style="deepObject")], [("q[a]", "1"), ("q[b][c]", "true")], []),
        ([at("q", WITHIN, style="deepObject")], [("q[a]", "x")], ['q.a: "x" is not an integer']),
        (
            [at("q", WITHIN, style="deepObject")],
            [("q[z]", "1")],
            ["q.z: unknown property, allowed: a, b"],
        ),
        ([at("q", WITHIN)], [("a", "x")], ['q.a: "x" is not an integer']),
        ([at("q", WITHIN)], [("z", "1")], ["z: is not a known parameter"]),
        ([at("q", WITHIN, explode=False)], [("q", "a,x")], ['q.a: "x" is not an integer']),
        ([at("q", SCHEMAS["Free"])], [("z", "1")], []),
        (
            [{"name": "q", "in": "query", "content": {"application/json": {"schema": WITHIN}}}],
            [("q", '{"a":1}')],
            [],
        ),
        (
            [{"name": "q", "in": "query", "content": {"application/json": {"schema": WITHIN}}}],
            [("q", '{"a":""}')],
            ['q.a: "" is not an integer'],
        ),
        ([{"name": "q", "in": "query"}], [("q", "x")], []),
        ([{"$ref": "#/nothing"}], [], []),
    ],
)
def test_queries(parameters: list[Any], pairs: list[tuple[str, str]], found: list[str]) -> None:
    assert query(*parameters).wrong_query(pairs) == found


def test_a_query_parameter_that_is_no_json_says_so() -> None:
    one = {"name": "q", "in": "query", "content": {"application/json": {"schema": {}}}}
    (problem,) = query(one).wrong_query([("q", "{")])
    assert problem.startswith("q: not JSON: ")


def test_paths_and_headers() -> None:
    text = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    number = {**text, "schema": {"type": "integer"}}
    header = {"name": "X-Count", "in": "header", "required": True, "schema": INTEGERS}
    ignored = {"name": "Accept", "in": "header", "required": True, "schema": {"type": "integer"}}
    operation = query(number, header, ignored, shared=(text,))
    assert operation.wrong_path({"id": "5"}) == []
    assert operation.wrong_path({"id": "x"}) == ['id: "x" is not an integer']
    assert operation.wrong_headers([("x-count", "1,2"), ("accept", "x")]) == []
    assert operation.wrong_headers([("x-count", "1,x")]) == ['X-Count[1]: "x" is not an integer']
    assert operation.wrong_headers([]) == ["X-Count: is required"]


def test_an_operation_is_compiled_when_it_is_used() -> None:
    """A document of a thousand operations starts at once; what is wrong in one stops no other."""
    media = {"content": {"application/json": {"schema": ref("Nothing")}}}
    paths = {f"/p{index}": {"get": {"responses": {"200": media}}} for index in range(1000)}
    names = {f"get_p{index}": False for index in range(1000)}
    contract = compile_contract({"paths": paths}, names, "here")
    assert len(contract) == 1000
    with pytest.raises(EmulatorError, match="refers to"):
        contract["get_p7"].wrong_answer(200, 1)


def test_json_documents_are_exact(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"a": 1.10}', encoding="utf-8")
    assert str(read_document(file)["a"]) == "1.10"
    for text in ("{", "[]"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(EmulatorError, match=r"a\.json"):
            read_document(file)
    (tmp_path / "a.yaml").write_text("b: 1.10", encoding="utf-8")
    assert str(read_document(tmp_path / "a.yaml")["b"]) == "1.10"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", {"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 3}}),
        (
            "{a: yes, b: 0x1F, c: 0o17, d: ~, e: , f: .5, g: '1', h: 1_000}",
            {
                "a": "yes",
                "b": 31,
                "c": 15,
                "d": None,
                "e": None,
                "f": Decimal("0.5"),
                "g": "1",
                "h": "1_000",
            },
        ),
    ],
)
def test_yaml_has_the_values_of_json(tmp_path: Path, text: str, value: Any) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    assert read_yaml(file) == value


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a: 1\nb: 2\na: 3", "a.yaml:3:1: found duplicate key"),
        ("a: &x [*x]", "contains itself"),
        ("a: !!python/object:os.system x", "could not determine"),
        ("<<: 5", "merges mappings only"),
        ("? [1]\n: 2", "a name that is no text"),
        (f"a: {'[' * 5000}{']' * 5000}", "nesting depth"),
    ],
)
def test_yaml_that_is_refused(tmp_path: Path, text: str, wrong: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EmulatorError) as caught:
        read_yaml(file)
    assert wrong in str(caught.value)


def test_a_response_that_was_right_is_remembered_by_status_and_text() -> None:
    operation = judge(ref("Named"))
    assert operation.wrong_text(200, {"name": 2}, b'{"name":2}') == ["$.id: is required"]
    assert operation.wrong_text(200, {"name": 2}, b'{"name":2}') == ["$.id: is required"]
    for number in range(200):
        assert operation.wrong_text(200, {"id": 1, "name": 2}, b'{"id":1,"name":2}') == []
        text = b'{"id":%d,"name":2}' % number
        assert operation.wrong_text(200, {"id": number, "name": 2}, text) == []
    assert len(operation.passed) <= 32
    wrong = operation.wrong_text(201, {"id": 1, "name": 2}, b'{"id":1,"name":2}')
    assert wrong == ["status 201 is not in the merged schema"]


def test_no_body_is_never_remembered_as_right() -> None:
    operation = judge(ref("Named"))
    assert operation.wrong_text(200, {"id": 1, "name": 2}, b"") == []
    assert operation.wrong_text(200, {"name": 2}, b"") == ["$.id: is required"]
