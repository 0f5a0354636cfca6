"""Formats generated Python the same way, whatever configuration surrounds the repository."""

import subprocess
from pathlib import Path

from ruff import find_ruff_bin  # pyright: ignore[reportMissingTypeStubs]

from corrigenda.generate.process import environment

_COMMON = (
    "--isolated",
    "--no-cache",
    "--quiet",
    "--target-version=py311",
    "--line-length=100",
    "--exclude=_runtime",  # copied verbatim
    "--no-respect-gitignore",  # the temporary folder may be an ignored one, as nox has it
)


def format_tree(folder: Path) -> None:
    """Remove unused imports, sort the rest and format every Python file, in place."""
    check = ("check", "--fix-only", "--select=I,F401,UP,D200,D212", "--ignore=UP042")
    _run(folder, *check)
    _run(folder, "format")


def _run(folder: Path, *arguments: str) -> None:
    command = [find_ruff_bin(), *arguments, *_COMMON, "."]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"the templates rendered invalid Python: {done.stderr}")


def format_code(text: str) -> str:
    """Format Python code at the width of a README."""
    command = [find_ruff_bin(), "format", "--isolated", "--no-cache", "--line-length=88", "-"]
    return subprocess.run(
        command, input=text, env=environment(), capture_output=True, text=True, check=True
    ).stdout
