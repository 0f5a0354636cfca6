"""Puts together what is known of every correction: why, on what evidence, how sure, what proves it.

It refuses corrections that are not needed: one that changes nothing, one that no sample notices and
that does not say why, and one that says why although a sample does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corrigenda.correct import correct
from corrigenda.corrections import Correction, Corrections, Page, Question
from corrigenda.errata.graphql import graphql_case
from corrigenda.errata.openapi import openapi_case
from corrigenda.errata.prove import Case, Proof, Verdict, prove
from corrigenda.graphql.correct import CorrectedGraphQL
from corrigenda.problems import Problem, gather
from corrigenda.provider import Provider, find_providers
from corrigenda.samples import Sample


@dataclass(frozen=True, slots=True)
class Erratum:
    """One place where the documentation is wrong: the correction and its proof.

    `touches` are of schema, operation and sample; `unproven_key` is how the overlay spells the
    reason why no sample can notice the correction.
    """

    correction: Correction
    touches: tuple[str, ...]
    proof: Proof
    unproven_key: str


@dataclass(frozen=True, slots=True)
class Errata:
    """Everything that is wrong in the documentation of one provider."""

    provider: str
    name: str
    pages: Mapping[str, Page]
    errata: tuple[Erratum, ...]
    questions: tuple[Question, ...]


def collect(schemas: Path, overlays: Path, chosen: Sequence[str] = ()) -> list[Errata]:
    """The errata of the chosen providers, or of all, in the order of their names.

    Raises:
        ProblemsError: an input is wrong.
    """
    providers = find_providers(schemas, overlays, chosen)
    return gather(partial(_collect, provider) for provider in providers)


def _collect(provider: Provider) -> Errata:
    one = correct(provider)
    if isinstance(one, CorrectedGraphQL):
        case = graphql_case(provider, one.base, one.overlays, one.samples)
    else:
        case = openapi_case(one.base, one.overlays, one.samples)
    return _errata(provider, one.overlays, one.samples, case)


def _errata(
    provider: Provider, overlays: Sequence[Corrections], samples: Sequence[Sample], case: Case
) -> Errata:
    proofs = {proof.correction: proof for proof in prove(case)}
    mending = {one for sample in samples for by in sample.mends.values() for one in by}
    return Errata(
        provider.key,
        provider.name,
        provider.pages,
        tuple(
            _erratum(overlay, correction, proofs[correction.id], correction.id in mending)
            for overlay in overlays
            for correction in overlay.corrections.values()
        ),
        tuple(question for overlay in overlays for question in overlay.questions.values()),
    )


def _erratum(overlay: Corrections, correction: Correction, proof: Proof, mends: bool) -> Erratum:
    touches = [*overlay.touches(correction.id), *(["sample"] if mends else [])]
    return Erratum(correction, tuple(touches), proof, overlay.unproven_key)


def unfounded(found: Sequence[Errata]) -> Iterator[Problem]:
    """The corrections that are not proven as they must be."""
    for erratum in (one for errata in found for one in errata.errata):
        correction, verdict = erratum.correction, erratum.proof.verdict
        name, key = f"`{correction.id}`", erratum.unproven_key
        if verdict is Verdict.STALE:
            message = f"{name} changes nothing: it is stale"
            yield Problem(correction.place, message, "delete the correction")
        elif verdict is Verdict.UNPROVEN and not correction.unproven:
            message = f"no documented sample notices whether {name} is there"
            fix = f"add the sample that it is needed for, or say `{key}`"
            yield Problem(correction.place, message, fix)
        elif verdict is not Verdict.UNPROVEN and correction.unproven:
            witness = next(iter(erratum.proof.witnesses), "the schema itself")
            message = f"{name} is proven by {witness}, and says why it cannot be"
            yield Problem(correction.place, message, f"delete its `{key}`")
