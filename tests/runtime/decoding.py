"""Reads a response as a connection does, without one, which the tests of decoding share."""

from typing import TypeVar

from corrigenda.runtime.decode import Mismatch, attempt
from tests.runtime.failing import misfit

T = TypeVar("T")


def decode(operation: str, body: bytes, model: type[T], *, strict: bool = False) -> T:
    outcome = attempt(body, model, strict=strict)
    if isinstance(outcome, Mismatch):
        raise misfit(operation, outcome)
    return outcome
