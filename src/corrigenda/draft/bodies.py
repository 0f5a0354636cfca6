"""Reads the text of a body by its media type, with exact numbers.

A JSON text must be valid to the last character, with unique keys and whole surrogate pairs: a
client could not read it otherwise.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from corrigenda.draft.exchange import Body
from corrigenda.problems import Place, Problem, ProblemsError
from corrigenda.texts.json_text import JSONError, load_json
from corrigenda.trees import BoundError, is_object, measure, walk

FORM, MULTIPART, JSON = (
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/json",
)
_FIX = "correct the JSON here, or delete the body"
At = Callable[[int], Place]
"""The place of an offset in the text of a body."""


def place_in(start: Place, text: str) -> At:
    """The places of a text that begins at `start`."""

    def at(offset: int) -> Place:
        line = text.count("\n", 0, offset)
        column = offset - text.rfind("\n", 0, offset) - 1
        first = start.column if not line else 1
        return Place(start.path, start.line + line, first + column)

    return at


def fixed(place: Place) -> At:
    """One place for every offset, for a text that its file escapes."""
    return lambda _offset: place


def exact(text: str, at: At) -> Any:
    """Parse JSON.

    Raises:
        ProblemsError: it is not valid, is nested too deeply, or has half a surrogate pair.
    """
    try:
        value = load_json(text)
        measure(value)
    except JSONError as error:
        # The message may quote a key, which is no secret; values it does not quote.
        raise ProblemsError([Problem(at(error.offset), f"not valid JSON: {error}", _FIX)]) from None
    except (BoundError, RecursionError):
        fix = "use an example with less nesting and fewer values"
        raise ProblemsError([Problem(at(0), "the body is too large", fix)]) from None
    if any(_is_half(one) for one in _texts(value)):
        fix = "write the character itself"
        raise ProblemsError([Problem(at(0), "an escape is half of a surrogate pair", fix)])
    return value


def _texts(value: Any) -> list[str]:
    found: list[str] = []
    for _location, node in walk(value):
        found += [node] if isinstance(node, str) else node if is_object(node) else []
    return found


def _is_half(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def bare(media_type: str) -> str:
    """A media type in lower case, without parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON (RFC 6839, 3.1)."""
    name = bare(media_type)
    return name in (JSON, "text/json", "application/javascript") or name.endswith("+json")


def body_of(text: str, media_type: str, at: At) -> Body:
    """Read a body; what looks like JSON and has no other type than that of a form is JSON.

    Raises:
        ProblemsError: it says that it is JSON, and is not valid.
    """
    name = bare(media_type)
    if is_json(name):
        kept = JSON if name in ("text/json", "application/javascript") else name
        return Body("json", kept, exact(text, at))
    if name in ("", FORM, "text/plain") and text.lstrip()[:1] in ("{", "["):
        # `curl -d '{…}'` without a header calls its body a form, and means JSON.
        return Body("json", JSON, exact(text, at))
    if name in ("", FORM):
        return Body("form", FORM, tuple(parse_qsl(text, keep_blank_values=True)))
    if name.startswith("text/"):
        return Body("text", "text/plain", text)
    return Body("binary", name)
