"""Match values with the patterns of the schema, in a limited time.

A `pattern` may be no regular expression, or one whose time doubles with each letter (`^(a|a)*$`);
a request must not stop the emulator. What a pattern cannot tell in time is taken as a match.
"""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from msgspec import Struct

MAX_SECONDS = 0.2

# Letters, plain classes and quantifiers: patterns that all dialects read in the same way.
_LETTER = r"[A-Za-z0-9 _/:;,@#%='\"<>!-]"
_CLASS = r"\[\^?(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9 _/:;,@#%='\"<>!.*+?(){}$])+-?\]"
_PLAIN = re.compile(
    rf"\^?(?:(?:{_LETTER}|\\[.*+?()$/-]|{_CLASS})(?:[*+?]|\{{[0-9]{{1,3}}(?:,[0-9]{{0,3}})?\}})?)*\$?"
)


def is_plain(pattern: str) -> bool:
    """Whether every dialect of regular expressions reads a pattern in the same way.

    The time that it takes grows with the length of the text only.
    """
    return bool(_PLAIN.fullmatch(pattern))


class _Matcher(Struct):
    """A compiled pattern, or None for a text that is none, and whether it was ever too slow."""

    search: Any
    is_slow: bool = False


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern is somewhere in a text, or cannot tell.

    A pattern that was too slow once is not asked again: a list may have many such texts.
    """
    matcher = _matcher(pattern)
    if matcher.search is None or matcher.is_slow:
        return True
    try:
        return bool(matcher.search(text, timeout=MAX_SECONDS))
    except TimeoutError:
        matcher.is_slow = True
        return True


@lru_cache(maxsize=1024)
def _matcher(pattern: str) -> _Matcher:
    regex = _regex()
    try:
        return _Matcher(regex.compile(_whole(pattern)).search)
    except (regex.error, OverflowError, RecursionError):
        return _Matcher(None)


@cache
def _regex() -> Any:
    """The module `regex`, without type hints; most emulators serve no pattern that needs it."""
    return import_module("regex")


def _whole(pattern: str) -> str:
    """Let a last `$` match the end of the text only, as in JSON Schema: not before a line feed."""
    is_end = pattern.endswith("$") and not re.search(r"(^|[^\\])(\\\\)*\\\$$", pattern)
    return pattern[:-1] + r"\Z" if is_end else pattern


class PatternKeyword:
    """The keyword of the compiled validator for patterns that Python must match."""

    def __init__(self, _parent: dict[str, Any], value: Any, _path: list[str | int]) -> None:
        self._pattern = str(value)

    def validate(self, instance: Any) -> None:
        if isinstance(instance, str) and not matches(self._pattern, instance):
            raise ValueError(self._pattern)
