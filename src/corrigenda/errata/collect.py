"""Puts together what is known of every correction: why, on what evidence, how sure, what proves it.

It refuses corrections that are not needed: one that changes nothing, one that no sample notices and
that does not say why, and one that says why although a sample does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corrigenda.correct import correct
from corrigenda.corrected import CorrectedGraphQL
from corrigenda.documents import Object
from corrigenda.errata.openapi import openapi_case
from corrigenda.errata.prove import Case, Proof, Verdict, prove
from corrigenda.errata.sdl import sdl_case
from corrigenda.overlay.document import Overlay
from corrigenda.problems import Place, Problem, attempt, raise_any
from corrigenda.provider import Page, Provider, find_providers
from corrigenda.samples import Sample
from corrigenda.sdl.overlay import SdlOverlay


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a documentation page says on some of its lines, and whether it was believed."""

    page: str
    lines: str
    says: str
    believed: bool


@dataclass(frozen=True, slots=True)
class Erratum:
    """One place where the documentation is wrong: the correction, its reasons and its proof.

    `touches` are of schema, operation and sample; `unproven` says why no sample can notice.
    """

    id: str
    because: str
    evidence: tuple[Evidence, ...]
    confidence: str
    touches: tuple[str, ...]
    unproven: str
    proof: Proof
    place: Place


@dataclass(frozen=True, slots=True)
class Question:
    """What the documentation leaves open and no correction settles."""

    id: str
    question: str
    evidence: tuple[Evidence, ...]
    believed: str


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
    problems: list[Problem] = []
    providers = find_providers(schemas, overlays, chosen)
    found = [attempt(problems, partial(_collect, provider)) for provider in providers]
    raise_any(problems)
    return [one for one in found if one is not None]


def _collect(provider: Provider) -> Errata:
    one = correct(provider)
    if isinstance(one, CorrectedGraphQL):
        case = sdl_case(provider, one.base, one.overlays, one.samples)
    else:
        case = openapi_case(one.base, one.overlays, one.samples)
    return _errata(provider, one.overlays, one.samples, case)


def _errata(
    provider: Provider,
    overlays: Sequence[Overlay] | Sequence[SdlOverlay],
    samples: Sequence[Sample],
    case: Case,
) -> Errata:
    proofs = {proof.correction: proof for proof in prove(case)}
    mending = {one for sample in samples for by in sample.mends.values() for one in by}
    return Errata(
        provider.key,
        provider.name,
        provider.pages,
        tuple(
            _erratum(overlay, key, content, proofs[key], key in mending)
            for overlay in overlays
            for key, content in overlay.corrections.items()
        ),
        tuple(
            Question(key, _flat(one["question"]), _evidence(one), _flat(one.get("believed", "")))
            for overlay in overlays
            for key, one in overlay.questions.items()
        ),
    )


def _erratum(
    overlay: Overlay | SdlOverlay, identifier: str, content: Object, proof: Proof, mends: bool
) -> Erratum:
    touches = [*overlay.touches(identifier), *(["sample"] if mends else [])]
    return Erratum(
        identifier,
        _flat(content["because"]),
        _evidence(content),
        str(content["confidence"]),
        tuple(touches),
        _flat(content.get("unproven-because", "")),
        proof,
        overlay.correction_place(identifier),
    )


def _evidence(content: Object) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            str(one["page"]),
            str(one["lines"]),
            _flat(one["says"]),
            bool(one.get("believed", False)),
        )
        for one in content["evidence"]
    )


def _flat(text: object) -> str:
    return " ".join(str(text).split())


def unfounded(found: Sequence[Errata]) -> Iterator[Problem]:
    """The corrections that are not proven as they must be."""
    for erratum in (one for errata in found for one in errata.errata):
        verdict, name = erratum.proof.verdict, f"`{erratum.id}`"
        is_sdl = erratum.place.path.suffix == ".graphql"
        reason = "unprovenBecause" if is_sdl else "unproven-because"
        if verdict is Verdict.STALE:
            message = f"{name} changes nothing: it is stale"
            yield Problem(erratum.place, message, "delete the correction")
        elif verdict is Verdict.UNPROVEN and not erratum.unproven:
            message = f"no documented sample notices whether {name} is there"
            fix = f"add the sample that it is needed for, or say `{reason}`"
            yield Problem(erratum.place, message, fix)
        elif verdict is not Verdict.UNPROVEN and erratum.unproven:
            witness = next(iter(erratum.proof.witnesses), "the schema itself")
            message = f"{name} is proven by {witness}, and says why it cannot be"
            yield Problem(erratum.place, message, f"delete its `{reason}`")
