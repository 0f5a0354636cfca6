"""What `docs/clients.md` says of clients is run as it stands there, and its links are followed."""

import re
from pathlib import Path
from typing import Any

from corrigenda.emulator import Emulator

PAGE = Path(__file__).parents[2] / "docs" / "clients.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_examples_run(emulator: Emulator) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", TEXT, re.M | re.S)
    assert len(blocks) > 5
    names: dict[str, Any] = {"__name__": "clients", "URL": emulator.url("sonicpay")}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)
    names["client"].close()


def test_the_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert len(links) > 20
    assert [link for link in links if not (PAGE.parent / link).exists()] == []
