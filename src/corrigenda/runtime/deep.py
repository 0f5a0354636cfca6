"""Names everything inside a list or an object, as ``deepObject`` does: ``p[k]`` and ``p[0][k]``.

OpenAPI defines the style for scalars in an object only. The rest is written as Stripe, PHP and qs
read it, in queries and in forms: lists are numbered. It neither encodes nor writes a value.

Source: OpenAPI Specification 3.1.1, 4.8.12 (Parameter Object).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast


def leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every scalar, empty list and empty object of plain JSON, with its name.

    Raises:
        ValueError: a key is empty or has a bracket.
    """
    if isinstance(value, dict) and value:
        for key, member in cast("dict[str, Any]", value).items():
            if not key or "[" in key or "]" in key:
                raise ValueError("a key is empty or has a bracket, which cannot be sent")
            yield from leaves(f"{name}[{key}]", member)
    elif isinstance(value, list) and value:
        for at, item in enumerate(cast("Sequence[Any]", value)):
            yield from leaves(f"{name}[{at}]", item)
    else:
        yield name, value
