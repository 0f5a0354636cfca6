"""The error for an emulator that cannot start, in its own module so that every module can raise it.

A response that a service gives on purpose is a `RefusedError` (`provider.py`).
"""


class EmulatorError(Exception):
    """The emulator cannot start, or it is used incorrectly.

    The text says what is wrong; a second line, which starts with `fix:`, says what to do.
    """

    def __init__(self, wrong: str, fix: str) -> None:
        super().__init__(f"{wrong}\nfix: {fix}")
