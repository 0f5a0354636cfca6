"""Compares two classes as a caller sees them: fields, keys, members, methods, base classes."""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.apidiff.changes import Change
from corrigenda.apidiff.flows import Way, breaks
from corrigenda.apidiff.functions import Both, compare_functions
from corrigenda.apidiff.renames import renames
from corrigenda.apidiff.surface import Attribute, Class, Function

_THING = {"struct": "field", "typed dict": "key", "enum": "member", "class": "attribute"}


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    thing: str
    ways: frozenset[Way]
    both: Both

    def change(
        self, breaking: bool, aspect: str, one: Attribute, said: str, old: str = "", new: str = ""
    ) -> Change:
        """A change of an attribute of the class."""
        kind, origins = f"{self.thing}-{aspect}", frozenset({one.origin})
        return Change(breaking, kind, self.path, one.name, "", said, old, new, origins=origins)


def compare_classes(
    path: str, old: Class, new: Class, ways: frozenset[Way], both: Both
) -> Iterator[Change]:
    """Every change between two classes at one place; `ways` say which way their values flow."""
    if old.kind != new.kind:
        origins = frozenset({old.origin})
        said, types = "is another kind of class", (old.kind, new.kind)
        yield Change(True, "class-kind", path, "", "", said, *types, origins=origins)
        return
    ways = frozenset({Way.IN}) if new.kind == "typed dict" else ways
    yield from _bases(path, old, new)
    yield from _attributes(_Place(path, _THING[new.kind], ways, both), old, new)
    yield from _methods(path, old, new, both)


def _bases(path: str, old: Class, new: Class) -> Iterator[Change]:
    origins = frozenset({old.origin})
    if lost := sorted(old.bases - new.bases):
        said = f"no longer a subclass of {', '.join(lost)}"
        yield Change(True, "base-removed", path, "", "", said, origins=origins)
    if gained := sorted(new.bases - old.bases):
        said = f"now also a subclass of {', '.join(gained)}"
        yield Change(False, "base-gained", path, "", "", said, origins=origins)


def _attributes(place: _Place, old: Class, new: Class) -> Iterator[Change]:
    before, after = old.attributes, new.attributes
    gone = {name: one for name, one in before.items() if name not in after}
    added = {name: one for name, one in after.items() if name not in before}
    same_value = place.thing == "member"
    renamed = renames(
        gone,
        added,
        (lambda one: one.value) if same_value else (lambda one: (one.type, one.value)),
        (lambda one: one.value or "") if same_value else (lambda one: one.doc),
    )
    for name, other in renamed.items():
        yield place.change(True, "renamed", gone[name], f"renamed to {other}", name, other)
    for name, one in gone.items():
        if name not in renamed:
            yield place.change(True, "removed", one, "removed", one.type or one.value or "")
    for name, one in added.items():
        if name not in renamed.values():
            yield _added(place, one)
    for name in before.keys() & after.keys():
        yield from _attribute(place, before[name], after[name])


def _added(place: _Place, one: Attribute) -> Change:
    has_required = place.thing in ("field", "key") and one.required
    breaking = has_required and Way.IN in place.ways
    said = "added, required" if breaking else "added"
    return place.change(breaking, "added", one, said, new=one.type or one.value or "")


def _attribute(place: _Place, old: Attribute, new: Attribute) -> Iterator[Change]:
    if place.thing == "member":
        if old.value != new.value:
            values = old.value or "", new.value or ""
            yield place.change(True, "value", old, "has another value", *values)
        return
    told = False
    if place.thing in ("field", "key") and old.required != new.required:
        change = _requirement(place, old, new)
        told = change.breaking
        yield change
    if word := place.both.word(old.type, new.type):
        breaking = breaks(place.ways, word)
        # A line that shows both types says it, unless only the type is what breaks.
        if old.required == new.required or (breaking and not told):
            yield place.change(breaking, "retyped", old, word, old.type, new.type)
    if old.wire != new.wire:
        yield place.change(True, "wire", old, "has another name in JSON", old.wire, new.wire)
    if not old.required and not new.required and old.value != new.value:
        breaking = place.thing == "field" and old.type == new.type
        if breaking or place.thing == "attribute":
            values = old.value or "", new.value or ""
            yield place.change(breaking, "default", old, "default changed", *values)
    if _is_deprecated(new.doc) and not _is_deprecated(old.doc):
        yield place.change(False, "deprecated", old, "now deprecated")


def _requirement(place: _Place, old: Attribute, new: Attribute) -> Change:
    """A field or key that became required, or optional."""
    types = (old.type, new.type) if old.type != new.type else ("", "")
    if new.required:
        breaking = Way.IN in place.ways
        said = "now required" if breaking else "now always there"
        return place.change(breaking, "required", old, said, *types)
    breaking = Way.OUT in place.ways
    said = "may now be missing" if breaking else "now optional"
    return place.change(breaking, "optional", old, said, *types)


def _is_deprecated(doc: str) -> bool:
    """Whether a text has the sentence that `corrigenda.texts.defaults` writes."""
    return any(one in doc for one in ("Deprecated.", "Deprecated: "))


def _own_words(method: Function) -> str:
    """The docstring of a method; in `raw`, without the name of the method that it refers to."""
    return method.doc.partition(" See `")[0]


def _methods(path: str, old: Class, new: Class, both: Both) -> Iterator[Change]:
    before, after = old.methods, new.methods
    gone = {name: one for name, one in before.items() if name not in after}
    added = {name: one for name, one in after.items() if name not in before}
    renamed = renames(
        gone, added, lambda one: (one.parameters, one.returns, one.is_async), _own_words
    )
    for name, one in gone.items():
        origins, other = frozenset({one.origin}), renamed.get(name)
        if other:
            said = f"renamed to {other}"
            yield Change(True, "method-renamed", path, name, "", said, name, other, origins=origins)
        else:
            yield Change(True, "method-removed", path, name, "", "removed", origins=origins)
    for name, one in added.items():
        if name not in renamed.values():
            origins = frozenset({one.origin})
            yield Change(False, "method-added", path, name, "", "added", origins=origins)
    for name in before.keys() & after.keys():
        yield from compare_functions(path, name, before[name], after[name], both)
