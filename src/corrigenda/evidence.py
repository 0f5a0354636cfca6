"""Finds the changes that no correction explains. Whoever wants only a client needs no evidence."""

from collections.abc import Iterator, Sequence

from corrigenda.corrections import Corrections, id_order
from corrigenda.problems import Problem


def missing_evidence(overlays: Sequence[Corrections]) -> Iterator[Problem]:
    """A problem for every change that belongs to no correction; each fix has an id of its own."""
    used = [
        identifier
        for one in overlays
        for identifier in (*one.corrections, *one.questions, *one.left_alone)
    ]
    prefix, last = max(map(id_order, used), default=("FIX", 0))
    found = [(one, change) for one in overlays for change in one.without_evidence]
    for number, (overlay, change) in enumerate(found, last + 1):
        identifier = f"{prefix}-{number}"
        fix = (
            f"write `{change.key.format(identifier)}` here, and declare `{identifier}` in "
            f"{overlay.path.name} with `because`, `evidence` (lines of a page) and `confidence`"
        )
        yield Problem(change.place, f"{change.change} has no evidence", fix)
