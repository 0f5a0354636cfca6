"""The files of the web page: plain assets that the server hands out as they are.

The page is static. Everything it shows comes from the control API at run time, so no text of a
request or a schema is ever put into HTML here. The API explorers are optional: they are in the
package if it was built with them, or in the checkout after `nox -s build`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page. `policy` is its Content-Security-Policy; `etag` has its quotes."""

    body: bytes
    media_type: str
    etag: str
    policy: str


def asset(name: str) -> Asset | None:
    """Return a file by its name below `/_emulator/assets/`, or None if there is none.

    `index.html` is the page, `explore.html` the page of every API explorer. Names such as
    `explorers/graphiql.js` are the explorers' own files. No name leads out of the folders.
    """
    folder, _, last = name.rpartition("/")
    places = {"": [_HERE], "explorers": _explorers()}.get(folder, [])
    media_type = _MEDIA_TYPES.get(Path(last).suffix)
    file = next((file for place in places if (file := _inside(place, last))), None)
    if file is None or media_type is None:
        return None
    body = file.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Asset(body, media_type, etag, EXPLORER_POLICY if _explores(name) else PAGE_POLICY)


def has_explorer(kind: str) -> bool:
    """Say whether the explorer of `rest` or `graphql` services is there."""
    return any((place / _ENTRIES[kind]).is_file() for place in _explorers())


_HERE = Path(__file__).resolve().parent


def _explorers() -> Sequence[Path]:
    return _HERE / "explorers", _HERE.parents[3] / "assets" / "dist"


def _inside(folder: Path, name: str) -> Path | None:
    """Return a file of a folder; `name` comes from a request, so only a listed name counts."""
    listed = folder.iterdir() if folder.is_dir() else ()
    return next((file for file in listed if file.name == name and file.is_file()), None)


def _explores(name: str) -> bool:
    return name.startswith(("explore.", "explorers/"))
