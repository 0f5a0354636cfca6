"""Translate a schema of an OpenAPI document to JSON Schema 2020-12, with all that it refers to.

OpenAPI 3.0 has a dialect of its own (`nullable`, `exclusiveMinimum: true`, references without
siblings), and both versions have properties that exist in one direction only. Objects are closed on
request: then an undeclared property is an error, unless the schema sets `additionalProperties`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias, cast

from msgspec import Struct, field

from .errors import EmulatorError
from .keywords import (
    BELOW_MANY,
    BELOW_NAMED,
    BELOW_ONE,
    HERE_MANY,
    HERE_NAMED,
    HERE_ONE,
    PATTERN,
    plain_rules,
)
from .patterns import is_plain
from .schema import elements, members, part_at, pointer_of

Pointer: TypeAlias = tuple[str, ...]
Rules: TypeAlias = "bool | dict[str, Any]"
Side: TypeAlias = Literal["request", "response"]
_HERE = (*HERE_ONE, *HERE_MANY, *HERE_NAMED)
_ASKED = ("if", "not", "contains")  # whether they hold is asked, so nothing is added to them
How: TypeAlias = Literal["open", "whole", "part"]
"""How objects are closed: not at all, each on its own, or by a schema around this one."""


class Program(Struct, frozen=True):
    """A translated schema, and what it refers to by reference (`#/$defs/0`).

    `is_native`: the compiled validator can check all of it, though with Python's help if
    `has_patterns`; `is_endless`: it refers to itself, so that it allows values of any depth.
    """

    root: Rules
    parts: Mapping[str, Rules]
    is_native: bool
    has_patterns: bool
    is_endless: bool


class _Work(Struct, frozen=True):
    document: dict[str, Any]
    side: Side
    is_closed: bool
    is_old: bool  # OpenAPI 3.0
    names: dict[tuple[Pointer, How], str] = field(default_factory=dict[tuple[Pointer, How], str])
    odd: list[str] = field(default_factory=list[str])  # what the compiled validator cannot check


def translate(document: dict[str, Any], at: Pointer, side: Side, *, is_closed: bool) -> Program:
    """Translate the schema at a pointer.

    `is_closed` forbids undeclared properties. Raises `EmulatorError` if a closed schema refers to
    nothing; an open one allows any value there.
    """
    is_old = str(document.get("openapi", "")).startswith("3.0")
    work = _Work(document, side, is_closed, is_old)
    root = _schema(work, part_at(document, at), "whole" if is_closed else "open")
    parts: dict[str, Rules] = {}
    while len(parts) < len(work.names):  # a part may refer to further ones
        for (pointer, how), name in list(work.names.items())[len(parts) :]:
            parts[name] = _schema(work, part_at(document, pointer), how)
    done: set[str] = set()
    _cut_circles(parts, root, (), done)
    for name in parts:
        _cut_circles(parts, {"$ref": name}, (), done)
    has_patterns = any(PATTERN in each for one in (root, *parts.values()) for each in _all(one))
    return Program(root, parts, not work.odd, has_patterns, _is_endless(parts))


def _schema(work: _Work, schema: Any, how: How) -> Rules:
    if not isinstance(schema, dict):
        return schema is not False
    source = members(cast(object, schema))
    if work.is_old and isinstance(source.get("$ref"), str):
        source = {key: source[key] for key in ("$ref", "nullable") if key in source}
    rules = plain_rules(source)
    if work.is_closed and isinstance(source.get("x-known-values"), list):
        rules["enum"] = source["x-known-values"]  # open for clients, but no others are used here
    is_spread = how != "open" and _is_spread(source)
    here: How = "part" if is_spread else how
    rules |= _inner(work, source, here, "open" if how == "open" else "whole")
    _require(work, rules, source)
    _discriminate(work, rules, source, here)
    if how == "whole" and not source.keys() & {"additionalProperties", "unevaluatedProperties"}:
        if is_spread and _declares(work, source, []):
            rules["unevaluatedProperties"] = False
        elif "properties" in rules and not is_spread:
            rules["additionalProperties"] = False
    return _nullable(rules) if source.get("nullable") is True else rules


def _is_spread(source: Mapping[str, Any]) -> bool:
    """Whether several schemas of one object declare its properties."""
    others = source.keys() & {*HERE_MANY, *HERE_NAMED, "then", "else", "$ref"}
    return "allOf" in source or ("properties" in source and bool(others))


def _declares(work: _Work, schema: Any, seen: list[Any]) -> bool:
    """Whether a schema, or one beside it, declares properties."""
    if not isinstance(schema, dict) or any(schema is each for each in seen):
        return False
    source = members(cast(object, schema))
    if isinstance(source.get("properties"), dict):
        return True
    beside = [each for key in HERE_MANY for each in elements(source.get(key))]
    beside += [source[key] for key in ("then", "else") if key in source]
    beside += members(source.get("dependentSchemas")).values()
    if isinstance(reference := source.get("$ref"), str):
        beside.append(_target(work, reference))
    return any(_declares(work, each, [*seen, source]) for each in beside)


def _target(work: _Work, reference: str) -> Any:
    try:
        return part_at(work.document, pointer_of(reference))
    except KeyError:
        return None


def _inner(work: _Work, source: Mapping[str, Any], here: How, below: How) -> dict[str, Any]:
    """Translate the schemas inside a schema."""
    found: dict[str, Any] = {}
    for key in source:
        how = here if key in _HERE else below
        if key in (*HERE_ONE, *BELOW_ONE) and isinstance(source[key], dict | bool):
            found[key] = _schema(work, source[key], "open" if key in _ASKED else how)
        elif key in (*HERE_MANY, *BELOW_MANY) and elements(source[key]):
            found[key] = [_schema(work, each, how) for each in elements(source[key])]
        elif key in (*HERE_NAMED, *BELOW_NAMED):
            inside = members(source[key]).items()
            found[key] = {str(name): _schema(work, each, how) for name, each in inside}
    if first := elements(source.get("items")):  # so older documents write `prefixItems`
        found["prefixItems"] = [_schema(work, each, below) for each in first]
    work.odd.extend(name for name in found.get("patternProperties", ()) if not is_plain(name))
    if isinstance(reference := source.get("$ref"), str):
        found |= _reference(work, reference, here)
    return found


def _reference(work: _Work, reference: str, how: How) -> dict[str, Any]:
    try:
        pointer = pointer_of(reference)
        part_at(work.document, pointer)
    except KeyError:
        if work.is_closed:
            wrong = f"the schema refers to {reference}, which is not there"
            raise EmulatorError(wrong, "correct the reference, or add what it refers to") from None
        return {}
    name = work.names.setdefault((pointer, how), f"#/$defs/{len(work.names)}")
    return {"$ref": name}


def _require(work: _Work, rules: dict[str, Any], source: Mapping[str, Any]) -> None:
    """Let properties that exist in the other direction only be absent."""
    if "required" not in rules:
        return
    other = "readOnly" if work.side == "request" else "writeOnly"
    absent = {name for name, each in _properties(work, source, []) if _says(work, each, other)}
    if not absent.isdisjoint(rules["required"]):
        rules["required"] = [name for name in rules["required"] if name not in absent]


def _properties(
    work: _Work, source: Mapping[str, Any], seen: list[Any]
) -> Iterator[tuple[str, Any]]:
    yield from members(source.get("properties")).items()
    beside = elements(source.get("allOf"))
    if isinstance(reference := source.get("$ref"), str):
        beside = [*beside, _target(work, reference)]
    for each in beside:
        if not any(each is one for one in seen):
            yield from _properties(work, members(each), [*seen, each])


def _says(work: _Work, schema: Any, key: str) -> bool:
    source = members(schema)
    reference = source.get("$ref")
    target = _target(work, reference) if isinstance(reference, str) else None
    return source.get(key) is True or members(target).get(key) is True


def _discriminate(work: _Work, rules: dict[str, Any], source: Mapping[str, Any], how: How) -> None:
    """Choose a form by the value of its discriminator; a value that names none may have any."""
    given = members(source.get("discriminator")).get("propertyName")
    forms = "oneOf" if "oneOf" in rules else "anyOf"
    if not isinstance(given, str) or forms not in rules:
        return
    chosen: Rules = {"anyOf": rules.pop(forms)}
    for value, reference in _meanings(work, source, forms):
        named = {"required": [given], "properties": {given: {"const": value}}}
        chosen = {"if": named, "then": _reference(work, reference, how), "else": chosen}
    rules["allOf"] = [*rules.get("allOf", ()), chosen]


def _meanings(work: _Work, source: Mapping[str, Any], forms: str) -> Iterator[tuple[str, str]]:
    """Yield each value of the discriminator with the reference that it stands for."""
    mapping = members(members(source.get("discriminator")).get("mapping"))
    found = {
        str(each["$ref"]).rsplit("/", 1)[-1]: str(each["$ref"])
        for each in map(members, elements(source.get(forms)))
        if "$ref" in each
    }
    for value, target in mapping.items():
        name = str(target)
        found[str(value)] = name if name.startswith("#/") else f"#/components/schemas/{name}"
    known = {value: each for value, each in found.items() if _target(work, each) is not None}
    yield from list(known.items())[:100]


def _nullable(rules: dict[str, Any]) -> Rules:
    """Allow null as well. Documents also say so beside a reference or a list of values."""
    if "type" not in rules or rules.keys() & {*HERE_ONE, *HERE_MANY, "$ref", "const"}:
        return {"anyOf": [rules, {"type": "null"}]} if rules else rules
    types = elements(rules["type"]) or [rules["type"]]
    rules["type"] = [*types, *([] if "null" in types else ["null"])]
    if None not in rules.get("enum", [None]):
        rules["enum"] = [*rules["enum"], None]
    return rules


def _cut_circles(
    parts: Mapping[str, Rules], rules: Rules, above: tuple[str, ...], done: set[str]
) -> None:
    """Remove references with which a schema would apply to one value without end.

    A base that lists its forms, each of which includes the base, is frequent. The inner reference
    adds nothing there.
    """
    for each in _here(rules):
        reference = each.get("$ref")
        if reference in above:
            del each["$ref"]
        elif reference is not None and reference not in done:
            _cut_circles(parts, parts[reference], (*above, reference), done)
            done.add(reference)


def _here(rules: Rules) -> Iterator[dict[str, Any]]:
    """Yield a schema and those inside it that apply to the same value."""
    return _nested(rules, HERE_ONE, HERE_MANY, HERE_NAMED)


def _all(rules: Rules) -> Iterator[dict[str, Any]]:
    """Yield a schema and all those inside it."""
    one, many = (*HERE_ONE, *BELOW_ONE), (*HERE_MANY, *BELOW_MANY)
    return _nested(rules, one, many, (*HERE_NAMED, *BELOW_NAMED))


def _nested(
    rules: Rules, one: tuple[str, ...], many: tuple[str, ...], named: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    if not isinstance(rules, dict):
        return
    yield rules
    inner = [rules[key] for key in one if key in rules]
    inner += [each for key in many for each in rules.get(key, ())]
    inner += [each for key in named for each in rules.get(key, {}).values()]
    for each in inner:
        yield from _nested(each, one, many, named)


def _is_endless(parts: Mapping[str, Rules]) -> bool:
    """Whether a part refers to itself, directly or through others."""
    inner = {
        name: {each["$ref"] for each in _all(rules) if "$ref" in each}
        for name, rules in parts.items()
    }
    while ends := [name for name, names in inner.items() if not names & inner.keys()]:
        for name in ends:
            del inner[name]
    return bool(inner)
