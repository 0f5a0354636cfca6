"""With the seed `docs`, each documented request gets its documented response.

The corrected request of every sample of every GraphQL provider is sent. The sample declares what a
stateful server cannot repeat and what the page abridges.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from corrigenda.emulator import Emulator
from corrigenda.emulator.provider import discover
from tests.emulator.asking import Asker

SCHEMAS = Path(__file__).parents[3] / "schemas"
PROVIDERS = [name for name, provider in discover(None).items() if provider.graph]
SAMPLES = [
    (name, file) for name in PROVIDERS for file in sorted((SCHEMAS / name).glob("samples/*.yaml"))
]


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=PROVIDERS) as emulator:
        yield emulator


def test_every_provider_has_samples() -> None:
    assert {name for name, _ in SAMPLES} == set(PROVIDERS) != set()


@pytest.mark.parametrize(
    ("provider", "file"), SAMPLES, ids=[f"{name}-{file.stem}" for name, file in SAMPLES]
)
def test_documented_requests_get_documented_answers(
    emulator: Emulator, provider: str, file: Path
) -> None:
    sample: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    request = mended(sample["request"])
    asker = Asker(emulator.url(provider), file.stem)
    credentials = {"content-type", "authorization"}
    asker.headers |= {
        name: value for name, value in request["headers"].items() if name.lower() not in credentials
    }
    variables = json.loads(request.get("variables", "{}"), parse_float=Decimal)
    came = asker.ask(request["document"], **variables)
    assert emulator.requests(provider=provider)[-1].operation == sample["operation"]
    if "answer" in sample:
        answer = json.loads(mended(sample["answer"])["body"], parse_float=Decimal)
        declared = {*sample.get("differs", {}), *sample.get("abridged", {})}
        assert set(differences({"data": came}, answer)) <= declared
        assert set(sample.get("differs", {})) <= set(differences({"data": came}, answer))


def mended(part: dict[str, Any]) -> dict[str, Any]:
    return {**part, **part.get("mended", {})}


def differences(one: Any, other: Any, at: str = "") -> Iterator[str]:
    """Yield JSON pointers to the differences of two values; numbers are compared by value."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in one.keys() | other.keys():
            inner = (each.get(name, "nothing at all") for each in (one, other))
            yield from differences(*inner, at=f"{at}/{name}")
    elif isinstance(one, list) and isinstance(other, list):
        for place in range(max(len(one), len(other))):
            inner = (each[place] if place < len(each) else "nothing" for each in (one, other))
            yield from differences(*inner, at=f"{at}/{place}")
    elif one != other:
        yield at
