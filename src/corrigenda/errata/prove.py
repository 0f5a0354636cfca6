"""Proves corrections: takes each out in turn, rebuilds the schema, and replays every sample.

It knows neither OpenAPI nor GraphQL; what it needs of them it is given as functions. It refuses to
call a correction needed on anybody's word: either a documented sample fails without it, or the
schema itself is broken without it, or it is not proven.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corrigenda.documents import Object
from corrigenda.problems import Problem
from corrigenda.samples import Sample


class Verdict(StrEnum):
    """What taking a correction out has shown."""

    NEEDED = "NEEDED"
    CONTESTED = "CONTESTED"
    UNPROVEN = "UNPROVEN"
    STALE = "STALE"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A schema without some corrections.

    `content` is all that it says, to compare; `broken` is why it is no schema, if it is none;
    `replay` gives the problems of a sample; `fallen` are other corrections that could not be
    applied any more.
    """

    content: str
    broken: str
    replay: Callable[[Sample], list[Problem]]
    fallen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """What is proven: the corrections by id, the samples, and how to rebuild without some ids."""

    corrections: Mapping[str, Object]
    samples: Sequence[Sample]
    rebuild: Callable[[frozenset[str]], Rebuilt]


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict on one correction, and what it stands on.

    `witnesses` are samples that fail without it, each with the reason; `against` are samples whose
    print speaks against it; `broken` is what the schema would be without it; `fallen` are
    corrections that go with it.
    """

    correction: str
    verdict: Verdict
    witnesses: Mapping[str, str]
    against: Mapping[str, str]
    broken: str = ""
    fallen: tuple[str, ...] = ()


def prove(case: Case) -> list[Proof]:
    """The proof of every correction, in the order in which they are declared."""
    whole = case.rebuild(frozenset())
    prints = [
        _Print(sample.name, printed, frozenset(whole.replay(printed)), by)
        for sample in case.samples
        for member, by in sample.mends.items()
        for printed in [replace(sample, printed=frozenset({member}))]
    ]
    return [_prove(case, whole, prints, identifier) for identifier in case.corrections]


@dataclass(frozen=True, slots=True)
class _Print:
    """A sample of which one mended member is as printed, and what is wrong with that."""

    name: str
    sample: Sample
    wrong: frozenset[Problem]
    by: tuple[str, ...]


def _prove(case: Case, whole: Rebuilt, prints: Sequence[_Print], identifier: str) -> Proof:
    without = case.rebuild(frozenset({identifier}))
    mends = any(identifier in one.by for one in prints)
    changes = without.content != whole.content or bool(without.broken)
    witnesses = {
        **_unmended(prints, identifier),
        **({} if without.broken else _failing(case.samples, without)),
    }
    against = {} if without.broken else _against(prints, without)
    return Proof(
        identifier,
        _verdict(changes or mends, bool(witnesses or without.broken), bool(against)),
        witnesses,
        against,
        without.broken,
        tuple(sorted(without.fallen)),
    )


def _verdict(has_effect: bool, is_witnessed: bool, is_contested: bool) -> Verdict:
    if not has_effect:
        return Verdict.STALE
    if not is_witnessed:
        return Verdict.UNPROVEN
    return Verdict.CONTESTED if is_contested else Verdict.NEEDED


def _failing(samples: Sequence[Sample], without: Rebuilt) -> dict[str, str]:
    """The mended samples that fail without a correction, each with the first reason."""
    found = ((sample.name, without.replay(sample)) for sample in samples)
    return {name: problems[0].message for name, problems in found if problems}


def _unmended(prints: Sequence[_Print], identifier: str) -> dict[str, str]:
    """The samples that fail as soon as what a correction mends is as printed."""
    mended = (one for one in prints if identifier in one.by and one.wrong)
    return {one.name: min(one.wrong).message for one in mended}


def _against(prints: Sequence[_Print], without: Rebuilt) -> dict[str, str]:
    """The samples that are right as printed, were it not for the correction."""
    found: dict[str, str] = {}
    for one in prints:
        left = frozenset(without.replay(one.sample)) if one.wrong else one.wrong
        if left < one.wrong:
            found[one.name] = min(one.wrong - left).message
    return found
