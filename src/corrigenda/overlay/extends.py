"""Finds the document that an overlay says it was made for.

`extends` is a URI reference, relative to the overlay. Only files are followed: nothing here ever
fetches an address.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corrigenda.documents import Document
from corrigenda.overlay.document import Overlay
from corrigenda.problems import Problem, ProblemsError, shown


def extended_file(overlay: Overlay) -> Path | None:
    """The file that `extends` names; None if it names none, or an address elsewhere."""
    reference = overlay.document.root.get("extends")
    if reference is None or overlay.document.text is None:
        return None
    parts = urlsplit(str(reference))
    if parts.scheme not in ("", "file") or (parts.netloc not in ("", "localhost")):
        return None
    return overlay.document.path.parent / unquote(parts.path)


def base_of(overlay: Overlay) -> Path:
    """The base of an overlay for which no other base is given.

    Raises:
        ProblemsError: `extends` does not name a file.
    """
    found = extended_file(overlay)
    if found is not None:
        return found
    place = overlay.document.place(("extends",))
    reference = overlay.document.root.get("extends")
    if reference is None:
        problem = Problem(place, "there is no base: the overlay extends nothing", "give BASE first")
    else:
        message = f"`extends: {reference}` is not a file, and nothing is fetched"
        problem = Problem(place, message, "get it, and give it as BASE")
    raise ProblemsError([problem])


def other_bases(base: Document, overlays: Sequence[Overlay]) -> Iterator[Problem]:
    """Overlays that say they were made for another file than the base."""
    for overlay in overlays:
        file = extended_file(overlay)
        if file is not None and base.text is not None and file.resolve() != base.path.resolve():
            place = overlay.document.place(("extends",))
            message = f"`extends` names {shown(file)}, and the base is {shown(base.path)}"
            yield Problem(place, message, "correct `extends`, or apply it to what it names")
