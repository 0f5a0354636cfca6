"""The fields by which the objects of a kind are found and sorted.

Which column of the table of keys holds which field is a matter of a provider and a kind. The store
remembers it, and writes the keys anew when a provider declares other fields than it did before.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from ..exact import Members
from .keys import Key, key_of
from .things import COLUMNS, INDEXED

_FEW: Final = 4  # fields


@dataclass(frozen=True, slots=True)
class Field:
    """How to read a field of an object; `sought` fields have an index, of which there are few.

    `read` must accept every object of the kind, and return null for one without the field.
    """

    read: Callable[[Members], Key]
    sought: bool = False


Fields: TypeAlias = Mapping[str, Field]
"""The fields of one kind by name. A name may stand for more than a member: `total as text`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a kind's fields, and how to read their keys."""

    columns: Mapping[str, str]
    fields: Fields

    def keys(self, document: Members) -> dict[str, bytes | None]:
        """Return the keys of an object by column."""
        return dict(zip(self.columns.values(), self.row(document, self.columns), strict=True))

    def row(self, document: Members, names: Iterable[str]) -> list[bytes | None]:
        """Return the keys of some fields of an object."""
        fields = self.fields
        return [key_of(fields[name].read(document)) for name in names]

    def beside(self, names: Collection[str]) -> Collection[str]:
        """Return the fields whose keys are written when those of some are needed.

        A document costs more to read than a few keys, so that a kind with few fields has all.
        """
        return self.columns.keys() if len(self.columns) <= _FEW else names

    @property
    def text(self) -> str:
        """What the store remembers, to notice other fields."""
        return " ".join(f"{column}={name}" for name, column in sorted(self.columns.items()))


def shape_of(fields: Fields) -> Shape:
    """Return the shape of a kind. Raises `ValueError` if it has too many fields."""
    sought = sorted(name for name, each in fields.items() if each.sought)
    others = sorted(name for name, each in fields.items() if not each.sought)
    free = COLUMNS[INDEXED:]
    if len(sought) > INDEXED or len(others) > len(free):
        raise ValueError(f"a kind has at most {INDEXED} sought fields and {len(free)} others")
    columns = dict(zip([*sought, *others], [*COLUMNS[: len(sought)], *free], strict=False))
    return Shape(columns, fields)
