"""Proves corrections: takes each out in turn, rebuilds the schema, and replays every sample.

It knows neither OpenAPI nor GraphQL; what it needs of them it is given as functions. A correction
is needed only if it has a witness of its own: a sample with a problem that goes away when this
correction alone is put back. It refuses to take anybody's word for that. What the correction itself
has mended in a sample is as printed while it is out, what it has mended together with others speaks
for none of them, and what others have mended for its sake does not speak for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from corrigenda.corrections import id_order
from corrigenda.problems import Problem
from corrigenda.samples import Sample

Member: TypeAlias = tuple[str, str]


class Verdict(StrEnum):
    """What taking a correction out has shown."""

    NEEDED = "NEEDED"
    CONTESTED = "CONTESTED"
    SHARED = "SHARED"
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

    `witnesses` are samples that fail without it, each with the reason. If there is none, `together`
    are samples that fail without it and the `shared` others. `against` are samples whose print is
    right, were it not for it; `broken` is why there is no schema without it; `fallen` are
    corrections that go with it.
    """

    correction: str
    verdict: Verdict
    witnesses: Mapping[str, str]
    against: Mapping[str, str]
    broken: str = ""
    fallen: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    together: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class _Trial:
    """A correction taken out: the schema `without` it, and the one `with_it` alone put back.

    What falls with it is `gone` on both sides. Samples are held against both only where the two
    differ, and neither is broken; otherwise they are held against the `whole` schema, and all that
    can be taken out is what the correction mends.
    """

    correction: str
    gone: frozenset[str]
    rebuild: Callable[[frozenset[str]], Rebuilt]
    whole: Rebuilt
    without: Rebuilt
    with_it: Rebuilt

    @property
    def changes(self) -> bool:
        return self.without.content != self.with_it.content or bool(self.without.broken)

    @property
    def is_replayed(self) -> bool:
        return self.changes and not self.without.broken

    def lost(self, sample: Sample) -> list[Problem]:
        """The problems of a sample that go away when the correction is put back."""
        found = self.without.replay(sample)
        left = set(self.with_it.replay(sample)) if found else set[Problem]()
        return [one for one in found if one not in left]


def prove(case: Case) -> list[Proof]:
    """The proof of every correction, in the order in which they are declared."""
    rebuild = cache(case.rebuild)
    return [_prove(case.samples, _trial(rebuild, one)) for one in case.corrections]


def _trial(rebuild: Callable[[frozenset[str]], Rebuilt], identifier: str) -> _Trial:
    without = rebuild(frozenset({identifier}))
    # What falls with a correction is compared with neither side having it.
    with_it, gone = rebuild(without.fallen), without.fallen | {identifier}
    return _Trial(identifier, gone, rebuild, rebuild(frozenset()), without, with_it)


def _prove(samples: Sequence[Sample], trial: _Trial) -> Proof:
    witnesses = dict(_witnesses(samples, trial))
    joint = [] if witnesses else list(_joint(samples, trial))
    against = dict(_against(samples, trial)) if trial.is_replayed else {}
    mends = any(trial.correction in by for sample in samples for by in sample.mends.values())
    others = {one for _name, _reason, by in joint for one in by} - {trial.correction}
    return Proof(
        trial.correction,
        _verdict(trial.changes or mends, bool(witnesses), bool(against), bool(joint)),
        witnesses,
        against,
        trial.without.broken,
        tuple(sorted(trial.without.fallen, key=id_order)),
        tuple(sorted(others, key=id_order)),
        {name: reason for name, reason, _by in joint},
    )


def _verdict(has_effect: bool, is_witnessed: bool, is_contested: bool, is_shared: bool) -> Verdict:
    if not has_effect:
        return Verdict.STALE
    if is_witnessed:
        return Verdict.CONTESTED if is_contested else Verdict.NEEDED
    return Verdict.SHARED if is_shared else Verdict.UNPROVEN


def _witnesses(samples: Sequence[Sample], trial: _Trial) -> Iterator[tuple[str, str]]:
    """The samples that fail without a correction, and would not with it alone put back."""
    for sample in samples:
        found = _own_problems(sample, trial) if trial.is_replayed else _own_mends(sample, trial)
        if found:
            yield sample.name, found[0].message


def _joint(samples: Sequence[Sample], trial: _Trial) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The samples that fail without a correction and others, and who stands beside it."""
    find = _joint_problems if trial.is_replayed else _joint_mend
    for sample in samples:
        for member, by in sample.mends.items():
            found = find(sample, trial, member)
            if found:
                yield sample.name, found[0].message, by


def _own_problems(sample: Sample, trial: _Trial) -> list[Problem]:
    """The problems that only the schema without a correction has, whoever mended the sample."""
    found = trial.lost(_as_without(sample, trial.gone))
    for member in sample.mends if found else ():
        borrowed = _borrowed(sample, trial, member)
        found = [one for one in found if one not in borrowed]
    return found


def _borrowed(sample: Sample, trial: _Trial, member: Member) -> list[Problem]:
    """The problems of a sample that come and go with a mend, and so stand on somebody's word.

    Where the correction is one of those that mended the member, that is enough. Where it is not,
    the print has to be right but for them: text that is no JSON, for one, hides every other
    problem, and has to be mended before any of them shows.
    """
    by, fair = sample.mends[member], _as_without(sample, trial.gone)
    if set(by) <= trial.gone:
        return []
    if trial.correction in by:
        left = trial.lost(_printed(fair, [member]))
    elif _is_right_as_printed(sample, trial, member):
        left = trial.without.replay(_printed(fair, [member]))
    else:
        return []
    return [one for one in trial.lost(fair) if one not in left]


def _is_right_as_printed(sample: Sample, trial: _Trial, member: Member) -> bool:
    """Whether, without a correction, the print of a member has fewer problems, and no other.

    It may be right for the schema without those that mended it, too, if that is one: what they do
    to the schema may be all that is wrong with it.
    """
    fair = _as_without(sample, trial.gone)
    found, gone = set(trial.without.replay(fair)), trial.gone | set(sample.mends[member])
    if set(trial.without.replay(_printed(fair, [member]))) < found:
        return True
    base = trial.rebuild(gone)
    return not base.broken and set(base.replay(_as_without(sample, gone))) < found


def _joint_problems(sample: Sample, trial: _Trial, member: Member) -> list[Problem]:
    """The borrowed problems, but for those that the correction has made up by its own mend."""
    if trial.correction in sample.mends[member] and _is_right_as_printed(sample, trial, member):
        return []
    return _borrowed(sample, trial, member)


def _own_mends(sample: Sample, trial: _Trial) -> list[Problem]:
    """The problems of a sample in which what a correction alone mends is as printed."""
    alone = [one for one, by in sample.mends.items() if set(by) == {trial.correction}]
    return trial.whole.replay(_printed(sample, alone)) if alone else []


def _joint_mend(sample: Sample, trial: _Trial, member: Member) -> list[Problem]:
    """The problems of a sample in which a member that a correction mends with others is printed.

    If there are none without what the others do to the schema, only they needed the mend.
    """
    by = sample.mends[member]
    if trial.correction not in by or set(by) == {trial.correction}:
        return []
    others = frozenset(by) - {trial.correction}
    base, printed = trial.rebuild(others), _printed(_as_without(sample, others), [member])
    is_idle = not base.broken and not base.replay(printed)
    return [] if is_idle else trial.whole.replay(_printed(sample, [member]))


def _as_without(sample: Sample, gone: frozenset[str]) -> Sample:
    """The sample as it would stand without some corrections: what only they mended is printed."""
    return _printed(sample, (one for one, by in sample.mends.items() if set(by) <= gone))


def _printed(sample: Sample, members: Iterable[Member]) -> Sample:
    """The sample with some members more as the page prints them."""
    return replace(sample, printed=sample.printed | frozenset(members))


def _against(samples: Sequence[Sample], trial: _Trial) -> Iterator[tuple[str, str]]:
    """The samples that are right as printed without a correction, and wrong with it.

    Where others mend the same text, it must have one problem less without it, and no other.
    """
    for sample in samples:
        alone = _as_without(sample, trial.gone)
        shared = [one for one, by in sample.mends.items() if trial.correction in by]
        if not alone.printed and not shared:
            continue
        both = _printed(alone, shared)
        wrong, left = set(trial.with_it.replay(both)), set(trial.without.replay(both))
        if left < wrong and (not left or both.printed != alone.printed):
            yield sample.name, min(wrong - left).message
