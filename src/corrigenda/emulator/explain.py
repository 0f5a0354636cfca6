"""Find the problems of a value one by one, in the order of the value.

The compiled validator is fast, but it collects all problems before it tells the first; here a
request with a hundred thousand wrong items costs no more than the problems that are told. Both
agree, as the tests show.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, TypeAlias, cast

from msgspec import Struct

from . import equality
from .descend import At, IsValid, Step, declared, inner, unknown
from .dialect import Rules
from .formats import has_format
from .keywords import PATTERN, is_integer, is_number
from .patterns import matches
from .problems import MAX_PROBLEMS, Place, json_path, kinds, listed, show
from .schema import elements, members


class Problem(Struct, frozen=True):
    """What is wrong at a place, and the keyword and its value that say so."""

    place: Place
    keyword: str
    rule: Any
    text: str


_Found: TypeAlias = Iterator[Problem]


def explain(parts: Mapping[str, Rules], is_valid: IsValid, step: Step) -> _Found:
    """Yield the problems of a value."""
    open_steps: list[Iterator[Step]] = [iter((step,))]
    while open_steps:
        following = next(open_steps[-1], None)
        if following is None:
            open_steps.pop()
            continue
        rules, value, place = following
        if isinstance(rules, bool):
            if not rules:
                yield Problem(place, "false", rules, f"{json_path(place)}: is not allowed")
            continue
        at = At(parts, is_valid, rules, value, place)
        yield from _judged(at)
        open_steps.append(inner(at, _holds))


def _judged(at: At) -> _Found:
    for keyword, rule in at.rules.items():
        if keyword == "pattern" and "format" in at.rules:
            continue  # it is that of the format, for the compiled validator
        if keyword in _PLAIN:
            if not _PLAIN[keyword](at.value, rule):
                yield _violated(at, keyword, rule)
        elif judge := _JUDGES.get(keyword):
            yield from judge(at, rule)


def _violated(at: At, keyword: str, rule: Any) -> Problem:
    value = show(at.value)
    match keyword:
        case "type":
            wrong = f"{value} is not {kinds([rule])}"
        case "enum":
            wrong = f"{value} is not one of {show(rule)}"
        case "format":
            wrong = f"{value} is not a {rule}"
        case _:
            wrong = f"{value} violates {keyword.removeprefix('x-')}: {show(rule)}"
    return Problem(at.place, keyword, rule, f"{json_path(at.place)}: {wrong}")


def _is_type(value: Any, rule: str | list[str]) -> bool:
    return any(_TYPES[name](value) for name in ([rule] if isinstance(rule, str) else rule))


_TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "number": is_number,
    "integer": is_integer,
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def _is_one_of(value: Any, rule: list[Any]) -> bool:
    key = equality.identity(value)
    return any(equality.identity(each) == key for each in rule)


def _is_unique(value: Any, rule: bool) -> bool:
    if not rule or not isinstance(value, list):
        return True
    items = elements(cast(object, value))
    return len(set(map(equality.identity, items))) == len(items)


def _when(kind: str, holds: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Return a check that all values of other types pass."""
    is_kind = _TYPES[kind]
    return lambda value, rule: not is_kind(value) or holds(value, rule)


_PLAIN: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "type": _is_type,
    "enum": _is_one_of,
    "const": lambda value, rule: _is_one_of(value, [rule]),
    "format": _when("string", lambda value, rule: has_format(rule, value)),
    "pattern": _when("string", lambda value, rule: matches(rule, value)),
    PATTERN: _when("string", lambda value, rule: matches(rule, value)),
    "minLength": _when("string", lambda value, rule: len(value) >= rule),
    "maxLength": _when("string", lambda value, rule: len(value) <= rule),
    "minimum": _when("number", lambda value, rule: value >= rule),
    "maximum": _when("number", lambda value, rule: value <= rule),
    "exclusiveMinimum": _when("number", lambda value, rule: value > rule),
    "exclusiveMaximum": _when("number", lambda value, rule: value < rule),
    "multipleOf": _when("number", equality.is_multiple),
    "minItems": _when("array", lambda value, rule: len(value) >= rule),
    "maxItems": _when("array", lambda value, rule: len(value) <= rule),
    "uniqueItems": _is_unique,
    "minProperties": _when("object", lambda value, rule: len(value) >= rule),
    "maxProperties": _when("object", lambda value, rule: len(value) <= rule),
}


def _required(at: At, rule: list[str]) -> _Found:
    if _TYPES["object"](at.value):
        for name in rule:
            if name not in at.value:
                yield Problem(
                    at.place, "required", rule, f"{json_path((at.place, name))}: is required"
                )


def _needs(at: At, rule: dict[str, list[str]]) -> _Found:
    value = members(at.value)
    for name in rule.keys() & value.keys():
        for other in rule[name]:
            if other not in value:
                text = f"{json_path((at.place, other))}: is required with {show(name)}"
                yield Problem(at.place, "dependentRequired", rule, text)


def _holds(at: At, rules: Rules) -> bool:
    """Whether the value is valid for a schema inside that of a place."""
    return next(explain(at.parts, at.is_valid, at.beside(rules)), None) is None


def _any_of(at: At, rule: list[Rules]) -> _Found:
    forms: list[list[Problem]] = []
    for rules in rule:
        found = explain(at.parts, at.is_valid, at.beside(rules))
        forms.append(list(islice(found, MAX_PROBLEMS)))
        if not forms[-1]:
            return
    yield from _not_any(at, forms)


def _one_of(at: At, rule: list[Rules]) -> _Found:
    forms = [
        list(islice(explain(at.parts, at.is_valid, at.beside(rules)), MAX_PROBLEMS))
        for rules in rule
    ]
    valid = sum(not form for form in forms)
    if valid > 1:
        text = f"{json_path(at.place)}: {show(at.value)} has {valid} of the allowed forms, not one"
        yield Problem(at.place, "oneOf", rule, text)
    elif not valid:
        yield from _not_any(at, forms)


def _not_any(at: At, forms: list[list[Problem]]) -> _Found:
    """Describe only the intended form, if all the other forms are of a different type."""
    meant = [form for form in forms if not any(_other_type(at, each) for each in form)]
    if len(meant) == 1:
        yield from meant[0]
        return
    wrong = [each.rule for form in forms for each in form if _other_type(at, each)]
    said = kinds(wrong) if wrong and not meant else "valid in any allowed form"
    text = f"{json_path(at.place)}: {show(at.value)} is not {said}"
    yield Problem(at.place, "anyOf", None, text)


def _other_type(at: At, problem: Problem) -> bool:
    return problem.keyword == "type" and problem.place is at.place


def _not(at: At, rule: Rules) -> _Found:
    if _holds(at, rule):
        yield _violated(at, "not", rule)


def _contains(at: At, rule: Rules) -> _Found:
    if not _TYPES["array"](at.value):
        return
    least, most = at.rules.get("minContains", 1), at.rules.get("maxContains")
    found = sum(_fits(at, rule, each) for each in elements(at.value))
    if found < least:
        yield _violated(at, "contains", rule)
    if most is not None and found > most:
        yield _violated(at, "maxContains", most)


def _fits(at: At, rules: Rules, value: Any) -> bool:
    valid = at.is_valid(rules, value)
    if valid is not None:
        return valid
    return next(explain(at.parts, at.is_valid, (rules, value, None)), None) is None


def _names(at: At, rule: Rules) -> _Found:
    for name in members(at.value):
        for each in explain(at.parts, at.is_valid, (rule, name, None)):
            text = f"{json_path((at.place, name))}: the name{each.text.removeprefix('$:')}"
            yield Problem(at.place, "propertyNames", rule, text)


def _closed(keyword: str) -> Callable[[At, Rules], _Found]:
    def judge(at: At, rule: Rules) -> _Found:
        if rule is not False or not _TYPES["object"](at.value):
            return
        allowed = ""
        for name in unknown(at, keyword, _holds):
            allowed = allowed or listed(dict.fromkeys(declared(at.parts, at.rules)))
            text = f"{json_path((at.place, name))}: unknown property, allowed: {allowed}"
            yield Problem(at.place, keyword, rule, text)

    return judge


_JUDGES: Final[Mapping[str, Callable[[At, Any], _Found]]] = {
    "required": _required,
    "additionalProperties": _closed("additionalProperties"),
    "unevaluatedProperties": _closed("unevaluatedProperties"),
    "dependentRequired": _needs,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "not": _not,
    "contains": _contains,
    "propertyNames": _names,
}
