"""Checks after the fast path that every amount of a response is finite and can be written out.

msgspec reads the strings ``"NaN"`` and ``"1e999999999"`` as Decimals; the first does not equal
itself, and formatting the second fills the memory. It also nests free-form JSON as deeply as the
stack allows. Searching the bytes is slow and misses other spellings ("N_a_N", escapes). So each
type is compiled once into a function that looks at its Decimals and its free-form values, and
collects the odd ones, which a good response does not have. The function is generated Python, as
that of a dataclass is, because its time is part of every response.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from gc import is_tracked
from typing import Any, TypeAlias

from msgspec import inspect

from .bounds import MAX_DEPTH, measure
from .shape import parts, reachable
from .untyped import MAX_EXPONENT

Check = Callable[[Any], bool]

_Named: TypeAlias = inspect.StructType | inspect.CustomType


_NESTED = 8
"""How deeply loops and conditions are nested; Python allows twenty levels of blocks."""

_INLINED = 60
"""How many structs the function of one type looks into; it calls the functions of the others."""

_ODD = f"size > {MAX_EXPONENT} or size < 1 and (size < -{MAX_EXPONENT} or not amount.is_finite())"
"""Whether an amount is odd. The size of NaN and of infinity is 0, so most amounts need no more."""


def finite_check(shape: inspect.Type) -> Check | None:
    """Return a function that checks the amounts and the nesting of a value; None without any.

    The nesting of types that contain themselves is not checked: see ``contains_itself``. What the
    function rejects may still be right, by a level or in the digits of a whole number.
    """
    if id(shape) not in _mattering(shape):
        return None
    within = MAX_DEPTH - (0 if contains_itself(shape) else _depth(shape, {}))
    return _compile(shape, lambda odd: _is_shallow(odd, within))


def contains_itself(shape: inspect.Type) -> bool:
    """Return whether a type has a part of the same type, so that values nest without end."""
    done, above = set[int](), {id(shape)}
    ways = [(shape, iter(parts(shape)))]
    while ways:
        here, rest = ways[-1]
        part = next(rest, None)
        if part is None:
            done.add(id(here))
            above.discard(id(here))
            ways.pop()
        elif id(part) in above:
            return True
        elif id(part) not in done:
            above.add(id(part))
            ways.append((part, iter(parts(part))))
    return False


def _is_shallow(odd: list[Any], within: int) -> bool:
    """Return whether what is odd is only free-form JSON, and not too deep."""
    loose = all(each.__class__ in (dict, list) for each in odd)
    return loose and measure(odd, within) is not None


def _mattering(shape: inspect.Type) -> set[int]:
    """Return the ids of the types, inside a type, whose values are looked at."""
    users: dict[int, list[int]] = {}
    waiting: list[int] = []
    for each in reachable(shape):
        if isinstance(each, inspect.DecimalType | inspect.AnyType | inspect.CustomType):
            waiting.append(id(each))
        for part in parts(each):
            users.setdefault(id(part), []).append(id(each))
    found = set[int]()
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += users.get(here, [])
    return found


def _depth(shape: inspect.Type, known: dict[int, int]) -> int:
    if id(shape) not in known:
        here = isinstance(shape, inspect.StructType | inspect.DictType | inspect.CollectionType)
        inside = [_depth(part, known) for part in parts(shape)]
        known[id(shape)] = here + max(inside, default=0)
    return known[id(shape)]


def _compile(shape: inspect.Type, is_right: Callable[[list[Any]], bool]) -> Check:
    writer = _Writer(shape)
    inside = writer.body(shape)
    writer.write_functions()
    whole = ["def check(value):", " odd = []", *inside, " return not odd or is_right(odd)"]
    names = {"Decimal": Decimal, "is_tracked": is_tracked, "is_right": is_right}
    written: dict[str, Any] = {**names, **writer.classes}
    exec("\n".join([*writer.lines, *whole]), written)  # noqa: S102  (names are those of attributes)
    check: Check = written["check"]
    return check


class _Writer:
    """Writes the lines for a type, and functions for the structs that need one."""

    def __init__(self, whole: inspect.Type) -> None:
        self._everything = {id(each) for each in reachable(whole)}
        self._mattering = _mattering(whole)
        self.lines: list[str] = []
        self.classes: dict[str, type] = {}
        self._known: dict[type, str] = {}
        self._within: list[type] = []
        self._inlined = 0
        self._waiting: list[_Named] = []

    def body(self, shape: inspect.Type) -> list[str]:
        """Write the lines of a function that collects what is odd in a value of a type."""
        self._inlined = 0
        return list(self._part(shape, "value", 1))

    def write_functions(self) -> None:
        """Write the functions that are called, one after the other: types can refer in long chains.

        Nor is every struct written wherever it is used: a hundred that refer to each other would
        become millions of lines.
        """
        while self._waiting:
            shape = self._waiting.pop()
            self.lines += [f"def {self._known[shape.cls]}(value, odd):", *self.body(shape)]

    def _part(self, shape: inspect.Type, at: str, level: int) -> Iterator[str]:
        """Yield the lines for a value that is certainly of a type, given its expression."""
        if not self._matters(shape):
            return
        pad = " " * level
        match shape:
            case inspect.DecimalType():
                yield from _amount(at, pad)
            case inspect.AnyType():
                # The garbage collector tracks lists, and dicts that contain any container.
                yield f"{pad}if is_tracked({at}): odd.append({at})"
            case inspect.StructType() | inspect.CustomType():
                yield from self._once(shape, at, level)
            case inspect.UnionType():
                yield from self._options(list(shape.types), at, level)
            case inspect.Metadata():
                yield from self._part(shape.type, at, level)
            case _:
                yield from self._items(shape, at, level)

    def _matters(self, shape: inspect.Type) -> bool:
        if id(shape) in self._everything:
            return id(shape) in self._mattering
        return any(map(self._matters, parts(shape)))  # it was joined here: see ``_joined``

    def _once(self, shape: _Named, at: str, level: int) -> Iterator[str]:
        self._inlined += 1
        if shape.cls in self._within or level > _NESTED or self._inlined > _INLINED:
            yield f"{' ' * level}{self._named(shape)}({at}, odd)"
            return
        self._within.append(shape.cls)
        if isinstance(shape, inspect.StructType):
            yield from self._fields(shape, at, level)
        else:
            yield from self._options(parts(shape), at, level)
        self._within.pop()

    def _fields(self, shape: inspect.StructType, at: str, level: int) -> Iterator[str]:
        for field in shape.fields:
            place = f"{at}.{field.name}"
            if field.required:
                yield from self._part(field.type, place, level)
            else:
                yield from self._options([field.type], place, level)

    def _named(self, shape: _Named) -> str:
        """Return the name of the function of a class, which is written later."""
        if shape.cls not in self._known:
            self._known[shape.cls] = f"_struct{len(self._known)}"
            self._waiting.append(shape)
        return self._known[shape.cls]

    def _options(self, types: list[inspect.Type], at: str, level: int) -> Iterator[str]:
        """Yield the lines for a value that is of one of several types, or None or UNSET."""
        pad, name = " " * level, f"x{level}"
        flat = _joined([each for one in types for each in _flat(one) if self._matters(each)])
        if flat:
            yield f"{pad}{name} = {at}"
        for each in flat:
            inside = list(self._part(each, name, level + 1))
            if isinstance(each, inspect.AnyType | inspect.CustomType):
                yield from self._part(each, name, level)
            elif inside:
                yield f"{pad}if type({name}) is {self._class(each)}:"
                yield from inside

    def _class(self, shape: inspect.Type) -> str:
        match shape:
            case inspect.StructType():
                self.classes[name := f"_class{id(shape.cls)}"] = shape.cls
                return name
            case inspect.DictType():
                return "dict"
            case inspect.DecimalType():
                return "Decimal"
            case _:  # of the other types in a union, only a list can hold an amount
                return "list"

    def _items(self, shape: inspect.Type, at: str, level: int) -> Iterator[str]:
        pad, name, free = " " * level, f"y{level}", _is_free(shape)
        values = f"{at}.values()" if isinstance(shape, inspect.DictType) else at
        inside = [
            line for part in parts(shape) for line in self._part(part, name, level + 1 + free)
        ]
        if free:
            yield f"{pad}if is_tracked({at}):"
        yield f"{pad}{' ' * free}for {name} in {values}:"
        yield from inside


def _amount(at: str, pad: str) -> Iterator[str]:
    yield f"{pad}amount = {at}"
    yield f"{pad}size = amount.adjusted()"
    yield f"{pad}if {_ODD}: odd.append(amount)"


def _is_free(shape: inspect.Type) -> bool:
    """Return whether a type is a dict of free-form JSON, without containers in most responses."""
    return isinstance(shape, inspect.DictType) and isinstance(shape.value_type, inspect.AnyType)


def _joined(shapes: list[inspect.Type]) -> list[inspect.Type]:
    """Return the shapes with one list and one dict, because all lists have one class."""
    lists = [each for each in shapes if isinstance(each, inspect.CollectionType)]
    dicts = [each for each in shapes if isinstance(each, inspect.DictType)]
    others = [each for each in shapes if each not in lists and each not in dicts]
    if len(lists) > 1:
        lists = [inspect.ListType(inspect.UnionType(tuple(each.item_type for each in lists)))]
    if len(dicts) > 1:
        values = inspect.UnionType(tuple(each.value_type for each in dicts))
        dicts = [inspect.DictType(inspect.StrType(), values)]
    return [*others, *lists, *dicts]


def _flat(shape: inspect.Type) -> list[inspect.Type]:
    match shape:
        case inspect.Metadata():
            return _flat(shape.type)
        case inspect.UnionType():
            return [each for one in shape.types for each in _flat(one)]
        case _:
            return [shape]
