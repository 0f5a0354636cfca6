"""Reads the body of an error as the type that the schema gives it.

It never fails: a body that does not fit gives None, since the error itself matters more. Only
errors of operations whose schema describes them need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def problem_of(problems: Sequence[tuple[str, Any]], status: int, body: Any) -> Any:
    """Return the body of an error as its type; None if it has none, or does not fit.

    Args:
        problems: types by status, ``4XX`` or ``default``.
        status: status of the response.
        body: parsed JSON, without secrets; it does not change.
    """
    named = {name.upper(): kind for name, kind in problems}
    keys = (str(status), f"{status // 100}XX", "DEFAULT")
    kind = next((named[key] for key in keys if key in named), None)
    if kind is None or body is None:
        return None
    from .slow_path import convert

    return convert(body, kind, strict=False).value
