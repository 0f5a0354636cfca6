"""Check values against one schema: compiled at its first use, and explained where it is violated.

The compiled validator takes values as they are, exact numbers included, and is a hundred times
faster than an interpreted one. What it accepts is valid; for the rest the problems are looked for.
"""

from collections.abc import Callable
from itertools import islice
from typing import Any

import jsonschema_rs

from .dialect import Program, Rules
from .exact import Json, Members
from .explain import explain
from .keywords import PATTERN
from .patterns import PatternKeyword
from .problems import MAX_PROBLEMS

MAX_DEPTH = 200
_TOO_DEEP = "$: is nested too deeply"


class Check:
    """The check of one schema, which `translate` returns when it is first needed."""

    def __init__(self, translate: Callable[[], Program]) -> None:
        self._translate = translate
        self._known: Program | None = None
        self._validators: dict[int, jsonschema_rs.Validator | None] = {}

    def problems(self, value: Json, *, is_deep: bool = False) -> list[str]:
        """Return the problems, sorted, at most a hundred, each as `JSON path: what is wrong`.

        `is_deep` says that the value may be nested too deeply even where any value is allowed.
        """
        program = self.program()
        if (is_deep or program.is_endless) and _is_too_deep(value):
            return [_TOO_DEEP]
        if self._is_valid(program.root, value):
            return []
        found = explain(program.parts, self._is_valid, (program.root, value, None))
        try:
            return sorted({each.text for each in islice(found, MAX_PROBLEMS)})
        except RecursionError:
            return [_TOO_DEEP]

    def program(self) -> Program:
        """Return the translated schema."""
        if self._known is None:
            self._known = self._translate()
        return self._known

    def _is_valid(self, rules: Rules, value: Any) -> bool | None:
        if isinstance(rules, bool):
            return rules
        if id(rules) not in self._validators:  # they live as long as the program
            self._validators[id(rules)] = _compiled(self.program(), rules)
        validator = self._validators[id(rules)]
        try:
            return validator.is_valid(value) if validator else None
        except ValueError:  # a text that UTF-8 cannot have
            return None


def _compiled(program: Program, rules: dict[str, Any]) -> jsonschema_rs.Validator | None:
    if not program.is_native:
        return None
    # With keywords from Python, also schemas without them would be slower.
    ours: dict[str, Any] | None = {PATTERN: PatternKeyword} if program.has_patterns else None
    parts = {name.removeprefix("#/$defs/"): part for name, part in program.parts.items()}
    try:
        return jsonschema_rs.Draft202012Validator(
            {**rules, "$defs": parts},
            validate_formats=True,
            keywords=ours,
            offline=True,
        )
    except ValueError:  # a pattern of a size, say, that it does not take
        return None


def _is_too_deep(value: Json) -> bool:
    level = [value] if isinstance(value, list | dict) else []
    for _ in range(MAX_DEPTH + 1):
        below: list[list[Json] | Members] = []
        for outer in level:
            inside = outer.values() if isinstance(outer, dict) else outer
            below += [each for each in inside if isinstance(each, list | dict)]
        if not below:
            return False
        level = below
    return True
