"""Checks the name of a new provider, and derives the other names from it."""

import re
from pathlib import Path
from unicodedata import normalize

from corrigenda.naming import client_name, snake_case
from corrigenda.problems import Place, Problem, raise_any

_LONGEST = 60
"""The most characters of a name; all files and variables of a package begin with it."""

_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def check_key(schemas: Path, key: str) -> None:
    """Check the name of a provider, which is that of its folder in `schemas`.

    Raises:
        ProblemsError: it is no name; the fix has the nearest one.
    """
    if not _KEY.fullmatch(key) or len(key) > _LONGEST:
        message = f"`{key}` is not a valid name of a provider"
        raise_any([Problem(Place(schemas), message, f"call it `{nearest_key(key)}`")])


def nearest_key(name: str) -> str:
    """The nearest name that a provider may have."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = re.sub(r"_+", "_", snake_case(plain)) if re.search("[A-Za-z0-9]", plain) else "api"
    made = made if made[0].isalpha() else f"api_{made}"
    return made[:_LONGEST].rstrip("_")


def nearest_class_name(name: str) -> str:
    """The nearest name that a client may have."""
    return client_name(nearest_key(name))


def correction_prefix(key: str) -> str:
    """What the ids of a provider's corrections begin with, such as `ACME`."""
    return re.sub("[^A-Z]", "", key.upper())[:8]
