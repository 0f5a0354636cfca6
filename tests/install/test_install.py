"""What pip installs works by itself: in an empty environment, with no checkout near it."""

import json
import shlex
import shutil
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from corrigenda.emulator import Emulator
from tests.install.environment import Environment

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return Environment(tmp_path)


def copy(source: Path, target: Path) -> Path:
    ignored = shutil.ignore_patterns(
        ".git", ".nox", ".venv", "__pycache__", ".*_cache", "build", "dist"
    )
    return Path(shutil.copytree(source, target, ignore=ignored))


def test_a_client_alone(environment: Environment) -> None:
    environment.install(str(copy(ROOT / "generated" / "sonicpay", environment.folder / "package")))
    code = (
        "import sonicpay_client as s; found = s.SonicPay().get_invoice('invoice_id'); "
        "assert s.Invoice.from_dict(found.to_dict()) == found; "
        "print(found.amount, s.given(s.UNSET))"
    )
    with Emulator(seed="docs") as emulator:
        url = emulator.url("sonicpay")
        done = environment.run("python", "-c", code, SONICPAY_TOKEN="t", SONICPAY_BASE_URL=url)
    assert done.stdout == "15.5 None\n", done.stderr
    listed = environment.run("pip", "list", "--format=json").stdout
    names = {package["name"] for package in json.loads(listed)}
    assert "sonicpay-client" in names
    assert not names & {"corrigenda", "pydantic", "fastapi"}


def test_the_emulator_without_generators(environment: Environment) -> None:
    checkout = copy(ROOT, environment.folder / "checkout")
    environment.install(f"{checkout}[emulator]")
    shutil.rmtree(checkout)
    command = environment.command("corrigenda", "emulate", "sonicpay", "--seed", "docs")
    with subprocess.Popen(
        command, cwd=environment.folder, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        lines = (line.split() for line in server.stdout)
        url = next(words[1] for words in lines if words[:1] == ["sonicpay"])
        request = urllib.request.Request(f"{url}/invoices", headers={"Authorization": "Bearer t"})
        with urllib.request.urlopen(request) as answer:
            listed = json.load(answer)
        server.send_signal(signal.SIGINT)
    assert listed["data"][0]["id"] == "5f0efa72-f2b9-4b5d-9c1b-8f8f1e0b0c2d"
    assert server.returncode == 0

    refused = environment.run("corrigenda", "regenerate")
    assert refused.returncode == 2
    assert "needs the extra `generate`\n  fix: pip install 'ariadne-codegen==" in refused.stderr
    assert "msgspec" not in refused.stderr  # the emulator needs it, too


def test_the_base_install_names_the_extra(environment: Environment) -> None:
    environment.install(str(copy(ROOT, environment.folder / "checkout")))
    refused = environment.run("corrigenda", "emulate")
    assert refused.returncode == 2
    assert "needs the extra `emulator`\n  fix: pip install 'httptools>=" in refused.stderr
    environment.install(*shlex.split(refused.stderr.partition("pip install ")[2]))
    refused = environment.run("corrigenda", "emulate", "nowhere")
    assert "unknown provider: nowhere" in refused.stderr


def test_the_base_install_proves_errata(environment: Environment) -> None:
    checkout = copy(ROOT, environment.folder / "checkout")
    environment.install(str(checkout))
    folders = [f"--{name}={checkout / name}" for name in ("schemas", "overlays")]
    made = environment.folder / "errata"
    for wanted in ([f"--output={made}/"], ["sonderplan", "--check"]):
        run = environment.run("corrigenda", "errata", *wanted, *folders)
        assert run.returncode == 0, run.stderr
    for page in (checkout / "docs/errata").iterdir():
        written = page.read_text().replace("`overlays/", "`checkout/overlays/")
        assert (made / page.name).read_text() == written
