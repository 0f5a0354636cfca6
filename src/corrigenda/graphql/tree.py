"""What corrections are applied to: the definitions of a schema and its operations, as syntax trees.

Trees lose nothing that a schema object would forget. It knows no patch; `patches` and `additions`
carry them out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from graphql import DefinitionNode

from corrigenda.graphql.overlay import Patch
from corrigenda.graphql.read import Executable
from corrigenda.problems import Place, Problem, ProblemsError


@dataclass(frozen=True, slots=True)
class Touch:
    """A correction did something to a part, at a place of an overlay, after others did `before`."""

    correction: str
    kind: str
    place: Place
    before: "Touch | None" = None

    @property
    def history(self) -> list["Touch"]:
        """All that was done to the part, in its order."""
        return [*(self.before.history if self.before else ()), self]


@dataclass(slots=True)
class Tree:
    """The definitions while patches are applied, by name of what they touched."""

    schema: list[DefinitionNode]
    operations: list[Executable]
    wrapped: set[str] = field(default_factory=set[str])
    touches: dict[str, Touch] = field(default_factory=dict[str, Touch])

    def rename(self, moved: Callable[[str], str]) -> None:
        """Keep what is said of coordinates when something has another name."""
        self.wrapped = {moved(at) for at in self.wrapped}
        self.touches = {moved(at): touch for at, touch in self.touches.items()}


def refuse(place: Place, message: str, fix: str) -> ProblemsError:
    """The error for one problem."""
    return ProblemsError([Problem(place, message, fix)])


def unchanged(patch: Patch) -> ProblemsError:
    """The error for a patch that does nothing."""
    fix = "delete it: the schema says so already"
    return refuse(patch.place, "the patch changes nothing", fix)
