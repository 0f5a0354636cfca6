"""Checks the name of a new provider, and derives the other names from it."""

import re
from unicodedata import normalize

from corrigenda.naming import client_name, snake_case

_LONGEST = 60
"""The most characters of a name; all files and variables of a package begin with it."""

_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def is_key(key: str) -> bool:
    """Whether a provider, which is a folder in `schemas`, may have this name."""
    return _KEY.fullmatch(key) is not None and len(key) <= _LONGEST


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
