"""A union that a package names."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Union:
    """A named union: the types of its members, as `models` and `unions` name them.

    `tag` is the wire name of the discriminator, and `tags` the member of each tag. `is_open` says
    that an object may be an unknown member. `classes` are the classes of `models` that it uses.
    """

    name: str
    description: str
    members: tuple[str, ...]
    tag: str | None
    tags: Mapping[str, str]
    is_open: bool
    classes: tuple[str, ...]

    @property
    def annotation(self) -> str:
        """The union, for type checkers."""
        return " | ".join([*self.members, *(["UnknownMember"] if self.is_open else [])])
