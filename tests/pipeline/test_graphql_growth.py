"""The work for a GraphQL schema grows with its size, however its types refer to each other.

Work is counted in function calls, which are the same on every machine.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import pytest
from graphql import OperationDefinitionNode, parse, visit
from graphql.language import Node, Visitor, get_location
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.graphql.asked import Comparison
from corrigenda.graphql.circles import circles
from corrigenda.graphql.correct import CorrectedGraphQL, correct_graphql
from corrigenda.graphql.lift import lift
from corrigenda.graphql.merged import Merged, is_below
from corrigenda.graphql.places import node_place
from corrigenda.graphql.sent import sent_fragments
from corrigenda.graphql.tree import Touch
from corrigenda.problems import Place
from corrigenda.provider import find_providers

T = TypeVar("T")

_ALONE = "id title"
_SHARED = "id title price { amount }"
_TO_ITSELF = "id title parent { id title }"
_IN_A_CIRCLE = "id part { name thing { id } }"
_IN_ONE_CIRCLE = "id next { id title }"


def written(folder: Path, resources: int, fields: str, more: str = "") -> CorrectedGraphQL:
    """A corrected schema with as many resources, and two operations for each of them."""
    home = folder / f"schemas{resources}/big"
    (home / "operations").mkdir(parents=True)
    (home / "provider.toml").write_text(
        'name = "Big"\nsummary = "Big."\nversion = "1.0.0"\n'
        f'[service]\nurl = "https://api.example.com/graphql"\n{more}'
    )
    numbers = range(resources)
    queries = "".join(f"thing{n}(id: ID!): Thing{n} things{n}: [Thing{n}!]\n" for n in numbers)
    types = "".join(
        f"type Thing{n} {{ id: ID! title: String price: Price parent: Thing{n} part: Part{n} "
        f"next: Thing{(n + 1) % resources} }}\n"
        f"type Part{n} {{ name: String thing: Thing{n} }}\n"
        for n in numbers
    )
    schema = f"type Query {{\n{queries}}}\ntype Price {{ amount: String }}\n{types}"
    (home / "schema.graphql").write_text(schema)
    for n in numbers:
        (home / f"operations/thing{n}.graphql").write_text(
            f"query GetThing{n}($id: ID!) {{ thing{n}(id: $id) {{ {fields} }} }}\n"
            f"query ListThing{n}s {{ things{n} {{ {fields} }} }}\n"
        )
    (provider,) = find_providers(home.parent, folder / "overlays", ())
    return correct_graphql(provider)


def calls(work: Callable[[], T]) -> tuple[T, int]:
    """What some work returns, and how many functions it calls, those of Python itself included."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        done = work()
        return done, count
    finally:
        sys.setprofile(before)


def generated(corrected: CorrectedGraphQL) -> None:
    """What the generator does with all operations, without the processes that it starts."""
    merged = corrected.merged
    comparison = Comparison(merged.schema, lift(merged), sent_fragments(merged), None)
    for node in merged.requests:
        comparison.mark(node)
    for node in merged.requests:
        comparison.asked(node)
    for kind in merged.schema.type_map.values():
        if kind.ast_node:
            node_place(kind.ast_node)


@pytest.mark.parametrize("fields", [_ALONE, _SHARED, _TO_ITSELF, _IN_A_CIRCLE, _IN_ONE_CIRCLE])
def test_work_grows_with_the_operations(tmp_path: Path, fields: str) -> None:
    found: list[tuple[int, int]] = []
    for resources in (10, 40):
        corrected, reading = calls(partial(written, tmp_path, resources, fields))
        found.append((reading, calls(partial(generated, corrected))[1]))
    for few, many in zip(*found, strict=True):
        assert many < few * 4 * 1.1, f"{many / few:.1f} times the work for 4 times as many"


def test_operations_that_are_not_chosen_are_compared_with_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(node: Node, other: object) -> bool:
        assert not isinstance(node, OperationDefinitionNode) or node is other
        return node is other

    monkeypatch.setattr(Node, "__eq__", refuse)
    chosen = '[operations]\nexclude = ["id:GetThing1", "id:ListThing2s"]\n'
    corrected = written(tmp_path, 3, _ALONE, chosen)
    assert [one.name for one in corrected.operations] == [
        "list_thing0s", "list_thing1s", "get_thing0", "get_thing2",
    ]  # fmt: skip


def test_a_place_is_known_without_reading_the_file() -> None:
    types = parse("\n".join(f"scalar S{n}" for n in range(100))).definitions
    _, first = calls(partial(node_place, types[0]))
    place, last = calls(partial(node_place, types[-1]))
    assert (place.line, last) == (100, first)


def test_fragments_and_operations_are_indexed_once(tmp_path: Path) -> None:
    merged = written(tmp_path, 1, _ALONE).merged
    assert merged.fragments is merged.fragments
    comparison = Comparison(merged.schema, lift(merged), {}, None)
    counted = _Counted(comparison.lifted.operations)
    comparison = replace(comparison, lifted=replace(comparison.lifted, operations=counted))
    for node in (*merged.requests, *merged.requests):
        comparison.mark(node)
    assert counted.read == 1


class _Counted(tuple[OperationDefinitionNode, ...]):
    read = 0

    def __iter__(self) -> Iterator[OperationDefinitionNode]:
        self.read += 1
        return super().__iter__()


@given(st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"))))
def test_circles_are_the_names_that_lead_to_each_other(drawn: dict[str, list[str]]) -> None:
    graph = {name: drawn.get(name, []) for name in "abcdefg"}

    def leads(start: str) -> set[str]:
        seen, waiting = set[str](), list(graph[start])
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += graph[name]
        return seen

    below = {name: leads(name) for name in graph}
    groups = {
        frozenset(other for other in graph if other in below[name] and name in below[other])
        for name in graph
        if name in below[name]
    }
    found = list(circles(graph))
    assert len(found) == len(groups)
    assert set(map(frozenset, found)) == groups


def test_a_long_chain_has_no_circle() -> None:
    chain = {str(n): [str(n + 1)] for n in range(20_000)} | {"20000": []}
    assert list(circles(chain)) == []


def test_every_node_is_where_the_parser_says() -> None:
    document = parse(
        '# é\r\n"""\n a\r\n b\n"""\ntype A {\r\n  b(c: Int = 1): [Int!]\r}\n\tscalar D'
    )
    seen: list[Any] = []

    class Looking(Visitor):
        def enter(self, node: Node, *_: object) -> None:
            assert node.loc is not None
            where = get_location(node.loc.source, node.loc.start)
            place = node_place(node)
            assert (place.line, place.column) == (where.line, where.column)
            seen.append(node.kind)

    visit(document, Looking())
    assert {"document", "object_type_definition", "input_value_definition"} <= set(seen)


def test_corrections_are_those_of_a_part_and_of_what_is_below_it() -> None:
    names = ["A", "A.b", "A.b(c:)", "A.bc", "AB", "Q/a", "Q/a/b", "Q.$v"]
    touches = {name: Touch(name, "retype", Place(Path())) for name in names}
    merged: Any = Merged(Path(), (), None, (), {}, frozenset(), touches)  # type: ignore[arg-type]
    for part in [*names, "Q", "B"]:
        below = [one for one in sorted(names) if is_below(one, part)]
        assert merged.corrections(part) == sorted([*below, *({part} & {*names})])
        assert merged.corrections(part, below=False) == sorted({part} & {*names})
    assert [one for one in names if is_below(one, "A")] == ["A.b", "A.b(c:)", "A.bc"]
