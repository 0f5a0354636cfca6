"""What `docs/structs.md` says of structs is run as it stands there."""

import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "structs.md"


def test_the_examples_run() -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) > 5
    names: dict[str, Any] = {"__name__": "structs"}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)
    assert [route.path for route in names["app"].routes if route.name == "receive"] == ["/invoices"]
