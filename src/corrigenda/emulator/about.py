"""What the first page tells: the services, their operations, and what each is emulated from."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .described import Described, describe
from .emulated import Emulated
from .exact import Json, Members
from .faults import CHANGES, KINDS
from .page import has_explorer
from .samples import read_bases
from .store import Store
from .world import Service

_SAYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "status": ("answers with a status, in the service's own form", ("status", "retry_after")),
    "delay": ("answers late", ("delay",)),
    "slow_bytes": ("sends the body byte by byte", ("pace",)),
    "slow_headers": ("sends the head byte by byte", ("pace",)),
    "reset_before": ("resets the connection; the request is not applied", ()),
    "reset_after": ("resets the connection; the request is applied", ()),
    "empty": ("answers with an empty body", ()),
    "truncated": ("ends the connection in the middle of the body", ()),
    "malformed_chunk": ("sends a chunk that HTTP does not allow", ()),
    "wrong_content_type": ("calls the body HTML", ()),
    "bad_gzip": ("says that the body is gzip, which it is not", ()),
    "expired_token": ("answers that the token has expired", ()),
    "drift": ("changes a field of the response", ("change", "field", "to")),
}
_ALWAYS = ("times", "after")


def about(
    emulated: Sequence[Emulated],
    services: Mapping[str, Service],
    state: Any,
    store: str,
    urls: Callable[[], Mapping[str, str]],
) -> Members:
    """The content of `/_emulator/`."""
    addresses = urls()
    providers: list[Json] = [
        _provider(one, services[one.name], addresses.get(one.name, "")) for one in emulated
    ]
    kinds: list[Json] = [_kind(name) for name in KINDS]
    return {
        "version": _version(),
        "seed": state.seed,
        "store": store.partition(":")[0],  # the rest may hold a password
        "providers": providers,
        "fault_kinds": kinds,
        "fault_changes": list(CHANGES),
    }


def _kind(name: str) -> Members:
    says, fields = _SAYS[name]
    return {"kind": name, "says": says, "fields": [*fields, *_ALWAYS]}


def _provider(one: Emulated, service: Service, url: str) -> Members:
    told = describe(one.place.described, one.name)
    operations: list[Json] = [
        {"name": name, "does": service.does.get(name, ""), "basis": basis}
        for name, basis in _bases(one).items()
    ]
    graph = one.provider.graph
    kind = "graphql" if graph else "rest"
    return {
        "name": one.name,
        "title": told.title,
        "base_url": url,
        "kind": kind,
        "headers": dict.fromkeys(graph.headers, "any") if graph else {},
        "client": _client(one.name, told),
        "operations": operations,
        "explorer": has_explorer(kind),
    }


def _bases(one: Emulated) -> Mapping[str, str]:
    """What each operation is emulated from; what is written by hand follows the documentation."""
    if one.is_derived:
        return one.bases
    return {**read_bases(one.place.samples, one.bases), **one.provider.bases}


def _client(name: str, told: Described) -> Json:
    if not told.credentials and told.title == name:
        return None
    return {
        "distribution": f"{name}-client",
        "module": f"{name}_client",
        "class": told.title,
        "async_class": f"Async{told.title}",
        "credentials": list(told.credentials),
    }


def tenants(store: Store) -> Json:
    """Every tenant, with the number of its objects of each kind."""
    return [
        {"provider": provider, "tenant": tenant[:12], "objects": dict(kinds)}
        for provider, tenant, kinds in store.contents()
    ]


def schema(emulated: Sequence[Emulated], name: str) -> tuple[bytes, str] | None:
    """The merged schema of a service and its media type; None for an unknown one."""
    files: dict[str, Path] = {one.name: one.place.schema for one in emulated}
    if name not in files:
        return None
    media_type = "text/plain" if files[name].suffix == ".graphql" else "application/yaml"
    return files[name].read_bytes(), f"{media_type}; charset=utf-8"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("corrigenda")
    except PackageNotFoundError:
        return ""
