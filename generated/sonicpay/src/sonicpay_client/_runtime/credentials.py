"""Where a credential comes from, and how it is kept from being seen.

A credential is a string, or a callable that is asked before every request (tokens expire). It is
held in a ``Secret``, which refuses to be printed or pickled; what is wrong with a value is said
without the value.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from .errors import APIError

Given = str | Callable[[], str | Awaitable[str]] | None
"""What a constructor takes; only an async client takes a callable that returns an awaitable."""


@dataclass(frozen=True, slots=True)
class Credential:
    """One credential of a service.

    Attributes:
        argument: its name in the constructor, as ``token``.
        variable: the environment variable it is read from where the argument is not given.
        header: request header it goes into.
        prefix: what stands before it in the header, as ``"Bearer "``.
    """

    argument: str
    variable: str
    header: str
    prefix: str = ""


class Secret:
    """A credential's value, or where to get it; ``repr`` hides it and it does not pickle."""

    __slots__ = ("_source", "credential")

    def __init__(
        self, credential: Credential, source: str | Callable[[], str | Awaitable[str]]
    ) -> None:
        self.credential = credential
        self._source = source

    def ask(self) -> object:
        """The value, not yet checked; awaitable where an async callable was given."""
        return self._source() if callable(self._source) else self._source

    def __repr__(self) -> str:
        return f"<Secret {self.credential.argument}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{self.credential.argument} is a secret and cannot be pickled or copied")


def hold(credentials: Iterable[Credential], given: Mapping[str, Given]) -> tuple[Secret, ...]:
    """Take each credential from its argument, or else from its environment variable.

    An empty string counts as missing; an empty argument does not fall back to the environment,
    since another account's credential would be worse than none.

    Raises:
        APIError: what is missing, all at once.
        TypeError: neither a string nor a callable.
        ValueError: a string that cannot stand in a header.
    """
    found = [(one, _source(one, given.get(one.argument))) for one in credentials]
    missing = [f"pass {one.argument}= or set {one.variable}" for one, source in found if not source]
    if missing:
        raise APIError(f"a credential is missing: {', and '.join(missing)}")
    return tuple(Secret(one, source) for one, source in found if source)


def _source(credential: Credential, given: Given) -> Given:
    source = os.environ.get(credential.variable) if given is None else given
    if not source or callable(source):
        return source
    return check(credential, source)


def check(credential: Credential, value: object) -> str:
    """A value that can stand in a header.

    Raises:
        TypeError: not a string.
        ValueError: empty, or with characters a header cannot carry. The value is not shown.
    """
    name = credential.argument
    if not isinstance(value, str):
        raise TypeError(f"{name}: give a str or a callable that returns one, not {_type(value)}")
    if not value:
        raise ValueError(f"{name}: the value is empty")
    if value != value.strip() or any(c < " " or "\x7f" <= c <= "\x9f" for c in value):
        raise ValueError(
            f"{name}: the value has a control character or a space at an end (a newline?)"
        )
    if any(c > "\xff" for c in value):
        raise ValueError(f"{name}: the value has characters that a header cannot carry")
    return value


def _type(value: object) -> str:
    return type(value).__name__


def reveal(secrets: Iterable[Secret]) -> dict[Credential, str]:
    """Ask for every value, for one request of a sync client.

    Raises:
        TypeError: a callable returned an awaitable, which needs the async client.
    """
    found: dict[Credential, str] = {}
    for secret in secrets:
        value = secret.ask()
        if inspect.isawaitable(value):
            _close(value)
            name = secret.credential.argument
            raise TypeError(f"{name}: an async callable needs the async client")
        found[secret.credential] = check(secret.credential, value)
    return found


def _close(value: object) -> None:
    if inspect.iscoroutine(value):
        value.close()  # or Python would warn that it was never awaited


async def reveal_async(secrets: Iterable[Secret]) -> dict[Credential, str]:
    """Ask for every value, for one request of an async client; awaitables are awaited."""
    found: dict[Credential, str] = {}
    for secret in secrets:
        value = secret.ask()
        if inspect.isawaitable(value):
            value = await value
        found[secret.credential] = check(secret.credential, value)
    return found
