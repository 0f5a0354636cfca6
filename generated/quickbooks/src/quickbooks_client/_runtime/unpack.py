"""Collects the body of a response and unpacks it, within a limit.

``httpx2`` unpacks a whole piece in one go and joins everything, so a few kilobytes of gzip can fill
the memory. Here every step has a limit, and so has the sum, packed and unpacked. What goes wrong is
kept as a text, because the status of the response, not its body, decides how the call ends.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from .call import RawResponse

MOST_OF_AN_ERROR = 1024 * 1024
"""How many bytes of the body are kept if the status is an error."""

_MOST_OF_A_BROKEN_SUCCESS = 64 * 1024
_STEP = 64 * 1024
_MOST_LAYERS = 2


class Body:
    """The body of one response, which takes pieces until it is complete, too large or broken."""

    def __init__(self, status_code: int, headers: Mapping[str, str], most: int) -> None:
        self.status_code = status_code
        self.headers = headers
        self.broken = ""
        self._is_error = not 200 <= status_code <= 299
        self._most = min(most, MOST_OF_AN_ERROR) if self._is_error else most
        self._pieces: list[bytes] = []
        self._size = 0
        self._packed = 0
        codings = _codings(headers.get("content-encoding", ""))
        self._layers = [_LAYERS[coding]() for coding in reversed(codings) if coding in _LAYERS]
        if len(self._layers) < len(codings) or len(codings) > _MOST_LAYERS:
            self.broken = f"its Content-Encoding {', '.join(codings)[:60]!r} was not asked for"

    def feed(self, piece: bytes) -> bool:
        """Take a piece as it arrived, and return whether to go on."""
        if self.broken:
            return False
        if not self._layers:
            return self._keep(piece)
        self._packed += len(piece)
        try:
            for unpacked in _through(self._layers, piece):
                if not self._keep(unpacked):
                    return False
        except zlib.error as error:
            self.broken = f"its body cannot be unpacked: {error}"
            return False
        return self._packed <= self._most or self._too_large()

    def take(self, content: bytes) -> None:
        """Take a whole body that is already unpacked."""
        if not self.broken:
            self._layers = []
            self._keep(content)

    def finish(self) -> RawResponse:
        """Return the response."""
        if not self.broken and self._packed and not all(one.is_complete for one in self._layers):
            self.broken = "its packed body ends early"
        body = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        if self.broken and not self._is_error:
            body = body[:_MOST_OF_A_BROKEN_SUCCESS]
        return RawResponse(self.status_code, self.headers, body, self.broken)

    def _keep(self, piece: bytes) -> bool:
        room = self._most - self._size
        self._size += len(piece)
        self._pieces.append(piece if len(piece) <= room else piece[:room])
        return len(piece) <= room or self._too_large()

    def _too_large(self) -> bool:
        self.broken = f"its body is larger than {self._most} bytes"
        if not self._is_error:
            self.broken += " (max_response_bytes)"
            del self._pieces[1:]
        return False


def _codings(header: str) -> list[str]:
    if not header:
        return []
    codings = (coding.strip().lower() for coding in header.split(","))
    return [coding for coding in codings if coding not in ("", "identity")]


def _through(layers: list[_Gzip | _Deflate], piece: bytes) -> Iterator[bytes]:
    if not layers:
        yield piece
        return
    for unpacked in layers[0].unpack(piece):
        yield from _through(layers[1:], unpacked)


class _Gzip:
    """Unpacks gzip, of one member or several, in limited steps."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def is_complete(self) -> bool:
        return self._inflate.eof

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        while piece:
            if self._inflate.eof:
                piece = piece.lstrip(b"\0")  # padding after the last member
                if not piece:
                    return
                self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
            yield from _steps(self._inflate, piece)
            piece = self._inflate.unused_data


class _Deflate:
    """Unpacks deflate in limited steps, with or without the header that belongs to it.

    Source: RFC 9110, 8.4.1.2: some senders leave out the zlib header.
    """

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj()
        self._head: bytes | None = b""

    @property
    def is_complete(self) -> bool:
        return self._inflate.eof

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        if self._head is not None:
            piece = self._head + piece
            if len(piece) < 2:
                self._head = piece
                return
            self._head = None
            is_zlib = piece[0] & 0x8F == 8 and int.from_bytes(piece[:2], "big") % 31 == 0
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        if not self._inflate.eof:
            yield from _steps(self._inflate, piece)
            piece = self._inflate.unused_data
        if self._inflate.eof and piece.strip(b"\0"):  # as after the last member of gzip
            raise zlib.error("more data after its end")


_LAYERS: Mapping[str, type[_Gzip | _Deflate]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
}


def _steps(inflate: Any, packed: bytes) -> Iterator[bytes]:
    while True:
        unpacked: bytes = inflate.decompress(packed, _STEP)
        if unpacked:
            yield unpacked
        packed = inflate.unconsumed_tail
        if inflate.eof or not (packed or len(unpacked) == _STEP):
            return
