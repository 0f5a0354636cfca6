"""Blot the request's credentials out of what an error shows.

Some services repeat the token that they refuse, and what an error holds ends in logs. Text is
blotted before it is shortened, since a token cut in half is still half a token. It refuses to
blot what is shorter than ``SHORTEST``: a credential of one letter would mangle every word, and is
no secret to keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

SHORTEST = 8
"""The shortest credential that is blotted out, in characters."""

_BLOT = "[redacted]"


def redact(text: str, secrets: Iterable[str]) -> str:
    """Blot every secret out of a text."""
    # The longest first: a secret may stand at the beginning of another.
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= SHORTEST:
            text = text.replace(secret, _BLOT)
    return text


def redact_headers(headers: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """The same headers, with every secret blotted out of their values."""
    known = tuple(secrets)
    return {name: redact(value, known) for name, value in headers.items()}


def redact_json(value: Any, secrets: Iterable[str]) -> Any:
    """Blot every secret out of the strings of parsed JSON, the names of members among them.

    Objects and arrays are changed where they are, one after the other: JSON may be nested more
    deeply than functions may call each other.
    """
    known = tuple(secret for secret in secrets if len(secret) >= SHORTEST)
    if not known:
        return value
    whole = [value]
    waiting: list[Any] = [whole]
    while waiting:
        here = waiting.pop()
        _blot_inside(here, known)
        inside = cast("Iterable[Any]", here.values() if isinstance(here, dict) else here)
        waiting += [each for each in inside if isinstance(each, dict | list)]
    return whole[0]


def _blot_inside(here: dict[str, Any] | list[Any], secrets: tuple[str, ...]) -> None:
    if isinstance(here, dict):
        members = [(redact(name, secrets), _blot(each, secrets)) for name, each in here.items()]
        here.clear()
        here.update(members)
    else:
        here[:] = [_blot(each, secrets) for each in here]


def _blot(value: Any, secrets: tuple[str, ...]) -> Any:
    return redact(value, secrets) if isinstance(value, str) else value
