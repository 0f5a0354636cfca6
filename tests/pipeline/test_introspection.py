"""Introspection JSON is a schema: it says what SDL would say, and knows its own places."""

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    build_ast_schema,
    build_schema,
    introspection_from_schema,
    lexicographic_sort_schema,
    print_ast,
    print_schema,
)

from corrigenda.graphql.introspection import read_introspection
from corrigenda.graphql.places import node_place
from corrigenda.problems import ProblemsError

SDL = '''
directive @cached(ttl: Int = 60) on QUERY | FIELD

"""The root."""
type Root {
  thing(id: ID!, kinds: [Kind!] = [BIG]): Thing
  old: Int @deprecated(reason: "use thing")
}

interface Node { id: ID! }
type Thing implements Node { id: ID! name: String }
union Any = Thing
enum Kind { SMALL BIG @deprecated }
input Filter { name: String = "x" not: Filter }
scalar Money
schema { query: Root }
'''


def written(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(content, indent=2), encoding="utf-8")
    return path


def printed(schema: Any) -> str:
    return print_schema(lexicographic_sort_schema(schema))


@pytest.mark.parametrize("around", ["data", ""])
def test_it_says_what_sdl_says(tmp_path: Path, around: str) -> None:
    schema = build_schema(SDL)
    content: Any = introspection_from_schema(schema)
    read = read_introspection(written(tmp_path, {"data": content} if around else content))
    assert printed(build_ast_schema(read)) == printed(schema)


def test_an_old_server_leaves_out_what_came_later(tmp_path: Path) -> None:
    schema = build_schema(SDL)
    content: Any = introspection_from_schema(schema)["__schema"]
    del content["subscriptionType"], content["mutationType"]
    for one in content["types"]:
        for key in ("specifiedByURL", "isOneOf"):
            one.pop(key, None)
        one["interfaces"] = one["interfaces"] or None
        for field in one["fields"] or ():
            field["args"] = field["args"] or None
    for one in content["directives"]:
        del one["locations"]
        one |= {"onField": True, "onFragment": False, "onOperation": True}
    read = read_introspection(written(tmp_path, {"__schema": content}))
    assert "type Thing implements Node" in print_ast(read)


def test_every_definition_knows_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, introspection_from_schema(build_schema(SDL)))
    lines = path.read_text(encoding="utf-8").splitlines()
    for node in read_introspection(path).definitions:
        named: Any = node
        for one in [named, *(getattr(named, "fields", None) or ())]:
            if getattr(one, "name", None) and node.kind != "directive_definition":
                place = node_place(one)
                assert place.path == path
                assert f'"name": "{one.name.value}"' in lines[place.line - 1]


def faulty(tmp_path: Path, name: str, change: dict[str, Any]) -> list[str]:
    """What is said when the field `name` of `Thing` is changed, each with its line."""
    content: Any = introspection_from_schema(build_schema(SDL))
    thing = next(one for one in content["__schema"]["types"] if one["name"] == "Thing")
    field = next(one for one in thing["fields"] if one["name"] == name)
    field |= change
    path = written(tmp_path, content)
    with pytest.raises(ProblemsError) as caught:
        read_introspection(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    found = caught.value.problems
    return [f"{lines[one.place.line - 1].strip()} {one.message}" for one in found]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "na me"}, '"name": "na me", `na me` is not a GraphQL name'),
        (
            {"type": {"kind": "LIST", "ofType": None}},
            '"type": { the type is cut off below this level',
        ),
        ({"args": "none"}, '"args": "none", `args` is not a list'),
        ({"args": ["none"]}, '"none" an entry of `args` is not an object'),
    ],
)
def test_a_fault_has_its_place(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    assert faulty(tmp_path, "name", change) == [said]


def test_a_service_without_introspection_is_quoted(tmp_path: Path) -> None:
    path = written(tmp_path, {"errors": [{"message": "not allowed"}], "data": None})
    with pytest.raises(ProblemsError, match="the service answered `not allowed`"):
        read_introspection(path)


def test_what_introspection_leaves_out_is_known(tmp_path: Path) -> None:
    """Some servers list neither the scalars of GraphQL nor the types of introspection."""
    schema = build_schema(SDL)
    content: Any = introspection_from_schema(schema)["__schema"]
    built_in = ("Int", "ID", "String", "Boolean")
    content["types"] = [
        one
        for one in content["types"]
        if one["name"] not in built_in and not one["name"].startswith("__")
    ]
    read = read_introspection(written(tmp_path, {"__schema": content}))
    assert printed(build_ast_schema(read)) == printed(schema)


def test_a_reason_is_not_needed_to_be_deprecated(tmp_path: Path) -> None:
    content: Any = introspection_from_schema(build_schema(SDL))
    thing = next(one for one in content["__schema"]["types"] if one["name"] == "Thing")
    thing["fields"][1] |= {"isDeprecated": True, "deprecationReason": None}
    assert "name: String @deprecated\n" in print_ast(read_introspection(written(tmp_path, content)))
