"""Collect the defects of each documentation page: reasons, evidence, confidence and proof.

A correction that changes nothing is a problem. So is one that no sample proves by itself and that
does not say why, and one that says why although a sample proves it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from corrigenda.correct import correct
from corrigenda.corrections import (
    Correction,
    Corrections,
    LeftAlone,
    Page,
    Question,
    WithoutEvidence,
    id_order,
)
from corrigenda.errata.graphql import graphql_case
from corrigenda.errata.openapi import openapi_case
from corrigenda.errata.prove import Proof, Verdict, prove
from corrigenda.errata.words import in_words
from corrigenda.evidence import missing_evidence
from corrigenda.graphql.correct import CorrectedGraphQL
from corrigenda.problems import Problem, gather
from corrigenda.provider import Provider, find_providers
from corrigenda.samples import Sample

D = TypeVar("D", Question, LeftAlone)


@dataclass(frozen=True, slots=True)
class Erratum:
    """One place where the documentation is wrong: the correction and its proof.

    `touches` names what it changes: schema, operation, sample. `unproven_key` is how the overlay
    spells the reason why no sample can tell whether the correction is there.
    """

    correction: Correction
    touches: tuple[str, ...]
    proof: Proof
    unproven_key: str


@dataclass(frozen=True, slots=True)
class Errata:
    """Everything that is wrong or open in the documentation of one provider.

    All of it is in the order of its ids, but `without_evidence`, which has the changes of the
    overlays that belong to no correction, in their order; `missing` is a problem for each of them.
    `samples` are the names of those that are replayed.
    """

    provider: str
    name: str
    pages: Mapping[str, Page]
    samples: tuple[str, ...]
    errata: tuple[Erratum, ...]
    questions: tuple[Question, ...]
    left_alone: tuple[LeftAlone, ...]
    without_evidence: tuple[WithoutEvidence, ...] = ()
    missing: tuple[Problem, ...] = ()

    @property
    def mistakes(self) -> tuple[Erratum, ...]:
        """The errata that correct a mistake of the page."""
        return tuple(one for one in self.errata if one.correction.kind != "naming")

    @property
    def names(self) -> tuple[Erratum, ...]:
        """The errata that only choose a name."""
        return tuple(one for one in self.errata if one.correction.kind == "naming")


Progress = Callable[[str, str], None]


def collect(
    schemas: Path,
    overlays: Path,
    chosen: Sequence[str] = (),
    progress: Progress = lambda provider, stage: None,
) -> list[Errata]:
    """Collect the errata of the chosen providers, or of all, in the order of their names.

    `progress` is called with a provider and what is being done for it.

    Raises:
        ProblemsError: an input is wrong.
    """
    providers = find_providers(schemas, overlays, chosen)
    return gather(partial(_collect, provider, progress) for provider in providers)


def _collect(provider: Provider, progress: Progress) -> Errata:
    progress(provider.key, "correct")
    one = correct(provider)
    if isinstance(one, CorrectedGraphQL):
        case = graphql_case(provider, one.base, one.overlays, one.samples)
    else:
        case = openapi_case(one.base, one.overlays, one.samples)
    total = len(case.corrections)

    def told(number: int, identifier: str) -> None:
        progress(provider.key, f"prove {identifier} ({number} of {total})")

    return _errata(provider, one.overlays, one.samples, prove(case, told))


def _errata(
    provider: Provider,
    overlays: Sequence[Corrections],
    samples: Sequence[Sample],
    proven: Iterable[Proof],
) -> Errata:
    proofs = {proof.correction: proof for proof in proven}
    mending = {one for sample in samples for by in sample.mends.values() for one in by}
    errata = (
        _erratum(overlay, correction, proofs[correction.id], correction.id in mending)
        for overlay in overlays
        for correction in overlay.corrections.values()
    )
    return Errata(
        provider.key,
        provider.name,
        provider.pages,
        tuple(sample.name for sample in samples if not sample.apart),
        tuple(sorted(errata, key=lambda one: id_order(one.correction.id))),
        _in_order(one for overlay in overlays for one in overlay.questions.values()),
        _in_order(one for overlay in overlays for one in overlay.left_alone.values()),
        tuple(one for overlay in overlays for one in overlay.without_evidence),
        tuple(missing_evidence(overlays)),
    )


def _erratum(overlay: Corrections, correction: Correction, proof: Proof, mends: bool) -> Erratum:
    touches = [*overlay.touches(correction.id), *(["sample"] if mends else [])]
    return Erratum(correction, tuple(touches), proof, overlay.unproven_key)


def _in_order(found: Iterable[D]) -> tuple[D, ...]:
    return tuple(sorted(found, key=lambda one: id_order(one.id)))


def unfounded(found: Sequence[Errata]) -> Iterator[Problem]:
    """Find the corrections whose proof is not good enough, and the changes without evidence."""
    yield from (problem for errata in found for problem in errata.missing)
    for erratum in (one for errata in found for one in errata.errata):
        place, wrong = erratum.correction.place, _unfounded(erratum)
        if wrong:
            yield Problem(place, *wrong)


def _unfounded(erratum: Erratum) -> tuple[str, str] | None:
    """Say what is wrong with the proof of one correction, and the fix."""
    correction, proof, key = erratum.correction, erratum.proof, erratum.unproven_key
    name, says_why = f"`{correction.id}`", bool(correction.unproven)
    if proof.verdict is Verdict.STALE:
        return f"{name} changes nothing", "delete the correction"
    if proof.verdict is Verdict.UNPROVEN and not says_why:
        fix = f"add the sample that needs it, or say why there is none under `{key}`"
        return f"no documented sample fails without {name}", fix
    if proof.verdict is Verdict.SHARED and not says_why:
        others = in_words([f"`{one}`" for one in proof.shared])
        fix = f"add a sample that needs {name} alone, or say why there is none under `{key}`"
        return f"no documented sample tells {name} from {others}", fix
    if proof.witnesses and says_why:
        message = f"`{next(iter(proof.witnesses))}` proves {name}, which says that no sample can"
        return message, f"delete its `{key}`"
    return None
