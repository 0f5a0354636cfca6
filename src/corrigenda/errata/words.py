"""The sentences that errata are told in, the same on a terminal and in Markdown.

Names stand between backticks; everything else is plain text, and may come from a page.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corrigenda.errata.prove import Proof, Verdict

MEANING = {
    Verdict.NEEDED: "without the correction, at least one sample fails that passes with it.",
    Verdict.CONTESTED: "without the correction some samples fail, but another sample, as printed, "
    "contradicts it: the page prints both readings.",
    Verdict.SHARED: "without the correction a sample fails, but several corrections fix the same "
    "text of that sample, so it cannot show which of them is needed. The entry names the others.",
    Verdict.UNPROVEN: "no sample shows whether the correction is right. This is not doubt: nothing "
    "that the page prints passes or fails because of it. The correction rests on its evidence, "
    "and its confidence says how certain it is.",
    Verdict.STALE: "the correction changes nothing.",
}
OPEN = (
    "the page leaves a question open and nothing answers it. The entry says what holds meanwhile."
)
WITHOUT_EVIDENCE = "These changes belong to no correction, so nothing says why they are made."
LEFT_ALONE = "the page is wrong or unclear, but needs no correction. The entry says why."


def in_words(words: Sequence[str]) -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def proof_sentences(proof: Proof, samples: Sequence[str]) -> Iterator[str]:
    """What happens without a correction; what several samples say is said once."""
    if proof.broken:
        yield f"Without it the schema cannot be used: {proof.broken}."
    for who, reason in _alike(proof.witnesses, samples):
        yield f"Without it {_verb(who, 'fail')}: {reason}."
    together = in_words(["it", *(f"`{one}`" for one in proof.shared)])
    for who, reason in _alike(proof.together, samples):
        yield f"Without {together} together, {_verb(who, 'fail')}: {reason}."
    if proof.fallen:
        yield f"Without it {in_words([f'`{one}`' for one in proof.fallen])} cannot be applied."


def against_sentences(proof: Proof, samples: Sequence[str]) -> Iterator[str]:
    """What stands against a correction."""
    for who, reason in _alike(proof.against, samples):
        yield f"As printed, {_verb(who, 'contradict')} it: {reason}."


def _alike(found: Mapping[str, str], samples: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """The samples that have one reason in common, and that reason; all of them are `all`."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, reason in sorted(found.items()):
        names[reason.rstrip(".")].append(f"`{name}`")
    for reason, alike in names.items():
        every = [f"all {len(alike)} samples", ""] if len(alike) == len(samples) > 2 else None
        yield every or alike, reason


def _verb(who: Sequence[str], verb: str) -> str:
    """`a fails`, or `a and b fail`."""
    return f"{in_words([one for one in who if one])} {verb}{'' if len(who) > 1 else 's'}"
