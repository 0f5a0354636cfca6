"""Makes a short text that a simple regular expression matches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_CATEGORIES = {"DIGIT": "1", "WORD": "a", "SPACE": " ", "NOT_SPACE": "a", "NOT_DIGIT": "a"}


def matching(pattern: str) -> str | None:
    """Return a text that the pattern matches; None if it is too hard."""
    try:
        made = _sequence(parser.parse(pattern))
        return made if re.search(pattern, made) else None
    except (re.error, KeyError, RecursionError, OverflowError, ValueError):
        return None


def _sequence(parts: Sequence[Any]) -> str:
    return "".join(_part(str(operation), argument) for operation, argument in parts)


def _part(operation: str, argument: Any) -> str:
    if operation == "LITERAL":
        return chr(argument)
    if operation == "ANY" or operation == "NOT_LITERAL":
        return "a"
    if operation == "IN":
        return _member(argument)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _most, inner = argument
        return _sequence(inner) * max(least, 1 if _most else 0)
    if operation == "SUBPATTERN":
        return _sequence(argument[-1])
    if operation == "BRANCH":
        return _sequence(argument[1][0])
    return {"AT": "", "ASSERT_NOT": "", "ASSERT": ""}[operation]


def _member(members: Sequence[Any]) -> str:
    operation, argument = str(members[0][0]), members[0][1]
    if operation == "NEGATE":
        excluded = {argument for name, argument in members[1:] if str(name) == "LITERAL"}
        return next(one for one in "aA1-" if ord(one) not in excluded)
    if operation == "RANGE":
        return chr(argument[0])
    if operation == "CATEGORY":
        return _CATEGORIES[str(argument).removeprefix("CATEGORY_")]
    return chr(argument)
