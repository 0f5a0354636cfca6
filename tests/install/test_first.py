"""The first minutes with an API of one's own, from an empty folder to a call over a real socket.

The commands that are run are those that `corrigenda new` prints.
"""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.install.environment import Environment
from tests.install.server import answering

SOURCES = Path(__file__).parent / "first"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """One environment for all, in a folder that holds nothing but the given files."""
    environment = Environment(tmp_path_factory.mktemp("first"))
    shutil.copytree(SOURCES, environment.folder / "given")
    return environment


def follow(environment: Environment, *arguments: str) -> None:
    """Create a provider, and do what the command says to do next."""
    for line in corrigenda(environment, "new", *arguments).partition("next:\n")[2].splitlines():
        program, *rest = shlex.split(line)
        if program == "corrigenda":
            corrigenda(environment, *rest)
        else:
            done = environment.run(program, *rest)
            assert done.returncode == 0, done.stderr


def corrigenda(environment: Environment, *arguments: str) -> str:
    command = [sys.executable, "-m", "corrigenda", *arguments]
    done = subprocess.run(command, cwd=environment.folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_openapi(environment: Environment) -> None:
    follow(environment, "shop", "--openapi", "given/shop.yaml")
    code = "from shop_client import Shop; print(repr(Shop().get_order(7).total))"
    with answering({"/orders/7": {"id": 7, "total": "12.50"}}) as asked:
        done = environment.run("python", "-c", code, SHOP_BASE_URL=asked.url)
    assert done.stdout == "Decimal('12.50')\n", done.stderr
    assert asked.requests == [("GET", "/orders/7", None)]


def test_graphql(environment: Environment) -> None:
    follow(environment, "my_store", "--graphql", "given/store.graphql")
    code = (
        "from my_store_client import MyStore; client = MyStore(); "
        "print(client.order('7').customer); print(client.close_(id='7', reason='paid').state)"
    )
    order = {"id": "7", "total": 12.5, "state": "OPEN", "customer": {"name": "Ann"}}
    with answering({"/": {"data": {"order": order, "close": order}}}) as asked:
        done = environment.run("python", "-c", code, MY_STORE_BASE_URL=f"{asked.url}/")
    assert done.stdout == "CustomerSummary(name='Ann')\nOPEN\n", done.stderr
    variables = [body["variables"] for _method, _path, body in asked.requests]
    assert variables == [{"id": "7"}, {"id": "7", "reason": "paid"}]


def test_a_curl_command(environment: Environment) -> None:
    follow(environment, "orders", "--sample", "given/orders.curl")
    code = "from orders_client import Orders; print(Orders().get_order(7, expand='lines').lines)"
    answer = {"id": 7, "total": "12.50", "lines": [{"sku": "A-1", "count": 2}]}
    with answering({"/v1/orders/7?expand=lines": answer}) as asked:
        url = f"{asked.url}/v1"
        done = environment.run("python", "-c", code, ORDERS_BASE_URL=url, ORDERS_TOKEN="t")
    assert done.stdout == "[GetOrderResponseLine(sku='A-1', count=2)]\n", done.stderr
    assert asked.requests == [("GET", "/v1/orders/7?expand=lines", None)]
    assert not secrets(environment)


def test_a_har_file(environment: Environment) -> None:
    follow(environment, "parcels", "--sample", "given/session.har")
    code = (
        "from parcels_client import Parcels; print(Parcels(x_api_key='k').create_parcel(weight=2))"
    )
    with answering({"/parcels": {"id": "p-2", "weight": 2}}) as asked:
        done = environment.run("python", "-c", code, PARCELS_BASE_URL=asked.url)
    assert done.stdout == "CreateParcelResponse(id='p-2', weight=Decimal('2'))\n", done.stderr
    assert asked.requests == [("POST", "/parcels", {"weight": 2})]
    assert not secrets(environment)


def secrets(environment: Environment) -> list[Path]:
    """The files that hold a credential of what was recorded, beside the recording itself."""
    found = (path for path in environment.folder.rglob("*") if path.is_file())
    made = (path for path in found if not {"given", "venv"} & {*path.parts})
    return [path for path in made if b"very-secret" in path.read_bytes()]
