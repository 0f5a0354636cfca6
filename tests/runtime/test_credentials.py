"""Where a credential comes from, and that it is not seen."""

from __future__ import annotations

import asyncio
import copy
import pickle
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from corrigenda.runtime.credentials import Credential, Given, Secret, Unusable, reveal, reveal_async
from corrigenda.runtime.credentials import hold as hold_or_say
from corrigenda.runtime.deadline import Deadline
from corrigenda.runtime.errors import ConfigurationError

TOKEN = Credential("token", "TEST_TOKEN", "Authorization", "Bearer ")
SITE = Credential("site_id", "TEST_SITE_ID", "X-Site")


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_TOKEN", raising=False)
    monkeypatch.delenv("TEST_SITE_ID", raising=False)


def hold(credentials: tuple[Credential, ...], given: Mapping[str, Given]) -> tuple[Secret, ...]:
    held = hold_or_say(credentials, given)
    if isinstance(held, Unusable):
        raise held.kind(held.reason)
    return held


def value(given: Any) -> str:
    return reveal(hold((TOKEN,), {"token": given}))[TOKEN]


def test_the_argument_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_TOKEN", "from-environment")
    assert value("given") == "given"
    assert value(None) == "from-environment"


def test_all_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_TOKEN", "")
    with pytest.raises(
        ConfigurationError,
        match="pass token= or set TEST_TOKEN, and pass site_id= or set TEST_SITE_ID",
    ):
        hold((TOKEN, SITE), {"token": None})


def test_an_empty_argument_does_not_fall_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_TOKEN", "another account's")
    with pytest.raises(ConfigurationError, match="pass token="):
        hold((TOKEN,), {"token": ""})


def test_a_callable_is_asked_for_every_request() -> None:
    tokens = iter(["first", "second"])
    secrets = hold((TOKEN,), {"token": lambda: next(tokens)})
    assert [reveal(secrets)[TOKEN], reveal(secrets)[TOKEN]] == ["first", "second"]


def test_an_async_callable_needs_the_async_client() -> None:
    async def later() -> str:
        return "later"

    secrets = hold((TOKEN,), {"token": later})
    assert asyncio.run(reveal_async(secrets, Deadline(None))) == {TOKEN: "later"}
    assert asyncio.run(reveal_async(hold((TOKEN,), {"token": lambda: "now"}), Deadline(None))) == {
        TOKEN: "now"
    }
    with pytest.raises(TypeError, match="async client"):
        reveal(secrets)


def as_text(text: str) -> object:
    return text


def as_callable(text: str) -> object:
    return lambda: text


BAD = [
    *("secret\n", " secret", "sec\0ret", "sec\x7fret", "sec\tret"),
    *("secr\xe9t", "sec\xa0ret", "sec\x85ret", "secret\u2019", "sec\u200bret", "\ufeffsecret"),
]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("wrap", [as_text, as_callable])
def test_a_value_that_no_header_carries_is_refused_unseen(
    bad: str, wrap: Callable[[str], object]
) -> None:
    with pytest.raises(ConfigurationError, match="token: the value has") as raised:
        value(wrap(bad))
    assert "sec" not in str(raised.value)


def test_other_types_are_refused() -> None:
    for wrong in (5, b"secret", lambda: 5, lambda: None):
        with pytest.raises(TypeError, match="token: pass a str") as raised:
            value(wrong)
        assert "secret" not in str(raised.value)
    with pytest.raises(ConfigurationError, match="empty"):
        value(lambda: "")


def test_a_secret_does_not_show() -> None:
    secret = Secret(TOKEN, "tok-123")
    assert "tok-123" not in f"{secret} {secret!r}"
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="pass a callable as token, or set TEST_TOKEN"):
            take(secret)
