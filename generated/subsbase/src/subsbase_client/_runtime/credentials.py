"""Finds credentials, and keeps their values out of logs.

A credential is a string, or a callable that is called before every request, because tokens expire.
A ``Secret`` holds it, hides it in ``repr`` and cannot be pickled. Errors never contain the value,
and no frame that raises one has the value as a local, because crash reporters show locals.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from .deadline import Deadline
from .errors import ConfigurationError

if TYPE_CHECKING:
    from .grants import Fetcher, Grant

Given = str | Callable[[], str | Awaitable[str]] | None
"""What a constructor accepts; a callable that returns an awaitable needs the async client."""

Place = Literal["header", "basic", "query", "cookie", "token_url"]
"""Where a credential is sent: ``basic`` is a part of ``Authorization: Basic``, and ``token_url`` is
sent only to the token endpoint of OAuth2."""


# Compared by identity: each call has credentials as keys, and hashing all fields takes longer.
@dataclass(frozen=True, slots=True, eq=False)
class Credential:
    """One credential of a service.

    Attributes:
        argument: name of the constructor argument, such as ``token``.
        variable: environment variable that is read if the argument is not given.
        name: header, query parameter or cookie that carries it.
        prefix: text before it in the header, such as ``"Bearer "``.
        fills: GraphQL variable that it also fills, in every operation that has this variable.
        place: where it is sent.
        may_be_empty: whether an empty argument counts, as that of a password.
        grant: how a token is fetched if none is given.
    """

    argument: str
    variable: str
    name: str
    prefix: str = ""
    fills: str | None = None
    place: Place = "header"
    may_be_empty: bool = False
    grant: Grant | None = None


class Secret:
    """The value of a credential, or a callable for it. Its ``repr`` is safe.

    A callable pickles. So does the value of an environment variable, as the name of the variable,
    which is then read in the process that unpickles it. Any other value does not.

    With a ``fetcher`` there is no value yet. ``is_given`` tells an argument from a variable.
    """

    __slots__ = ("_source", "credential", "fetcher", "is_given")

    def __init__(
        self,
        credential: Credential,
        source: str | Callable[[], str | Awaitable[str]] | None,
        *,
        is_given: bool = True,
        fetcher: Fetcher | None = None,
    ) -> None:
        self.credential = credential
        self.fetcher = fetcher
        self._source = source
        self.is_given = is_given

    @property
    def text(self) -> str | None:
        """The value of a string, which was checked when it was passed; None if it may change."""
        return self._source if isinstance(self._source, str) else None

    def ask(self) -> object:
        """Return the unchecked value, or an awaitable of it if the callable is async."""
        return self._source() if callable(self._source) else self._source

    def __repr__(self) -> str:
        return f"<Secret {self.credential.argument}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if self.fetcher is not None:
            return _fetched, (self.credential, self.fetcher)
        if callable(self._source):
            return Secret, (self.credential, self._source)
        if not self.is_given:
            return _from_environment, (self.credential,)
        name, variable = self.credential.argument, self.credential.variable
        raise TypeError(
            f"{name}: a client with a credential in it cannot be pickled or copied, because the"
            f" credential would be, too: pass a callable as {name}, or set {variable}"
        )


def _fetched(credential: Credential, fetcher: Fetcher) -> Secret:
    return Secret(credential, None, fetcher=fetcher)


def _from_environment(credential: Credential) -> Secret:
    found = hold([credential], {})
    if isinstance(found, Unusable):
        raise found.kind(found.reason)
    return found[0]


@dataclass(frozen=True, slots=True)
class Unusable:
    """The reason why a credential cannot be used, and the exception to raise elsewhere."""

    kind: type[ConfigurationError | TypeError]
    reason: str


def hold(
    credentials: Sequence[Credential], given: Mapping[str, Given]
) -> tuple[Secret, ...] | Unusable:
    """Take each credential from its argument, or from its environment variable.

    Returns:
        The secrets; or what is wrong, as for ``hold_some``; or else all missing credentials.
    """
    held = hold_some(credentials, given)
    if isinstance(held, Unusable) or not (missing := missing_words(credentials, held)):
        return held
    return Unusable(ConfigurationError, f"a credential is missing: {missing}")


def hold_some(
    credentials: Sequence[Credential], given: Mapping[str, Given]
) -> tuple[Secret, ...] | Unusable:
    """Take the credentials that there are.

    An empty string counts as missing, except for an argument that may be empty. An empty argument
    does not fall back to the environment, because using another account's credential would be worse
    than failing.

    Returns:
        The secrets; or the first credential of the wrong type or with characters that cannot be
        sent.
    """
    found = [(one, _source(one, given.get(one.argument))) for one in credentials]
    checks = (_unusable(one, source) for one, source in found if source and not callable(source))
    if wrong := next(filter(None, checks), None):
        return wrong
    return tuple(
        Secret(one, source, is_given=given.get(one.argument) is not None)
        for one, source in found
        if source or (one.may_be_empty and given.get(one.argument) == "")
    )


def missing_words(credentials: Iterable[Credential], held: Iterable[Secret]) -> str:
    """Return what to pass for the credentials that are not there; empty if all are."""
    there = {secret.credential for secret in held}
    missing = (one for one in credentials if one not in there)
    return ", and ".join(f"pass {one.argument}= or set {one.variable}" for one in missing)


def _source(credential: Credential, given: Given) -> Given:
    return os.environ.get(credential.variable) if given is None else given


def _unusable(credential: Credential, value: object) -> Unusable | None:
    """Return why a value cannot be sent, without showing the value."""
    name = credential.argument
    if not isinstance(value, str):
        kind = type(value).__name__
        return Unusable(TypeError, f"{name}: pass a str or a callable that returns one, not {kind}")
    if why := _why_not(credential, value):
        return Unusable(ConfigurationError, f"{name}: the value {why}")
    return None


def _why_not(credential: Credential, value: str) -> str | None:
    """Return why a text cannot be sent as a credential.

    Source: RFC 6265, 4.1.1 (cookies); RFC 7617, 2 (basic: the user name has no colon).
    """
    if not value:
        return None if credential.may_be_empty else "is empty"
    if credential.place in ("header", "cookie") and not value.isascii():
        return f"has characters that are not ASCII, which a {credential.place} cannot carry"
    if not value.isprintable() or value != value.strip():
        return "has a control character, or a space or newline at its start or end"
    if credential.place == "cookie" and _NOT_IN_COOKIES.search(value):
        return "has a space, a quote, a comma, a semicolon or a backslash, which end a cookie"
    if credential.place == "basic" and not credential.may_be_empty and ":" in value:
        return "has a colon, which separates the user name from the password"
    return None


_NOT_IN_COOKIES = re.compile(r'[ ",;\\]')


Revealed = tuple[Credential, "str | Unusable"]


def reveal(secrets: Iterable[Secret]) -> dict[Credential, str]:
    """Return every value, for one request of a sync client.

    Raises:
        TypeError: a callable did not return a string; an awaitable needs the async client.
        ConfigurationError: a value cannot be sent.
    """
    found = _all_usable([_reveal(secret) for secret in secrets])
    if isinstance(found, Unusable):
        raise found.kind(found.reason)
    return found


async def reveal_async(
    secrets: Iterable[Secret], deadline: Deadline
) -> dict[Credential, str] | None:
    """Return every value, for one request of an async client; awaitables are awaited.

    Returns:
        The values, or None if an awaitable did not give one by the deadline. It is cancelled.

    Raises:
        TypeError: a callable returned neither a string nor an awaitable of one.
        ConfigurationError: a value cannot be sent.
    """
    found = _in_time([await _reveal_async(secret, deadline) for secret in secrets])
    if isinstance(found, Unusable):
        raise found.kind(found.reason)
    return found


def _in_time(revealed: list[Revealed | None]) -> dict[Credential, str] | Unusable | None:
    there = [one for one in revealed if one is not None]
    return _all_usable(there) if len(there) == len(revealed) else None


def _all_usable(revealed: Iterable[Revealed]) -> dict[Credential, str] | Unusable:
    usable: dict[Credential, str] = {}
    for credential, value in revealed:
        if isinstance(value, Unusable):
            return value
        usable[credential] = value
    return usable


def _reveal(secret: Secret) -> Revealed:
    text = secret.text
    if text is not None:
        return secret.credential, text
    value = secret.ask()
    if not inspect.isawaitable(value):
        return _checked(secret, value)
    _close(value)
    name = secret.credential.argument
    reason = f"{name}: an async callable needs the async client"
    return secret.credential, Unusable(TypeError, reason)


async def _reveal_async(secret: Secret, deadline: Deadline) -> Revealed | None:
    text = secret.text
    if text is not None:
        return secret.credential, text
    if deadline.has_passed():
        return None
    value = secret.ask()
    if not inspect.isawaitable(value):
        return _checked(secret, value)
    import anyio

    with anyio.move_on_after(deadline.left()):
        return _checked(secret, await value)
    return None


def _checked(secret: Secret, value: object) -> Revealed:
    wrong = _unusable(secret.credential, value)
    return secret.credential, wrong or cast("str", value)


def _close(value: object) -> None:
    if inspect.iscoroutine(value):
        value.close()  # otherwise Python warns that it was never awaited
