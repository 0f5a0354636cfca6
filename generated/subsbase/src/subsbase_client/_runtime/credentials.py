"""Where a credential comes from, and how it is kept from being seen.

A credential is a string, or a callable that is asked before every request (tokens expire). It is
held in a ``Secret``, which refuses to be printed or pickled; what is wrong with a value is said
without the value, and not raised where the value is a local: crash reporters show locals.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn, cast

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
        fills: the GraphQL variable that it also fills, in every operation that has one.
    """

    argument: str
    variable: str
    header: str
    prefix: str = ""
    fills: str | None = None


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


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a credential cannot be used, and the error to raise for it, which is raised elsewhere."""

    kind: type[APIError | TypeError | ValueError]
    reason: str


def hold(
    credentials: Iterable[Credential], given: Mapping[str, Given]
) -> tuple[Secret, ...] | Unusable:
    """Take each credential from its argument, or else from its environment variable.

    An empty string counts as missing; an empty argument does not fall back to the environment,
    since another account's credential would be worse than none.

    Returns:
        What is held; or the first that is neither a string nor a callable or cannot stand in a
        header, or else all that are missing.
    """
    found = [(one, _source(one, given.get(one.argument))) for one in credentials]
    checks = (_unusable(one, source) for one, source in found if source and not callable(source))
    if wrong := next(filter(None, checks), None):
        return wrong
    missing = [f"pass {one.argument}= or set {one.variable}" for one, source in found if not source]
    if missing:
        return Unusable(APIError, f"a credential is missing: {', and '.join(missing)}")
    return tuple(Secret(one, source) for one, source in found if source)


def _source(credential: Credential, given: Given) -> Given:
    return os.environ.get(credential.variable) if given is None else given


def _unusable(credential: Credential, value: object) -> Unusable | None:
    """Why a value cannot stand in a header; the reason does not show it."""
    name = credential.argument
    if not isinstance(value, str):
        kind = type(value).__name__
        return Unusable(TypeError, f"{name}: give a str or a callable that returns one, not {kind}")
    if not value:
        return Unusable(ValueError, f"{name}: the value is empty")
    if value != value.strip() or any(c < " " or "\x7f" <= c <= "\x9f" for c in value):
        why = "the value has a control character or a space at an end (a newline?)"
        return Unusable(ValueError, f"{name}: {why}")
    if any(c > "\xff" for c in value):
        return Unusable(ValueError, f"{name}: the value has characters that a header cannot carry")
    return None


Revealed = tuple[Credential, "str | Unusable"]


def reveal(secrets: Iterable[Secret]) -> dict[Credential, str]:
    """Ask for every value, for one request of a sync client.

    Raises:
        TypeError: a callable returned something else than a string: an awaitable, which needs the
            async client, among them.
        ValueError: a value that cannot stand in a header.
    """
    found = _all_usable([_reveal(secret) for secret in secrets])
    if isinstance(found, Unusable):
        raise found.kind(found.reason)
    return found


async def reveal_async(secrets: Iterable[Secret]) -> dict[Credential, str]:
    """Ask for every value, for one request of an async client; awaitables are awaited.

    Raises:
        TypeError: a callable returned something else than a string or an awaitable of one.
        ValueError: a value that cannot stand in a header.
    """
    found = _all_usable([await _reveal_async(secret) for secret in secrets])
    if isinstance(found, Unusable):
        raise found.kind(found.reason)
    return found


def _all_usable(revealed: Iterable[Revealed]) -> dict[Credential, str] | Unusable:
    usable: dict[Credential, str] = {}
    for credential, value in revealed:
        if isinstance(value, Unusable):
            return value
        usable[credential] = value
    return usable


def _reveal(secret: Secret) -> Revealed:
    value = secret.ask()
    if not inspect.isawaitable(value):
        return _checked(secret, value)
    _close(value)
    name = secret.credential.argument
    reason = f"{name}: an async callable needs the async client"
    return secret.credential, Unusable(TypeError, reason)


async def _reveal_async(secret: Secret) -> Revealed:
    value = secret.ask()
    return _checked(secret, (await value) if inspect.isawaitable(value) else value)


def _checked(secret: Secret, value: object) -> Revealed:
    wrong = _unusable(secret.credential, value)
    return secret.credential, wrong or cast("str", value)


def _close(value: object) -> None:
    if inspect.iscoroutine(value):
        value.close()  # or Python would warn that it was never awaited
