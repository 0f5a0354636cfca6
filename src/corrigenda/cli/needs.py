"""Names the extra that a command needs, rather than fail on an import."""

from importlib.util import find_spec

import click

from corrigenda.extras import to_install


class MissingError(click.ClickException):
    """What a command needs is not installed. The status is that of a wrong command line.

    With 1, a program could take it for what the command found: a breaking change, say.
    """

    exit_code = 2


def need(extra: str, *modules: str) -> None:
    """Raise a usable error if a module is not installed."""
    if any(find_spec(module) is None for module in modules):
        wrong = f"this command needs the extra `{extra}`"
        raise MissingError(f"{wrong}\n  fix: {to_install(extra)}")
