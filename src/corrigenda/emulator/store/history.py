"""Note which objects of a kind change, so that what a search found can be mended.

A change that is taken back is noted once more. Whoever looks at an object that was noted finds it
as it is, so that a note too many costs time and no more.
"""

from dataclasses import dataclass, field
from typing import Final

_MOST: Final = 1000  # changes; to mend more takes as long as to search everything again


@dataclass(slots=True)
class History:
    """The positions of the objects that changed last, the newest at the end.

    `forgotten` is how many were here before those.
    """

    places: list[int] = field(default_factory=list[int])
    forgotten: int = 0

    @property
    def version(self) -> int:
        """The version of the objects: how often one of them changed."""
        return self.forgotten + len(self.places)

    def note(self, place: int) -> None:
        """Note that the object at a position was added, replaced or removed."""
        self.places.append(place)
        if len(self.places) > 2 * _MOST:  # seldom, so that most changes only append
            del self.places[:_MOST]
            self.forgotten += _MOST

    def since(self, version: int) -> set[int] | None:
        """Return where something changed since a version; None if it was too often."""
        number = self.version - version
        if number > _MOST:
            return None
        return set(self.places[len(self.places) - number :])
