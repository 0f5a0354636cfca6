"""Takes requests and responses as they were recorded, from which a first document is drafted."""

from collections.abc import Sequence
from pathlib import Path

from corrigenda.draft import draft
from corrigenda.new.openapi import NAME
from corrigenda.new.source import Source


def read_recorded(paths: Sequence[Path]) -> Source:
    """Draft an OpenAPI document, and samples that hold it to what was recorded.

    Raises:
        ProblemsError: a file cannot be read, or nothing in them is a request to an API.
    """
    drafted = draft(paths)
    files = {f"samples/{name}": text.encode() for name, text in drafted.samples.items()}
    files[NAME] = drafted.document.encode()
    return Source(files, {}, "path:/*", notes=drafted.notes)
