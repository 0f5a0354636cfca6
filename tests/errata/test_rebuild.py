"""Corrections that stand on one another can each be taken out of a provider's schema."""

from pathlib import Path

from corrigenda.correct import correct
from corrigenda.errata.openapi import openapi_case
from corrigenda.errata.prove import Case
from corrigenda.graphql.correct import CorrectedGraphQL
from corrigenda.provider import find_providers

ROOT = Path(__file__).parents[2]


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
