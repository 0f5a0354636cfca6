"""Nothing that is known of a page gets lost: each id is a correction, a question, or left alone."""

from collections import Counter
from pathlib import Path

import pytest

from corrigenda.correct import correct
from corrigenda.documents import Object, read_document
from corrigenda.errata.openapi import openapi_case
from corrigenda.errata.prove import Case
from corrigenda.graphql.correct import CorrectedGraphQL
from corrigenda.provider import find_providers

ROOT = Path(__file__).parents[2]
SECTIONS = ("x-corrections", "x-open-questions", "x-left-alone")
PROVIDERS = sorted({path.parent.name for path in (ROOT / "overlays").glob("*/*.yaml")})


def roots(provider: str) -> list[Object]:
    return [read_document(path).root for path in (ROOT / "overlays" / provider).glob("*.yaml")]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_ids_run_from_one_without_a_gap(provider: str) -> None:
    ids = [key for root in roots(provider) for section in SECTIONS for key in root.get(section, {})]
    assert [key for key, times in Counter(ids).items() if times > 1] == []
    assert len({key.partition("-")[0] for key in ids}) == 1
    numbers = {int(key.partition("-")[2]) for key in ids}
    assert numbers == set(range(1, len(ids) + 1))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_question_says_what_holds_meanwhile(provider: str) -> None:
    for root in roots(provider):
        for identifier, question in root.get("x-open-questions", {}).items():
            assert len(str(question.get("believed", ""))) > len("nothing"), identifier


def case_of(key: str) -> Case:
    (provider,) = find_providers(ROOT / "schemas", ROOT / "overlays", [key])
    one = correct(provider)
    assert not isinstance(one, CorrectedGraphQL)
    return openapi_case(one.base, one.overlays, one.samples)


def test_null_comes_from_one_correction() -> None:
    """SP-42 gives null to what SP-14 adds; each can be taken out, and the other stays."""
    case = case_of("sonicpay")
    without_null, without_fields = (case.rebuild(frozenset({one})) for one in ("SP-42", "SP-14"))
    assert "null" in case.rebuild(frozenset()).content
    assert "null" not in without_null.content
    assert "null" in without_fields.content
    assert without_null.fallen == without_fields.fallen == frozenset()
