"""Read the files of the emulator: documents of APIs and samples, in YAML or JSON.

Values are those of JSON: a number with a decimal point is a `Decimal`, and a date stays a string.
Each file must hold one mapping, without a name that is there twice.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

import yaml

from . import exact
from .errors import EmulatorError
from .schema import elements, members

_FIX = "regenerate the file, or correct it by hand"
_LARGE = 500_000  # letters; larger files are not kept for the next emulator
_NO_BREAKS = "\u0085\u2028\u2029"
_TAG = "tag:yaml.org,2002:"


def read_document(file: Path) -> dict[str, Any]:
    """Return the mapping in a file, JSON if it is called so. Raises `EmulatorError` without one."""
    if file.suffix != ".json":
        return read_yaml(file)
    try:
        return _mapping(file, exact.decode(file.read_bytes()))
    except (exact.NotJsonError, OSError) as error:
        raise EmulatorError(f"{file}: {error}", _FIX) from None


def read_yaml(file: Path) -> dict[str, Any]:
    """Return the mapping in a file. Raises `EmulatorError` with `file:line:column` without one."""
    try:
        text = file.read_text(encoding="utf-8")
        document = _parsed(text) if len(text) > _LARGE else deepcopy(_kept(text))
    except yaml.MarkedYAMLError as error:
        raise EmulatorError(_said(file, error), _FIX) from None
    except RecursionError:
        raise EmulatorError(f"{file}: nested too deeply", _FIX) from None
    except (yaml.YAMLError, ArithmeticError, OSError, ValueError) as error:
        raise EmulatorError(f"{file}: {error}", _FIX) from None
    return _mapping(file, document)


def _mapping(file: Path, document: object) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise EmulatorError(f"{file}:1:1: not a mapping", _FIX)
    return cast("dict[str, Any]", document)


def _said(file: Path, error: Any) -> str:
    mark = error.problem_mark
    where = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else str(file)
    return f"{where}: {error.problem}"


@lru_cache(maxsize=256)
def _kept(text: str) -> object:
    """Parse a text. Results are cached, because tests start many emulators with the same files."""
    return _parsed(text)


def _parsed(text: str) -> object:
    """Parse YAML, or JSON, which a YAML parser reads slowly, and not with every escape."""
    if text.lstrip()[:1] == "{":
        with suppress(ValueError):  # what is no JSON may be YAML, or gets an error with its place
            return _json(text)
    stand_ins = _stand_ins(text)
    loader = _Loader(text.translate(stand_ins) if stand_ins else text)
    try:
        node: Any = loader.get_single_node()
        value = None if node is None else _value(node, {})
    finally:
        loader.dispose()
    back = {number: chr(letter) for letter, number in stand_ins.items()}
    return _translated(value, back) if back else value


def _stand_ins(text: str) -> dict[int, int]:
    """Return a code for each line break of YAML 1.1 that is an ordinary character in YAML 1.2.

    None of them is in the text, not even as an escape. A text without such a break has none.
    """
    if not any(letter in text for letter in _NO_BREAKS):
        return {}
    digits = text.lower()
    free = (n for n in range(0xF0000, 0xFFFFE) if chr(n) not in text and f"{n:x}" not in digits)
    return {ord(letter): number for letter, number in zip(_NO_BREAKS, free, strict=False)}


def _translated(value: Any, back: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(back)
    if isinstance(cast(object, value), list):
        return [_translated(each, back) for each in elements(value)]
    if isinstance(cast(object, value), dict):
        pairs = members(value).items()
        return {_translated(name, back): _translated(each, back) for name, each in pairs}
    return value


def _json(text: str) -> object:
    """Parse JSON. Raises `ValueError` for anything else, and for a name that is there twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(found := dict(pairs)) < len(pairs):
            raise ValueError("a name is there twice")
        return found

    return cast(
        object,
        json.loads(text, parse_float=Decimal, object_pairs_hook=once),
    )


def _value(node: Any, known: dict[int, Any]) -> Any:
    """Return what a node stands for; `known` are the values of nodes that have an alias."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if id(node) in known:
        if known[id(node)] is None:
            raise _wrong("contains itself", node)
        return known[id(node)]
    known[id(node)] = None
    items = node.value
    known[id(node)] = (
        [_value(each, known) for each in items]
        if isinstance(node, yaml.SequenceNode)
        else _members(items, known)
    )
    return known[id(node)]


def _members(pairs: Iterable[tuple[Any, Any]], known: dict[int, Any]) -> dict[Any, Any]:
    members: dict[Any, Any] = {}
    merged: dict[Any, Any] = {}
    for key, node in pairs:
        if key.tag == f"{_TAG}merge":
            _merge(merged, _value(node, known), node)
            continue
        name: Any = _value(key, known)
        if isinstance(name, dict | list):
            raise _wrong("a name that is no text", key)
        if name in members:
            raise _wrong(f"found duplicate key {name!r}", key)
        members[name] = _value(node, known)
    return {**merged, **members} if merged else members


def _merge(merged: dict[Any, Any], given: Any, node: Any) -> None:
    for each in elements(given) or [given]:
        if not isinstance(cast(object, each), dict):
            raise _wrong("`<<` merges mappings only", node)
        for name, value in members(each).items():
            merged.setdefault(name, value)


def _scalar(node: Any) -> Any:
    if node.tag == f"{_TAG}str":
        return node.value
    read = _READERS.get(node.tag)
    if read is None:
        raise _wrong(f"could not determine a constructor for the tag {node.tag!r}", node)
    return read(node.value)


def _wrong(problem: str, node: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def _integer(text: str) -> int:
    sign, digits = (-1, text[1:]) if text[0] == "-" else (1, text.lstrip("+"))
    base = {"0x": 16, "0o": 8}.get(digits[:2], 10)
    return sign * int(digits if base == 10 else digits[2:], base)


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    f"{_TAG}null": lambda _text: None,
    f"{_TAG}bool": lambda text: text.lower() == "true",
    f"{_TAG}int": _integer,
    f"{_TAG}float": Decimal,
    f"{_TAG}timestamp": str,
}

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it can be had


class _Loader(_Base):  # type: ignore[misc]
    """Reads plain words as YAML 1.2 and JSON do: `no` and `2022-01-01` are texts."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _kind, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("merge", r"<<", "<"),
):
    _Loader.add_implicit_resolver(f"{_TAG}{_kind}", re.compile(rf"^(?:{_pattern})$"), list(_first))
