"""An operation that no client has, with the place and the reason, so that nobody misses it."""

from dataclasses import dataclass

from corrigenda.problems import Place, Problem


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """One operation that is left out, where the reason stands, and what to do about it."""

    operation: str
    place: Place
    message: str
    fix: str

    @property
    def problem(self) -> Problem:
        """The same as a problem, for those who want every operation or none."""
        return Problem(self.place, self.message, self.fix)
