"""Creates our HTTP clients, and says which setting of the environment is in the way.

``httpx2`` reads proxies and CA certificates from environment variables when a client is created,
and fails in a different way for each bad value, some of them only during a request. All of them
become a ``ConfigurationError`` that names the variable. It never shows the value, because the URL
of a proxy may hold a password.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import ConfigurationError
from .service import DEFAULT_TIMEOUT, host_problem

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from http.cookiejar import CookieJar

    import httpx2

C = TypeVar("C")


def new_client() -> httpx2.Client:
    """Return an HTTP client with our defaults.

    Raises:
        ConfigurationError: an environment variable is unusable.
    """
    import httpx2

    from .seen import adopt

    return adopt(_create(httpx2.Client))


def new_async_client() -> httpx2.AsyncClient:
    """Return an async HTTP client with our defaults; errors as in ``new_client``."""
    import httpx2

    from .seen import adopt_async

    return adopt_async(_create(httpx2.AsyncClient))


def _create(kind: Callable[..., C]) -> C:
    context = ssl_context()
    if problem := next(_proxy_problems(), None):
        raise ConfigurationError(problem)
    try:
        return kind(verify=context, timeout=DEFAULT_TIMEOUT, cookies=_no_cookies())
    except Exception as error:  # noqa: BLE001 - httpx2 does not say what it may raise
        reason = type(error).__name__
    # Raised here, because the exception of httpx2 may show the password of a proxy.
    named = ", ".join(name for name, _ in _proxies().values()) or "the environment"
    raise ConfigurationError(f"{named}: no HTTP client can be created with it ({reason})")


@functools.cache
def ssl_context() -> ssl.SSLContext:
    """Return the TLS context that all our HTTP clients share: creating one takes about 10 ms.

    Raises:
        ConfigurationError: an environment variable names no usable certificates.
    """
    import httpx2

    if problem := _folder_problem():
        raise ConfigurationError(problem)
    try:
        return httpx2.create_ssl_context()
    except Exception as error:  # noqa: BLE001 - OSError, ssl.SSLError, ValueError for a null byte
        problem = _tls_problem(error)
    raise ConfigurationError(problem)


def _folder_problem() -> str | None:
    """Return why SSL_CERT_DIR is unusable. OpenSSL ignores a missing folder, and trusts nobody."""
    folders = os.environ.get("SSL_CERT_DIR")
    if not folders or os.environ.get("SSL_CERT_FILE"):
        return None
    if any(os.path.isdir(folder) for folder in folders.split(os.pathsep)):
        return None
    return "SSL_CERT_DIR: not a folder of CA certificates"


def _tls_problem(error: Exception) -> str:
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None)
    reason = reason or type(error).__name__
    keys = os.environ.get("SSLKEYLOGFILE")
    if keys and getattr(error, "filename", None) == keys:
        return f"SSLKEYLOGFILE: not a writable file ({reason})"
    if os.environ.get("SSL_CERT_FILE"):
        return f"SSL_CERT_FILE: not a readable file of CA certificates ({reason})"
    return f"SSL_CERT_DIR and SSL_CERT_FILE: no usable CA certificates ({reason})"


def _proxies() -> dict[str, tuple[str, str]]:
    """Return the proxies that httpx2 takes from the environment: scheme -> variable and URL."""
    from urllib.request import getproxies

    known = getproxies()
    if "*" in [host.strip() for host in known.get("no", "").split(",")]:
        return {}
    schemes = [scheme for scheme in ("http", "https", "all") if known.get(scheme)]
    return {scheme: (_variable(scheme, known[scheme]), known[scheme]) for scheme in schemes}


def _variable(scheme: str, value: str) -> str:
    """Return the name of the variable of a proxy: HTTP_PROXY, or http_proxy, which wins."""
    names = (f"{scheme}_proxy", f"{scheme}_proxy".upper(), *os.environ)
    wanted = f"{scheme}_proxy"
    same = (name for name in names if name.lower() == wanted and os.environ.get(name) == value)
    return next(same, f"the {scheme} proxy of the system's settings")


def _proxy_problems() -> Iterator[str]:
    for name, url in _proxies().values():
        if problem := _proxy_problem(url if "://" in url else f"http://{url}"):
            yield f"{name}: {problem}"


def _proxy_problem(url: str) -> str | None:
    from urllib.parse import urlsplit

    import httpx2

    try:
        parsed = httpx2.URL(url)
        parts = urlsplit(url)
        parts.port  # noqa: B018  (reading it checks it)
    except (httpx2.InvalidURL, ValueError):
        return "the URL of the proxy is not valid"
    if parts.scheme not in ("http", "https", "socks5", "socks5h"):
        return "the URL of a proxy must start with http://, https://, socks5:// or socks5h://"
    if problem := host_problem(parsed.raw_host.decode("ascii")):
        return f"the URL of the proxy {problem}"
    if parts.scheme.startswith("socks") and not _has_socks():
        return "a SOCKS proxy needs the package socksio: run `pip install 'httpx2[socks]'`"
    return None


def _has_socks() -> bool:
    from importlib.util import find_spec

    return find_spec("socksio") is not None


def _no_cookies() -> CookieJar:
    """Return a cookie jar that stays empty.

    With a cookie, a service could recognize the tenant of an earlier call in a later one, although
    a callable credential has changed to another tenant.
    """
    from http.cookiejar import CookieJar

    class NoCookies(CookieJar):
        def extract_cookies(self, response: Any, request: Any) -> None: ...

        def add_cookie_header(self, request: Any) -> None: ...

        def set_cookie(self, cookie: Any) -> None: ...

    return NoCookies()
