"""The correction, the unit of this project: what is wrong, on which lines, and how sure that is.

It is the same for OpenAPI and GraphQL; how it is written, and what it does to a schema, the
overlays of each say. It knows no schema language, no provider and no sample.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from corrigenda.problems import Place, Problem
from corrigenda.trees import Object, is_array, is_object

# What a correction may hold. Of the first 44 corrections of this project half had two actions or
# fewer, with eight nodes or fewer; the largest had ten actions, and another one 42 nodes. What is
# larger is no correction of one claim, or belongs into the base.
MAX_ACTIONS = 15
MAX_SIZE = 60


@dataclass(frozen=True, slots=True)
class Page:
    """A documentation page as it was when it was read; evidence points into its lines."""

    title: str
    address: str
    lines: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a documentation page says on some of its lines, and whether it was believed."""

    page: str
    lines: str
    says: str
    believed: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """One claim that the documentation is wrong; `place` is where it is declared.

    `confidence` is certain, likely or guess; `unproven` says why no sample can notice it, or is
    empty; `kind` is `naming` if the correction chooses a name and mends no mistake, or empty.
    """

    id: str
    because: str
    evidence: tuple[Evidence, ...]
    confidence: str
    unproven: str
    place: Place
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the documentation leaves open and no correction settles."""

    id: str
    question: str
    evidence: tuple[Evidence, ...]
    believed: str


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """What is known to be wrong and needs no correction; `because` says why."""

    id: str
    because: str
    evidence: tuple[Evidence, ...]


class Corrections(Protocol):
    """An overlay as far as its corrections go, whatever schema language it corrects.

    `used` are the ids that have an action; `unproven_key` is how the overlay spells the reason why
    no sample can notice a correction.
    """

    @property
    def path(self) -> Path: ...

    @property
    def corrections(self) -> Mapping[str, Correction]: ...

    @property
    def questions(self) -> Mapping[str, Question]: ...

    @property
    def left_alone(self) -> Mapping[str, LeftAlone]: ...

    @property
    def used(self) -> frozenset[str]: ...

    @property
    def unproven_key(self) -> str: ...

    def touches(self, identifier: str) -> list[str]:
        """What the actions of a correction change: the schema, operations, or both."""
        ...


def read_correction(
    identifier: str, content: Object, place: Place, unproven_key: str
) -> Correction:
    """A correction as an overlay declares it; what is missing is empty."""
    return Correction(
        id=identifier,
        because=_flat(content.get("because")),
        evidence=tuple(_evidence(content)),
        confidence=_flat(content.get("confidence")),
        unproven=_flat(content.get(unproven_key)),
        place=place,
        kind=_flat(content.get("kind")),
    )


def read_question(identifier: str, content: Object) -> Question:
    """An open question as an overlay declares it; what is missing is empty."""
    return Question(
        id=identifier,
        question=_flat(content.get("question")),
        evidence=tuple(_evidence(content)),
        believed=_flat(content.get("believed")),
    )


def read_left_alone(identifier: str, content: Object) -> LeftAlone:
    """What an overlay leaves alone, as it declares it; what is missing is empty."""
    return LeftAlone(identifier, _flat(content.get("because")), tuple(_evidence(content)))


def _evidence(content: Object) -> Iterator[Evidence]:
    listed: Any = content.get("evidence")
    for one in listed if is_array(listed) else ():
        if is_object(one):
            page, lines, says = (_flat(one.get(key)) for key in ("page", "lines", "says"))
            yield Evidence(page, lines, says, bool(one.get("believed", False)))


def id_order(identifier: str) -> tuple[str, int]:
    """What ids are sorted by: SP-2 comes before SP-10."""
    prefix, _hyphen, number = identifier.partition("-")
    return prefix, int(number)


def _flat(text: object) -> str:
    return "" if text is None else " ".join(str(text).split())


def evidence_problems(
    place: Place, page: str, lines: str, pages: Mapping[str, Page]
) -> Iterator[Problem]:
    """What is wrong with a reference to lines of a page."""
    if page not in pages:
        known = ", ".join(pages)
        yield Problem(place, f"provider.toml has no page `{page}`", f"use one of: {known}")
        return
    numbers, length = [int(one) for one in re.findall(r"\d+", lines)], pages[page].lines
    if max(numbers) > length or min(numbers) < 1:
        message = f"page `{page}` has lines 1 to {length}, not {lines}"
        yield Problem(place, message, "cite lines that exist")
    for first, last in re.findall(r"(\d+)-(\d+)", lines):
        if int(first) > int(last):
            message = f"the lines {first}-{last} end before they begin"
            yield Problem(place, message, f"write {last}-{first}")


def thickness_problems(
    actions: Iterable[tuple[str, int]], place: Callable[[str], Place], words: tuple[str, str]
) -> Iterator[Problem]:
    """Corrections that are too large to be read against their evidence.

    Args:
        actions: the correction and the size of every action.
        place: where a correction is declared, by its id.
        words: what an overlay calls its actions, and what their size is counted in.
    """
    sizes: dict[str, list[int]] = defaultdict(list)
    for identifier, size in actions:
        sizes[identifier].append(size)
    fix = "make it several corrections of one claim each, or put what no page denies into the base"
    for identifier, found in sizes.items():
        counts = ((len(found), MAX_ACTIONS), (sum(found), MAX_SIZE))
        for (count, limit), word in zip(counts, words, strict=True):
            if count > limit:
                message = f"`{identifier}` has {count} {word}; the limit is {limit}"
                yield Problem(place(identifier), message, fix)


def reason_lines(correction: Correction) -> Iterator[str]:
    """Why a correction was made and on what evidence, line by line, for a person."""
    if correction.because:
        yield f"because: {correction.because}"
    for one in correction.evidence:
        believed = " (believed)" if one.believed else ""
        yield f"{one.page}, lines {one.lines}: {one.says}{believed}"
