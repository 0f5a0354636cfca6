"""Reads type annotations as plain data, and says whether one type has all the values of another.

An annotation is read as text: nothing is imported or evaluated. What is not known to be a subtype
is not one, so that a doubt counts as a breaking change rather than as a compatible one. Containers
are compared as a reader of their items would: a list of orders is also a list of orders that may be
missing.
"""

import ast
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import zip_longest


@dataclass(frozen=True, slots=True)
class Type:
    """A type: its name, such as `Sequence`, and what is in its brackets. A union is named `|`."""

    name: str
    args: tuple["Type", ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What names stand for: `aliases` for other annotations, `above` lists the bases of a class."""

    aliases: Mapping[str, str]
    above: Mapping[str, Set[str]]


NONE = Type("None")
_WIDER = {
    "int": {"float"},
    "bytes": {"Sequence", "Iterable"},
    "list": {"Sequence", "Iterable", "Collection"},
    "tuple": {"Sequence", "Iterable", "Collection"},
    "Sequence": {"Iterable", "Collection"},
    "dict": {"Mapping"},
}
_CEILING = 20
"""How deep aliases may lead to aliases; one that contains itself is left as its name."""


def read_type(text: str, names: Names, depth: int = 0) -> Type:
    """The type that an annotation means, with aliases replaced by what they stand for."""
    try:
        return _read(ast.parse(text.strip(), mode="eval").body, names, depth)
    except SyntaxError:
        return Type(text.strip())


def _read(node: ast.expr, names: Names, depth: int) -> Type:
    match node:
        case ast.BinOp(left, ast.BitOr(), right):
            return union([_read(left, names, depth), _read(right, names, depth)])
        case ast.Constant(str(quoted)):
            return read_type(quoted, names, depth)
        case ast.Subscript(value, inside):
            return _subscript(ast.unparse(value).rpartition(".")[2], inside, names, depth)
        case ast.List(items):
            return Type("[]", tuple(_read(one, names, depth) for one in items))
        case _:
            return _named(ast.unparse(node), names, depth)


def _named(text: str, names: Names, depth: int) -> Type:
    meant = names.aliases.get(text)
    if meant is None or depth >= _CEILING:
        return Type(text)
    return read_type(meant, names, depth + 1)


def _subscript(name: str, inside: ast.expr, names: Names, depth: int) -> Type:
    items = inside.elts if isinstance(inside, ast.Tuple) else [inside]
    if name == "Literal":
        return union([Type("Literal", (Type(ast.unparse(one)),)) for one in items])
    args = [_read(one, names, depth) for one in items]
    if name in ("Union", "Optional"):
        return union([*args, *([NONE] if name == "Optional" else [])])
    return args[0] if name in ("Annotated", "Final") else Type(name, tuple(args))


def union(members: list[Type]) -> Type:
    """The union of types, without repetitions; a single type is itself."""
    flat = dict.fromkeys(inner for one in members for inner in alternatives(one))
    return next(iter(flat)) if len(flat) == 1 else Type("|", tuple(flat))


def alternatives(one: Type) -> tuple[Type, ...]:
    """The members of a union; any other type alone."""
    return one.args if one.name == "|" else (one,)


def within(inner: Type, outer: Type, names: Names) -> bool:
    """Whether each value of `inner` is certainly one of `outer`."""
    return all(
        any(_single(each, other, names) for other in alternatives(outer))
        for each in alternatives(inner)
    )


def _single(inner: Type, outer: Type, names: Names) -> bool:
    if inner == outer or outer.name in ("Any", "object"):
        return True
    if inner.name == "Literal" and outer.name in ("str", "int"):
        return isinstance(ast.literal_eval(inner.args[0].name), str) == (outer.name == "str")
    if inner.name == "Callable" == outer.name:
        return _callables(inner, outer, names)
    wider = _WIDER.get(inner.name, set[str]()) | names.above.get(inner.name, frozenset())
    if inner.name != outer.name and outer.name not in wider:
        return False
    pairs = zip_longest(inner.args, outer.args, fillvalue=None)
    return all(a is not None and b is not None and within(a, b, names) for a, b in pairs)


def _callables(inner: Type, outer: Type, names: Names) -> bool:
    """Functions: what the outer one is called with, the inner one must take."""
    if len(inner.args) != 2 or len(outer.args) != 2:
        return False
    taken, given = inner.args[0].args, outer.args[0].args
    takes = len(taken) == len(given) and all(
        within(b, a, names) for a, b in zip(taken, given, strict=True)
    )
    return takes and within(inner.args[1], outer.args[1], names)


def mentioned(one: Type, flipped: bool = False) -> Iterator[tuple[str, bool]]:
    """Every name in a type, and whether its values flow the other way: into a function."""
    if one.name == "Callable" and len(one.args) == 2:
        for each in one.args[0].args:
            yield from mentioned(each, not flipped)
        yield from mentioned(one.args[1], flipped)
        return
    yield one.name, flipped
    for each in one.args:
        yield from mentioned(each, flipped)
