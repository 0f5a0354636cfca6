"""Compares two functions as a caller sees them: parameters, result, `async`, deprecation."""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.apidiff.annotations import Names, read_type, within
from corrigenda.apidiff.changes import Change
from corrigenda.apidiff.renames import renames
from corrigenda.apidiff.surface import Function, Parameter

_BY_NAME = ("keyword-only", "positional or keyword")
_BY_PLACE = ("positional-only", "positional or keyword")


@dataclass(frozen=True, slots=True)
class Both:
    """How to read the types of the old and of the new package."""

    old: Names
    new: Names

    def widened(self, old: str, new: str) -> bool:
        """Whether the new type has all values of the old one."""
        return within(read_type(old, self.old), read_type(new, self.new), self.new)

    def narrowed(self, old: str, new: str) -> bool:
        """Whether the old type has all values of the new one."""
        return within(read_type(new, self.new), read_type(old, self.old), self.new)

    def word(self, old: str, new: str) -> str:
        """How a type has changed; "" if it means the same."""
        if old == new or (self.widened(old, new) and self.narrowed(old, new)):
            return ""
        if self.widened(old, new):
            return "widened"
        return "narrowed" if self.narrowed(old, new) else "retyped"


def compare_functions(
    path: str, member: str, old: Function, new: Function, both: Both
) -> Iterator[Change]:
    """Every change between two functions at one place."""

    def change(breaking: bool, kind: str, said: str, before: str = "", after: str = "") -> Change:
        origins = frozenset({old.origin})
        return Change(breaking, kind, path, member, "", said, before, after, origins=origins)

    if old.is_async != new.is_async:
        yield change(True, "method-async", "now async" if new.is_async else "no longer async")
    yield from _parameters(path, member, old, new, both)
    if word := both.word(old.returns, new.returns):
        breaking = word != "narrowed"
        yield change(breaking, "return-retyped", f"returns {word}", old.returns, new.returns)
    if new.deprecated is not None and old.deprecated is None:
        reason = new.deprecated.removeprefix(f"`{new.name}` is deprecated")
        yield change(False, "method-deprecated", f"now deprecated{reason}")
    if old.deprecated is not None and new.deprecated is None:
        yield change(False, "method-undeprecated", "no longer deprecated")


def _parameters(
    path: str, member: str, old: Function, new: Function, both: Both
) -> Iterator[Change]:
    before, after = ({one.name: one for one in each.parameters} for each in (old, new))
    gone = {name: one for name, one in before.items() if name not in after}
    added = {name: one for name, one in after.items() if name not in before}
    renamed = renames(gone, added, lambda one: (one.kind, one.type, one.default), lambda one: "")

    def change(
        breaking: bool, aspect: str, part: str, said: str, old_type: str = "", new_type: str = ""
    ) -> Change:
        names = {part, renamed.get(part, part)}
        origins = frozenset(f"{old.origin}({name})" for name in names)
        kind = f"parameter-{aspect}"
        types = old_type, new_type
        return Change(breaking, kind, path, member, part, said, *types, origins=origins)

    for name, other in renamed.items():
        by_name = gone[name].kind in _BY_NAME
        yield change(by_name, "renamed", name, f"renamed to {other}", name, other)
    for name, one in gone.items():
        if name not in renamed:
            yield change(True, "removed", name, "removed", one.type)
    for name, one in added.items():
        if name not in renamed.values():
            said = "added, required" if one.required else "added"
            yield change(one.required, "added", name, said, "", one.type)
    for name in before.keys() & after.keys():
        for breaking, aspect, said, types in _parameter(before[name], after[name], both):
            yield change(breaking, aspect, name, said, *types)
    yield from (
        change(True, "moved", name, f"moved from position {a + 1} to {b + 1}")
        for name, a, b in _moved(old, new, renamed)
    )


def _moved(old: Function, new: Function, renamed: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """The parameters that callers give by their place, and whose place has changed."""
    places = {one.name: n for n, one in enumerate(new.parameters) if one.kind in _BY_PLACE}
    for n, one in enumerate(old.parameters):
        now = places.get(renamed.get(one.name, one.name))
        if one.kind in _BY_PLACE and now is not None and now != n:
            yield one.name, n, now


_Found = tuple[bool, str, str, tuple[str, str]]


def _parameter(old: Parameter, new: Parameter, both: Both) -> Iterator[_Found]:
    """What has changed about a parameter that both have."""
    types = old.type, new.type
    shown = types if old.type != new.type else ("", "")
    if new.required and not old.required:
        yield True, "required", "now required", shown
    if old.required and not new.required:
        yield False, "optional", "now optional", shown
    if word := both.word(old.type, new.type):
        breaking = word != "widened"
        # A line that shows both types says it, unless only the type is what breaks.
        if old.required == new.required or (breaking and old.required):
            yield breaking, "retyped", word, types
    if old.kind != new.kind:
        lost = {*_ways(old)} - {*_ways(new)}
        yield bool(lost), "kind", "kind changed", (old.kind, new.kind)
    if old.default is not None and new.default is not None and old.default != new.default:
        yield True, "default", "default changed", (old.default, new.default)


def _ways(one: Parameter) -> Iterator[str]:
    yield from (["name"] if one.kind in _BY_NAME else [])
    yield from (["place"] if one.kind in _BY_PLACE else [])
    yield from ([one.kind] if one.kind.startswith("variadic") else [])
