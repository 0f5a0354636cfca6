"""Chooses the credentials of each call, for services with more than one way to authenticate.

An operation takes one of several sets of credentials, or none. A call uses the first set that the
client holds completely. It never sends a part of a set, and never more than one.

Only clients of such services import this module: elsewhere every call sends every credential.

Source: OpenAPI 3.1, 4.8.30 (security requirements).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .credentials import Credential, Given, Secret, Unusable, hold_some, missing_words
from .errors import ConfigurationError

if TYPE_CHECKING:
    from .deadline import Deadline
    from .grants import Alternatives, Asking


def hold_enough(
    credentials: Sequence[Credential], given: Mapping[str, Given], security: Alternatives
) -> tuple[Secret, ...] | Unusable:
    """Take the credentials that there are, as ``hold_some`` does, if they are enough.

    Returns:
        The secrets, with those of tokens that can be fetched; or what is wrong; or else what is
        missing in each alternative.
    """
    held = hold_some(credentials, given)
    if not isinstance(held, Unusable):
        held = _granted(credentials, {secret.credential.argument: secret for secret in held})
    if isinstance(held, Unusable):
        return held
    arguments = {secret.credential.argument for secret in held}
    if any(arguments.issuperset(alternative) for alternative in security):
        return held
    return Unusable(ConfigurationError, _lacking(credentials, held, security))


def _granted(
    credentials: Sequence[Credential], held: dict[str, Secret]
) -> tuple[Secret, ...] | Unusable:
    """Add the tokens that can be fetched, or say what cannot be combined.

    What is given as an argument comes before what an environment variable has.
    """
    for one in credentials:
        if one.grant is None:
            continue
        token, pair = held.get(one.argument), [held.get(name) for name in one.grant.needs]
        found = tuple(secret for secret in pair if secret is not None)
        is_asked = any(secret.is_given for secret in found)
        if is_asked and token is not None and token.is_given:
            others = " and ".join(f"{name}=" for name in one.grant.needs)
            reason = f"{one.argument}= and {others} cannot be combined: pass only one of them"
            return Unusable(ConfigurationError, reason)
        if len(found) == len(pair) and (is_asked or token is None):
            fetcher = one.grant.fetcher(one.argument, found)
            held[one.argument] = Secret(one, None, fetcher=fetcher)
    return tuple(held.values())


def _lacking(
    credentials: Sequence[Credential], held: Iterable[Secret], security: Alternatives
) -> str:
    """Return what to pass for each alternative."""
    by_argument = {one.argument: one for one in credentials}
    ways = (way for alternative in security for way in _ways(alternative, by_argument))
    words = dict.fromkeys(missing_words([by_argument[one] for one in way], held) for way in ways)
    return f"a credential is missing: {'; or '.join(words)}"


def _ways(
    alternative: tuple[str, ...], by_argument: Mapping[str, Credential]
) -> list[tuple[str, ...]]:
    """Return an alternative, and before it the same with what fetches its token."""
    fetched: list[str] = []
    for argument in alternative:
        grant = by_argument[argument].grant
        fetched += (argument,) if grant is None else grant.needs
    return [alternative] if tuple(fetched) == alternative else [tuple(fetched), alternative]


class Chooser:
    """Chooses the secrets of calls, once for each set of alternatives.

    Views of a client share it. Threads may, too: choosing twice gives the same.
    """

    __slots__ = ("_chosen", "_credentials", "_held", "_security")

    def __init__(
        self, credentials: Sequence[Credential], held: tuple[Secret, ...], security: Alternatives
    ) -> None:
        self._credentials = credentials
        self._held = held
        self._security = security
        self._chosen: dict[Alternatives, tuple[Secret, ...] | str] = {}

    def choose(self, call: Asking) -> tuple[Secret, ...]:
        """Return the secrets of a call.

        Raises:
            ConfigurationError: the client lacks a credential in every alternative.
        """
        security = self._security if call.security is None else call.security
        chosen = self._chosen.get(security)
        if chosen is None:
            chosen = self._chosen[security] = self._first(security)
        if isinstance(chosen, str):
            raise ConfigurationError(f"{call.operation}: {chosen}")
        return chosen

    def _first(self, security: Alternatives) -> tuple[Secret, ...] | str:
        by_argument = {secret.credential.argument: secret for secret in self._held}
        for alternative in security:
            if all(argument in by_argument for argument in alternative):
                return tuple(by_argument[argument] for argument in alternative)
        return _lacking(self._credentials, self._held, security) if security else ()

    def __reduce__(self) -> tuple[Any, ...]:
        return Chooser, (self._credentials, self._held, self._security)

    def ready(
        self, http: Any, settings: Any, call: Asking, deadline: Deadline
    ) -> tuple[Secret, ...]:
        """Return the secrets of a call, with tokens that were fetched.

        Raises:
            APIError: the token endpoint failed.
            ConfigurationError: a credential is missing or cannot be sent.
        """
        return tuple(
            secret
            if secret.fetcher is None
            else _with_token(secret, secret.fetcher.fetch(http, settings, call, deadline))
            for secret in self.choose(call)
        )

    async def ready_async(
        self, http: Any, settings: Any, call: Asking, deadline: Deadline
    ) -> tuple[Secret, ...]:
        """Like ``ready``, for an async client."""
        return tuple(
            [
                secret
                if secret.fetcher is None
                else _with_token(
                    secret, await secret.fetcher.fetch_async(http, settings, call, deadline)
                )
                for secret in self.choose(call)
            ]
        )


def _with_token(secret: Secret, token: str) -> Secret:
    return Secret(secret.credential, token, is_given=False)
