"""The functions `match` and `search` of JSONPath, with a limit on the time that they take.

The time of a regular expression can double with each letter, and the library's own functions have
no limit. Every expression that I-Regexp (RFC 9485) allows works here.
"""

from importlib import import_module
from typing import Any

from jsonpath_rfc9535.function_extensions import ExpressionType, FilterFunction

MAX_SECONDS = 1.0

# Neither has type hints; both are installed with jsonpath-rfc9535.
_regex: Any = import_module("regex")
_is_iregexp: Any = import_module("iregexp_check").check


class SlowRegexError(Exception):
    """A regular expression that took too long."""


class _Regex(FilterFunction):
    """A function that matches an I-Regexp against a whole string, or any part of it."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole

    @property
    def arg_types(self) -> list[ExpressionType]:
        return [ExpressionType.VALUE, ExpressionType.VALUE]

    @property
    def return_type(self) -> ExpressionType:
        return ExpressionType.LOGICAL

    def __call__(self, string: object, pattern: object) -> bool:
        if not isinstance(string, str) or not isinstance(pattern, str) or not _is_iregexp(pattern):
            return False
        find = _regex.fullmatch if self.whole else _regex.search
        try:
            return bool(find(_in_python(pattern), string, _regex.VERSION1, timeout=MAX_SECONDS))
        except TimeoutError:
            message = f"has a regular expression that takes more than {MAX_SECONDS:.0f} s"
            raise SlowRegexError(message) from None
        except _regex.error:
            return False


def bounded_functions() -> dict[str, FilterFunction]:
    """Replacements for the library's functions of the same names."""
    return {"match": _Regex(whole=True), "search": _Regex(whole=False)}


def _in_python(pattern: str) -> str:
    """Convert an I-Regexp to Python: outside `[...]`, `.` is any character except a line break."""
    pieces: list[str] = []
    escaped = in_class = False
    for letter in pattern:
        is_dot = letter == "." and not escaped and not in_class
        pieces.append(r"[^\r\n]" if is_dot else letter)
        if not escaped and letter in "[]":
            in_class = letter == "["
        escaped = letter == "\\" and not escaped
    return "".join(pieces)
