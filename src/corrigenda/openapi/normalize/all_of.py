"""Merges `allOf` into one schema.

Objects become one object with all properties. Two members that contradict each other are a finding:
no choice between them would be right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.modern import allows_null, or_null, without_null
from corrigenda.openapi.normalize.schemas import (
    ABOUT,
    map_children,
    map_schemas,
    name_of,
    named_schemas,
)
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array, is_object, same

_EMPTY = ("type", "additionalProperties", "required")


_MOST_MERGES = 1_000
_MOST_OPTIONS = 250
"""Of one schema: more would take minutes, and be a class that nobody can read."""


class _TooLargeError(Exception):
    """Merging a schema makes too much of it."""


@dataclass(slots=True)
class _Work:
    """The named schemas, those that are merged already, and what one schema may still cost."""

    named: Mapping[str, Traced]
    flat: dict[str, Traced]
    log: Log
    left: int = _MOST_MERGES

    def count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooLargeError


def merge_all_of(root: Traced, log: Log) -> Traced:
    """The document without `allOf`; contradictions go to the log."""
    flat: dict[str, Traced] = {}
    named = named_of(root)
    return map_schemas(root, lambda schema: _bounded(schema, _Work(named, flat, log)))


def _bounded(schema: Traced, work: _Work) -> Traced:
    """A schema without `allOf`, or any JSON if there is no end to it."""
    try:
        return _merged(schema, work)
    except (_TooLargeError, RecursionError):
        fix = "give the parts of the schema names, or write fewer of them"
        work.log.find(schema.at, "merging `allOf` makes too much of this schema", fix)
        return like(schema, {})


def _merged(schema: Traced, work: _Work) -> Traced:
    """A schema without `allOf`, to any depth."""
    flat = _flat(schema, work, ())
    if "allOf" in schema:
        work.log.step((*schema.at, "allOf"), "merged `allOf`")
    return map_children(flat, lambda child: _merged(child, work))


def named_of(root: Object) -> dict[str, Traced]:
    """The named schemas of a document."""
    return dict(named_schemas(root))


def _flat(schema: Traced, work: _Work, passed: tuple[str, ...]) -> Traced:
    """The schema without an `allOf` of its own, and without `anyOf` beside properties."""
    rest = {key: value for key, value in schema.items() if key != "allOf"}
    has_both = "properties" in rest and is_array(rest.get("anyOf"))
    if "allOf" not in schema and not has_both:
        return schema
    work.count()
    about = {key: value for key, value in rest.items() if _is_about(key)}
    own = _own(schema, {key: value for key, value in rest.items() if not _is_about(key)})
    members = [*schema.get("allOf", ()), *own]
    telling = [one for one in members if tells(one)]
    if len(telling) == 1 and "$ref" in telling[0] and not about.get("discriminator"):
        return like(schema, {**telling[0], **_said(members), **about})
    resolved = [_resolved(one, work, passed) for one in telling]
    merged = _merge_all(schema, resolved, work)
    return like(merged, {**merged, **_said(members), **about})


def _own(schema: Traced, rest: Object) -> list[Traced]:
    """What stands beside `allOf`, as one or two more members of it."""
    if not rest:
        return []
    if "anyOf" not in rest or len(rest) == 1:
        return [like(schema, rest)]
    options = rest["anyOf"]
    plain = like(schema, {key: value for key, value in rest.items() if key != "anyOf"})
    if not any(tells(one) or "properties" in one for one in options):
        return [plain]  # such options only say which properties are required together
    return [plain, like(schema, {"anyOf": options})]


def _is_about(key: str) -> bool:
    return key in (*ABOUT, "title", "x-name")


def _said(members: Sequence[Traced]) -> Object:
    """What the members without content say of the place."""
    silent = (one for one in members if not tells(one))
    return {key: value for one in silent for key, value in one.items() if _is_about(key)}


def tells(schema: Object) -> bool:
    """Whether a schema says more than that there is an object."""
    if schema.get("type", "object") != "object":
        return True
    return any(not _is_about(key) and key not in _EMPTY for key in schema) or is_object(
        schema.get("additionalProperties")
    )


def _resolved(schema: Traced, work: _Work, passed: tuple[str, ...]) -> Traced:
    """A member of an `allOf` itself: what it refers to, without an `allOf` of its own."""
    if "$ref" not in schema:
        whole = _flat(schema, work, passed)
        return _resolved(whole, work, passed) if "$ref" in whole else whole
    name = name_of(schema["$ref"])
    if name in passed or name not in work.named:
        work.log.find(schema.at, f"`{name}` contains itself by `allOf`", "end the circle")
        return like(schema, {})
    if name in work.flat:
        return work.flat[name]
    found = len(work.log.findings)
    flat = _flat(work.named[name], work, (*passed, name))
    if "$ref" in flat:
        flat = _resolved(flat, work, (*passed, name))
    titled = like(flat, {"title": name, **{k: v for k, v in flat.items() if k != "title"}})
    if len(work.log.findings) == found:
        work.flat[name] = titled
    return titled


def _merge_all(schema: Traced, members: Sequence[Traced], work: _Work) -> Traced:
    if not members:
        is_object_at_least = any("type" in one for one in schema.get("allOf", ()))
        return like(schema, {"type": "object"} if is_object_at_least else {})
    is_nullable = all(allows_null(one) for one in members)
    bare = [_resolved(without_null(one), work, ()) for one in members]
    merged = bare[0]
    for one in bare[1:]:
        merged = _merge(schema, merged, one, work)
    content = {key: value for key, value in merged.items() if not _is_about(key)}
    return or_null(like(schema, content)) if is_nullable else like(schema, content)


def _merge(schema: Traced, one: Traced, other: Traced, work: _Work) -> Traced:
    """What both schemas say; of a union, what each of its options and the other say."""
    for union, rest in ((one, other), (other, one)):
        if "anyOf" in union:
            options = [
                _option(schema, _resolved(each, work, ()), rest, work) for each in union["anyOf"]
            ]
            if sum(map(_count, options)) > _MOST_OPTIONS:
                raise _TooLargeError
            kept = {key: value for key, value in union.items() if key == "discriminator"}
            return like(schema, {**kept, "anyOf": options})
    return _merge_plain(schema, one, other, work)


def _count(schema: Object) -> int:
    """The number of options of a union, with those of unions inside it; 1 for any other schema."""
    return sum(map(_count, schema["anyOf"])) if "anyOf" in schema else 1


def _option(schema: Traced, option: Traced, rest: Traced, work: _Work) -> Traced:
    merged = _merge(schema, rest, option, work)
    title = option.get("title")
    return like(option, {**merged, **({"title": title} if title else {})})


def _merge_plain(schema: Traced, one: Traced, other: Traced, work: _Work) -> Traced:
    merged: Object = {**one, **other}
    merged.pop("discriminator", None)  # it tells the options of a union apart, and this is none
    kinds = {each["type"] for each in (one, other) if isinstance(each.get("type"), str)}
    if kinds == {"integer", "number"}:
        merged["type"] = "integer"
    elif len(kinds) > 1:
        said = " and ".join(f"`{kind}`" for kind in sorted(kinds))
        work.log.find(schema.at, f"`allOf` demands the types {said} at once", "keep one of them")
    if "properties" in one or "properties" in other:
        merged["properties"] = _properties(schema, one, other, work)
    required = [*one.get("required", ()), *other.get("required", ())]
    if required:
        merged["required"] = list(dict.fromkeys(required))
    if is_array(one.get("enum")) and is_array(other.get("enum")):
        merged["enum"] = [value for value in one["enum"] if value in other["enum"]]
    return like(schema, merged)


def _properties(schema: Traced, one: Traced, other: Traced, work: _Work) -> Object:
    first, second = one.get("properties", {}), other.get("properties", {})
    merged: Object = {**first, **second}
    for name in [name for name in first if name in second]:
        merged[name] = _both(schema, first[name], second[name], work)
    return like(schema, merged)


def _both(schema: Traced, one: Traced, other: Traced, work: _Work) -> Traced:
    """A property that two members describe."""
    about = {key: value for each in (one, other) for key, value in each.items() if _is_about(key)}
    bare = [_bare(one), _bare(other)]
    if same(*bare) or not bare[1]:
        return like(one, {**bare[0], **about})
    if not bare[0]:
        return like(other, {**bare[1], **about})
    both: Any = like(other, {"allOf": bare})
    return like(other, {**_flat(both, work, ()), **about})


def _bare(schema: Traced) -> Traced:
    return like(schema, {key: value for key, value in schema.items() if not _is_about(key)})
