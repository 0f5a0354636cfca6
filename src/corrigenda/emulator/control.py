"""Describe the server under `/_emulator/`: the providers it serves and the requests it received.

These pages are read-only and never show a credential.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from . import exact
from .exact import Json, Members
from .journal import Journal, public


def routes(journal: Journal, about: Members) -> list[Route]:
    """Return the routes: `/_emulator/` for `about`, `/_emulator/requests` for the journal.

    The journal lists the oldest request first; `?operation=` and `?provider=` filter it.
    """

    async def first_page(_request: Request) -> Response:
        return _answer(about)

    async def requests(request: Request) -> Response:
        asked = request.query_params
        entries = journal.entries(asked.get("operation"), asked.get("provider"))
        return _answer([public(entry) for entry in entries])

    return [Route("/_emulator/", first_page), Route("/_emulator/requests", requests)]


async def not_served(request: Request, error: Exception) -> Response:
    """Return the response for a path that belongs to no provider."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    wrong = f"no provider serves {request.method} {request.url.path}"
    return _answer({"status": "error", "message": wrong}, status, dict(headers or {}))


def _answer(value: Json, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(exact.encode(value), status, headers, media_type="application/json")
