"""Say which objects are wanted and in which order, and write that as SQL.

The SQL has only names of columns and marks of parameters in it; every value is a parameter.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, TypeVar

from .keys import Key, key_of, member_of, part_of

MOST_VALUES: Final = 30_000
"""How many values one search may compare with."""

_T = TypeVar("_T")

Op: TypeAlias = Literal["eq", "in", "ge", "le", "gt", "lt", "contains", "has", "given"]
_COMPARISONS = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<"}
INDEXABLE: Final = ("eq", "in", *_COMPARISONS)
"""The operators that an index of the field answers."""

_NOTHING, _EVERYTHING = "1 = 0", "1 = 1"


@dataclass(frozen=True, slots=True)
class Where:
    """An object is wanted if a field compares with a value as the operator says.

    `eq` and `in` match any of the values, None among them; the others have one value, and never
    match null. `contains` looks for a part of a text, `has` for a member of a set; `given`, without
    values, for any value at all.
    """

    field: str
    op: Op
    values: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """An object is wanted if all of the conditions hold; without any, it is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """An object is wanted if at least one of the conditions holds; without any, it is not."""

    parts: tuple["Condition", ...]


Condition: TypeAlias = Where | Every | Some


def fields_of(condition: Condition) -> Iterator[str]:
    """Yield the fields that a condition names."""
    if isinstance(condition, Where):
        yield condition.field
        return
    for part in condition.parts:
        yield from fields_of(part)


@dataclass(frozen=True, slots=True)
class Order:
    """Sort by a field. Objects without a value come last, equal ones as they were added."""

    field: str
    descending: bool = False


class TooManyError(ValueError):
    """A search has more values than a database takes."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database writes SQL.

    `indexed` says whether sought fields have indexes; `mark` writes a parameter; `find` writes the
    place of some bytes in others, from 1, or 0.
    """

    indexed: bool
    mark: Callable[[str], str]
    find: Callable[[str, str], str]


SQLITE: Final = Dialect(True, ":{}".format, "instr({}, {})".format)
POSTGRES: Final = Dialect(False, "%({})s".format, "position({1}::bytea IN {0})".format)


@dataclass(frozen=True, slots=True)
class Search:
    """Conditions as SQL: the columns of the fields, and the parameters so far."""

    columns: Mapping[str, str]
    mark: Callable[[str], str]
    find: Callable[[str, str], str]
    values: dict[str, object] = field(default_factory=dict[str, object])

    def where(self, condition: Condition) -> str:
        """Return the SQL of a condition. Raises `TooManyError`."""
        match condition:
            case Every(parts):
                return _joined([self.where(each) for each in parts], "AND", _EVERYTHING)
            case Some(parts):
                return _joined([self.where(each) for each in parts], "OR", _NOTHING)
            case Where(name, "eq" | "in", values):
                return self._one_of(self.columns[name], values)
            case Where(name, "given"):
                return f"{self.columns[name]} IS NOT NULL"
            case Where(name, op, (value,)):
                return self._compared(self.columns[name], op, value)
            case Where(name, op, values):
                raise ValueError(f"{name} {op} takes one value, not {len(values)}")

    def order(self, orders: Sequence[Order], *, few: bool) -> str:
        """Return the SQL of an order; if objects are `few`, they are not read in that order."""
        ways = {False: "NULLS LAST", True: "DESC NULLS LAST"}
        terms = [f"{self.columns[each.field]} {ways[each.descending]}" for each in orders]
        return ", ".join([*terms, "+position" if few else "position"])

    def _one_of(self, column: str, values: Sequence[Key]) -> str:
        keys = [key_of(each) for each in values if each is not None]
        found = [f"{column} IS NULL"] if len(keys) < len(values) else []
        if len(keys) == 1:
            found.append(f"{column} = {self._value(keys[0])}")
        elif keys:
            found.append(f"{column} IN ({', '.join(map(self._value, padded(keys)))})")
        return _joined(found, "OR", _NOTHING)

    def _compared(self, column: str, op: Op, value: Key) -> str:
        if value is None:
            return _NOTHING
        if op in _COMPARISONS:
            return f"{column} {_COMPARISONS[op]} {self._value(key_of(value))}"
        assert isinstance(value, str | int), "a part of a text or a member of a set"
        sought = member_of(value) if op == "has" else part_of(str(value))
        if not sought:
            return f"{column} IS NOT NULL"
        return f"{self.find(column, self._value(sought))} > 0"

    def _value(self, value: object) -> str:
        if len(self.values) >= MOST_VALUES:
            raise TooManyError(f"a search compares with more than {MOST_VALUES} values")
        name = f"p{len(self.values)}"
        self.values[name] = value
        return self.mark(name)


def padded(values: Sequence[_T]) -> list[_T]:
    """Repeat the last value, so that there are only a few lengths, and different statements."""
    missing = (1 << (len(values) - 1).bit_length()) - len(values)
    return [*values, *([values[-1]] * missing)]


def _joined(parts: Sequence[str], word: str, neutral: str) -> str:
    """Join conditions as a tree that is as flat as possible: databases limit its depth."""
    if len(parts) < 2:
        return parts[0] if parts else neutral
    half = len(parts) // 2
    return f"({_joined(parts[:half], word, '')} {word} {_joined(parts[half:], word, '')})"
