"""Query parameters, read one by one and refused all at once.

Behaviour asks for each parameter that it knows, with its type; whatever is left is unknown. Refuses
to guess: a repeated, empty or ill-typed parameter is a 422, never a default.
"""

import re
from collections.abc import Iterable
from datetime import date

from .provider import RefusedError

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_COUNT = re.compile(r"\d{1,18}", re.ASCII)


class Parameters:
    """The query of one request. Read what is known, then call `finish`."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._given: dict[str, list[str]] = {}
        for name, value in pairs:
            self._given.setdefault(name, []).append(value)
        self._problems: list[str] = []

    def text(self, name: str) -> str | None:
        """The value, None where it was not given."""
        values = self._given.pop(name, [])
        if len(values) > 1:
            self._problems.append(f"{name}: was given {len(values)} times")
        elif values == [""]:
            self._problems.append(f"{name}: is empty")
        return values[0] if values else None

    def day(self, name: str) -> date | None:
        """A date written YYYY-MM-DD."""
        text = self.text(name)
        if not text:
            return None
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass  # 2022-02-30: right in form, and no date either
        self._problems.append(f"{name}: {text!r} is not a date (YYYY-MM-DD)")
        return None

    def count(self, name: str, default: int) -> int:
        """A whole number from 1."""
        text = self.text(name)
        if text and not (_COUNT.fullmatch(text) and int(text) > 0):
            self._problems.append(f"{name}: {text!r} is not a whole number from 1")
            return default
        return int(text) if text else default

    def finish(self) -> None:
        """Raises `RefusedError` (422) if anything was wrong, or if something was not asked for."""
        unknown = [f"{name}: is not a known parameter" for name in self._given]
        if self._problems or unknown:
            raise RefusedError(422, *sorted(self._problems + unknown))
