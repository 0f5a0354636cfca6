"""What the public API of a generated package is, as plain data.

Public is what the root lists in `__all__`, what a module without an underscore defines, and what a
public class inherits from a base class of the package. A name that begins with one underscore is
private. So are the dunder attributes of structs, such as `__aliases__`: the runtime reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from corrigenda.apidiff.annotations import Names

ClassKind = Literal["struct", "enum", "typed dict", "class"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; `kind` is griffe's word, such as `keyword-only`. `default` is Python."""

    name: str
    kind: str
    type: str
    default: str | None

    @property
    def required(self) -> bool:
        return self.default is None and not self.kind.startswith("variadic")


@dataclass(frozen=True, slots=True)
class Function:
    """A function or method, without `self`. `deprecated` is what a call warns of."""

    name: str
    origin: str
    parameters: tuple[Parameter, ...]
    returns: str
    is_async: bool
    deprecated: str | None
    doc: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field, a key, a member of an enum, a property, or a value of a module.

    `wire` is its name in JSON. `required` is of a field that has no default, and of a key.
    """

    name: str
    origin: str
    type: str
    value: str | None
    required: bool
    wire: str
    doc: str


@dataclass(frozen=True, slots=True)
class Class:
    """A class: `bases` are the names of all classes above it."""

    name: str
    origin: str
    kind: ClassKind
    bases: frozenset[str]
    attributes: Mapping[str, Attribute]
    methods: Mapping[str, Function]
    doc: str


Thing = Class | Function | Attribute


@dataclass(frozen=True)
class Surface:
    """The public API of a package.

    `things` are found by the path that a user would import: `acme_client.Invoice`. `exports` are
    the names in `__all__`; `aliases` the names that stand for other types.
    """

    package: str
    exports: frozenset[str]
    things: Mapping[str, Thing]
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def classes(self) -> dict[str, Class]:
        """The public classes by their names."""
        return {one.name: one for one in self.things.values() if isinstance(one, Class)}

    @cached_property
    def names(self) -> Names:
        """What the names in annotations stand for."""
        above = {name: _with_builtins(one.bases) for name, one in self.classes.items()}
        return Names(self.aliases, above)

    def is_exported(self, path: str) -> bool:
        """Whether a path is that of a name in `__all__`."""
        return path.removeprefix(f"{self.package}.") in self.exports


def _with_builtins(bases: frozenset[str]) -> frozenset[str]:
    builtin = {"OpenEnum": "str", "StrEnum": "str", "OpenIntEnum": "int", "IntEnum": "int"}
    return bases | {builtin[one] for one in bases if one in builtin}
