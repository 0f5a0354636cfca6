"""A `pattern` is checked in a limited time, and may be no regular expression at all."""

import time
from pathlib import Path

import pytest

from corrigenda.build import regenerate
from corrigenda.emulator.patterns import matches
from corrigenda.openapi.patterns import bounded_validator
from corrigenda.problems import ProblemsError

SLOW, BROKEN = "^(a|a)*$", "(["
EVIL = f"{'a' * 60}!"

SCHEMA = """
openapi: 3.1.0
info: {{title: Patterns, version: "1"}}
servers: [{{url: https://api.acme.example}}]
paths:
  /orders:
    get:
      operationId: get_order
      responses:
        200:
          description: An order.
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}
components:
  schemas:
    Order:
      type: object
      patternProperties: {{'{0}': {{type: string}}}}
      properties:
        id: {{type: string, pattern: '{0}', default: '{1}'}}
        pattern: {{type: string}}
"""
SAMPLE = """
operation: get_order
page: orders
request: {{lines: 1-2, method: GET, path: /orders}}
answer: {{lines: 3-4, status: 200, body: '{{"id": "{0}"}}'}}
"""


def build(folder: Path, pattern: str, sample: str | None = None, strict: bool = False) -> None:
    acme = folder / "schemas/acme"
    (acme / "samples").mkdir(parents=True)
    (acme / "openapi.yaml").write_text(SCHEMA.format(pattern, EVIL))
    provider = Path(__file__).parent / "base/schemas/acme/provider.toml"
    (acme / "provider.toml").write_text(provider.read_text())
    if sample is not None:
        (acme / "samples/one.yaml").write_text(SAMPLE.format(sample))
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=strict)


@pytest.mark.parametrize("pattern", [SLOW, BROKEN])
def test_a_pattern_changes_nothing_in_a_client(pattern: str, tmp_path: Path) -> None:
    build(tmp_path, pattern)
    models = (tmp_path / "generated/acme/src/acme_client/models.py").read_text()
    assert "    id: str | UnsetType" in models
    assert "    pattern: str | UnsetType" in models


def test_a_sample_that_takes_too_long_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="takes more than 1 s"):
        build(tmp_path, SLOW, EVIL)


def test_a_pattern_that_is_no_regular_expression_is_a_problem_of_the_sample(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="is no regular expression"):
        build(tmp_path, BROKEN, "x")


def test_a_pattern_that_is_no_regular_expression_is_a_note(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="`pattern` is not a regular expression"):
        build(tmp_path, BROKEN, strict=True)


@pytest.mark.parametrize("pattern", [r"^\p{L}+$", "^(?<year>[0-9]+)$", "^[^/]+/$"])
def test_patterns_of_other_dialects_are_none(pattern: str, tmp_path: Path) -> None:
    build(tmp_path, pattern, strict=True)


def test_a_sample_that_matches_is_none(tmp_path: Path) -> None:
    build(tmp_path, "^[a-z]+$", "x")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": "x", "b1": 1}, []),
        ({"a": "Y", "b1": 1}, ["'Y' does not match '^x$'"]),
        ({"b1": "text"}, ["'text' is not of type 'integer'"]),
        ({"c": 1}, ["unknown property `c`"]),
    ],
)
def test_patterns_are_checked(value: object, said: list[str]) -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string", "pattern": "^x$"}},
        "patternProperties": {"^b[0-9]$": {"type": "integer"}},
        "additionalProperties": False,
    }
    assert [error.message for error in bounded_validator()(schema).iter_errors(value)] == said


def test_the_emulator_goes_on() -> None:
    started = time.perf_counter()
    assert matches(SLOW, EVIL)
    assert matches(BROKEN, "x")
    assert not matches("^x$", "y")
    assert time.perf_counter() - started < 5
