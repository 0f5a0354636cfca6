"""The errata of this project's providers: nothing that is known of a page gets lost.

Each id is corrected, asked, or left alone. To prove them all takes long, so it happens once.
"""

from collections import Counter
from pathlib import Path

import pytest

from corrigenda.errata.collect import Errata, collect, unfounded
from corrigenda.errata.prove import Verdict

ROOT = Path(__file__).parents[2]
PROVIDERS = sorted(path.name for path in (ROOT / "schemas").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def every() -> list[Errata]:
    return collect(ROOT / "schemas", ROOT / "overlays")


@pytest.fixture(scope="module")
def found(every: list[Errata]) -> dict[str, Errata]:
    return {one.provider: one for one in every}


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


def test_nothing_is_stale_and_what_is_not_proven_says_why(every: list[Errata]) -> None:
    assert list(unfounded(every)) == []
    proofs = {one.correction.id: one.proof for errata in every for one in errata.errata}
    assert len(proofs) > 50
    contested = {key for key, proof in proofs.items() if proof.verdict is Verdict.CONTESTED}
    assert contested == {"SP-4"}
    assert {"list-projects", "list-projects-filtered"} == set(proofs["QB-1"].against)
    assert proofs["QB-1"].verdict is Verdict.UNPROVEN  # every sample prints a list
    assert proofs["SP-1"].verdict is Verdict.NEEDED
    shared = {key: proof.shared for key, proof in proofs.items() if proof.shared}
    assert shared["QB-2"] == ("QB-5",)
    assert shared["SB-5"] == ("SB-4", "SB-6", "SB-8")
    assert not any(proof.witnesses for key, proof in proofs.items() if key in shared)
    questions = [one.id for errata in every for one in errata.questions]
    assert {"SB-21", "SB-14"} <= set(questions)
