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
