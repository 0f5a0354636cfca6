"""Checks after the fast path that every amount of a response is finite and can be written out.

msgspec reads the strings ``"NaN"`` and ``"1e999999999"`` as Decimals; the first does not equal
itself, and formatting the second fills the memory. It also nests free-form JSON as deeply as the
stack allows. Searching the bytes is slow and misses other spellings ("N_a_N", escapes). So each
type is compiled once into a function that collects its Decimals and its free-form values, and all
of them are checked together. The function is generated Python, as that of a dataclass is, because
its time is part of every response.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from msgspec import inspect

from .bounds import MAX_DEPTH, measure
from .shape import parts, reachable
from .untyped import MAX_EXPONENT

Check = Callable[[Any], bool]
Collect = Callable[[Any, list[Decimal], list[Any]], None]


_NESTED = 8
"""How deeply loops and conditions are nested; Python allows twenty levels of blocks."""

_SIZES = frozenset(range(-MAX_EXPONENT, MAX_EXPONENT + 1))


def finite_check(shape: inspect.Type) -> Check | None:
    """Return a function that checks the amounts and the nesting of a value; None without any.

    The nesting of types that contain themselves is not checked: see ``contains_itself``. What the
    function rejects may still be right, by a level or in the digits of a whole number.
    """
    if not _matters(shape):
        return None
    collect, within = _compile(shape), MAX_DEPTH - (0 if contains_itself(shape) else _depth(shape))

    def check(value: Any) -> bool:
        amounts: list[Decimal] = []
        loose: list[Any] = []
        collect(value, amounts, loose)
        return _are_finite(amounts) and (not loose or measure(loose, within) is not None)

    return check


def contains_itself(shape: inspect.Type) -> bool:
    """Return whether a type has a part of the same type, so that values nest without end."""
    return any(
        each is inner
        for each in reachable(shape)
        if isinstance(each, inspect.StructType)
        for part in parts(each)
        for inner in reachable(part)
    )


def _are_finite(amounts: list[Decimal]) -> bool:
    return set(map(Decimal.adjusted, amounts)) <= _SIZES and all(map(Decimal.is_finite, amounts))


def _matters(shape: inspect.Type) -> bool:
    kinds = inspect.DecimalType | inspect.AnyType
    return any(isinstance(each, kinds) for each in reachable(shape))


def _depth(shape: inspect.Type) -> int:
    here = isinstance(shape, inspect.StructType | inspect.DictType | inspect.CollectionType)
    return here + max(map(_depth, parts(shape)), default=0)


def _compile(shape: inspect.Type) -> Collect:
    writer = _Writer()
    writer.function("_whole", shape)
    written: dict[str, Any] = {"Decimal": Decimal, **writer.classes}
    exec("\n".join(writer.lines), written)  # noqa: S102  (the names are those of attributes)
    collect: Collect = written["_whole"]
    return collect


class _Writer:
    """Writes one function for the whole type, and one for each struct that it contains."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.classes: dict[str, type] = {}
        self._known: dict[type, str] = {}
        self._within: list[type] = []

    def function(self, name: str, shape: inspect.Type) -> None:
        """Write the function that collects what a value of a type contains."""
        outer, self._within = self._within, []
        body = list(self._part(shape, "value", 1))
        self._within = outer
        opening = [f"def {name}(value, amounts, loose):", " add = amounts.append"]
        self.lines += [*opening, *body]

    def _part(self, shape: inspect.Type, at: str, level: int) -> Iterator[str]:
        """Yield the lines for a value that is certainly of a type, given its expression."""
        if not _matters(shape):
            return
        pad = " " * level
        match shape:
            case inspect.DecimalType():
                yield f"{pad}add({at})"
            case inspect.AnyType():
                yield f"{pad}if {at}.__class__ in (dict, list): loose.append({at})"
            case inspect.StructType():
                yield from self._struct(shape, at, level)
            case inspect.UnionType():
                yield from self._union(shape, at, level)
            case inspect.Metadata():
                yield from self._part(shape.type, at, level)
            case _:
                yield from self._items(shape, at, level)

    def _struct(self, shape: inspect.StructType, at: str, level: int) -> Iterator[str]:
        if shape.cls in self._within or level > _NESTED:
            yield f"{' ' * level}{self._named(shape)}({at}, amounts, loose)"
            return
        self._within.append(shape.cls)
        yield from self._fields(shape, at, level)
        self._within.pop()

    def _fields(self, shape: inspect.StructType, at: str, level: int) -> Iterator[str]:
        sure = [field for field in shape.fields if field.required]
        amounts = [f"{at}.{field.name}" for field in sure if _is_decimal(field.type)]
        if amounts:
            yield f"{' ' * level}amounts += ({', '.join(amounts)},)"
        for field in shape.fields:
            if field.required and not _is_decimal(field.type):
                yield from self._part(field.type, f"{at}.{field.name}", level)
            elif not field.required:
                yield from self._options([field.type], f"{at}.{field.name}", level)

    def _named(self, shape: inspect.StructType) -> str:
        """Return the name of a struct's function, written when it is needed first."""
        if shape.cls not in self._known:
            name = self._known[shape.cls] = f"_struct{len(self._known)}"
            self.function(name, shape)
        return self._known[shape.cls]

    def _union(self, shape: inspect.UnionType, at: str, level: int) -> Iterator[str]:
        yield from self._options(list(shape.types), at, level)

    def _options(self, types: list[inspect.Type], at: str, level: int) -> Iterator[str]:
        """Yield the lines for a value that is of one of several types, or None or UNSET."""
        pad, name = " " * level, f"x{level}"
        flat = [each for one in types for each in _flat(one) if _matters(each)]
        if flat:
            yield f"{pad}{name} = {at}"
        for each in flat:
            inside = list(self._part(each, name, level + 1))
            if isinstance(each, inspect.AnyType):
                yield from self._part(each, name, level)
            elif inside:
                yield f"{pad}if {name}.__class__ is {self._class(each)}:"
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
        pad, name = " " * level, f"y{level}"
        values = f"{at}.values()" if isinstance(shape, inspect.DictType) else at
        inside = [line for part in parts(shape) for line in self._part(part, name, level + 1)]
        yield f"{pad}for {name} in {values}:"
        yield from inside


def _flat(shape: inspect.Type) -> list[inspect.Type]:
    match shape:
        case inspect.Metadata():
            return _flat(shape.type)
        case inspect.UnionType():
            return [each for one in shape.types for each in _flat(one)]
        case _:
            return [shape]


def _is_decimal(shape: inspect.Type) -> bool:
    return isinstance(
        shape.type if isinstance(shape, inspect.Metadata) else shape, inspect.DecimalType
    )
