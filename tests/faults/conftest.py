"""Fixtures of all faults."""

from __future__ import annotations

import importlib

import pytest

from tests.faults.calls import PACKAGES


@pytest.fixture(autouse=True)
def _no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send again without waiting, unless the service says how long."""
    for package in PACKAGES:
        retries = importlib.import_module(f"{package}._runtime.retries")
        monkeypatch.setattr(retries, "_random", lambda: 0.0)
