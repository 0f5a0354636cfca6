"""Read query parameters one by one, and report all their problems together.

A behaviour reads each parameter that it knows, with its type; the rest are unknown. A repeated,
empty, invalid or unknown parameter is a 422; it is never replaced by a default.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from .provider import RefusedError

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_COUNT = re.compile(r"\d{1,18}", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)


class Parameters:
    """The query of one request. Read every known parameter, then call `finish`."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._given: dict[str, list[str]] = {}
        for name, value in pairs:
            self._given.setdefault(name, []).append(value)
        self._problems: list[str] = []

    def text(self, name: str) -> str | None:
        """Return the value, or None if the parameter is absent."""
        values = self._given.pop(name, [])
        if len(values) > 1:
            self._problems.append(f"{name}: appears {len(values)} times")
        elif values == [""]:
            self._problems.append(f"{name}: is empty")
        return values[0] if values else None

    def day(self, name: str) -> date | None:
        """Return a date written YYYY-MM-DD."""
        text = self.text(name)
        if not text:
            return None
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass  # 2022-02-30 has the right form but does not exist
        self._problems.append(f"{name}: {text!r} is not a date (YYYY-MM-DD)")
        return None

    def count(self, name: str, default: int) -> int:
        """Return a positive integer."""
        text = self.text(name)
        if text and not (_COUNT.fullmatch(text) and int(text) > 0):
            self._problems.append(f"{name}: {text!r} is not a positive integer")
            return default
        return int(text) if text else default

    def integer(self, name: str) -> int | None:
        """Return an integer, which may be negative."""
        text = self.text(name)
        if text and not _INTEGER.fullmatch(text):
            self._problems.append(f"{name}: {text!r} is not an integer")
            return None
        return int(text) if text else None

    def integers(self, name: str) -> frozenset[int] | None:
        """Return the integers of a comma-separated list (no spaces)."""
        texts = self._listed(name)
        wrong = [text for text in texts if not _INTEGER.fullmatch(text)]
        self._problems += [f"{name}: {text!r} is not an integer" for text in wrong]
        return None if wrong or not texts else frozenset(map(int, texts))

    def choice(self, name: str, known: Sequence[str]) -> str | None:
        """Return the value if it is one of `known`, compared case-sensitively."""
        text = self.text(name)
        return text if text and self._are_known(name, [text], known) else None

    def choices(self, name: str, known: Sequence[str]) -> frozenset[str] | None:
        """Return the values of a comma-separated list (no spaces), each one of `known`."""
        texts = self._listed(name)
        return frozenset(texts) if texts and self._are_known(name, texts, known) else None

    def _listed(self, name: str) -> list[str]:
        text = self.text(name)
        return text.split(",") if text else []

    def _are_known(self, name: str, texts: Iterable[str], known: Sequence[str]) -> bool:
        wrong = [text for text in texts if text not in known]
        allowed = ", ".join(known)
        self._problems += [f"{name}: {text!r} is not one of {allowed}" for text in wrong]
        return not wrong

    def finish(self) -> None:
        """Raise `RefusedError` (422) if a parameter is invalid or was never read."""
        unknown = [f"{name}: is not a known parameter" for name in self._given]
        if self._problems or unknown:
            raise RefusedError(422, *sorted(self._problems + unknown))
