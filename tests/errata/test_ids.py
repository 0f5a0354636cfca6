"""Nothing that is known of a page gets lost: each id is corrected, asked, or left alone."""

from collections import Counter
from pathlib import Path

import pytest

from corrigenda.errata.collect import Errata, collect

ROOT = Path(__file__).parents[2]
PROVIDERS = sorted(path.name for path in (ROOT / "schemas").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def found() -> dict[str, Errata]:
    return {one.provider: one for one in collect(ROOT / "schemas", ROOT / "overlays")}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_ids_run_from_one_without_a_gap(provider: str, found: dict[str, Errata]) -> None:
    errata = found[provider]
    corrected = [one.correction.id for one in errata.errata]
    apart = [one.id for one in (*errata.questions, *errata.left_alone)]
    times = Counter([*corrected, *apart])
    (prefix,) = {identifier.partition("-")[0] for identifier in times}
    missing = {f"{prefix}-{number}" for number in range(1, len(times) + 1)} - set(times)
    assert (missing, [one for one, count in times.items() if count > 1]) == (set(), [])


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_id_has_a_title_of_one_short_line(provider: str, found: dict[str, Errata]) -> None:
    errata = found[provider]
    corrected = [one.correction for one in errata.errata]
    every = (*corrected, *errata.questions, *errata.left_alone)
    assert [one.id for one in every if not 0 < len(one.title) <= 80 or one.title[-1] == "."] == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_question_says_what_holds_meanwhile(provider: str, found: dict[str, Errata]) -> None:
    silent = [one.id for one in found[provider].questions if len(one.believed) <= len("nothing")]
    assert silent == []
