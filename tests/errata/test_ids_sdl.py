"""Every known defect of a GraphQL provider is corrected, asked or left alone, and none twice."""

from collections import Counter
from pathlib import Path

import pytest

from corrigenda.provider import find_providers
from corrigenda.sdl.overlay import SdlOverlay, read_sdl_overlays

ROOT = Path(__file__).parents[2]
PREFIXES = {"quickbooks": "QB", "subsbase": "SB"}


def overlays_of(key: str) -> list[SdlOverlay]:
    (provider,) = find_providers(ROOT / "schemas", ROOT / "overlays", [key])
    return read_sdl_overlays(provider)


@pytest.mark.parametrize("key", PREFIXES)
def test_ids_run_from_one_without_a_gap(key: str) -> None:
    found = Counter(
        identifier
        for overlay in overlays_of(key)
        for declared in (overlay.corrections, overlay.questions, overlay.left_alone)
        for identifier in declared
    )
    assert set(found) == {f"{PREFIXES[key]}-{number}" for number in range(1, len(found) + 1)}
    assert set(found.values()) == {1}


@pytest.mark.parametrize("key", PREFIXES)
def test_what_is_left_open_or_alone_says_why(key: str) -> None:
    for overlay in overlays_of(key):
        assert all(one["believed"] for one in overlay.questions.values())
        assert all(one["because"] and one["evidence"] for one in overlay.left_alone.values())


def test_corrections_that_choose_a_name_say_so() -> None:
    kinds = {
        identifier: content.get("kind")
        for key in PREFIXES
        for overlay in overlays_of(key)
        for identifier, content in overlay.corrections.items()
    }
    assert {one for one, kind in kinds.items() if kind == "naming"} == {"QB-47", "SB-31", "SB-36"}
