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


# The rows.


def exact_amounts(client: ModuleType, service: Service) -> Verdict:
    read = client.amount(client.get(service.url))
    return "yes" if isinstance(read, Decimal) and str(read) == AMOUNT else "no"


def new_status(client: ModuleType, service: Service) -> Verdict:
    service.invoices = [invoice(status="disputed")]
    try:
        return "yes" if client.get(service.url).status == "disputed" else "no"
    except Exception:
        return "no"


def null_and_absent(client: ModuleType, service: Service) -> Verdict:
    if not hasattr(client, "has_note"):
        return "–"  # in GraphQL, what is selected is never absent
    is_null = client.has_note(client.get(service.url))
    for one in service.invoices:
        del one["note"], one["memo"]
    try:
        return "yes" if is_null and not client.has_note(client.get(service.url)) else "no"
    except Exception:
        return "no"


def both_in_one(client: ModuleType, service: Service) -> Verdict:
    if not hasattr(client, "aget"):
        return "no"
    found = [client.get(service.url), asyncio.run(client.aget(service.url))]
    return "yes" if [one.id for one in found] == ["invoice-1"] * 2 else "no"


def all_pages(client: ModuleType, service: Service) -> Verdict:
    service.invoices = [invoice(number) for number in range(5)]
    if not hasattr(client, "ids"):
        return "no"
    return "yes" if len(set(client.ids(service.url))) == 5 else "no"


def reads_again(client: ModuleType, service: Service) -> Verdict:
    service.statuses = [503]
    try:
        client.get(service.url)
    except Exception:
        return "no"
    return "yes" if service.reads == 2 else "no"


def lost_response(client: ModuleType, service: Service) -> Verdict:
    service.lost = True
    with pytest.raises(Exception):  # noqa: B017, PT011 - each client has an error of its own
        client.create(service.url)
    if len(service.writes) == 1:
        return "once"
    keys = set(service.writes)
    return "again, with a key" if len(keys) == 1 and None not in keys else "again"


def ends_in_time(client: ModuleType, service: Service) -> Verdict:
    service.drips = True
    try:
        client.get(service.url, 0.5)
    except Exception:
        return "no" if service.has_dripped else "yes"
    return "no"


def error_class(client: ModuleType, service: Service) -> Verdict:
    service.statuses = [404]
    try:
        client.get(service.url)
    except Exception as error:
        body = str(getattr(error, "body", ""))
        found = (type(error).__name__, getattr(error, "status_code", 0), "no" in body)
        return "yes" if found == ("NotFoundError", 404, True) else "no"
    return "no"


def pickled_error(client: ModuleType, service: Service) -> Verdict:
    service.statuses = [400]
    try:
        client.get(service.url)
    except Exception as error:
        try:
            again = pickle.loads(pickle.dumps(error))
        except Exception:
            return "no"
        return "yes" if type(again) is type(error) and str(again) == str(error) else "no"
    return "no"


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
    for name in [name for name in sys.modules if re.match(r"shop(ql|)_(client|opc|dcg|ac)", name)]:
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
        assert verdict == table()[row][column] or (client is graphql and verdict == "–")


def test_the_table_is_whole() -> None:
    assert list(table()) == list(ROWS)
    assert all(list(cells) == list(COLUMNS) for cells in table().values())
