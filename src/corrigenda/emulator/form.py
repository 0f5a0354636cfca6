"""Read the body of a form (`application/x-www-form-urlencoded`): names, and texts for values.

Brackets nest as most services write them: `a[b]=1` is an object, and `a[]=1` and a name that is
there twice are lists. What a text stands for only a schema knows, so all values stay texts here.
"""

import re
from typing import Final, TypeAlias, cast
from urllib.parse import parse_qsl

from .exact import Json, Members

_STEPS: Final = re.compile(r"\[([^\[\]]*)\]")
_DEEPEST: Final = 20
_Form: TypeAlias = "dict[str, list[str] | _Form]"


def read_form(body: bytes) -> Members:
    """Return the members of a form. Of a name with texts and members, the first use counts."""
    form: _Form = {}
    for name, text in parse_qsl(body.decode(errors="replace"), keep_blank_values=True):
        start, bracket, _ = name.partition("[")
        steps = _STEPS.findall(name[len(start) :])[:_DEEPEST] if bracket and start else []
        _put(form, [start, *steps] if steps else [name], text)
    return {name: _plain(value) for name, value in form.items()}


def _put(form: _Form, steps: list[str], text: str) -> None:
    first, *rest = steps
    held = form.setdefault(first, cast(_Form, {}) if rest else [])
    if isinstance(held, dict) and rest:
        _put(held, rest, text)
    elif isinstance(held, list) and not rest:
        held.append(text)


def _plain(value: "list[str] | _Form") -> Json:
    """Return one text as it is, and members that are numbered, or have no name, as a list."""
    if isinstance(value, list):
        return value[0] if len(value) == 1 else list[Json](value)
    if all(name == "" or name.isdecimal() for name in value):
        names = sorted(value, key=lambda name: (len(name), name))
        return [one for name in names for one in _items(value[name])]
    return {name: _plain(each) for name, each in value.items()}


def _items(value: "list[str] | _Form") -> list[Json]:
    return list[Json](value) if isinstance(value, list) else [_plain(value)]
