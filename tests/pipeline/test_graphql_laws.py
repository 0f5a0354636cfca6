"""Properties of all schemas, operations and corrections, tested with many examples."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLSchema,
    build_ast_schema,
    execute_sync,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    parse,
    print_ast,
    validate,
)
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from corrigenda.corrections import Page
from corrigenda.graphql.apply import apply_overlays
from corrigenda.graphql.asked import Comparison
from corrigenda.graphql.coordinates import Coordinate, coordinates, find, parse_coordinate
from corrigenda.graphql.lift import lift
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.overlay import read_overlay
from corrigenda.graphql.read import Base, Executable
from corrigenda.graphql.sent import document_text, sent_fragments, with_typenames
from corrigenda.problems import ProblemsError
from corrigenda.runtime.graphql_documents import Presence

SDL = parse(
    """
    type Query {
      order(id: Int = 1): Order node: Node! found: [Found!] nodes: [Node] person: Person
    }
    interface Node { id: ID! name: String owner: Person }
    type Order implements Node {
      id: ID! name: String owner: Person lines: [Line!]! total(in: Int): Int
    }
    type Shop implements Node { id: ID! name: String owner: Person best: Node orders: [Order!] }
    type Person { name: String! shop: Shop boss: Person found: Found }
    type Line { order: Order note: String node: Node }
    union Found = Order | Line | Person
    enum Kind { big small }
    input Filter { kind: Kind all: [Filter!] }
    """
)
SCHEMA = build_ast_schema(SDL)

names = st.from_regex(r"\A[A-Za-z][A-Za-z0-9_]{0,8}\Z")


# Coordinates


@given(
    st.builds(Coordinate, names, names, names) | st.builds(Coordinate, names, names | st.just(""))
)
def test_a_coordinate_is_read_as_it_is_written(at: Coordinate) -> None:
    assert parse_coordinate(str(at)) == at


def test_every_coordinate_of_a_schema_leads_somewhere() -> None:
    for at in coordinates(SDL.definitions):
        node: Any = find(SDL.definitions, at)
        assert node.name.value == (at.argument or at.member or at.type)


# Lifting


@st.composite
def selections(draw: Callable[..., Any], kind: Any, depth: int = 3) -> str:
    """A selection set for a type, with some of its fields, aliases, arguments and fragments."""
    parts = []
    fields = getattr(kind, "fields", {})
    for name in draw(st.lists(st.sampled_from(list(fields)), max_size=3)) if fields else []:
        below = get_named_type(fields[name].type)
        inner = "" if is_leaf_type(below) else None
        if inner is None:
            if depth == 0:
                continue
            inner = draw(selections(below, depth - 1))
        alias, argument = "", ""
        if name == "total":
            alias, argument = draw(st.sampled_from([("", ""), ("one: ", "(in: 1)")]))
        parts.append(f"{alias}{name}{argument}{inner}")
    if depth and draw(st.booleans()):
        possible = SCHEMA.get_possible_types(kind) if is_abstract_type(kind) else [kind]
        one = draw(st.sampled_from(possible))
        parts.append(f"... on {one.name} {draw(selections(one, depth - 1))}")
    return "{ " + " ".join(parts or ["__typename"]) + " }"


@given(st.lists(selections(SCHEMA.query_type), min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_what_is_lifted_is_valid_and_asks_for_no_less(drawn: list[str]) -> None:
    text = "\n".join(f"query Q{number} {one}" for number, one in enumerate(drawn))
    document = parse(text)
    assume(not validate(SCHEMA, document))
    operations: Any = document.definitions
    merged = Merged(
        Path(), SDL.definitions, SCHEMA, operations, {}, frozenset(), {}, SDL.definitions
    )
    try:
        lifted = lift(merged)
    except ProblemsError:  # a type is selected inside itself
        event("refused")
        return
    event("lifted")
    for before, after in zip(operations, lifted.operations, strict=True):
        sent = parse(document_text(after, lifted.fragments))
        assert validate(SCHEMA, sent) == []
        asked = DocumentNode(definitions=(before,))
        for turn in range(3):
            assert_within(answer(asked, turn), answer(sent, turn))
    assert print_ast(document) == print_ast(parse(text)), "lifting changes no input"


@given(st.lists(selections(SCHEMA.query_type), min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_what_is_sent_asks_for_what_was_written_and_no_more(drawn: list[str]) -> None:
    text = "\n".join(f"query Q{number} {one}" for number, one in enumerate(drawn))
    document = parse(text)
    assume(not validate(SCHEMA, document))
    operations: Any = document.definitions
    merged = Merged(
        Path(), SDL.definitions, SCHEMA, operations, {}, frozenset(), {}, SDL.definitions
    )
    try:
        lifted = lift(merged)
    except ProblemsError:  # a type holds itself, which is refused
        return
    comparison = Comparison(SCHEMA, lifted, sent_fragments(merged), None)
    sent = [with_typenames(merged, node) for node in operations]
    for node in sent:
        comparison.mark(node)
    for before, node in zip(operations, sent, strict=True):
        asked = comparison.asked(node)
        event("asked" if asked else "of all")
        assert validate(SCHEMA, DocumentNode(definitions=(node,))) == []
        for turn in range(3):
            came = answer(DocumentNode(definitions=(node,)), turn)
            assert bare(came) == bare(answer(DocumentNode(definitions=(before,)), turn))
            assert list(Presence(asked, None).lacks({"data": came})) == []
    assert print_ast(document) == print_ast(parse(text)), "nothing that was given has changed"


def bare(value: Any) -> Any:
    """A response without the names of types."""
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if key != "__typename"}
    return [bare(one) for one in value] if isinstance(value, list) else value


def answer(document: DocumentNode, turn: int) -> Any:
    """The response of a server; `turn` chooses among the possible types of an object."""
    schema: GraphQLSchema = SCHEMA

    def resolve(_source: Any, info: Any, **_arguments: Any) -> Any:
        return value(info.return_type)

    def value(kind: Any) -> Any:
        if is_non_null_type(kind):
            return value(kind.of_type)
        if is_list_type(kind):
            return [value(kind.of_type)] * 2
        return "1" if is_leaf_type(kind) else {}

    def type_of(_value: Any, _info: Any, kind: Any) -> str:
        possible = schema.get_possible_types(kind)
        return possible[turn % len(possible)].name

    result = execute_sync(schema, document, field_resolver=resolve, type_resolver=type_of)
    assert result.errors is None, result.errors
    return result.data


def assert_within(less: Any, more: Any) -> None:
    """Assert that everything in one response is in the other."""
    if isinstance(less, dict):
        assert less.keys() <= more.keys()
        for key in less:
            assert_within(less[key], more[key])
    elif isinstance(less, list):
        assert len(less) == len(more)
        for one, other in zip(less, more, strict=True):
            assert_within(one, other)
    else:
        assert less == more


# Corrections

CORRECTION = """
extend schema @correction(
  id: "A-1" because: "It is so." evidence: {page: "p", lines: "1", says: "this"} confidence: guess
)
"""
OPERATION = parse("query Q($filter: Filter) { order { id lines { note } } }")


def applied(patches: str) -> tuple[str, str]:
    """The schema and the operations after applying an overlay to the same base twice."""
    operations: tuple[Executable, ...] = tuple(OPERATION.definitions)  # type: ignore[arg-type]
    base = Base(Path(), SDL, operations)
    with TemporaryDirectory() as folder:
        path = Path(folder, "overlay.graphql")
        path.write_text(CORRECTION + patches)
        overlay = read_overlay(path, {"p": Page("", "", 1, "")})
        first = written(apply_overlays(base, [overlay]))
        again = written(apply_overlays(base, [overlay]))
    assert first == again, "applying changes neither the base nor the overlay"
    return again


def written(tree: Any) -> tuple[str, str]:
    document = partial(DocumentNode)
    schema, operations = tuple(tree.schema), tuple(tree.operations)
    return print_ast(document(definitions=schema)), print_ast(document(definitions=operations))


UNTOUCHED = print_ast(SDL), print_ast(OPERATION)
TYPES = [at for at in coordinates(SDL.definitions) if not at.member]
FIELDS = [at for at in coordinates(SDL.definitions) if at.member and not at.argument]


@given(st.sampled_from([at for at in TYPES if at.type not in ("Found", "Kind", "Filter")]), names)
@settings(deadline=None)
def test_what_is_added_and_removed_leaves_no_trace(at: Coordinate, name: str) -> None:
    field = Coordinate(at.type, name)
    assume(find(SDL.definitions, field) is None)
    kind = "interface" if at.type == "Node" else "type"
    added = f'extend {kind} {at.type} @by(correction: "A-1") {{ {name}(in: Int): [Order] }}\n'
    removed = f'extend schema @remove(at: "{field}", was: "[Order]", by: "A-1")'
    assert applied(added) != UNTOUCHED
    assert applied(added + removed) == UNTOUCHED


@given(st.sampled_from([*TYPES, *FIELDS]), names)
@settings(deadline=None)
def test_what_is_renamed_and_renamed_back_leaves_no_trace(at: Coordinate, name: str) -> None:
    there = Coordinate(at.type, name) if at.member else Coordinate(name)
    assume(find(SDL.definitions, there) is None and name not in ("Int", "String", "ID"))
    forth = f'extend schema @rename(at: "{at}", to: "{name}", by: "A-1")\n'
    back = f'extend schema @rename(at: "{there}", to: "{at.member or at.type}", by: "A-1")'
    assert applied(forth) != UNTOUCHED
    assert applied(forth + back) == UNTOUCHED


@given(st.sampled_from([at for at in FIELDS if at.type != "Kind"]))
@settings(deadline=None)
def test_what_is_retyped_and_retyped_back_leaves_no_trace(at: Coordinate) -> None:
    node: Any = find(SDL.definitions, at)
    was = print_ast(node.type)
    forth = f'extend schema @retype(at: "{at}", was: "{was}", to: "[[{was}]]", by: "A-1")\n'
    back = f'extend schema @retype(at: "{at}", was: "[[{was}]]", to: "{was}", by: "A-1")'
    assert applied(forth + back) == UNTOUCHED


def test_selections_that_come_and_go_leave_no_trace() -> None:
    added = (
        'query Q @by(correction: "A-1") { order { name lines { node { id } } } person { name } }\n'
    )
    removed = (
        'query Q @by(correction: "A-1")'
        " { order { name @remove lines { node @remove } } person @remove }"
    )
    assert applied(added) != UNTOUCHED
    assert applied(added + removed) == UNTOUCHED
