"""Query parameters, read one by one and refused all at once.

Behaviour asks for each parameter that it knows, with its type; whatever is left is unknown. Refuses
to guess: a repeated, empty or ill-typed parameter is a 422, never a default.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from .provider import RefusedError

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_COUNT = re.compile(r"\d{1,18}", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)


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

    def integer(self, name: str) -> int | None:
        """A whole number, which may be negative."""
        text = self.text(name)
        if text and not _INTEGER.fullmatch(text):
            self._problems.append(f"{name}: {text!r} is not an integer")
            return None
        return int(text) if text else None

    def integers(self, name: str) -> frozenset[int] | None:
        """One whole number, or several with commas between them and nothing else."""
        texts = self._listed(name)
        wrong = [text for text in texts if not _INTEGER.fullmatch(text)]
        self._problems += [f"{name}: {text!r} is not an integer" for text in wrong]
        return None if wrong or not texts else frozenset(map(int, texts))

    def choice(self, name: str, known: Sequence[str]) -> str | None:
        """One of the known texts, letter for letter."""
        text = self.text(name)
        return text if text and self._are_known(name, [text], known) else None

    def choices(self, name: str, known: Sequence[str]) -> frozenset[str] | None:
        """One of the known texts, or several with commas between them and nothing else."""
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
        """Raises `RefusedError` (422) if anything was wrong, or if something was not asked for."""
        unknown = [f"{name}: is not a known parameter" for name in self._given]
        if self._problems or unknown:
            raise RefusedError(422, *sorted(self._problems + unknown))
