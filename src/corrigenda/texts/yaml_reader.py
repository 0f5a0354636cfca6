"""Reads YAML 1.2 into plain data from the events of libyaml, which is fast.

Keys are always strings (JSONPath would not find `200:` otherwise), numbers keep their digits, a
date stays text, and an alias becomes a copy. Errors are: duplicate keys, keys that are not scalars,
undefined anchors, more than one document, and a tree beyond the bounds, counting aliases in full.

PyYAML's own loaders are not used: they read YAML 1.1, where `no` is a boolean and `012` is ten.
libyaml breaks lines at U+0085, U+2028 and U+2029, as YAML 1.1 says. In YAML 1.2 they are characters
like any other, so libyaml is given stand-ins for them.
"""

import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from corrigenda.exact import ExactFloat, read_float, read_integer
from corrigenda.texts.nodes import Node
from corrigenda.trees import MAX_DEPTH, MAX_NODES, BoundError, copied, is_array, measure

_TAG = "tag:yaml.org,2002:"
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BEGINNINGS = frozenset("~nNtTfF.+-0123456789") | {""}
_BASES = {"0o": 8, "0x": 16}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NO_BREAKS = "\u0085\u2028\u2029"
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YAMLTextError(Exception):
    """A text that is not valid YAML, or not accepted here, with the offset of the error."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


class YAMLBoundError(YAMLTextError):
    """A text with more nodes or levels than a document may have."""


@dataclass(slots=True)
class _Frame:
    """A collection that is being read."""

    node: Node
    value: Any
    key: Node | None = None
    keys: list[Node] = field(default_factory=list[Node])
    children: list[Node] = field(default_factory=list[Node])
    merged: list[Any] = field(default_factory=list[Any])


@dataclass(slots=True)
class _Reading:
    """The state of reading a text."""

    stack: list[_Frame] = field(default_factory=list[_Frame])
    anchors: dict[str, tuple[Node, Any]] = field(default_factory=dict[str, tuple[Node, Any]])
    count: int = 0
    root: tuple[Node, Any] | None = None


def read_yaml(text: str) -> tuple[Any, Node | None]:
    """Read the data of a text, and its root node; both are None if the text is empty.

    Raises:
        YAMLTextError: it is not valid YAML, or not accepted by this module.
    """
    # Nothing that is made here can be garbage yet, and looking for it takes a third of the time.
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(text)
    finally:
        if is_collecting:
            gc.enable()


def _read(text: str) -> tuple[Any, Node | None]:
    reading = _Reading()
    takers = {
        yaml.ScalarEvent: _take_scalar,
        yaml.MappingStartEvent: _open,
        yaml.SequenceStartEvent: _open,
        yaml.MappingEndEvent: _close,
        yaml.SequenceEndEvent: _close,
        yaml.AliasEvent: _repeat,
        yaml.DocumentStartEvent: _begin,
    }
    for event in _events(text):
        taker = takers.get(cast(Any, type(event)))
        if taker is not None:
            taker(reading, event)
    return (None, None) if reading.root is None else (reading.root[1], reading.root[0])


def plain_value(text: str) -> Any:
    """The value of a plain scalar, by the core schema of YAML 1.2."""
    if text[:1] not in _BEGINNINGS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        base = _BASES.get(text[:2], 10)
        return read_integer(text if base == 10 else text[2:], base)
    if _FLOAT.fullmatch(text):
        return read_float(text)
    if _SPECIAL.fullmatch(text):
        return ExactFloat(text, float(text.replace(".", "")))
    return text


def _events(text: str) -> Iterator[Any]:
    stand_ins = _stand_ins(text)
    back = {number: chr(letter) for letter, number in stand_ins.items()}
    try:
        parser = _PARSER(text.translate(stand_ins) if stand_ins else text)
        try:
            while (event := parser.get_event()) is not None:
                if back and isinstance(event, yaml.ScalarEvent):
                    event.value = event.value.translate(back)
                yield event
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        reason = " ".join(str(error.problem or error.context).split())
        offset = mark.index if mark else 0
        if "nesting depth" in reason:  # libyaml has its own limit
            raise YAMLBoundError(f"nested deeper than {MAX_DEPTH} levels", offset) from None
        raise YAMLTextError(reason, offset) from None
    except yaml.YAMLError as error:  # a character that YAML does not allow
        offset = int(getattr(error, "position", 0) or 0)
        raise YAMLTextError(str(getattr(error, "reason", error)), offset) from None


def _stand_ins(text: str) -> dict[int, int]:
    """A character for each that libyaml would take for a line break, if the text has any.

    No stand-in is in the text, not even as an escape. It takes one place, so offsets stay.
    """
    if not any(one in text for one in _NO_BREAKS):
        return {}
    digits = text.lower()
    free = (n for n in range(0xF0000, 0xFFFFE) if chr(n) not in text and f"{n:x}" not in digits)
    return {ord(letter): number for letter, number in zip(_NO_BREAKS, free, strict=False)}


def _begin(reading: _Reading, event: Any) -> None:
    if reading.root is not None:
        raise YAMLTextError(
            "a second document starts here, but only one is allowed", event.start_mark.index
        )


def _take_scalar(reading: _Reading, event: Any) -> None:
    text, style = event.value, event.style or ""
    node = Node("scalar", event.start_mark.index, event.end_mark.index, style, text)
    value = text if style and event.tag is None else _scalar(event)
    if event.anchor is not None:
        reading.anchors[event.anchor] = node, value
    _attach(reading, node, value)


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _scalar(event: Any) -> Any:
    tag = event.tag
    try:
        if tag is None:
            return event.value if event.style else plain_value(event.value)
        is_standard = tag.startswith(_TAG) and tag != f"{_TAG}str"
        return plain_value(event.value) if is_standard else event.value
    except ValueError as error:  # more digits than Python converts to a number
        reason = str(error).partition(";")[0]
        raise YAMLTextError(reason, event.start_mark.index) from None


def _open(reading: _Reading, event: Any) -> None:
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    brackets = "{" if is_mapping else "["
    style = brackets if event.flow_style else ""
    node = Node("mapping" if is_mapping else "sequence", *_span(event), style=style)
    value: Any = {} if is_mapping else []
    _add(reading, event, node, value)
    reading.stack.append(_Frame(node, value))
    if len(reading.stack) >= MAX_DEPTH:
        raise YAMLBoundError(f"nested deeper than {MAX_DEPTH} levels", event.start_mark.index)


def _close(reading: _Reading, event: Any) -> None:
    frame = reading.stack.pop()
    frame.node.end = event.end_mark.index
    frame.node.keys, frame.node.children = frame.keys, frame.children
    for merged in frame.merged:
        for key, value in merged.items():
            frame.value.setdefault(key, value)


def _repeat(reading: _Reading, event: Any) -> None:
    if event.anchor not in reading.anchors:
        raise YAMLTextError(
            f"the alias `*{event.anchor}` has no anchor before it", event.start_mark.index
        )
    anchored, value = reading.anchors[event.anchor]
    try:
        if any(frame.node is anchored for frame in reading.stack):
            raise BoundError(f"the alias `*{event.anchor}` is inside the node that it repeats")
        is_scalar = anchored.kind == "scalar"
        room = MAX_DEPTH - len(reading.stack), MAX_NODES - reading.count
        size = 1 if is_scalar else measure(value, *room)
    except BoundError as error:
        raise YAMLBoundError(str(error), event.start_mark.index) from None
    reading.count += size - 1
    node = Node(anchored.kind, *_span(event), value=anchored.value, anchored=anchored)
    _attach(reading, node, copied(value))


def _add(reading: _Reading, event: Any, node: Node, value: Any) -> None:
    if event.anchor is not None:
        reading.anchors[event.anchor] = node, value
    _attach(reading, node, value)


def _attach(reading: _Reading, node: Node, value: Any) -> None:
    """Add a node to the open collection, as a key or as a value."""
    reading.count += 1
    if reading.count > MAX_NODES:
        message = f"more than {MAX_NODES:,} nodes, counting every repetition"
        raise YAMLBoundError(message, node.start)
    if not reading.stack:
        reading.root = node, value
        return
    frame = reading.stack[-1]
    key = frame.key
    if frame.node.kind == "sequence":
        frame.children.append(node)
        frame.value.append(value)
    elif key is None:
        if node.kind != "scalar":
            raise YAMLTextError("a key is not a scalar", node.start)
        if node.value in frame.value:
            raise YAMLTextError(f"duplicate key `{node.value}`", node.start)
        frame.key = node
    else:
        frame.keys.append(key)
        frame.children.append(node)
        if key.value != "<<" or key.style:
            frame.value[key.value] = value
        else:
            _merge(frame, node, value)
        frame.key = None


def _merge(frame: _Frame, node: Node, value: Any) -> None:
    frame.merged += value if is_array(value) else [value]
    if not all(isinstance(each, dict) for each in frame.merged):
        raise YAMLTextError("`<<` can only merge mappings", node.start)
    frame.node.merges = True
