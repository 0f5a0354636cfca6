"""Say where a value is wrong, and how: `$.line_items[0].amount: "5" is not an integer`.

Texts are short whatever a request has: long values, names and lists are cut.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias, cast

from .exact import encode_text
from .schema import elements, members

Place: TypeAlias = "tuple[Place, str | int] | None"
"""A step from another place, or None for the whole value. Places share their beginnings."""

MAX_PROBLEMS: Final = 100
_SHOWN = 60
_LISTED = 30
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def json_path(place: Place) -> str:
    """Return `$.data[3].amount`; a name that is not plain is quoted: `$["order id"]`."""
    steps: list[str | int] = []
    while place is not None:
        place, step = place
        steps.append(step)
    return "$" + "".join(map(_step, reversed(steps)))


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{_cut(step)}" if _NAME.fullmatch(step) else f"[{show(step)}]"


def listed(names: Iterable[str]) -> str:
    """Return names as a list, of which the end is cut."""
    shown = [_cut(name) for name in names]
    more = ["..."] if len(shown) > _LISTED else []
    return ", ".join([*shown[:_LISTED], *more])


def kinds(types: Iterable[str | list[str]]) -> str:
    """Return `a string or null` for the values of `type`."""
    names = [name for t in types for name in ([t] if isinstance(t, str) else t)]
    return " or ".join(_kind(name) for name in dict.fromkeys(names))


def _kind(name: str) -> str:
    if name == "null":
        return name
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def show(value: Any) -> str:
    """Return a value as JSON, of which the end is cut. Only what is shown is encoded."""
    text = ""
    for piece in _pieces(value):
        text += piece
        if len(text) > _SHOWN:
            break
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


def _pieces(value: Any) -> Iterator[str]:
    """Yield a value as JSON in small pieces."""
    if isinstance(value, dict):
        yield "{"
        for index, (name, each) in enumerate(members(cast(object, value)).items()):
            yield f"{',' * (index > 0)}{encode_text(name[: _SHOWN + 1])}:"
            yield from _pieces(each)
        yield "}"
    elif isinstance(value, list):
        yield "["
        for index, each in enumerate(elements(cast(object, value))):
            yield "," * (index > 0)
            yield from _pieces(each)
        yield "]"
    else:
        yield encode_text(value[: _SHOWN + 1] if isinstance(value, str) else value)
