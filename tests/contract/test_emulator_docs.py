"""What `docs/emulator.md` says is run as it stands there, and its tables name what there is."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator
from corrigenda.emulator.faults import KINDS
from corrigenda.emulator.faults_read import parse_fault

PAGE = Path(__file__).parents[2] / "docs" / "emulator.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(?:python|yaml)\n(?:# (\S+)\n)?(.*?)^```", TEXT, re.M | re.S)
FILES = {Path(name).name: text for name, text in BLOCKS if name}


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    table = TEXT.split(f"\n{heading}\n")[1].partition("\n|")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in row.strip(" |").split("|")] for row in table.split("\n")[2:]]


def test_the_examples_run() -> None:
    names: dict[str, Any] = {"__name__": "emulator"}
    blocks = [text for name, text in BLOCKS if not name]
    assert len(blocks) == 5
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)


def test_the_tests_pass(tmp_path: Path) -> None:
    for name in ("conftest.py", "test_invoices.py"):
        (tmp_path / name).write_text(FILES[name])
    # Named, since a checkout that is on the path has no entry points.
    command = [sys.executable, "-m", "pytest", "-q", "-p", "corrigenda.emulator.pytest_plugin"]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "3 passed" in done.stdout) == (0, True), done.stdout


def answers(url: str, port: int) -> int:
    """Send what the page sends to a port with curl, compare the responses, and count them."""
    pattern = rf"^\$ curl (-\w+) '?http://127.0.0.1:{port}/pets/v1([^' ]+)'?(?: --json '(.*)')?\n"
    seen = re.findall(pattern + r"((?:[^$`].*\n|\n)+)", TEXT, re.M)
    for flags, path, body, shown in seen:
        sent = httpx2.post(url + path, content=body) if body else httpx2.get(url + path)
        head, _, last = shown.strip().rpartition("\n")
        assert sent.text == last
        names = re.findall(r"^(x-\S+): (.*)$", head, re.M)
        assert {name: sent.headers[name] for name, _ in names} == dict(names)
        assert ("i" in flags) == bool(names)
    return len(seen)


def test_a_service_is_derived(tmp_path: Path) -> None:
    (tmp_path / "pets.yaml").write_text(FILES["pets.yaml"])
    with Emulator(data=tmp_path / "pets.yaml") as emulator:
        assert answers(emulator.url("pets"), 8322) == 5


def test_a_behaviour_is_trusted(tmp_path: Path) -> None:
    (tmp_path / "pets").mkdir()
    (tmp_path / "pets/openapi.yaml").write_text(FILES["pets.yaml"])
    (tmp_path / "pets/emulator.py").write_text(FILES["emulator.py"])
    with Emulator(data=tmp_path, trust=True) as emulator:
        assert answers(emulator.url("pets"), 8323) == 2


def test_every_kind_of_fault_is_there() -> None:
    assert [row[0].strip("`") for row in rows("## Faults")] == list(KINDS)


@pytest.mark.parametrize("row", rows("## Faults"), ids=lambda row: row[0].strip("`"))
def test_a_client_sees_what_the_table_says(row: list[str]) -> None:
    sonicpay = pytest.importorskip("sonicpay_client")
    kind, _, sees, _ = row
    kind = kind.strip("`")
    given: dict[str, Any] = {
        "status": {"status": 429},
        "drift": {"change": "remove", "field": "data.amount"},
        "delay": {"delay": 60},
    }.get(kind, {"pace": 60} if kind.startswith("slow") else {})
    named = re.findall(r"`(\w+Error)`", sees)
    with Emulator(seed="docs", providers=["sonicpay"]) as emulator:
        client = emulator.connect(sonicpay.SonicPay, token="any", max_retries=0, timeout=0.2)
        emulator.fault("sonicpay.list_invoices", kind=kind, **given)  # type: ignore[arg-type]
        if not named:
            assert client.list_invoices().data
            return
        with pytest.raises(getattr(sonicpay, named[-1])):
            client.list_invoices()


@pytest.mark.parametrize("row", rows("## Faults"), ids=lambda row: row[0].strip("`"))
def test_a_request_is_applied_where_the_table_says_so(row: list[str]) -> None:
    kind = row[0].strip("`")
    given: dict[str, Any] = {"status": {"status": 429}, "drift": {"change": "add"}}.get(kind, {})
    given = {"delay": 0.001} if kind == "delay" else given
    with Emulator(seed="docs", providers=["sonicpay"]) as emulator:
        transport = emulator.transport("sonicpay")
        headers = {"Authorization": "Bearer any"}
        with httpx2.Client(transport=transport, headers=headers) as client:
            url = "https://api.example.com/invoices/invoice_id"
            emulator.fault("sonicpay.update_invoice", kind=kind, pace=0, **given)
            with suppress(httpx2.HTTPError):
                client.patch(url, json={"description": "Changed"})
            is_applied = client.get(url).json()["description"] == "Changed"
    assert is_applied == (row[3] == "yes")


def test_the_faults_of_the_command_line_are_read() -> None:
    known = {"sonicpay": frozenset({"create_invoice", "list_invoices"})}
    faults = re.findall(r"--fault '?([^' \n]+)'?", TEXT)
    assert len(faults) == 3
    read = [parse_fault(text, known) for text in faults]
    assert [(one.kind, one.times) for one in read] == [
        ("status", 1),
        ("status", 2),
        ("reset_after", None),
    ]


def test_control_has_what_the_table_says() -> None:
    with Emulator(seed="docs", providers=["sonicpay"]) as emulator:
        root = f"{emulator.root}/_emulator/"
        httpx2.get(f"{emulator.url('sonicpay')}/invoices", headers={"Authorization": "Bearer any"})
        listed = rows("## Control over HTTP")
        assert len(listed) == 15
        for what, _, _ in listed:
            method, path = what.replace("`", "").split(" ")
            path = path.removeprefix("/_emulator/").replace("<service>", "sonicpay")
            params = {"provider": "sonicpay", "kind": "invoice"} if path == "objects" else {}
            answer = httpx2.request(
                method, root + path, params=params, headers={"X-Emulator": "1"}, content=b""
            )
            assert answer.status_code not in (403, 404, 405), what


def test_the_links_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^a-z0-9 -]", "", line.lower()).replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", TEXT, re.M)
    }
    links = re.findall(r"\]\(([^)]+)\)", TEXT)
    assert len(links) > 9
    assert [link for link in links if link[0] == "#" and link[1:] not in anchors] == []
    files = [link.partition("#")[0] for link in links if link[0] != "#"]
    assert [link for link in files if not (PAGE.parent / link).exists()] == []
