"""The pytest plugin, in a pytest of its own: one server a session, a fresh world a test."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

SUITE = """
import pytest
from sonicpay_client import SonicPay

@pytest.fixture(scope="session")
def emulator_options():
    return {"seed": None, "providers": ["sonicpay"]}

INVOICE = dict(
    amount=1, currency="USD", customer_email="a@b.c", customer_name="A", due_date="2026-01-31",
    line_items=[], metadata={},
)
roots = set()

@pytest.mark.parametrize("number", range(4))
def test_fresh(emulator, number):
    roots.add(emulator.root)
    assert len(roots) == 1
    assert emulator.requests() == []
    client = emulator.connect(SonicPay, token="any", max_retries=0)
    assert client.list_invoices().data == []
    client.create_invoice(**INVOICE)
    emulator.fault("sonicpay.list_invoices", status=500)
    emulator.clock.set_ids(["left"])
    emulator.reset(seed="docs")
"""


def plugin() -> list[str]:
    """What loads the plugin, if pytest does not do it by itself: where it is not installed."""
    installed = {one.name for one in entry_points(group="pytest11")}
    return [] if "corrigenda" in installed else ["-p", "corrigenda.emulator.pytest_plugin"]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_each_test_finds_a_fresh_world(tmp_path: Path, workers: str) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE)
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "-p", "no:cacheprovider"]
    command += ["-W", "error", *plugin()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout


def test_the_plugin_loads_nothing_before_a_test_asks_for_it() -> None:
    code = (
        "import sys, corrigenda.emulator.pytest_plugin\n"
        "assert not {'sqlalchemy', 'httptools', 'graphql'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_plugin_that_lacks_the_extra_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "test_suite.py").write_text("def test_it(emulator): pass\n")
    (tmp_path / "conftest.py").write_text("import sys; sys.modules['msgspec'] = None\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *plugin()], cwd=tmp_path, capture_output=True, text=True)
    said = "the emulator needs msgspec, which is in the extra `emulator`: pip install '"
    assert said in done.stdout
