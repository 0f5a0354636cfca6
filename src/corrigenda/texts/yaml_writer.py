"""Writes plain data as YAML, in a layout that people would use.

The output means the same in YAML 1.2 and 1.1: `'no'`, `'012'` and `'200'` are in quotes, and the
number `1e5` is `1.0e+5`, because it would be text in YAML 1.1. Every character that some reader
takes for a line break is escaped. All JSON data can be written.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from corrigenda.exact import ExactFloat
from corrigenda.texts.yaml_reader import plain_value
from corrigenda.trees import Object, is_array, is_object

_PLAIN = re.compile(r"(?!<<$)[A-Za-z_/$<.~^()\u00c0-\u024f][^\x00-\x1f]*")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(-[a-z0-9.]+)?")
_NO_PLAIN = re.compile(r": | #|:$|^\s|\s$|^\.\.\.|^\.?[0-9]")
_NO_FLOW = re.compile(r"[,\[\]{}:?]|^[<.~^()]")
_NUMBER = re.compile(r"(-?)\+?([0-9]*)\.?([0-9]*)([eE].+)?")
_LONG_KEY = 1000  # a key of more than 1024 characters needs a question mark
_OLD_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


@dataclass(frozen=True, slots=True)
class Layout:
    """The indentation of blocks, and the maximum length of lines.

    `mapping` is the indentation of the keys below a key, `offset` that of the dashes of a list.
    """

    mapping: int = 2
    offset: int = 2
    width: int = 100


def write_yaml(root: Any, layout: Layout) -> str:
    """The text of a whole document, ending in one newline."""
    return (below(root, 0, layout) if root and is_collection(root) else flow(root)) + "\n"


def below(node: Any, column: int, layout: Layout) -> str:
    """The lines of a non-empty collection, from `column` on, without the last newline."""
    lines = _members(node, column, layout) if is_object(node) else _items(node, column, layout)
    return "\n".join(lines)


def after(node: Any, column: int, layout: Layout, is_item: bool = False, used: int = 0) -> str:
    """The text after a `key:` or `-` at `column`: a space and the value, or lines.

    `used` is how much of the line is taken already. An item starts on the line of its dash.
    """
    if is_collection(node) and node and not _is_short(node, column):
        if is_item:
            return " " + below(node, column + 2, layout)[column + 2 :]
        offset = layout.offset if isinstance(node, list) else layout.mapping
        return "\n" + below(node, column + offset, layout)
    if isinstance(node, str):
        return _text_after(node, column + (2 if is_item else layout.mapping), layout, used)
    return f" {flow(node)}"


def is_collection(node: Any) -> bool:
    return isinstance(node, dict | list)


def flow(node: Any) -> str:
    """The node on one line."""
    if is_object(node):
        members = node.items()
        return "{" + ", ".join(f"{flow_key(str(key))}{flow(value)}" for key, value in members) + "}"
    if is_array(node):
        return "[" + ", ".join(map(flow, node)) + "]"
    return scalar(node, "", True)


def flow_key(key: str, strict: bool = False) -> str:
    """A key between braces, up to its value; with `strict` it is valid JSON as well."""
    text = json.dumps(key, ensure_ascii=False) if strict else scalar(key, "", True)
    return f"? {text} : " if len(text) > _LONG_KEY and not strict else f"{text}: "


def scalar(node: Any, style: str = "", in_flow: bool = False) -> str:
    """A scalar on one line, in the quotes of `style` if possible."""
    if isinstance(node, str):
        return _string(node, style, in_flow)
    if isinstance(node, float):
        return _float(node)
    return json.dumps(node)


def _float(node: float) -> str:
    """A number with all its digits, and with the dot and the sign that YAML 1.1 asks for."""
    text = node.text if isinstance(node, ExactFloat) else repr(node)
    found = _NUMBER.fullmatch(text)
    if found is None:  # infinity and NaN
        return text if isinstance(node, ExactFloat) else f".{text}".replace(".-", "-.")
    minus, whole, part, exponent = found.groups()
    if exponent and exponent[1] not in "+-":
        exponent = f"{exponent[0]}+{exponent[1:]}"
    return f"{minus}{whole or '0'}.{part or '0'}{exponent or ''}"


def key_text(key: str) -> str:
    """A key with its colon; a very long key needs a question mark."""
    text = scalar(key)
    return f"{text}:" if len(text) <= _LONG_KEY else f"? {text}\n"


def _members(node: Object, column: int, layout: Layout) -> Iterator[str]:
    margin = " " * column
    for key, value in node.items():
        key = key_text(str(key))
        colon = f"{margin}:" if key.endswith("\n") else ""
        head = margin + key + colon
        yield head + after(value, column, layout, used=len(head) if not colon else column)


def _items(node: list[Any], column: int, layout: Layout) -> Iterator[str]:
    for value in node:
        yield " " * column + "-" + after(value, column, layout, is_item=True, used=column + 1)


def _is_short(node: Any, column: int) -> bool:
    """Whether it is a list of a few scalars, which reads best on one line."""
    if not is_array(node) or any(map(is_collection, node)):
        return False
    return column + len(flow(node)) <= 60


def _text_after(text: str, column: int, layout: Layout, used: int) -> str:
    """A string as a block scalar where that reads better, and otherwise on the line."""
    margin = "\n" + " " * column
    if "\n" in text and _is_literal(text):
        lines = text.removesuffix("\n").split("\n")
        chomping = "" if text.endswith("\n") else "-"
        return f" |{chomping}" + "".join(margin + line if line else "\n" for line in lines)
    if used + 1 + len(text) > layout.width and _is_prose(text):
        room = max(layout.width - column, 30)
        return " >-" + "".join(margin + line for line in wrap(text, room, **_WRAP))
    return f" {scalar(text)}"


_WRAP: Any = {"break_long_words": False, "break_on_hyphens": False}


def _is_literal(text: str) -> bool:
    """Whether a literal block can hold the text; leading and trailing blanks prevent it."""
    lines = text.removesuffix("\n").split("\n")
    if not lines[0] or lines[0][0] in " \t" or not lines[-1]:
        return False
    return all(line.isprintable() and line == line.rstrip() for line in lines)


def _is_prose(text: str) -> bool:
    return text.isprintable() and text == " ".join(text.split()) and " " in text


def _string(text: str, style: str, in_flow: bool) -> str:
    if not text.isprintable() or style == '"':
        return _escaped(text)
    if style != "'" and _is_plain(text) and not (in_flow and _NO_FLOW.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    if _VERSION.fullmatch(text):
        return True
    if not _PLAIN.fullmatch(text) or _NO_PLAIN.search(text) or text.lower() in _OLD_WORDS:
        return False
    return isinstance(plain_value(text), str)


def _escaped(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in quoted)


def _escape(letter: str) -> str:
    number = ord(letter)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
