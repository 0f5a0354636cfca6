"""The package as its user meets it: what importing costs, what the README promises."""

import asyncio
import re
import subprocess
import sys
from importlib.metadata import distribution
from importlib.resources import files

import pytest
import sonicpay_client

from corrigenda.emulator import Emulator


def test_every_promised_name_is_there() -> None:
    for name in sonicpay_client.__all__:
        assert getattr(sonicpay_client, name) is not None
    assert set(sonicpay_client.__all__) <= set(dir(sonicpay_client))
    with pytest.raises(AttributeError, match="nothing"):
        _ = sonicpay_client.nothing


def test_the_version_is_the_distributions() -> None:
    assert sonicpay_client.__version__ == distribution("sonicpay-client").version


def test_importing_imports_nothing_heavy() -> None:
    heavy = "{'httpx2', 'msgspec', 'pydantic', 'asyncio'}"
    code = f"import sonicpay_client, sys; print(*{heavy} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip()
        == ""
    )


def test_making_a_client_does_not_import_httpx2() -> None:
    make = "from sonicpay_client import SonicPay; SonicPay(token='x')"
    code = f"import sys; {make}; print('httpx2' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip()
        == "False"
    )


def test_the_schema_and_the_lock_are_inside() -> None:
    package = files("sonicpay_client")
    assert package.joinpath("openapi.yaml").is_file()
    assert package.joinpath("py.typed").is_file()
    lock = package.joinpath("corrigenda.lock").read_text("utf-8")
    assert re.search(r"^[0-9a-f]{64}  generated/sonicpay/openapi.yaml$", lock, re.MULTILINE)


def test_the_examples_of_the_readme_run(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONICPAY_TOKEN", "reader")
    monkeypatch.setenv("SONICPAY_BASE_URL", emulator.url("sonicpay"))
    readme = distribution("sonicpay-client").metadata.get_payload()
    blocks = re.findall(r"^```python\n(.*?)^```", str(readme), re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    names["client"].close()

    asked = {arrived.operation for arrived in emulator.requests()}
    assert asked == {"create_invoice", "get_invoice", "list_invoices", "update_invoice"}
    assert all(arrived.status == 200 for arrived in emulator.requests())


def test_one_ssl_context_a_process() -> None:
    from sonicpay_client._runtime.connection import ssl_context

    assert ssl_context() is ssl_context()


def test_a_client_of_ones_own_is_used_and_stays_open(emulator: Emulator) -> None:
    import httpx2

    with httpx2.Client(headers={"X-Mine": "yes"}) as mine:
        with sonicpay_client.SonicPay(
            token="t", base_url=emulator.url("sonicpay"), http_client=mine
        ) as client:
            client.list_invoices()
        assert not mine.is_closed
    assert emulator.requests()[0].headers["x-mine"] == "yes"


def test_a_token_may_be_made_for_each_request(emulator: Emulator) -> None:
    tokens = iter(["first", "second"])

    async def token() -> str:
        return next(tokens)

    async def main() -> None:
        async with sonicpay_client.AsyncSonicPay(
            token=token, base_url=emulator.url("sonicpay")
        ) as client:
            await client.list_invoices()
            await client.list_invoices()

    asyncio.run(main())
    assert [arrived.headers["authorization"] for arrived in emulator.requests()] == [
        "Bearer first",
        "Bearer second",
    ]
