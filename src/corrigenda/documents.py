"""Reads and writes the YAML documents that people keep, and remembers where each node stood.

Trees are ruamel's round-trip trees, so that comments, quotes and order survive into what is
written. Keys are always strings (`200:` too, which JSONPath would otherwise never find), and a date
stays the text that was typed. It refuses duplicate keys, anchors that are not defined, and anything
but one document a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias, TypeGuard, cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

from corrigenda.problems import Place, Problem, ProblemsError

Object: TypeAlias = dict[str, Any]
Location: TypeAlias = tuple[str | int, ...]

_STRING = "tag:yaml.org,2002:str"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its tree, and the place of every node in it."""

    path: Path
    root: Object

    def place(self, location: Location) -> Place:
        """Where the node at `location` stands, or the nearest node above it that exists."""
        node: Any = self.root
        place = Place(self.path)
        for step in location:
            found = _step_place(self.path, node, step)
            if found is None:
                break
            place, node = found, node[step]
        return place


class _TextComposer(Composer):
    """Makes keys and dates text before anything is constructed from them.

    ruamel's nodes are not typed, hence `Any`.
    """

    def compose_mapping_node(self, anchor: Any) -> Any:
        node: Any = cast(Any, super()).compose_mapping_node(anchor)
        for key, _value in node.value:
            if isinstance(key, ScalarNode) and not str(cast(Any, key).tag).endswith(":merge"):
                key.tag = _STRING
        return node

    def compose_scalar_node(self, anchor: Any) -> Any:
        node: Any = cast(Any, super()).compose_scalar_node(anchor)
        if node.tag == _TIMESTAMP:
            node.tag = _STRING
        return node


def read_document(path: Path) -> Document:
    """Read one YAML (or JSON) mapping.

    Raises:
        ProblemsError: the file is not there, not YAML, or not a mapping.
    """
    try:
        tree = _yaml().load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        problem = _read_problem(path, error)
    else:
        if isinstance(tree, CommentedMap):
            return Document(path, tree)
        problem = Problem(
            Place(path), "the document is not a mapping", "start it with `key: value`"
        )
    raise ProblemsError([problem])


def write_document(root: Object) -> str:
    """The YAML text of a tree, ending in one newline."""
    text = StringIO()
    _yaml().dump(root, text)
    return text.getvalue()


def is_object(node: object) -> TypeGuard[Object]:
    """Whether the node is a mapping."""
    return isinstance(node, dict)


def is_array(node: object) -> TypeGuard[list[Any]]:
    """Whether the node is a list."""
    return isinstance(node, list)


def plain(node: Any) -> Any:
    """A copy of a tree in plain dicts, lists and scalars, without positions and comments."""
    if is_object(node):
        return {str(key): plain(value) for key, value in node.items()}
    if is_array(node):
        return [plain(value) for value in node]
    for scalar in (bool, int, float, str):
        if isinstance(node, scalar):
            return scalar(node)
    return node


def walk(node: Any, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Every node of a tree with its location, parents before children."""
    yield location, node
    if is_object(node):
        for key, value in node.items():
            yield from walk(value, (*location, key))
    elif is_array(node):
        for index, value in enumerate(node):
            yield from walk(value, (*location, index))


def node_at(root: Any, location: Location) -> Any:
    """The node at a location that is known to exist."""
    for step in location:
        root = root[step]
    return root


def pointer(location: Location) -> str:
    """The JSON pointer (RFC 6901) of a location."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in location)


def location_of(json_pointer: str) -> Location:
    """The location that a JSON pointer names, with every step a string (RFC 6901, section 4)."""
    steps = json_pointer.split("/")[1:]
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)


def _yaml() -> Any:
    yaml: Any = YAML()
    yaml.Composer = _TextComposer
    yaml.preserve_quotes = True
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _step_place(path: Path, node: Any, step: str | int) -> Place | None:
    marks = getattr(node, "lc", None)
    if isinstance(node, CommentedMap) and step in node:
        line, column = cast(Any, marks).key(step)
    elif (
        isinstance(node, CommentedSeq)
        and isinstance(step, int)
        and step < len(cast(list[Any], node))
    ):
        line, column = cast(Any, marks).item(step)
    else:
        return None
    return Place(path, line + 1, column + 1)


def _read_problem(path: Path, error: Exception) -> Problem:
    mark: Any = getattr(error, "problem_mark", None)
    if isinstance(error, MarkedYAMLError) and mark is not None:
        place = Place(path, mark.line + 1, mark.column + 1)
        reason = " ".join(str(cast(Any, error).problem).split())
        return Problem(place, f"not valid YAML: {reason}", "correct the syntax at this place")
    if isinstance(error, FileNotFoundError):
        return Problem(Place(path), "the file is missing", "create it")
    return Problem(Place(path), f"cannot be read: {error}", "make it a readable UTF-8 YAML file")
