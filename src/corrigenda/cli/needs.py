"""Names the extra that a command needs, rather than fail on an import.

The command then ends with 2, as for a wrong command line. With 1, a program would take it for what
the command has found: a breaking change, or a file that differs.
"""

from importlib.util import find_spec

import click


class _LackingError(click.ClickException):
    exit_code = 2


def need(extra: str, *modules: str) -> None:
    """Raise a usable error if a module is not installed."""
    if any(find_spec(module) is None for module in modules):
        from corrigenda.extras import install

        raise _LackingError(f"this command needs the extra `{extra}`\n  fix: {install(extra)}")
