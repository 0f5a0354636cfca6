"""The table of the README that compares clients: each of its cells is what happens here.

Each row is a function below, which says what a client does; the link of the row names it. A wrong
cell fails, ours or theirs.
"""

from __future__ import annotations

import asyncio
import pickle
import re
import sys
from collections.abc import Callable, Generator
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from tests.peers.clients import (
    ariadne_codegen,
    datamodel_code_generator,
    graphql,
    openapi_python_client,
    orb,
    rest,
)
from tests.peers.made import packages
from tests.peers.server import AMOUNT, Service, invoice, serving

README = Path(__file__).parents[2] / "README.md"
COLUMNS: dict[str, tuple[ModuleType, ...]] = {
    "Corrigenda": (rest, graphql),
    "openapi-python-client": (openapi_python_client,),
    "datamodel-code-generator": (datamodel_code_generator,),
    "ariadne-codegen": (ariadne_codegen,),
    "Orb's SDK (Stainless)": (orb,),
}
Verdict = str


def outcome(call: Callable[[], object]) -> object:
    """What a call returns, or the error that it raises."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - each client has errors of its own
        return error


def told(holds: bool) -> Verdict:
    return "yes" if holds else "no"


# The rows.


def exact_amounts(client: ModuleType, service: Service) -> Verdict:
    read = client.amount(client.get(service.url))
    return told(isinstance(read, Decimal) and str(read) == AMOUNT)


def new_status(client: ModuleType, service: Service) -> Verdict:
    service.invoices = [invoice(status="disputed")]
    found = outcome(lambda: client.get(service.url))
    return told(getattr(found, "status", None) == "disputed")


def null_and_absent(client: ModuleType, service: Service) -> Verdict:
    if not hasattr(client, "has_note"):
        return "n/a"  # in GraphQL, what is selected is never absent
    service.invoices = [invoice(note=None, memo=None)]
    is_null = client.has_note(client.get(service.url))
    for one in service.invoices:
        del one["note"], one["memo"]
    return told(is_null and not client.has_note(client.get(service.url)))


def both_in_one(client: ModuleType, service: Service) -> Verdict:
    if not hasattr(client, "aget"):
        return "no"
    found = [client.get(service.url), asyncio.run(client.aget(service.url))]
    return told([one.id for one in found] == ["invoice-1"] * 2)


def all_pages(client: ModuleType, service: Service) -> Verdict:
    service.invoices = [invoice(number) for number in range(5)]
    return told(hasattr(client, "ids") and len(set(client.ids(service.url))) == 5)


def reads_again(client: ModuleType, service: Service) -> Verdict:
    service.statuses = [503]
    found = outcome(lambda: client.get(service.url))
    return told(getattr(found, "id", None) == "invoice-1" and service.reads == 2)


def lost_response(client: ModuleType, service: Service) -> Verdict:
    service.lost = True
    assert isinstance(outcome(lambda: client.create(service.url)), Exception)
    if len(service.writes) == 1:
        return "once"
    keys = set(service.writes)
    return "again, with a key" if len(keys) == 1 and None not in keys else "again"


def ends_in_time(client: ModuleType, service: Service) -> Verdict:
    service.drips = True
    found = outcome(lambda: client.get(service.url, 0.5))
    return told(isinstance(found, Exception) and not service.has_dripped)


def error_class(client: ModuleType, service: Service) -> Verdict:
    service.statuses = [404]
    error = outcome(lambda: client.get(service.url))
    has_body = "no" in str(getattr(error, "body", ""))
    return told(has_body and type(error).__name__ == "NotFoundError")


def pickled_error(client: ModuleType, service: Service) -> Verdict:
    service.statuses = [400]
    error = outcome(lambda: client.get(service.url))
    again = outcome(lambda: pickle.loads(pickle.dumps(error)))
    return told(type(again) is type(error) and str(again) == str(error))


ROWS: dict[str, Callable[[ModuleType, Service], Verdict]] = {
    function.__name__: function
    for function in (
        exact_amounts,
        new_status,
        null_and_absent,
        both_in_one,
        all_pages,
        reads_again,
        lost_response,
        ends_in_time,
        error_class,
        pickled_error,
    )
}


# What compares them with the README.


@pytest.fixture(scope="module", autouse=True)
def made(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    before = list(sys.path)
    sys.path[:0] = map(str, packages(tmp_path_factory.mktemp("peers")))
    yield
    sys.path[:] = before
    for name in [
        name for name in sys.modules if re.match(r"bazaar(ql|)_(client|opc|dcg|ac)", name)
    ]:
        del sys.modules[name]


def table() -> dict[str, dict[str, Verdict]]:
    """The cells of the README: by the function that the row links to, then by column."""
    lines = re.findall(r"^\| .*$", README.read_text(encoding="utf-8"), re.MULTILINE)
    head = next(line for line in lines if "openapi-python-client" in line)
    names = [cell.strip() for cell in head.strip("|").split("|")][1:]
    rows = [line for line in lines if "tests/peers/test_table.py#" in line]
    return {
        re.search(r"test_table\.py#(\w+)", row)[1]: dict(  # type: ignore[index]
            zip(names, [cell.strip() for cell in row.strip("|").split("|")][1:], strict=True)
        )
        for row in rows
    }


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_cell(row: str, column: str) -> None:
    for client in COLUMNS[column]:
        with serving() as service:
            verdict = ROWS[row](client, service)
        print(f"{row} {client.__name__}: {verdict}")
        assert verdict == table()[row][column] or (client is graphql and verdict == "n/a")


def test_the_table_is_whole() -> None:
    assert list(table()) == list(ROWS)
    assert all(list(cells) == list(COLUMNS) for cells in table().values())
