"""Makes each union as simple as it is: no option twice, none inside another, one of each kind."""

from collections.abc import Mapping, Sequence

from corrigenda.openapi.normalize.modern import allows_null, or_null
from corrigenda.openapi.normalize.schemas import ABOUT, NULL, map_children, name_of
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array, same

_SAID = (*ABOUT, "title", "x-name")


def simplify_unions(schema: Traced, named: Mapping[str, Traced]) -> Traced:
    """A schema with simple unions, to any depth."""
    inner = map_children(schema, lambda child: simplify_unions(child, named))
    if not is_array(inner.get("anyOf")):
        return inner
    about = {key: value for key, value in inner.items() if key not in ("anyOf", "type")}
    options = _spread(inner["anyOf"], named, frozenset())
    is_nullable = any(allows_null(one) for one in options)
    telling = [one for one in options if one.get("type") != NULL]
    if any(not _content(one) for one in telling) or not telling:
        return like(inner, {key: value for key, value in about.items() if key != "discriminator"})
    listed = _constants(inner, telling)
    found = [listed] if listed else _distinct([_bare(one) for one in telling], named)
    if len(found) == 1:
        joined = like(inner, {**found[0], **about})
        joined.pop("discriminator", None)
    else:
        joined = like(inner, {**about, "anyOf": found})
    return or_null(joined) if is_nullable else joined


def _constants(schema: Traced, options: Sequence[Traced]) -> Traced | None:
    """An enum, if each option is one text or integer; titles are the names of its members."""
    kinds = {str(one.get("type")) for one in options}
    values = [one["const"] for one in options if "const" in one]
    values += [one["enum"][0] for one in options if len(one.get("enum", ())) == 1]
    if len(values) != len(options) or kinds not in ({"string"}, {"integer"}):
        return None
    titles = [str(one["title"]) for one in options if "title" in one]
    names = {"x-enum-varnames": titles} if len(titles) == len(values) else {}
    return like(schema, {"type": kinds.pop(), "enum": values, **names})


def _content(schema: Object) -> Object:
    return {key: value for key, value in schema.items() if key not in _SAID}


def _bare(schema: Traced) -> Traced:
    """An option without null and direction, which stand outside."""
    kept = {key: one for key, one in schema.items() if key not in ("readOnly", "writeOnly")}
    schema = like(schema, kept)
    if is_array(schema.get("type")):
        types = [one for one in schema["type"] if one != NULL]
        return like(schema, {**schema, "type": types[0] if len(types) == 1 else types})
    return schema


def _spread(
    options: Sequence[Traced], named: Mapping[str, Traced], passed: frozenset[str]
) -> list[Traced]:
    """The options, with those of unions inside; a union alone keeps its name."""
    telling = [one for one in options if one.get("type") != NULL]
    if len(telling) == 1 and "$ref" in telling[0]:
        return list(options)
    spread: list[Traced] = []
    for one in options:
        target, name = _target(one, named), str(one.get("$ref", ""))
        inside = is_array(target.get("anyOf")) and "discriminator" not in target
        if inside and not (name and (name in passed or is_named(target, named))):
            spread += _spread(target["anyOf"], named, passed | {name})
        else:
            spread.append(one)
    return spread


def _distinct(options: Sequence[Traced], named: Mapping[str, Traced]) -> list[Traced]:
    """The options without those that another includes."""
    found: list[Traced] = []
    for one in options:
        alike = next((at for at, each in enumerate(found) if _is_alike(each, one, named)), None)
        if alike is None:
            found.append(one)
        else:
            found[alike] = _wider(found[alike], one, named)
    return found


_NUMBERS = ("integer", "number")


def _is_alike(one: Traced, other: Traced, named: Mapping[str, Traced]) -> bool:
    """Whether one schema can be written for the values of both: they are of one kind."""
    if same(_content(one), _content(other)):
        return True
    kinds = [str(_target(each, named).get("type")) for each in (one, other)]
    return kinds in (["array", "array"], ["string", "string"]) or all(
        kind in _NUMBERS for kind in kinds
    )


def _wider(one: Traced, other: Traced, named: Mapping[str, Traced]) -> Traced:
    """A schema for the values of both, which are of one kind."""
    if same(_content(one), _content(other)):
        return one
    pair = [_target(each, named) for each in (one, other)]
    if pair[0].get("type") == "array":
        inside = like(one, {"anyOf": [each.get("items", like(each, {})) for each in pair]})
        return like(one, {**_content(pair[0]), "items": simplify_unions(inside, named)})
    if pair[0].get("type") in _NUMBERS:
        kinds = [str(each["type"]) for each in pair]
        return like(one, {"type": "integer"} if set(kinds) == {"integer"} else {"type": "number"})
    return _wider_text(one, pair)


def _wider_text(one: Traced, pair: Sequence[Traced]) -> Traced:
    """A schema for two kinds of texts: two enums are one, and anything else is any text."""
    listed = [each["enum"] for each in pair if "enum" in each]
    if len(listed) == 2:
        values = list(dict.fromkeys([*listed[0], *listed[1]]))
        return like(one, {"type": "string", "enum": values})
    return like(one, {"type": "string"})


def is_named(schema: Object, named: Mapping[str, Traced]) -> bool:
    """Whether a union needs a name: msgspec cannot tell its options apart."""
    options = [_target(one, named) for one in schema["anyOf"] if one.get("type") != NULL]
    kinds = [_kind(one) for one in options]
    return len(set(kinds)) < len(kinds) or any("anyOf" in one for one in options)


def _target(schema: Traced, named: Mapping[str, Traced]) -> Traced:
    passed: set[str] = set()
    while "$ref" in schema and schema["$ref"] not in passed and name_of(schema["$ref"]) in named:
        passed.add(schema["$ref"])
        schema = named[name_of(schema["$ref"])]
    return schema


def _kind(schema: Object) -> str:
    """The kind of JSON, with texts and exact numbers as one: msgspec reads both from texts."""
    kind = str(schema.get("type", "object"))
    if kind == "number" and schema.get("format") not in ("float", "double"):
        return "string"
    return "number" if kind == "integer" else kind
