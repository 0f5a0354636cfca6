"""A request and its response as an example shows them, whichever kind of file it comes from."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from corrigenda.problems import Place

Pairs = tuple[tuple[str, str], ...]


def split_url(text: str) -> SplitResult:
    """The parts of a URL, as it stands in an example.

    Raises:
        ValueError: it is none; it has a control character, for one.
    """
    if re.search(r"[\0-\x1f\x7f]", text):
        raise ValueError("a control character")
    return urlsplit(text)


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a request or a response.

    `kind` is json, form, multipart, text or binary. `value` is what JSON or a form says: plain data
    with exact numbers, or the pairs of the form. A part of a multipart form that is a file has the
    value None.
    """

    kind: str
    media_type: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Response:
    """A response; `status` is None if the example does not show it."""

    status: int | None
    body: Body | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request with its response, if there is one.

    `origin` is scheme and host, or empty if the example does not say; `path` is as it is written,
    percent-encoded.
    """

    place: Place
    method: str
    origin: str
    path: str
    query: Pairs = ()
    headers: Pairs = ()
    body: Body | None = None
    response: Response | None = None
    basic: bool = False

    @property
    def status(self) -> int:
        """The status, or the usual one of a success if the example does not show it."""
        shown = self.response.status if self.response else None
        if shown is not None:
            return shown
        bare = self.response is None and self.method in ("DELETE", "HEAD")
        return 204 if bare else 200

    @property
    def succeeds(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Examples:
    """What a file shows, and what was passed over in it."""

    exchanges: tuple[Exchange, ...]
    notes: tuple[str, ...] = ()
