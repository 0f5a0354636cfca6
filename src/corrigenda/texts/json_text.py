"""Reads and writes JSON with exact numbers, unique keys, and the position of each node.

Positions are searched for on demand, which only error messages need, so reading is as fast as the
standard library. NaN and infinities are errors, since they are not JSON.
"""

import json
import re
from collections.abc import Iterator
from json import decoder
from typing import Any, NamedTuple, NoReturn, TypeAlias, cast

from corrigenda.exact import TOO_LONG, json_number, read_float
from corrigenda.trees import is_object

_SPACE = re.compile(r"[ \t\n\r]*")
_INDENT = re.compile(r"^\s*\{\r?\n([ \t]+)")


_scan_string: Any = cast(Any, decoder).scanstring  # from the standard library, without type hints
_UNREAD = re.compile(r'"(?:[^"\\]|\\.)*"|-?Infinity|NaN|-?\d{4301,}')
_DECODER = json.JSONDecoder(parse_int=str)  # so that numbers may have any length


class JSONError(Exception):
    """A text that is not JSON, with the offset of the error."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class _TwiceError(Exception):
    """A duplicate key in an object; `_twice` finds its position."""


def load_json(text: str) -> Any:
    """Parse a JSON text.

    Raises:
        JSONError: it is not JSON.
        RecursionError: it is nested too deeply.
    """
    try:
        return json.loads(
            text, parse_float=read_float, parse_constant=_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise JSONError(error.msg, error.pos) from None
    except _TwiceError:
        raise _twice(text, json_start(text)) or JSONError("duplicate key", 0) from None
    except ValueError as error:  # no number of JSON, or one of more digits than Python converts
        message = str(error) if "JSON" in str(error) else TOO_LONG
        raise JSONError(message, _number_start(text)) from None


def _number_start(text: str) -> int:
    """The offset of the first number that is not read."""
    found = (match for match in _UNREAD.finditer(text) if match[0][0] != '"')
    return next((match.start() for match in found), 0)


def is_json_text(text: str) -> bool:
    """Whether a text is JSON, whatever the suffix of its file."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        load_json(text)
    except (JSONError, RecursionError):
        return False
    return True


def dump_json(node: Any, indent: str = "  ") -> str:
    """The JSON text of a tree, ending in one newline.

    Raises:
        ValueError: JSON cannot represent a node.
    """
    return json_text(node, "\n", indent) + "\n"


def json_text(node: Any, line: str, indent: str) -> str:
    """The JSON of a node; `line` is a line break and the indentation of the node, or empty.

    Raises:
        ValueError: JSON cannot represent a node.
    """
    return "".join(_written(node, line, indent))


def indent_of(text: str) -> str:
    """The indentation of a JSON text; two spaces if it is on one line."""
    found = _INDENT.match(text)
    return found.group(1) if found else "  "


class Item(NamedTuple):
    """A child in a JSON text: its step, and the offsets of its key and its value."""

    step: str | int
    start: int
    key_end: int
    value: int
    end: int


Items: TypeAlias = dict[int, dict[str | int, Item]]
"""The children of containers, by the offset of the container and the step to the child."""


def json_offset(text: str, location: tuple[str | int, ...], known: Items) -> int:
    """The offset of a node (of a member: its key), or of its nearest ancestor that exists.

    The children that it had to look for are added to `known`, so that no container is read twice.
    """
    offset = value = json_start(text)
    for step in location:
        if value not in known:
            known[value] = {item.step: item for item in json_items(text, value)}
        found = known[value].get(step)
        if found is None:
            break
        offset, value = found.start, found.value
    return offset


def json_start(text: str) -> int:
    """The offset of the value in a JSON text."""
    return _skip(text, 0)


def json_items(text: str, start: int) -> Iterator[Item]:
    """Yield the children of the value at `start`, in a text that is known to be valid."""
    if text[start] not in "{[":
        return
    position, index = _skip(text, start + 1), 0
    while text[position] not in "}]":
        step, key_end, value = index, position, position
        if text[start] == "{":
            step, key_end = _scan_string(text, position + 1)
            value = _skip(text, _skip(text, key_end) + 1)
        end = _DECODER.raw_decode(text, value)[1]
        yield Item(step, position, key_end, value, end)
        position = _skip(text, end)
        position = _skip(text, position + 1) if text[position] == "," else position
        index += 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _TwiceError
    return members


def _constant(name: str) -> NoReturn:
    raise ValueError(f"`{name}` is not a JSON number")


def _skip(text: str, position: int) -> int:
    return cast(re.Match[str], _SPACE.match(text, position)).end()


def _twice(text: str, start: int) -> JSONError | None:
    seen: set[str | int] = set()
    for item in json_items(text, start):
        if item.step in seen:
            return JSONError(f"duplicate key `{item.step}`", item.start)
        seen.add(item.step)
        found = _twice(text, item.value)
        if found is not None:
            return found
    return None


def _written(node: Any, line: str, indent: str) -> Iterator[str]:
    if isinstance(node, dict | list) and node:
        inner = line + indent
        brackets = "{}" if isinstance(node, dict) else "[]"
        opening = brackets[0]
        for key, value in _entries(cast(Any, node)):
            yield f"{opening}{inner}{key}"
            yield from _written(value, inner, indent)
            opening = "," if line else ", "
        yield line + brackets[1]
    else:
        yield _scalar(node)


def _entries(node: Any) -> Iterator[tuple[str, Any]]:
    if is_object(node):
        for key, value in node.items():
            yield f"{json.dumps(str(key), ensure_ascii=False)}: ", value
    else:
        for value in node:
            yield "", value


def _scalar(node: Any) -> str:
    if isinstance(node, float):
        return json_number(node)
    if isinstance(node, str):
        return json.dumps(str(node), ensure_ascii=False)
    if isinstance(node, int) and not isinstance(node, bool):
        return int.__repr__(node)
    if node is None or isinstance(node, bool | dict | list):
        return json.dumps(node)
    raise ValueError(f"JSON has no type for {type(cast(object, node)).__name__}")
