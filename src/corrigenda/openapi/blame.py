"""Tells which corrections changed a part of a provider's OpenAPI schema."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from corrigenda.openapi.bundle import read_schema
from corrigenda.overlay.blame import Blame, blame, blame_lines, blame_plain
from corrigenda.overlay.corrections import read_overlays
from corrigenda.overlay.document import Overlay
from corrigenda.overlay.merged import Merged
from corrigenda.overlay.strict import correct_by
from corrigenda.problems import Place, Problem, ProblemsError
from corrigenda.provider import Provider
from corrigenda.trees import is_object, pointer


def blame_openapi(provider: Provider, part: str) -> list[str]:
    """Describe where a node of a provider's corrected schema comes from, line by line.

    The node is named by a JSON pointer, or by the id of an operation. The samples are not read, so
    that it works while they are still wrong.

    Raises:
        ProblemsError: an input is wrong, or the node does not exist.
    """
    return list(blame_lines(*_traced(provider, part)))


def blame_openapi_plain(provider: Provider, part: str) -> dict[str, Any]:
    """The same as plain data, with a `Place` wherever a place is told.

    Raises:
        ProblemsError: an input is wrong, or the node does not exist.
    """
    return blame_plain(*_traced(provider, part))


def operation_pointers(root: Any) -> dict[str, str]:
    """The JSON pointer of each operation that has an id, by its id."""
    paths = root.get("paths") if is_object(root) else None
    return {
        str(operation["operationId"]): pointer(("paths", path, method))
        for path, item in (paths.items() if is_object(paths) else ())
        for method, operation in (item.items() if is_object(item) else ())
        if is_object(operation) and "operationId" in operation
    }


def _traced(provider: Provider, part: str) -> tuple[Blame, Sequence[Overlay]]:
    base = read_schema(provider)
    overlays = read_overlays(provider.overlays, provider.pages)
    merged = correct_by(base, overlays)
    at = part if part.startswith("/") or not part else _operation(provider, merged, part)
    return blame(merged, at), overlays


def _operation(provider: Provider, merged: Merged, name: str) -> str:
    known: Mapping[str, str] = operation_pointers(merged.root)
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1)
    meant = f"did you mean `{near[0]}`? or " if near else ""
    fix = f"{meant}write a JSON pointer, such as /paths/~1invoices/get"
    message = f"there is no operation `{name}`"
    raise ProblemsError([Problem(Place(provider.schema_path), message, fix)])
