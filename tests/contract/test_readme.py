"""The Python of the project's README runs as it stands."""

import re
from pathlib import Path

import pytest

from corrigenda.emulator import Emulator

README = Path(__file__).parents[2] / "README.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)


def test_there_are_blocks() -> None:
    assert len(BLOCKS) == 2


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_block(block: str, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SONICPAY_BASE_URL", emulator.url("sonicpay"))
    exec(compile(block, "README.md", "exec"), {})
