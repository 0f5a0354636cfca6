"""Makes each union as simple as it is: no option twice, none inside another, one of each kind."""

from collections.abc import Mapping, Sequence

from corrigenda.normalize.modern import allows_null, or_null
from corrigenda.normalize.schemas import ABOUT, NULL, map_children, name_of
from corrigenda.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array, same

_SAID = (*ABOUT, "title", "x-name")


def simplify_unions(schema: Traced, named: Mapping[str, Traced]) -> Traced:
    """A schema with simple unions, to any depth."""
    inner = map_children(schema, lambda child: simplify_unions(child, named))
    if not is_array(inner.get("anyOf")):
        return inner
    about = {key: value for key, value in inner.items() if key not in ("anyOf", "type")}
    options = list(_spread(inner["anyOf"], named))
    is_nullable = any(allows_null(one) for one in options)
    telling = [one for one in options if one.get("type") != NULL]
    if any(not _content(one) for one in telling) or not telling:
        return like(inner, {key: value for key, value in about.items() if key != "discriminator"})
    found = _distinct([_bare(one) for one in telling])
    if len(found) == 1:
        joined = like(inner, {**found[0], **about})
        joined.pop("discriminator", None)
    else:
        joined = like(inner, {**about, "anyOf": found})
    return or_null(joined) if is_nullable else joined


def _content(schema: Object) -> Object:
    return {key: value for key, value in schema.items() if key not in _SAID}


def _bare(schema: Traced) -> Traced:
    """An option without null, which stands outside."""
    if is_array(schema.get("type")):
        types = [one for one in schema["type"] if one != NULL]
        return like(schema, {**schema, "type": types[0] if len(types) == 1 else types})
    return schema


def _spread(options: Sequence[Traced], named: Mapping[str, Traced]) -> list[Traced]:
    """The options, with those of unions inside."""
    spread: list[Traced] = []
    for one in options:
        inside = is_array(one.get("anyOf")) and "discriminator" not in one
        spread += _spread(one["anyOf"], named) if inside else [one]
    return spread


def _distinct(options: Sequence[Traced]) -> list[Traced]:
    """The options without those that another includes; texts of several formats are plain texts."""
    found: list[Traced] = []
    for one in options:
        alike = next((at for at, each in enumerate(found) if _is_alike(each, one)), None)
        if alike is None:
            found.append(one)
        else:
            found[alike] = _wider(found[alike], one)
    return found


def _is_alike(one: Object, other: Object) -> bool:
    if same(_content(one), _content(other)):
        return True
    kinds = (one.get("type"), other.get("type"))
    if kinds == ("array", "array"):
        return True
    numbers = ("integer", "number")
    plain = "enum" not in one or "enum" not in other
    both = kinds[0] == kinds[1] == "string" or (kinds[0] in numbers and kinds[1] in numbers)
    return both and plain


def _wider(one: Traced, other: Traced) -> Traced:
    """A schema for the values of both, which are of one kind."""
    if same(_content(one), _content(other)):
        return one
    if one["type"] == "array":
        items = [each["items"] for each in (one, other) if "items" in each]
        inside = like(one, {"anyOf": items}) if len(items) == 2 else like(one, {})
        return like(one, {**one, "items": simplify_unions(inside, {})})
    if "enum" in one or "enum" in other:  # enums are open, so they hold any text
        return one if "enum" in one else other
    if one["type"] == "string":
        return like(one, {"type": "string"})
    return other if one["type"] == "integer" else one


def is_named(schema: Object, named: Mapping[str, Traced]) -> bool:
    """Whether a union needs a name: msgspec cannot tell its options apart."""
    options = [_target(one, named) for one in schema["anyOf"] if one.get("type") != NULL]
    kinds = [_kind(one) for one in options]
    return len(set(kinds)) < len(kinds) or any("anyOf" in one for one in options)


def _target(schema: Traced, named: Mapping[str, Traced]) -> Traced:
    passed: set[str] = set()
    while "$ref" in schema and schema["$ref"] not in passed:
        passed.add(schema["$ref"])
        schema = named[name_of(schema["$ref"])]
    return schema


def _kind(schema: Object) -> str:
    """The kind of JSON, with texts and exact numbers as one: msgspec reads both from texts."""
    kind = str(schema.get("type", "object"))
    if kind == "number" and schema.get("format") not in ("float", "double"):
        return "string"
    return "number" if kind == "integer" else kind
