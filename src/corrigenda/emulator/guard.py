"""Decides who may talk to the emulator: a page of another site may not, whatever name it has.

A web page that a person looks at can send requests to the loopback interface, and with a name that
its owner lets point there (DNS rebinding) it can read the responses. So a request over the loopback
interface must name a loopback host, and control is closed to other origins. Elsewhere control
needs a key. Services may be called by pages of any loopback origin, since clients are developed
there.
"""

import hmac
import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from msgspec import Struct

from .errors import EmulatorError
from .exchange import Headers, Request

KEY_HEADER = "x-emulator-key"
CONTROL_HEADER = "x-emulator"
_MAX_AGE = "600"


class Guard(Struct, frozen=True):
    """`key`: what control needs, or None on the loopback interface."""

    key: str | None = None


class Barred(Struct, frozen=True):
    """Why a request is turned away: a status, what is wrong, and a fix."""

    status: int
    wrong: str
    fix: str


def check_key(host: str, key: str | None) -> None:
    """Refuse to listen where others can reach control without a key. Raises `EmulatorError`."""
    if key is None and host.strip() and not is_loopback(host):
        wrong = f"{host} can be reached from elsewhere, and control would be open"
        raise EmulatorError(wrong, "give a key, with which control asks who is there")


@lru_cache(maxsize=64)
def is_loopback(host: str) -> bool:
    """Whether a host is the loopback interface by its very name."""
    bare = host.strip("[]").rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def bars_host(guard: Guard, request: Request) -> Barred | None:
    """Turn away a request to the loopback interface by another name."""
    if not request.guarded or guard.key is not None:
        return None
    host = request.given("host") or ""
    if _is_ours(host):
        return None
    fix = "use 127.0.0.1 or localhost, or start the emulator with `--host` and a key"
    return Barred(421, f"this emulator is not called {host!r}", fix)


@lru_cache(maxsize=64)  # every request has one of a few hosts
def _is_ours(host: str) -> bool:
    name = _host(f"//{host}")
    # A name without a dot, such as that of a container, cannot be registered by anybody.
    return is_loopback(name) or (bool(name) and "." not in name and ":" not in name)


def bars_control(guard: Guard, request: Request) -> Barred | None:
    """Turn away a control request of another origin, without the key, or by a foreign form."""
    origin = request.given("origin")
    if origin is not None and _netloc(origin) != (request.given("host") or "").lower():
        return Barred(403, f"{origin} may not control the emulator", "open the emulator's own page")
    if request.given("sec-fetch-site") in ("cross-site", "same-site"):
        return Barred(403, "another site may not control the emulator", "open its own page")
    if guard.key is not None and request.guarded:
        given = request.given(KEY_HEADER) or ""
        if not hmac.compare_digest(given.encode(), guard.key.encode()):
            fix = "send the key that was printed at the start, as the header X-Emulator-Key"
            return Barred(401, "control needs the key", fix)
    return None


def allowed_origin(request: Request) -> str | None:
    """The origin of a page that may call the services, if the request comes from one."""
    origin = request.given("origin")
    return origin if origin is not None and is_loopback(_host(origin)) else None


def preflight(origin: str, request: Request) -> Headers:
    """The headers of the response to a preflight request."""
    wanted = request.given("access-control-request-headers") or "*"
    method = request.given("access-control-request-method") or "*"
    return (
        ("access-control-allow-origin", origin),
        ("access-control-allow-methods", method),
        ("access-control-allow-headers", wanted),
        ("access-control-max-age", _MAX_AGE),
        ("vary", "Origin"),
    )


def shared(origin: str) -> Headers:
    """The headers with which a page may read a response."""
    return (
        ("access-control-allow-origin", origin),
        ("access-control-expose-headers", "*"),
        ("vary", "Origin"),
    )


def _netloc(origin: str) -> str | None:
    """The host and the port of an origin; None for what is no URL."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
