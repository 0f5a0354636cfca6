"""Numbers that are longer than anybody writes: kept exactly, or refused, and never a failure."""

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.emulator.derived.served import Served
from tests.emulator.derived.test_derived_resources import document

Json = Any
RULES: dict[str, Json] = {"price": {"type": "number", "multipleOf": Decimal("0.01")}}
LONG = "1" * 5000


@pytest.mark.parametrize(
    ("price", "status"),
    [
        (f"{LONG}.5", 201),
        (f"{LONG}.50", 201),
        (f"-{LONG}.01", 201),
        (f"{LONG}.005", 422),
        (f"0.{LONG}", 422),
        (f"0.{'0' * 5000}", 201),
        (f"{LONG[:4000]}", 201),
        ("1e-999999999", 422),
        ("0e-999999999", 201),
    ],
)
def test_a_long_number_is_kept_exactly_or_refused(price: str, status: int) -> None:
    served = Served(document(RULES))
    text = f'{{"price": {price}}}'
    got, made, _ = served.send("POST", "/things", form=text, media_type="application/json")
    assert got == status
    if status == 201:
        wanted = json.loads(price, parse_float=Decimal)
        assert Decimal(made["price"]) == Decimal(wanted)
        assert served.send("GET", f"/things/{made['id']}")[1] == made
    served.close()
