"""Reads the generated structs, so that only the generator decides what they hold.

Callers ask only for what an operation selects, so it exists.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from corrigenda.generate.annotations import is_list, item_of, optional, required

Way = list[tuple[str, ast.expr]]
"""The attributes along a path, with their annotations."""


@dataclass(frozen=True, slots=True)
class Structs:
    """The generated classes: the annotation and the wire name of every attribute."""

    annotations: Mapping[str, Mapping[str, ast.expr]]
    wires: Mapping[str, Mapping[str, str]]

    def attribute(self, struct: str, wire: str) -> str:
        """The attribute with a wire name."""
        return self.attributes_of(struct)[wire]

    def attributes_of(self, struct: str) -> dict[str, str]:
        """The attributes of a class by wire name; empty for anything else."""
        return {wire: name for name, wire in self.wires.get(struct, {}).items()}


def read_structs(models: str) -> Structs:
    """Read the classes from the text of `models.py`."""
    annotations: dict[str, dict[str, ast.expr]] = {}
    wires: dict[str, dict[str, str]] = {}
    for node in ast.parse(models).body:
        if isinstance(node, ast.ClassDef):
            fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
            annotations[node.name] = {ast.unparse(one.target): one.annotation for one in fields}
            wires[node.name] = {ast.unparse(one.target): _wire(one) for one in fields}
    return Structs(annotations, wires)


def _wire(node: ast.AnnAssign) -> str:
    keywords = node.value.keywords if isinstance(node.value, ast.Call) else []
    named = (one.value for one in keywords if one.arg == "name")
    constant = next((one for one in named if isinstance(one, ast.Constant)), None)
    return str(constant.value) if constant else ast.unparse(node.target)


def attributes(structs: Structs, struct: str, steps: Sequence[str]) -> Iterator[str]:
    for step in steps:
        name = structs.attribute(struct, step)
        yield name
        struct = inner(structs.annotations[struct][name])


def end(structs: Structs, struct: str, at: Sequence[str]) -> str:
    """The innermost name of the annotation at the end of a path of attributes."""
    for name in at:
        struct = inner(structs.annotations[struct][name])
    return struct


def inner(annotation: ast.expr) -> str:
    """`Project` for `list[Project] | None`."""
    bare = required(annotation)
    return inner(bare.slice) if isinstance(bare, ast.Subscript) else ast.unparse(bare)


def way(structs: Structs, struct: str, path: str) -> Way:
    """The attributes along a dotted path of wire names, as far as they exist.

    The path ends at a list.
    """
    found: Way = []
    for step in path.split("."):
        name = structs.attributes_of(struct).get(step)
        if name is None or (found and is_list(found[-1][1])):
            break
        found.append((name, structs.annotations[struct][name]))
        struct = inner(found[-1][1])
    return found


def items_at(structs: Structs, struct: str, path: str, start: str) -> tuple[str, str] | None:
    """Python for a list below `start`, and the annotation of its items; None if there is none.

    A path may lead through a list (`edges.node`): then it is the list of what is in its items,
    without null.
    """
    steps = way(structs, struct, path)
    if not steps or not is_list(steps[-1][1]):
        return None
    rest, held = path.split(".")[len(steps) :], required(steps[-1][1])
    if not rest or not isinstance(held, ast.Subscript):
        return expression(steps, "()", start), item_of(steps[-1][1])
    inside = way(structs, inner(held.slice), ".".join(rest))
    if len(inside) != len(rest) or is_list(inside[-1][1]):
        return None
    reached = list(accumulate((name for name, _ in inside), "{}.{}".format, initial="_edge"))
    kinds = [held.slice, *(kind for _, kind in inside)]
    guards = [at for at, kind in zip(reached, kinds, strict=True) if optional(kind)]
    condition = f" if {' and '.join(guards)}" if guards else ""
    listed = f"[{reached[-1]} for _edge in ({expression(steps, '()', start)}){condition}]"
    return listed, ast.unparse(required(inside[-1][1]))


def expression(steps: Way, default: str, start: str) -> str:
    """Python for the end of a path below `start`; null on the path gives `default`."""
    reached = list(accumulate((name for name, _ in steps), "{}.{}".format, initial=start))[1:]
    guards = [here for here, (_, kind) in zip(reached[:-1], steps, strict=False) if optional(kind)]
    text = reached[-1]
    if default == "()" and optional(steps[-1][1]):
        text = f"{text} or ()"
    return f"{text} if {' and '.join(guards)} else {default}" if guards else text
