"""Reads hand-written YAML and JSON documents, and remembers the position of each node.

Other modules see a tree of mappings with string keys, lists and scalars. Unpaired surrogates and
documents beyond the bounds in `trees` are problems.
"""

import errno
import re
import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corrigenda.paths import no_file
from corrigenda.problems import Place, Problem, ProblemsError
from corrigenda.texts.json_text import Items, JSONError, is_json_text, json_offset, load_json
from corrigenda.texts.nodes import Node, offset_of
from corrigenda.texts.yaml_reader import YAMLBoundError, YAMLTextError, read_yaml
from corrigenda.texts.yaml_writer import Layout, write_yaml
from corrigenda.trees import MAX_BYTES, BoundError, Location, existing, measure, pointer, walk
from corrigenda.trees import Object as Object
from corrigenda.trees import is_array as is_array
from corrigenda.trees import is_object as is_object

STANDARD_INPUT = Path("<stdin>")
"""Stands for standard input: this very object, since a file may have the same name."""

_SURROGATE = re.compile(r"\\[uU](0000)?[dD][89a-fA-F]")
_SYNTAX = "correct the syntax here"
_SMALLER = "use fewer nodes, less nesting or fewer aliases"


@dataclass(frozen=True, slots=True)
class _Positions:
    """What was searched for once in a text: its line breaks, and the items of JSON containers."""

    breaks: list[int] = field(default_factory=list[int])
    items: Items = field(default_factory=dict[int, Any])


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its tree, its text and, for YAML, the nodes of the text.

    Plain data without a file is a document without text; its places are JSON pointers. In a bundle
    of several `files` beside the main one, `parts` are the places where a file begins.
    """

    path: Path
    root: Object
    text: str | None = None
    node: Node | None = None
    parts: "Mapping[Location, tuple[Document, Location]]" = field(
        default_factory=dict[Location, "tuple[Document, Location]"], repr=False
    )
    files: tuple[Path, ...] = ()
    _positions: _Positions = field(default_factory=_Positions, repr=False, compare=False)

    def place(self, location: Location) -> Place:
        """The position of the node at `location`, or of its nearest ancestor that exists."""
        for end in range(len(location), -1, -1) if self.parts else ():
            if location[:end] in self.parts:
                document, start = self.parts[location[:end]]
                return document.place((*start, *location[end:]))
        if self.text is None:
            return Place(Path(f"{self.path}#{pointer(existing(self.root, location))}"))
        known = self._positions
        if not known.breaks:
            known.breaks.extend(_line_breaks(self.text))
        return _place_among(self.path, known.breaks, self.offset(location))

    def offset(self, location: Location) -> int:
        """How many characters of the text stand before a node; the document must have a text."""
        if self.node is not None:
            return offset_of(self.node, location)
        return json_offset(self.text or "", location, self._positions.items)


def read_document(path: Path) -> Document:
    """Read a YAML or JSON mapping; it is JSON by its suffix `.json`, or by its text.

    Raises:
        ProblemsError: the file is missing, not YAML or JSON, or not a mapping.
    """
    document = parse_document(path, read_text(path))
    if not is_object(document.root):
        raise ProblemsError([_no_mapping(document)])
    if document.text is not None and _SURROGATE.search(document.text):
        _refuse_surrogates(document)
    return document


def _no_mapping(document: Document) -> Problem:
    """A file that says nothing is told from one that says something else."""
    lines = [line.strip() for line in (document.text or "").splitlines()]
    said = [line for line in lines if line and line != "---"]
    if said and all(line.startswith("#") for line in said):
        fix = "delete the `#` before the lines that you want, or leave the file out"
        return Problem(Place(document.path), "the document holds only comments", fix)
    if not said:
        return Problem(Place(document.path), "the document is empty", "start it with `key: value`")
    return Problem(
        Place(document.path), "the document is not a mapping", "start it with `key: value`"
    )


def write_document(root: Object) -> str:
    """The YAML text of a tree in the default layout, ending in one newline."""
    return write_yaml(root, Layout())


def parse_document(path: Path, text: str) -> Document:
    """Parse a text: JSON if its path or the text itself says so, else YAML.

    Raises:
        ProblemsError: it is neither YAML nor JSON, or beyond the bounds.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".json" or is_json_text(text):
            tree = load_json(text)
            measure(tree)
            return Document(path, tree, text)
        return Document(path, *_yaml(text))
    except JSONError as error:
        place, message = _text_place(path, text, error.offset), f"not valid JSON: {error}"
        problem = Problem(place, message, _SYNTAX)
    except YAMLBoundError as error:
        problem = Problem(_text_place(path, text, error.offset), str(error), _SMALLER)
    except YAMLTextError as error:
        place, message = _text_place(path, text, error.offset), f"not valid YAML: {error}"
        problem = Problem(place, message, _SYNTAX)
    except (BoundError, RecursionError) as error:
        message = (
            str(error) if isinstance(error, BoundError) else "the document is nested too deeply"
        )
        problem = Problem(Place(path), message, _SMALLER)
    raise ProblemsError([problem])


def _yaml(text: str) -> tuple[Any, str, Node | None]:
    tree, node = read_yaml(text)
    return tree, text, node


def read_text(path: Path) -> str:
    """Read a text within the bounds, with line feeds as its only line breaks.

    Args:
        path: the file, or `STANDARD_INPUT`.

    Raises:
        ProblemsError: the file is missing, too large, or not UTF-8.
    """
    try:
        content = _read_bytes(path)
    except FileNotFoundError:
        raise ProblemsError([no_file(path)]) from None
    except (OSError, ValueError) as error:  # a name with a NUL is a `ValueError`
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise ProblemsError([Problem(Place(path), message, "name a readable file")]) from None
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
        raise ProblemsError([Problem(Place(path), message, "split the file")])
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace").split("\n")
        place = Place(path, len(before), len(before[-1]) + 1)
        message = f"the byte 0x{content[error.start]:02x} is not UTF-8"
        raise ProblemsError([Problem(place, message, "save the file as UTF-8")]) from None


def _read_bytes(path: Path) -> bytes:
    if path is not STANDARD_INPUT:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _text_place(path: Path, text: str, offset: int) -> Place:
    return _place_among(path, _line_breaks(text), offset)


def _line_breaks(text: str) -> list[int]:
    """The offsets of the line breaks, after one before the first line."""
    return [-1, *(found.start() for found in re.finditer("\n", text))]


def _place_among(path: Path, breaks: Sequence[int], offset: int) -> Place:
    line = bisect_left(breaks, offset)
    return Place(path, line, offset - breaks[line - 1])


def _refuse_surrogates(document: Document) -> None:
    """Raise a problem for an unpaired surrogate, which an escape can write but UTF-8 cannot."""
    for location, node in walk(document.root):
        for text in (node, *node) if is_object(node) else (node,):
            if isinstance(text, str) and any("\ud800" <= letter <= "\udfff" for letter in text):
                place = document.place(location)
                message, fix = "an escape is half of a surrogate pair", "write the character itself"
                raise ProblemsError([Problem(place, message, fix)])
