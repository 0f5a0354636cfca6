"""Compares the public API of two versions of a package: names, then what each of them is.

griffe looks for what breaks as well. What it finds and this project does not is added as griffe
says it, so that nothing it knows of is missing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import griffe

from corrigenda.apidiff.changes import Change
from corrigenda.apidiff.classes import compare_classes
from corrigenda.apidiff.flows import Way, breaks, flows
from corrigenda.apidiff.fold import fold
from corrigenda.apidiff.functions import Both, compare_functions
from corrigenda.apidiff.load import read_surface
from corrigenda.apidiff.renames import renames
from corrigenda.apidiff.service import compare_services
from corrigenda.apidiff.surface import Attribute, Class, Function, Surface, Thing


def compare_modules(old: griffe.Module, new: griffe.Module) -> list[Change]:
    """Every change between two versions of a package, breaking ones first, sorted by place."""
    before, after = read_surface(old), read_surface(new)
    found = [*_compare(before, after), *compare_services(old, new)]
    found += _missed(griffe.find_breaking_changes(old, new), found)
    return fold(found, before.exports | after.exports)


def _compare(old: Surface, new: Surface) -> Iterator[Change]:
    renamed = _renamed(old, new)
    both = Both(_called_anew(old, renamed).names, new.names)
    for path, thing in old.things.items():
        if path in renamed:
            name = renamed[path].rpartition(".")[2]
            yield _of_name(True, "renamed", path, thing, f"renamed to {name}")
        elif path not in new.things and not _is_hidden(path):
            yield _of_name(True, "removed", path, thing, "removed")
    ways = flows(old), flows(new)
    for path, thing in new.things.items():
        is_new = path not in old.things and path not in renamed.values()
        if is_new and new.is_exported(path):
            yield _of_name(False, "added", path, thing, "added")
    for path in old.things:
        if (other := new.things.get(renamed.get(path, path))) is not None:
            yield from _things(path, old.things[path], other, ways, both)


def _is_hidden(path: str) -> bool:
    """Whether a path leads through a private module: to a base class of what is public."""
    return any(part.startswith("_") for part in path.split("."))


def _renamed(old: Surface, new: Surface) -> dict[str, str]:
    """The new paths of classes with another name and the same content."""
    gone, added = (
        {path: one for path, one in a.things.items() if path not in b.things}
        for a, b in ((old, new), (new, old))
    )
    return renames(_classes(gone), _classes(added), _shape, lambda one: one.doc)


def _classes(things: Mapping[str, Thing]) -> dict[str, Class]:
    return {path: one for path, one in things.items() if isinstance(one, Class)}


def _shape(one: Class) -> object:
    attributes = [(a.name, a.type, a.value, a.required) for a in one.attributes.values()]
    methods = [(m.name, m.parameters, m.returns) for m in one.methods.values()]
    return one.kind, one.bases, tuple(attributes), tuple(methods)


def _called_anew(old: Surface, renamed: Mapping[str, str]) -> Surface:
    """The old package, where a class that has another name now is read as the new one."""
    names = {a.rpartition(".")[2]: b.rpartition(".")[2] for a, b in renamed.items()}
    return replace(old, aliases={**old.aliases, **names})


def _of_name(breaking: bool, aspect: str, path: str, thing: Thing, said: str) -> Change:
    kind = f"name-{aspect}"
    return Change(breaking, kind, path, said=said, origins=frozenset({thing.origin}))


def _things(
    path: str,
    old: Thing,
    new: Thing,
    ways: Sequence[Mapping[str, frozenset[Way]]],
    both: Both,
) -> Iterator[Change]:
    """What has changed about the thing at one path."""
    if isinstance(old, Class) and isinstance(new, Class):
        # A response of one version that is a request of the other is read and written.
        way = ways[0].get(old.name, frozenset()) | ways[1].get(new.name, frozenset())
        yield from compare_classes(path, old, new, way, both)
    elif isinstance(old, Function) and isinstance(new, Function):
        yield from compare_functions(path, "", old, new, both)
    elif isinstance(old, Attribute) and isinstance(new, Attribute):
        way = ways[0].get(old.name, frozenset()) | ways[1].get(new.name, frozenset())
        yield from _values(path, old, new, way, both)
    else:
        kinds = _kind(old), _kind(new)
        origins = frozenset({old.origin})
        yield Change(True, "name-kind", path, "", "", "is another thing", *kinds, origins=origins)


def _kind(thing: Thing) -> str:
    return {Class: "class", Function: "function", Attribute: "value"}[type(thing)]


def _values(
    path: str, old: Attribute, new: Attribute, ways: frozenset[Way], both: Both
) -> Iterator[Change]:
    """A value of a module; a type alias is one whose value is a type.

    A union that has `UnknownMember` is open: like an enum, it may get members at any time.
    """
    origins = frozenset({old.origin})
    if old.type.endswith("TypeAlias") and old.value and new.value:
        if word := both.word(old.value, new.value):
            types = old.value, new.value
            is_open = word == "widened" and "UnknownMember" in old.value
            breaking = breaks(ways, word) and not is_open
            yield Change(breaking, "alias-retyped", path, "", "", word, *types, origins=origins)
    elif word := both.word(old.type, new.type):
        types = old.type, new.type
        yield Change(
            word != "narrowed", "name-retyped", path, "", "", word, *types, origins=origins
        )


def _missed(breakages: Iterator[griffe.Breakage], found: list[Change]) -> Iterator[Change]:
    """What griffe calls breaking and no change explains."""
    origins = {origin for one in found for origin in one.origins}
    lost = {origin for one in found if one.kind == "base-removed" for origin in one.origins}
    for one in breakages:
        place, parent = _place(one), one.obj.path.rpartition(".")[0]
        if place in origins or _is_ours(one) or parent in lost:
            continue
        said = one.kind.value.lower()
        path, _, part = place.partition("(")
        yield Change(True, "other", path, "", part.rstrip(")"), said, origins=frozenset({place}))


def _place(one: griffe.Breakage) -> str:
    """Where griffe finds a breaking change, as `Change.origins` names it."""
    path = one.obj.canonical_path if one.obj.is_alias else one.obj.path
    for value in (one.old_value, one.new_value):
        if isinstance(value, griffe.Parameter):
            return f"{path}({value.name})"
    return path


def _is_ours(one: griffe.Breakage) -> bool:
    """Whether griffe looks at what this project judges by better knowledge.

    `compare_classes` compares all base classes that are public, with those above them, and dunder
    attributes of structs are read by the runtime alone.
    """
    dunder = one.obj.is_attribute and one.obj.name.startswith("__")
    return dunder or isinstance(one, griffe.ClassRemovedBaseBreakage)
