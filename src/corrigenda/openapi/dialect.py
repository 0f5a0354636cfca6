"""Normalizes a corrected schema, and finds the place of each part in the files of the provider."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from corrigenda.openapi.normalize import Finding, Step, Traced, normalize
from corrigenda.openapi.support import support_findings
from corrigenda.overlay.merged import Merged
from corrigenda.problems import Place, Problem
from corrigenda.trees import Location, is_array, is_object


@dataclass(frozen=True, slots=True)
class Dialect:
    """A corrected schema in the dialect of the generators.

    `steps` are what led to it, `findings` what no client can do, each with its location in the
    corrected schema.
    """

    merged: Merged
    root: Traced
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]

    def origin(self, location: Location) -> Location:
        """Where a node of the dialect stands in the corrected schema."""
        found, node = location, cast("Any", self.root)
        for depth, step in enumerate(location):
            if isinstance(node, Traced):
                found = (*node.at, *location[depth:])
            if is_object(node):
                node = node.get(str(step))
            elif is_array(node):
                node = node[int(step)]
        return node.at if isinstance(node, Traced) else found

    def place(self, location: Location) -> Place:
        """The position of a node of the dialect in an overlay or in the base."""
        return self.merged.place(self.origin(location))

    def corrections(self, location: Location) -> list[str]:
        """The ids of the corrections that touched a node of the dialect."""
        return self.merged.corrections(self.origin(location))

    def problem(self, finding: Finding) -> Problem:
        """A finding as a problem."""
        return Problem(self.merged.place(finding.at), finding.message, finding.fix)


def read_dialect(merged: Merged, taken: Sequence[str] = ()) -> Dialect:
    """Normalize a corrected schema, and find what a client would lack or get wrong.

    Args:
        merged: the corrected schema.
        taken: the names of classes that the package has besides.
    """
    normalized = normalize(merged.root, taken)
    found = [*normalized.findings, *support_findings(normalized.root)]
    return Dialect(merged, normalized.root, normalized.steps, tuple(dict.fromkeys(found)))
