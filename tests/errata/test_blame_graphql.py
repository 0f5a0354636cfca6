"""`blame` names the corrections that changed a part of a GraphQL schema or of an operation."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from tests.errata import acme

EXPECTED = {
    "Query.order": """\
Query.order: schemas/acme/schema.graphql:4:3
  AC-1 (likely) changed its type, overlays/acme/10-all.graphql:18:3
    because: The second answer is one order.
    orders, lines 5: a list
    orders, lines 11: an order (believed)
""",
    "getOrder/order/total": """\
getOrder/order/total: overlays/acme/10-all.graphql:20:50
  AC-2 (certain) changed it, overlays/acme/10-all.graphql:20:1
    because: The answer has it.
    orders, lines 12: total (believed)
""",
    "getOrder": """\
getOrder: schemas/acme/operations/get_order.graphql:1:1
  AC-2 (certain) changed it, overlays/acme/10-all.graphql:20:1
    because: The answer has it.
    orders, lines 12: total (believed)
below it:
  getOrder/order/total: AC-2 (certain) changed it, overlays/acme/10-all.graphql:20:1
""",
    "Order.id": """\
Order.id: schemas/acme/schema.graphql:10:3
  unchanged from the base
""",
}


@pytest.fixture(autouse=True)
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.graphql(tmp_path)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("part", EXPECTED)
def test_blame(part: str) -> None:
    result = CliRunner().invoke(main, ["overlay", "blame", "acme", part])
    assert result.exit_code == 0, result.output
    assert result.stdout == EXPECTED[part]


def test_what_is_not_there() -> None:
    result = CliRunner().invoke(main, ["overlay", "blame", "acme", "Order.totl"])
    assert result.exit_code == 1
    assert "there is no `Order.totl`\n  fix: try `Order.total`" in result.stderr


def test_what_is_gone() -> None:
    overlay = Path("overlays/acme/10-all.graphql")
    removal = '@remove(at: "Order.note", was: "String", by: "AC-1")\n  @retype('
    overlay.write_text(overlay.read_text().replace("@retype(", removal, 1))
    schema = Path("schemas/acme/schema.graphql")
    schema.write_text(
        schema.read_text().replace("  total: Int\n", "  total: Int\n  note: String\n")
    )
    result = CliRunner().invoke(main, ["overlay", "blame", "acme", "Order.note"])
    assert result.stdout.startswith("Order.note: removed\n  AC-1 (likely) removed it, ")
