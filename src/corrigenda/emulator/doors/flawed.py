"""Sends responses that something is wrong with: byte by byte, cut, or in no form that HTTP has."""

import asyncio
from collections.abc import Callable

from ..exchange import Response

Write = Callable[[bytes], None]


async def send_flawed(
    response: Response, head: bytes, write: Write, is_open: Callable[[], bool]
) -> None:
    """Send a response with its flaw, which is none of a whole connection."""
    body, pace = response.body, response.wire.pace
    match response.wire.flaw:
        case "truncated":
            write(head + body[: len(body) // 2])
        case "malformed_chunk":
            write(head + b"%x\r\n" % len(body) + body + b"\r\nno size\r\n")
        case "slow_bytes":
            write(head)
            await _drip(body, pace, write, is_open)
        case _:
            await _drip(head, pace, write, is_open)
            write(body)


async def _drip(data: bytes, pace: float, write: Write, is_open: Callable[[], bool]) -> None:
    for at in range(len(data)):
        if not is_open():
            return
        write(data[at : at + 1])
        await asyncio.sleep(pace)
