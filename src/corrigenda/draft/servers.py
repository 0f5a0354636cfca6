"""Chooses the service that is described, and what all its paths begin with."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corrigenda.draft.exchange import Exchange
from corrigenda.draft.paths import is_version, segments_of

_ROOTS = ("api", "rest")


@dataclass(frozen=True, slots=True)
class Service:
    """The exchanges with one service; `url` is where it is, `host` its name or empty.

    The paths of the exchanges are relative to the URL.
    """

    url: str
    host: str
    exchanges: tuple[Exchange, ...]
    notes: tuple[str, ...]


def of_one_service(exchanges: Sequence[Exchange]) -> Service:
    """Keep the exchanges with the service that has most JSON, and those that name none."""
    counts = Counter(one.origin for one in exchanges if one.origin)
    json = Counter(one.origin for one in exchanges if one.origin and _has_json(one))
    origin = max(counts, key=lambda one: (json[one], counts[one]), default="")
    kept = [one for one in exchanges if one.origin in (origin, "")]
    notes = [
        f"requests to `{other}` are not described: give them a provider of their own"
        for other in sorted(counts)
        if other != origin
    ]
    if not origin:
        notes.append("no example names a server: correct `servers`")
    prefix = _prefix([one.path for one in kept])
    url = (origin or "https://api.example.com") + prefix
    moved = tuple(replace(one, path=one.path.removeprefix(prefix) or "/") for one in kept)
    host = origin.partition("://")[2]
    return Service(url, host, moved, tuple(notes))


def _has_json(one: Exchange) -> bool:
    body = one.response.body if one.response else None
    return body is not None and body.kind == "json"


def _prefix(paths: Sequence[str]) -> str:
    """What all paths begin with, as far as it is `api` or a version."""
    every = [segments_of(path) for path in paths]
    kept: list[str] = []
    for column in zip(*every, strict=False):
        is_root = column[0].lower() in _ROOTS or (is_version(column[0]) and not column[0].isdigit())
        if len(set(column)) > 1 or not is_root:
            break
        kept.append(column[0])
    while kept and any(len(one) <= len(kept) for one in every):
        kept.pop()
    return "".join(f"/{one}" for one in kept)
