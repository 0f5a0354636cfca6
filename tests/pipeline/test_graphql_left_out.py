"""One GraphQL operation that no client can have costs only itself, and its reason is told."""

from pathlib import Path

import pytest

from corrigenda.graphql.correct import CorrectedGraphQL, correct_graphql
from corrigenda.problems import ProblemsError
from corrigenda.provider import find_providers

TOML = """\
name = "Acme"
summary = "Things."
version = "1.0.0"

[service]
url = "https://api.acme.example/graphql"
"""
SCHEMA = """\
interface A { id: ID! }
interface B { name: String }
type Thing implements A, B @key(fields: "id") { id: ID! name: String }
type Empty {}
type Query { thing: Thing empty: Empty lost: Nowhere }
type Subscription { thing: Thing }
"""
GOOD = "query GetThing { thing { id } }"


def corrected(
    folder: Path, operations: str, schema: str = SCHEMA, strict: bool = False
) -> CorrectedGraphQL:
    files = {"provider.toml": TOML, "schema.graphql": schema, "operations/all.graphql": operations}
    for name, text in files.items():
        path = folder / "schemas" / "acme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (provider,) = find_providers(folder / "schemas", folder / "overlays")
    return correct_graphql(provider, strict)


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ("query Bad { lost }", "Unknown type 'Nowhere'"),
        ("query Bad { empty { __typename } }", "Type Empty must define one or more fields"),
        ("query Bad { nothing }", "Cannot query field 'nothing' on type 'Query'"),
        ("query Bad($x: Nothing) { thing { id } }", "Unknown type 'Nothing'"),
        ("mutation Bad { go }", "the schema has no type for a mutation"),
        ("subscription Bad { thing { id } }", "subscriptions are not supported"),
        (
            "query Bad { ... @defer { thing { id } } }",
            "a response in several parts (`@defer`) is not supported",
        ),
    ],
)
def test_it_is_left_out_alone(tmp_path: Path, operation: str, said: str) -> None:
    made = corrected(tmp_path, f"{GOOD}\n{operation}")
    assert [one.name for one in made.operations] == ["get_thing"]
    assert {one.operation for one in made.left_out} == {"bad"}
    assert any(one.message.startswith(said) for one in made.left_out)
    with pytest.raises(ProblemsError):
        corrected(tmp_path, f"{GOOD}\n{operation}", strict=True)
    with pytest.raises(ProblemsError):
        corrected(tmp_path, operation)


def test_a_fragment_of_a_subscription_is_no_mistake(tmp_path: Path) -> None:
    subscription = "subscription S { thing { ...F } } fragment F on Thing { id }"
    assert corrected(tmp_path, f"{GOOD} {subscription}").notes == ()


def test_the_name_of_what_is_left_out_is_free(tmp_path: Path) -> None:
    made = corrected(tmp_path, f"{GOOD} query getThing {{ nothing }}")
    assert [one.name for one in made.operations] == ["get_thing"]


def test_directives_that_nobody_declares_are_taken_if_strict(tmp_path: Path) -> None:
    schema = SCHEMA.replace("lost: Nowhere", "").replace("type Empty {}", "")
    schema = schema.replace("empty: Empty", "")
    assert corrected(tmp_path, GOOD, schema, strict=True).left_out == ()
    with pytest.raises(ProblemsError, match="Unknown directive '@depricated'"):
        corrected(tmp_path, GOOD, schema.replace("@key", "@depricated"), strict=True)


def test_interfaces_may_stand_side_by_side(tmp_path: Path) -> None:
    made = corrected(tmp_path, GOOD, SCHEMA.replace("A, B", "A B"))
    thing = made.merged.definitions[2]
    assert [one.name.value for one in getattr(thing, "interfaces", ())] == ["A", "B"]
