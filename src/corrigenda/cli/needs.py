"""Names the extra that a command needs, rather than fail on an import."""

from importlib.util import find_spec

import click


def need(extra: str, *modules: str) -> None:
    """Raise a usable error if a module is not installed."""
    if any(find_spec(module) is None for module in modules):
        fix = f"pip install 'corrigenda[{extra}]'"
        raise click.ClickException(f"this command needs the extra `{extra}`\n  fix: {fix}")
