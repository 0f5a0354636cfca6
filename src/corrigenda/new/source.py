"""What becomes of the file or files that a new provider is made from: plain data, written later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a provider's folder, and what its manifest and its example need to know.

    Attributes:
        files: the content of each file, by its path in the folder.
        origins: the file that each of them was copied from, where there is one.
        chosen: an entry of `[operations]` that chooses some of them.
        title: what the schema calls itself, or nothing.
        scalars: the mapping of each scalar of a GraphQL schema.
        notes: what the user should know, a line each.
    """

    files: Mapping[str, bytes]
    origins: Mapping[str, Path]
    chosen: str
    title: str = ""
    scalars: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: tuple[str, ...] = ()
