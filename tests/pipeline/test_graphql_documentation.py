"""The examples in docs/graphql-overlays.md give the results that they print."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from graphql import DocumentNode, print_ast

from corrigenda.cli import main
from corrigenda.corrections import Page
from corrigenda.graphql.apply import apply_overlays
from corrigenda.graphql.overlay import read_overlay
from corrigenda.graphql.read import read_base

DOCUMENT = Path(__file__).parents[2] / "docs" / "graphql-overlays.md"


def test_the_example(tmp_path: Path) -> None:
    blocks = dict(re.findall(r"^```graphql (\w+)\n(.*?)^```", DOCUMENT.read_text(), re.M | re.S))
    (tmp_path / "operations").mkdir()
    for name, text in (
        ("schema.graphql", blocks["base"]),
        ("operations/get_orders.graphql", blocks["operations"]),
        ("10-all.graphql", blocks["overlay"]),
    ):
        (tmp_path / name).write_text(text)
    base = read_base(tmp_path / "schema.graphql", tmp_path / "operations")
    pages = {"orders": Page("Orders", "https://docs.acme.example", 40, "0" * 64)}
    tree = apply_overlays(base, [read_overlay(tmp_path / "10-all.graphql", pages)])
    for node in tree.operations:
        node.directives = ()
    made = DocumentNode(definitions=(*tree.schema, *tree.operations))
    assert print_ast(made).strip() == blocks["result"].strip()
    assert tree.wrapped == {"Query.orders"}


def test_the_example_of_blame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOCUMENT.parents[1])
    found = re.search(r"^    \$ corrigenda (.*)\n((?:    .*\n)+)", DOCUMENT.read_text(), re.M)
    assert found is not None
    result = CliRunner().invoke(main, found.group(1).split())
    assert result.output == re.sub(r"^    ", "", found.group(2), flags=re.M)
