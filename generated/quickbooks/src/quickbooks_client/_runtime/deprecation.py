"""Marks the methods that a service has deprecated.

Type checkers see ``typing_extensions.deprecated`` instead, on which packages do not depend. Only
clients with a deprecated method import this module.
"""

from __future__ import annotations

import functools
import inspect
import warnings
from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def deprecated(message: str) -> Callable[[F], F]:
    """Return a decorator that lets each call emit a ``DeprecationWarning`` about the caller's line.

    An async method warns when it is called, not when it is awaited: an event loop may await it,
    and then no frame of the caller is left. The message is in ``__deprecated__``, as PEP 702 says.
    """

    def mark(function: F) -> F:
        @functools.wraps(function)
        def warned(*args: Any, **kwargs: Any) -> Any:
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            return function(*args, **kwargs)

        vars(warned)["__deprecated__"] = message
        return cast("F", _like(function, warned))

    return mark


def _like(function: Callable[..., Any], warned: Callable[..., Any]) -> Callable[..., Any]:
    """Tell ``inspect`` that calls return a coroutine, if they do. Python 3.11 has no way to."""
    mark = getattr(inspect, "markcoroutinefunction", None)
    return mark(warned) if mark and inspect.iscoroutinefunction(function) else warned
