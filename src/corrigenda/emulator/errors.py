"""The errors that every module can raise: the emulator cannot start, or its store cannot work.

A response that a service gives on purpose is a `RefusedError` (`provider.py`).
"""

from collections.abc import Iterable


class EmulatorError(Exception):
    """The emulator cannot start, or it is used incorrectly.

    The text says what is wrong; a second line, which starts with `fix:`, says what to do.
    """

    def __init__(self, wrong: str, fix: str) -> None:
        super().__init__(f"{wrong}\nfix: {fix}")


class StoreUnavailableError(Exception):
    """The store cannot do its work now: it is locked, full, read-only, damaged or gone.

    The text has no SQL and no password. The request changed nothing and may be sent again.
    """


def refuse_unknown(kind: str, name: str | None, known: Iterable[str]) -> None:
    """Refuse the name of an operation or a provider that there is not."""
    if name is not None and name not in known:
        raise EmulatorError(f"unknown {kind} {name}", f"choose from: {', '.join(sorted(known))}")
