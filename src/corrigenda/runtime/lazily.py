"""Imports the requests of a large package with its first call.

A package of a thousand operations has thousands of classes, and a program that makes a client uses
few of them. Type checkers see an ordinary import.
"""

from __future__ import annotations

import importlib
from typing import Any


class Lazily:
    """A module of this package, imported when an attribute of it is first used.

    The names of the module that imports it are completed then, so that ``get_type_hints`` resolves
    the annotations of its methods after the first call.
    """

    def __init__(self, name: str, names: dict[str, Any]) -> None:
        self.__dict__["_lazy"] = name, names

    def __getattr__(self, attribute: str) -> Any:
        name, names = self.__dict__["_lazy"]
        known = vars(importlib.import_module(name))  # Python lets one thread at a time import it
        for key, value in known.items():
            if not key.startswith("__"):
                self.__dict__.setdefault(key, value)
                names.setdefault(key, value)
        try:
            return known[attribute]
        except KeyError:
            raise AttributeError(f"module {name!r} has no attribute {attribute!r}") from None
