"""The functions `match` and `search` of JSONPath, with a bound on the time that they take.

A regular expression can take a time that doubles with each letter, and the library's own functions
would wait for it. It refuses nothing that I-Regexp (RFC 9485) allows.
"""

from importlib import import_module
from typing import Any

from jsonpath_rfc9535.function_extensions import ExpressionType, FilterFunction

MAX_SECONDS = 1.0

# Neither has types; both come with jsonpath-rfc9535.
_regex: Any = import_module("regex")
_is_iregexp: Any = import_module("iregexp_check").check


class SlowRegexError(Exception):
    """A regular expression that took too long."""


class _Regex(FilterFunction):
    """A function that holds a string against an I-Regexp; whole, or any part of it."""

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
    """What to use in place of the library's functions of these names."""
    return {"match": _Regex(whole=True), "search": _Regex(whole=False)}


def _in_python(pattern: str) -> str:
    """An I-Regexp as Python reads it: `.` is any character but a line break, outside `[...]`."""
    pieces: list[str] = []
    escaped = in_class = False
    for letter in pattern:
        is_dot = letter == "." and not escaped and not in_class
        pieces.append(r"[^\r\n]" if is_dot else letter)
        if not escaped and letter in "[]":
            in_class = letter == "["
        escaped = letter == "\\" and not escaped
    return "".join(pieces)
