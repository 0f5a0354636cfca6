"""The files of the web page: plain assets that the server hands out as they are.

The page is static. Everything it shows comes from the control API at run time, so no text of a
request or a schema is ever put into HTML here. The API explorers are optional: they are in the
package if it was built with them, or in the checkout after `nox -s build`.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from ..exchange import Headers

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the page."""

EXPLORER_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""The policy of the explorers, whose editors add styles of their own."""

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
}
_ENTRIES = {"rest": "swagger-ui-bundle.js", "graphql": "graphiql.js"}
_HERE = Path(__file__).resolve().parent


class Asset(Struct, frozen=True):
    """A file of the page, with the headers of its response."""

    content: bytes
    headers: Headers


def asset(name: str) -> Asset | None:
    """Return a file of the page, or None if there is none.

    The empty name is the page itself, `explore/<provider>` the explorer of a service. The other
    names are those below `/_emulator/assets/`, such as `explorers/graphiql.js`. No name leads out
    of the folders.
    """
    folder, _, last = _file_name(name).rpartition("/")
    places = {"": [_HERE], "explorers": _explorers()}.get(folder, [])
    media_type = _MEDIA_TYPES.get(Path(last).suffix)
    file = next((file for place in places if (file := _inside(place, last))), None)
    if file is None or media_type is None:
        return None
    explores = folder == "explorers" or last.startswith("explore.")
    policy = EXPLORER_POLICY if explores else PAGE_POLICY
    return _asset(file, file.stat().st_mtime_ns, media_type, policy)


def has_explorer(kind: str) -> bool:
    """Say whether the explorer of `rest` or `graphql` services is there."""
    return any((place / _ENTRIES[kind]).is_file() for place in _explorers())


def _file_name(name: str) -> str:
    if name.startswith("explore/"):
        return "explore.html"
    return name or "index.html"


def _explorers() -> Sequence[Path]:
    return _HERE / "explorers", _HERE.parents[3] / "assets" / "dist"


def _inside(folder: Path, name: str) -> Path | None:
    """Return a file of a folder; `name` comes from a request, so only a listed name counts."""
    listed = folder.iterdir() if folder.is_dir() else ()
    return next((file for file in listed if file.name == name and file.is_file()), None)


@lru_cache(maxsize=64)
def _asset(file: Path, _changed: int, media_type: str, policy: str) -> Asset:
    """Read a file; kept in memory until it changes."""
    content = file.read_bytes()
    headers = (
        ("content-type", media_type),
        ("etag", f'"{hashlib.sha256(content).hexdigest()[:32]}"'),
        ("cache-control", "no-cache"),  # ask each time; the answer is mostly 304
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    )
    return Asset(content, headers)
