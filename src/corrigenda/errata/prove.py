"""Proves corrections: takes each out in turn, rebuilds the schema, and replays every sample.

It knows neither OpenAPI nor GraphQL; what it needs of them it is given as functions. It refuses to
call a correction needed on anybody's word, its own least of all: what a correction itself has
mended in a sample is as printed again while it is taken out, and does not speak for it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

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
    applied any more, and of which nothing was applied.
    """

    content: str
    broken: str
    replay: Callable[[Sample], list[Problem]]
    fallen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """What is proven: corrections, samples, and how to rebuild without some corrections."""

    corrections: Sequence[str]
    samples: Sequence[Sample]
    rebuild: Callable[[frozenset[str]], Rebuilt]


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict on one correction, and what it stands on.

    `witnesses` are samples that fail without it, each with the reason; `against` are samples whose
    print is right, were it not for it; `broken` is why there is no schema without it;
    `fallen` are corrections that go with it.
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
    return [_prove(case, whole, identifier) for identifier in case.corrections]


def _prove(case: Case, whole: Rebuilt, identifier: str) -> Proof:
    without = case.rebuild(frozenset({identifier}))
    # What falls with a correction is compared with neither side having it.
    with_it = case.rebuild(without.fallen) if without.fallen else whole
    changes = without.content != with_it.content or bool(without.broken)
    is_replayed = changes and not without.broken
    gone = without.fallen | {identifier}
    witnesses = (
        dict(_failing(case.samples, without, with_it, identifier, gone))
        if is_replayed
        else dict(_unmended(case.samples, with_it, identifier))
    )
    against: dict[str, str] = {}
    if is_replayed:
        against = dict(_against(case.samples, without, with_it, identifier, gone))
    mends = any(identifier in by for sample in case.samples for by in sample.mends.values())
    return Proof(
        identifier,
        _verdict(changes or mends, bool(witnesses), bool(against)),
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


def _as_without(sample: Sample, gone: frozenset[str]) -> Sample:
    """The sample as it would stand without some corrections: what only they mended is printed."""
    printed = frozenset(member for member, by in sample.mends.items() if set(by) <= gone)
    return replace(sample, printed=printed)


def _failing(
    samples: Sequence[Sample],
    without: Rebuilt,
    with_it: Rebuilt,
    identifier: str,
    gone: frozenset[str],
) -> Iterator[tuple[str, str]]:
    """The samples that fail without a correction, and would not with it, each with the reason.

    What it mended together with others cannot be told apart, so it does not count.
    """
    for sample in samples:
        shared = {
            place
            for member, by in sample.mends.items()
            if identifier in by and not set(by) <= gone
            for place in sample.member_places(*member)
        }
        fair = _as_without(sample, gone)
        found = [one for one in without.replay(fair) if one.place not in shared]
        as_well = set(with_it.replay(fair)) if found else set[Problem]()
        found = [one for one in found if one not in as_well]
        if found:
            yield sample.name, found[0].message


def _unmended(
    samples: Sequence[Sample], whole: Rebuilt, identifier: str
) -> Iterator[tuple[str, str]]:
    """The samples that fail as soon as what a correction mends is as printed."""
    for sample in samples:
        alone = {one for one, by in sample.mends.items() if set(by) == {identifier}}
        shared = {one: by for one, by in sample.mends.items() if identifier in by}
        problems = whole.replay(replace(sample, printed=frozenset(alone))) if alone else []
        if problems:
            yield sample.name, problems[0].message
        elif shared:
            together = whole.replay(replace(sample, printed=frozenset(shared)))
            others = sorted({other for by in shared.values() for other in by} - {identifier})
            if together and others:
                reason = f"with what {', '.join(others)} mends there, too: {together[0].message}"
                yield sample.name, reason


def _against(
    samples: Sequence[Sample],
    without: Rebuilt,
    with_it: Rebuilt,
    identifier: str,
    gone: frozenset[str],
) -> Iterator[tuple[str, str]]:
    """The samples that are right as printed without a correction, and wrong with it.

    Where others mend the same text, it must have one problem less without it, and no other.
    """
    for sample in samples:
        alone = _as_without(sample, gone)
        shared = [one for one, by in sample.mends.items() if identifier in by]
        if not alone.printed and not shared:
            continue
        both = replace(sample, printed=alone.printed | frozenset(shared))
        wrong, left = set(with_it.replay(both)), set(without.replay(both))
        if left < wrong and (not left or both.printed != alone.printed):
            yield sample.name, min(wrong - left).message
