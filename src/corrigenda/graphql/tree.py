"""The syntax trees that corrections change: the definitions of a schema and its operations.

Syntax trees keep what a schema object would lose. `patches` and `additions` apply the corrections.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from graphql import DefinitionNode

from corrigenda.graphql.overlay import Patch
from corrigenda.graphql.own_names import Executable
from corrigenda.problems import Place, Problem, ProblemsError


@dataclass(frozen=True, slots=True)
class Touch:
    """A change of a part by a correction, at a place of an overlay, after the change `before`."""

    correction: str
    kind: str
    place: Place
    before: "Touch | None" = None

    @property
    def history(self) -> list["Touch"]:
        """All changes of the part, in order."""
        return [*(self.before.history if self.before else ()), self]


@dataclass(slots=True)
class Tree:
    """The definitions while patches are applied, and the changes by the name of the part."""

    schema: list[DefinitionNode]
    operations: list[Executable]
    wrapped: set[str] = field(default_factory=set[str])
    touches: dict[str, Touch] = field(default_factory=dict[str, Touch])

    def rename(self, moved: Callable[[str], str]) -> None:
        """Update the recorded names after a part is renamed."""
        self.wrapped = {moved(at) for at in self.wrapped}
        self.touches = {moved(at): touch for at, touch in self.touches.items()}


def refuse(place: Place, message: str, fix: str) -> ProblemsError:
    """The error for one problem."""
    return ProblemsError([Problem(place, message, fix)])


def unchanged(patch: Patch) -> ProblemsError:
    """The error for a patch that does nothing."""
    fix = "delete it"
    return refuse(patch.place, "the patch changes nothing", fix)
