"""What goes wrong before or beside an answer, kept apart so that every module can raise it.

Refuses to describe HTTP: an answer that a service gives on purpose is `RefusedError` in
`provider.py`.
"""


class EmulatorError(Exception):
    """The emulator cannot start or was used wrongly.

    The text says what is wrong and, on a line of its own that starts with `fix:`, what to do.
    """

    def __init__(self, wrong: str, fix: str) -> None:
        super().__init__(f"{wrong}\nfix: {fix}")
