"""Finds the document that an overlay names in `extends`.

`extends` is a URI reference, relative to the overlay. Only local files are read; nothing is
downloaded.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from corrigenda.documents import STANDARD_INPUT, Document
from corrigenda.files import resolved
from corrigenda.overlay.document import Overlay
from corrigenda.problems import Problem, ProblemsError, shown

_FIX = "write a path relative to the overlay, or an address such as https://host/openapi.yaml"


def extended_file(overlay: Overlay) -> Path | None:
    """The file that `extends` names; None if it is missing, unusable, or a remote address."""
    reference = _reference(overlay)
    if reference is None or _wrong(reference) is not None:
        return None
    parts = urlsplit(reference)
    if parts.scheme not in ("", "file") or (parts.netloc not in ("", "localhost")):
        return None
    return overlay.document.path.parent / os.fsdecode(unquote_to_bytes(parts.path))


def reference_to(file: Path, folder: Path) -> str:
    """The URI reference by which an overlay in a folder extends a file."""
    path = Path(os.path.relpath(file, folder)).as_posix()
    return quote(os.fsencode(path), safe="/!$&'()+,;=@")


def base_of(overlay: Overlay) -> Path:
    """The base of an overlay when no base is given.

    Raises:
        ProblemsError: `extends` does not name a file.
    """
    found = extended_file(overlay)
    if found is not None:
        return found
    place = overlay.document.place(("extends",))
    reference = _reference(overlay)
    if reference is None:
        message = "there is no base, and no `extends` in the overlay"
        fix = "pass BASE as the first argument, or add `extends`"
    elif (wrong := _wrong(reference)) is not None:
        message, fix = f"`extends: {reference}` {wrong}", _FIX
    else:
        message = f"`extends: {reference}` is not a local file"
        fix = "download it, and pass the file as BASE"
    raise ProblemsError([Problem(place, message, fix)])


def other_bases(base: Document, overlays: Sequence[Overlay]) -> Iterator[Problem]:
    """Overlays whose `extends` is unusable, or names another file than the base."""
    for overlay in overlays:
        place, reference = overlay.document.place(("extends",)), _reference(overlay)
        wrong = None if reference is None else _wrong(reference)
        if wrong is not None:
            yield Problem(place, f"`extends: {reference}` {wrong}", _FIX)
        file = extended_file(overlay)
        if file is None or base.text is None or base.path is STANDARD_INPUT:
            continue
        if resolved(file) is None or resolved(file) != resolved(base.path):
            message = f"`extends` names {shown(file)}, but the base is {shown(base.path)}"
            yield Problem(
                place, message, "correct `extends`, or pass the file that it names as BASE"
            )


def _reference(overlay: Overlay) -> str | None:
    """What `extends` says; None without it, and in plain data, which has no folder."""
    reference = overlay.document.root.get("extends")
    return None if reference is None or overlay.document.text is None else str(reference)


def _wrong(reference: str) -> str | None:
    """Why a reference can name neither a file nor an address; None if it can."""
    try:
        parts = urlsplit(reference)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return "is not a URL"
    if not parts.scheme and not parts.netloc and not parts.path.strip("/"):
        return "names no file"
    if "\0" in unquote(reference):
        return "has a NUL character, which no file name has"
    return None
