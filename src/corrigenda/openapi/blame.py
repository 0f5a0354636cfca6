"""Tells which corrections changed a part of a provider's OpenAPI schema."""

from corrigenda.openapi.bundle import read_schema
from corrigenda.overlay.blame import blame, blame_lines
from corrigenda.overlay.corrections import read_overlays
from corrigenda.overlay.strict import correct_by
from corrigenda.provider import Provider


def blame_openapi(provider: Provider, json_pointer: str) -> list[str]:
    """Describe where a node of a provider's corrected schema comes from, line by line.

    The samples are not read, so that it works while they are still wrong.

    Raises:
        ProblemsError: an input is wrong, or the node does not exist.
    """
    base = read_schema(provider)
    overlays = read_overlays(provider.overlays, provider.pages)
    return list(blame_lines(blame(correct_by(base, overlays), json_pointer), overlays))
