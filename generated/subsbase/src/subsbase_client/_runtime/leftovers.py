"""Closes a connection that must not carry another request, or had better not.

A service, or a proxy before it, may send a second response that nobody asked for. What arrives
while a connection is idle closes it, but what arrives together with the first response waits in the
parser of ``httpcore2``, and would be read as the response to the next request: perhaps that of
another tenant, or a payment that looks carried out.

Source: RFC 9112, 9.2: such data is not a response, and the connection must be closed.

A service that fails often closes the connection, too, without saying so. The request that is sent
again would meet a closed connection instead of a service that has recovered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .retries import LATER

if TYPE_CHECKING:
    import httpx2

_WAY = ("_stream", "_httpcore_stream", "_stream", "_connection")
"""The attributes that lead from a response's stream to its connection; a test looks for them."""


def drop_leftovers(response: httpx2.Response) -> None:
    """Make ``httpcore2`` close the connection of a response that was read, if more has arrived.

    It is also closed after a status that means "later".
    """
    connection: Any = response.stream
    for name in _WAY:
        connection = getattr(connection, name, None)
    parser = getattr(connection, "_h11_state", None)
    is_failing = response.status_code in LATER
    if parser is None or not (is_failing or parser.trailing_data[0]):
        return
    if response.is_closed:  # by a hook, so the connection is in the pool
        connection._expire_at = 0.0
    else:
        parser.send_failed()  # only connections without errors are used again
