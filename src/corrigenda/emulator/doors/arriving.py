"""A request while it arrives, and how one that asks for another protocol is read."""

from typing import Final

from msgspec import Struct, field

from ..exchange import Response

MAX_HEAD: Final = 64 * 1024
_HOP: Final = frozenset({"connection", "http2-settings", "upgrade"})


class Arriving(Struct):
    """What of a request is there.

    `head` counts the bytes of what is complete in the head, and `pieces` those of what arrived
    while it was not: a header reaches the parser only when it is complete. `refused` is the
    response to a request that is not read to its end. `expects` says that the client waits to be
    told to go on, and `upgrades` that it would like another protocol.
    """

    target: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    head: int = 0
    pieces: int = 0
    body: bytearray = field(default_factory=bytearray)
    refused: Response | None = None
    is_headed: bool = False
    expects: bool = False
    upgrades: bool = False

    @property
    def is_too_long(self) -> bool:
        """Whether the head is larger than any that is read."""
        return max(self.head, self.pieces) > MAX_HEAD

    def count(self, size: int) -> None:
        """Count bytes that arrived while the head was not complete."""
        if not self.is_headed:
            self.pieces += size


def plain_head(method: bytes, version: str, arriving: Arriving) -> bytes:
    """The head of a request without its wish for another protocol.

    A server may ignore it (RFC 9110, section 7.8), but the parser reads no body after it.
    """
    tokens = {
        token.strip().lower()
        for name, value in arriving.headers
        if name == "connection"
        for token in value.split(",")
    }
    lines = [b"%s %s HTTP/%s" % (method, arriving.target, version.encode())]
    kept = [(name, value) for name, value in arriving.headers if name not in _HOP]
    if "close" in tokens:
        kept.append(("connection", "close"))
    lines += [f"{name}: {value}".encode("latin-1") for name, value in kept]
    return b"\r\n".join(lines) + b"\r\n\r\n"
