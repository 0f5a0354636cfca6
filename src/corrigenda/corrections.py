"""The correction, the unit of this project: what is wrong, on which lines, and how certain that is.

Corrections are the same for OpenAPI and GraphQL. How they are written, and what they do to a
schema, is up to the overlays of each language.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from corrigenda.problems import Place, Problem
from corrigenda.trees import Object, is_array, is_object

# Half of the first 44 corrections of this project had at most two actions with eight nodes. The
# largest had ten actions, and another one 42 nodes. A larger one makes more than one claim, or says
# something that belongs in the base schema.
MAX_ACTIONS = 15
MAX_SIZE = 60

_LONGEST = 110
_SENTENCE = re.compile(r"(.+?[.?!])(?=\s+[A-Z`\"']|$)")


@dataclass(frozen=True, slots=True)
class Page:
    """A documentation page as it was when it was read. Evidence points to its lines."""

    title: str
    address: str
    lines: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a documentation page says on some of its lines, and whether that is believed."""

    page: str
    lines: str
    says: str
    believed: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """One claim that the documentation is wrong; `place` is where it is declared.

    `title` is one line that says what is true, or is empty.
    `confidence` is certain, likely or guess. `unproven` says why no sample can tell whether the
    correction is there, or is empty. `kind` is `naming` if the correction chooses a name and fixes
    no mistake, or is empty.
    """

    id: str
    title: str
    because: str
    evidence: tuple[Evidence, ...]
    confidence: str
    unproven: str
    place: Place
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the documentation leaves open and no correction decides."""

    id: str
    title: str
    question: str
    evidence: tuple[Evidence, ...]
    believed: str


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """What is known to be wrong and needs no correction; `because` says why."""

    id: str
    title: str
    because: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class WithoutEvidence:
    """A change of an overlay that belongs to no correction: where it is, and what it does.

    `key` is what names its correction there, as it is to be written before an id.
    """

    place: Place
    change: str
    key: str


class Corrections(Protocol):
    """An overlay of any schema language, as far as its corrections go.

    `used` has the ids of the corrections with an action, and `without_evidence` the changes that
    belong to no correction. `unproven_key` is how the overlay spells
    the reason why no sample can tell whether a correction is there.
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

    @property
    def without_evidence(self) -> Sequence[WithoutEvidence]: ...

    def touches(self, identifier: str) -> list[str]:
        """What the actions of a correction change: the schema, operations, or both."""
        ...


def read_correction(
    identifier: str, content: Object, place: Place, unproven_key: str
) -> Correction:
    """Read a correction as an overlay declares it. What is missing is empty."""
    return Correction(
        id=identifier,
        title=_flat(content.get("title")),
        because=_flat(content.get("because")),
        evidence=tuple(_evidence(content)),
        confidence=_flat(content.get("confidence")),
        unproven=_flat(content.get(unproven_key)),
        place=place,
        kind=_flat(content.get("kind")),
    )


def read_question(identifier: str, content: Object) -> Question:
    """Read an open question as an overlay declares it. What is missing is empty."""
    return Question(
        id=identifier,
        title=_flat(content.get("title")),
        question=_flat(content.get("question")),
        evidence=tuple(_evidence(content)),
        believed=_flat(content.get("believed")),
    )


def read_left_alone(identifier: str, content: Object) -> LeftAlone:
    """Read what an overlay leaves alone, as it declares it. What is missing is empty."""
    return LeftAlone(
        id=identifier,
        title=_flat(content.get("title")),
        because=_flat(content.get("because")),
        evidence=tuple(_evidence(content)),
    )


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
    """Check a reference to lines of a page."""
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
            message = f"the lines {first}-{last} end before they start"
            yield Problem(place, message, f"write {last}-{first}")


def thickness_problems(
    actions: Iterable[tuple[str, int]], place: Callable[[str], Place], words: tuple[str, str]
) -> Iterator[Problem]:
    """Find corrections that are too large to be compared with their evidence.

    Args:
        actions: the correction and the size of every action.
        place: where a correction is declared, by its id.
        words: what the overlay calls actions, and the unit of their size.
    """
    sizes: dict[str, list[int]] = defaultdict(list)
    for identifier, size in actions:
        if identifier:
            sizes[identifier].append(size)
    fix = "split it into corrections of one claim each, or move what no page denies to the base"
    for identifier, found in sizes.items():
        counts = ((len(found), MAX_ACTIONS), (sum(found), MAX_SIZE))
        for (count, limit), word in zip(counts, words, strict=True):
            if count > limit:
                message = f"`{identifier}` has {count} {word}; the limit is {limit}"
                yield Problem(place(identifier), message, fix)


def reason_lines(correction: Correction) -> Iterator[str]:
    """Explain a correction to a person, line by line: its reason and its evidence."""
    if correction.because:
        yield f"because: {correction.because}"
    for one in correction.evidence:
        believed = " (believed)" if one.believed else ""
        yield f"{one.page}, lines {one.lines}: {one.says}{believed}"


def corrected_line(identifiers: Iterable[str]) -> str:
    """The line of a docstring that names the corrections of what it describes."""
    return f"Corrected: see errata {', '.join(identifiers)}."


def in_short(text: str) -> str:
    """The first sentence of a text, cut where it pauses if it is long."""
    found = _SENTENCE.match(text)
    sentence = found.group(1) if found else text
    if len(sentence) <= _LONGEST:
        return sentence.removesuffix(".")
    head = sentence[:_LONGEST]
    pauses = [head.rfind(mark) for mark in ("; ", ": ", ", ")]
    at = max(pauses) if max(pauses) > _LONGEST // 2 else head.rfind(" ")
    head = head[:at] if at > 0 else head
    if head.count("`") % 2:
        head = head[: head.rfind("`")]
    return f"{head.rstrip(' ,;:')} …"


def in_order(overlays: Iterable[Corrections]) -> list[Correction]:
    """The corrections of overlays that correct a mistake, in the order of their numbers."""
    found = (one for overlay in overlays for one in overlay.corrections.values() if not one.kind)
    return sorted(found, key=lambda one: id_order(one.id))
