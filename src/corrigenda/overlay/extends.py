"""Finds the document that an overlay names in `extends`.

`extends` is a URI reference, relative to the overlay. Only local files are read; nothing is
downloaded.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corrigenda.documents import Document
from corrigenda.overlay.document import Overlay
from corrigenda.problems import Problem, ProblemsError, shown


def extended_file(overlay: Overlay) -> Path | None:
    """The file that `extends` names; None if it is missing or names a remote address."""
    reference = overlay.document.root.get("extends")
    if reference is None or overlay.document.text is None:
        return None
    parts = urlsplit(str(reference))
    if parts.scheme not in ("", "file") or (parts.netloc not in ("", "localhost")):
        return None
    return overlay.document.path.parent / unquote(parts.path)


def base_of(overlay: Overlay) -> Path:
    """The base of an overlay when no base is given.

    Raises:
        ProblemsError: `extends` does not name a file.
    """
    found = extended_file(overlay)
    if found is not None:
        return found
    place = overlay.document.place(("extends",))
    reference = overlay.document.root.get("extends")
    if reference is None:
        message = "there is no base, and no `extends` in the overlay"
        fix = "pass BASE as the first argument, or add `extends`"
    else:
        message = f"`extends: {reference}` is not a local file"
        fix = "download it, and pass the file as BASE"
    raise ProblemsError([Problem(place, message, fix)])


def other_bases(base: Document, overlays: Sequence[Overlay]) -> Iterator[Problem]:
    """Overlays whose `extends` names another file than the base."""
    for overlay in overlays:
        file = extended_file(overlay)
        if file is not None and base.text is not None and file.resolve() != base.path.resolve():
            place = overlay.document.place(("extends",))
            message = f"`extends` names {shown(file)}, but the base is {shown(base.path)}"
            yield Problem(
                place, message, "correct `extends`, or pass the file that it names as BASE"
            )
