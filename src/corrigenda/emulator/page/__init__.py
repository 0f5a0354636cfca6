"""The web page of the emulator."""


def asset(name: str) -> None:
    """A file of the page."""
    return
