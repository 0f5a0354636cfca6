"""Prove corrections: take each out in turn, rebuild the schema, and check every sample against it.

A correction is needed only if it has a witness of its own: a sample with a problem that disappears
when this correction alone is put back. Nothing that people wrote for the correction counts. While
it is out, the texts that it alone corrects in a sample are as printed. A text that it corrects
together with others proves none of them, and a text that others changed because of it does not
prove it.

This module knows neither OpenAPI nor GraphQL: `Case` supplies the function that rebuilds a schema.
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
    """The result of taking a correction out."""

    NEEDED = "NEEDED"
    CONTESTED = "CONTESTED"
    SHARED = "SHARED"
    UNPROVEN = "UNPROVEN"
    STALE = "STALE"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A schema without some corrections.

    `content` is the whole schema as text, for comparison. `broken` says why the schema is invalid,
    or is empty. `replay` returns the problems of a sample. `fallen` are other corrections that
    could not be applied any more; none of their actions was applied.
    """

    content: str
    broken: str
    replay: Callable[[Sample], list[Problem]]
    fallen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """Corrections by id, samples, and a function that rebuilds without some corrections."""

    corrections: Sequence[str]
    samples: Sequence[Sample]
    rebuild: Callable[[frozenset[str]], Rebuilt]


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict on one correction, and the reasons for it.

    `witnesses` are the samples that fail without it, each with the reason. If there are none,
    `together` are the samples that fail without it and the `shared` others. `against` are the
    samples that would be right as printed without it. `broken` says why there is no valid schema
    without it, and `fallen` are the corrections that cannot be applied without it.
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

    Neither has the corrections that cannot be applied without it: these are `gone`. If the two
    differ and are valid, samples are checked against both. Otherwise they are checked against the
    `whole` schema, and only the texts that the correction changes can be taken out.
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
        """The problems of a sample that disappear when the correction is put back."""
        found = self.without.replay(sample)
        left = set(self.with_it.replay(sample)) if found else set[Problem]()
        return [one for one in found if one not in left]


def prove(
    case: Case, told: Callable[[int, str], None] = lambda number, identifier: None
) -> list[Proof]:
    """Prove every correction, in the order of their declarations.

    `told` is called before each with its number, which counts from 1, and its id.
    """
    rebuild = cache(case.rebuild)
    proofs: list[Proof] = []
    for number, one in enumerate(case.corrections, 1):
        told(number, one)
        proofs.append(_prove(case.samples, _trial(rebuild, one)))
    return proofs


def _trial(rebuild: Callable[[frozenset[str]], Rebuilt], identifier: str) -> _Trial:
    without = rebuild(frozenset({identifier}))
    # Corrections that depend on this one are missing from both sides of the comparison.
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
    """Find the samples that fail without a correction, but not when it alone is put back."""
    for sample in samples:
        found = _own_problems(sample, trial) if trial.is_replayed else _own_mends(sample, trial)
        if found:
            yield sample.name, found[0].message


def _joint(samples: Sequence[Sample], trial: _Trial) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Find the samples that fail without a correction and others, and name the others."""
    find = _joint_problems if trial.is_replayed else _joint_mend
    for sample in samples:
        for member, by in sample.mends.items():
            found = find(sample, trial, member)
            if found:
                yield sample.name, found[0].message, by


def _own_problems(sample: Sample, trial: _Trial) -> list[Problem]:
    """The problems that only the schema without a correction has, whoever changed the sample."""
    found = trial.lost(_as_without(sample, trial.gone))
    for member in sample.mends if found else ():
        borrowed = _borrowed(sample, trial, member)
        found = [one for one in found if one not in borrowed]
    return found


def _borrowed(sample: Sample, trial: _Trial, member: Member) -> list[Problem]:
    """The problems of a sample that depend on a text that people corrected.

    If the correction is one of those that changed the text, that is enough. If it is not, the text
    as printed must have no other problems: text that is not JSON, for example, hides every other
    problem and must be corrected before any of them shows.
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
    """Whether, without a correction, a member as printed has fewer problems and no new ones.

    The schema without the corrections that changed the member counts as well, if it is valid: their
    schema actions may be the only reason why the member is wrong as printed.
    """
    fair = _as_without(sample, trial.gone)
    found, gone = set(trial.without.replay(fair)), trial.gone | set(sample.mends[member])
    if set(trial.without.replay(_printed(fair, [member]))) < found:
        return True
    base = trial.rebuild(gone)
    return not base.broken and set(base.replay(_as_without(sample, gone))) < found


def _joint_problems(sample: Sample, trial: _Trial, member: Member) -> list[Problem]:
    """The borrowed problems, except those that the correction caused by its own change."""
    if trial.correction in sample.mends[member] and _is_right_as_printed(sample, trial, member):
        return []
    return _borrowed(sample, trial, member)


def _own_mends(sample: Sample, trial: _Trial) -> list[Problem]:
    """The problems of a sample if the texts that a correction alone changes are as printed."""
    alone = [one for one, by in sample.mends.items() if set(by) == {trial.correction}]
    return trial.whole.replay(_printed(sample, alone)) if alone else []


def _joint_mend(sample: Sample, trial: _Trial, member: Member) -> list[Problem]:
    """The problems of a sample if a text that a correction changes with others is as printed.

    If there are none without the schema actions of the others, only they needed the change.
    """
    by = sample.mends[member]
    if trial.correction not in by or set(by) == {trial.correction}:
        return []
    others = frozenset(by) - {trial.correction}
    base, printed = trial.rebuild(others), _printed(_as_without(sample, others), [member])
    is_idle = not base.broken and not base.replay(printed)
    return [] if is_idle else trial.whole.replay(_printed(sample, [member]))


def _as_without(sample: Sample, gone: frozenset[str]) -> Sample:
    """The sample without some corrections: texts that only they change are as printed."""
    return _printed(sample, (one for one, by in sample.mends.items() if set(by) <= gone))


def _printed(sample: Sample, members: Iterable[Member]) -> Sample:
    """The sample with more members as the page prints them."""
    return replace(sample, printed=sample.printed | frozenset(members))


def _against(samples: Sequence[Sample], trial: _Trial) -> Iterator[tuple[str, str]]:
    """Find the samples that are right as printed without a correction, and wrong with it.

    If others change the same text, it must have fewer problems without the correction, and no new
    ones.
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
