"""Reads a file of examples: what it holds decides how it is read, not its name."""

import re
from pathlib import Path

from corrigenda.documents import Document, read_text
from corrigenda.draft.bodies import exact, place_in
from corrigenda.draft.curl import has_curl, read_curl
from corrigenda.draft.exchange import Body, Examples, Exchange, Response
from corrigenda.draft.har import is_har, read_har
from corrigenda.problems import Place, Problem, ProblemsError

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_VERBS = {
    "get": "GET", "list": "GET", "show": "GET", "create": "POST", "post": "POST", "add": "POST",
    "update": "PATCH", "patch": "PATCH", "put": "PUT", "replace": "PUT", "delete": "DELETE",
}  # fmt: skip


def read_examples(path: Path) -> Examples:
    """Read the examples of a file.

    Raises:
        ProblemsError: it is none of curl commands, HAR and JSON, or is not valid.
    """
    text = read_text(path)
    if text.lstrip()[:1] in ("{", "["):
        value = exact(text, place_in(Place(path), text))
        if is_har(value):
            return read_har(Document(path, value, text))
        return _read_body(path, value)
    if has_curl(text):
        return read_curl(path, text)
    fix = "start it with `curl` for a command, or with `{` or `[` for a HAR file or a JSON body"
    message = "the file has no curl command, and is neither a HAR file nor a JSON body"
    raise ProblemsError([Problem(Place(path), message, fix)])


def _read_body(path: Path, value: object) -> Examples:
    """A response body alone: its file says what was requested."""
    method, target = request_of(path.stem)
    body = Body("json", "application/json", value)
    exchange = Exchange(Place(path), method, "", target, response=Response(None, body))
    note = (
        f"`{path.name}` has only a body: it is taken as the response of `{method} {target}`; "
        "correct method and path in `paths` if they are others"
    )
    return Examples((exchange,), (note,))


def request_of(stem: str) -> tuple[str, str]:
    """The method and path that the name of a file stands for: `get_invoice`, `POST invoices`."""
    words = [one for one in re.split(r"[^A-Za-z0-9]+", _spaced(stem)) if one]
    first = words[0] if words else ""
    verb = first if first in _METHODS else _VERBS.get(first.lower(), "")
    rest = words[1:] if verb and len(words) > 1 else words
    path = "/" + ("-".join(rest).lower() or "items")
    return (verb if verb and len(words) > 1 else "GET"), path


def _spaced(stem: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", stem)
