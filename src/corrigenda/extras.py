"""Says how to install what an extra needs.

The command names distributions, so it is right wherever this package came from: a registry, a file
or a checkout.
"""

import re
import shlex
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, requires

_OWN = "corrigenda"


def to_install(extra: str) -> str:
    """Return the command that installs what is missing of an extra."""
    missing = [each for each in _requirements(extra) if not _is_installed(each)]
    if not missing:  # this package runs without being installed, or what is there is broken
        return f"install the extra `{extra}` of {_OWN}"
    return f"pip install {' '.join(map(shlex.quote, missing))}"


def _requirements(extra: str) -> Iterator[str]:
    try:
        written = requires(_OWN) or []
    except PackageNotFoundError:
        return
    for each in written:
        requirement, _, marker = each.partition(";")
        if re.search(rf"""\bextra\s*==\s*['"]{re.escape(extra)}['"]""", marker):
            yield requirement.strip()


def _is_installed(requirement: str) -> bool:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    try:
        return bool(name and distribution(name[0]))
    except PackageNotFoundError:
        return False
