"""Reads the servers of a document: their URLs, the variables in them, and names to choose one by.

A URL through which a credential could go to the wrong place is a finding. A relative server names
no host, so it is no server here; the caller of a client gives the base URL then.

Source: OpenAPI Specification 3.1.1, 4.8.5 (Server Object) and 4.8.6 (Server Variable Object).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from corrigenda.naming import snake_case
from corrigenda.openapi.normalize import Finding
from corrigenda.openapi.normalize.traced import location_of_node
from corrigenda.trees import Location, Object, is_array, is_object

_PLACE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[\w.-]+")
_SCHEME = re.compile(r"[^/?#]*:|//")
_SHAPES = {
    "scheme": re.compile(r"https?"),
    "host": re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"),
    "port": re.compile(r"[0-9]{1,5}"),
    "authority": re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*(?::[0-9]{1,5})?"),
    "path": re.compile(r"[^\\\0-\x1f\x7f]*"),
    "root": re.compile(r"/[^\\\0-\x1f\x7f]*"),
}
_NEVER = '\x7f\\{}"<>^`|'
"""Characters that no URL has (RFC 3986, 2), besides spaces and controls."""
_LONGEST_NAME = 24
"""Longest name of an environment that comes from a description, in characters."""
_WORDS = ("the", "server", "environment", "api", "url", "endpoint")
"""What a description says of every server, and its name leaves out."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a server; `part` is where it stands in the URL, as the runtime has it."""

    name: str
    default: str
    part: str
    choices: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Server:
    """A server that names a host; `label` is what the document calls it, empty for nothing."""

    url: str
    label: str
    variables: tuple[Variable, ...]

    @property
    def default_url(self) -> str:
        """The URL with the default of each variable."""
        return _filled(self.url, {one.name: one.default for one in self.variables})


def read_servers(nodes: Any) -> tuple[Server, ...]:
    """Return the servers that name a host, each URL once, in the order of the document."""
    found: dict[str, Server] = {}
    for node in _listed(nodes):
        url = _url(node)
        if not is_relative(url):
            found.setdefault(url, Server(url, _label(node), _variables(url, node)))
    return tuple(found.values())


def is_relative(url: str) -> bool:
    """Return whether a URL names no host, because it is relative to that of the document."""
    return not _SCHEME.match(url)


def relative_path(nodes: Any) -> str:
    """Return the URL of the first relative server; empty without one."""
    return next((url for node in _listed(nodes) if is_relative(url := _url(node))), "")


def own_servers(root: Object, operation: Object) -> tuple[Server, ...]:
    """Return the servers of an operation that has another one first than the document."""
    own, shared = read_servers(operation.get("servers")), read_servers(root.get("servers"))
    same = own and shared and own[0].default_url == shared[0].default_url
    return () if same else own


def named_servers(servers: Sequence[Server]) -> dict[str, Server]:
    """Return each server by a name: its label, if all have short and different ones, or its host.

    Where the hosts are the same, the name is as much of the URL as tells them apart.
    """
    labels = [one.label for one in servers]
    places = [_PLACE.sub(r"\1", one.url) for one in servers]
    rests = [place.partition("://")[2].rstrip("/") for place in places]
    hosts = [rest.partition("/")[0] for rest in rests]
    for names in (labels, hosts, rests):
        if all(names) and len(set(names)) == len(names):
            return dict(zip(names, servers, strict=True))
    return dict(zip((one.url for one in servers), servers, strict=True))


def server_findings(root: Object) -> Iterator[Finding]:
    """Find the servers of a document that a client cannot use or must not trust."""
    for index, node in enumerate(_listed(root.get("servers"))):
        yield from _findings(("servers", index), node)


def own_server_findings(root: Object, operation: Object) -> Iterator[Finding]:
    """Find the servers of an operation that a client cannot use or must not trust."""
    nodes = _listed(operation.get("servers"))
    if not nodes or nodes == root.get("servers"):
        return
    for node in nodes:
        yield from _findings(location_of_node(node), node)
    if not read_servers(nodes):
        message = "the server of the operation names no host"
        fix = "write its whole URL, such as `https://files.example.com`"
        yield Finding((*location_of_node(nodes[0]), "url"), message, fix)


def _findings(at: Location, node: Object) -> Iterator[Finding]:
    url = _url(node)
    if is_relative(url):
        return
    for name in _PLACE.findall(url):
        problem = _variable_problem(url, name, _variable_node(node, name))
        if problem:
            message = f"the variable `{name}` of the server {problem[0]}"
            yield Finding((*at, "url"), message, problem[1])
            return
    for values in _combinations(_variables(url, node)):
        if problem := _url_problem(_filled(url, values)):
            yield Finding((*at, "url"), f"the URL of the server {problem[0]}", problem[1])
            return


def _variable_node(node: Object, name: str) -> Object:
    described = node.get("variables")
    found = described.get(name) if is_object(described) else None
    return found if is_object(found) else {}


def _variable_problem(url: str, name: str, node: Object) -> tuple[str, str] | None:
    """Return what is wrong with a variable, and the fix."""
    if not _NAME.fullmatch(name):
        return "has no plain name", "use letters, digits, hyphens and underscores"
    if not _is_scalar(node.get("default")):
        return "has no default", f"add `variables: {{{name or 'name'}: {{default: ...}}}}`"
    part = _part(url, name, str(node["default"]))
    if not part:
        return "is a whole URL", "write the URL in its place"
    for value in (str(node["default"]), *_choices(node)):
        steps = value.split("/")
        if not _SHAPES[part].fullmatch(value) or "." in steps or ".." in steps:
            return f"cannot be `{value[:60]}`", f"write what can stand there: a {part}"
    return None


def _combinations(variables: Sequence[Variable]) -> Iterator[dict[str, str]]:
    """Yield the defaults, and then each other value among the defaults."""
    defaults = {one.name: one.default for one in variables}
    yield defaults
    for one in variables:
        yield from ({**defaults, one.name: value} for value in one.choices)


def _url_problem(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (reading it checks it)
    except ValueError:
        return "is not valid", "write a URL such as `https://api.example.com/v1`"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is not one of HTTP", "write a URL that begins with `https://` and names a host"
    if "@" in parts.netloc:
        return "has a user name or password", "remove it, and describe a security scheme instead"
    if "?" in url or "#" in url:
        return "has a query or a fragment", "remove it"
    if not url.isascii() or any(letter <= " " or letter in _NEVER for letter in url):
        return "has characters that no URL has", "percent-encode them"
    if any(not 0 < len(label) < 64 for label in parts.hostname.removesuffix(".").split(".")):
        return "has an empty or too long part in its host name", "correct the host name"
    return None


def _variables(url: str, node: Object) -> tuple[Variable, ...]:
    found: list[Variable] = []
    for name in dict.fromkeys(_PLACE.findall(url)):
        one = _variable_node(node, name)
        if _is_scalar(one.get("default")):
            default, choices = str(one["default"]), _choices(one)
            known = choices if not choices or default in choices else (default, *choices)
            part = _part(url, name, default)
            found.append(Variable(name, default, part, known, str(one.get("description") or "")))
    return tuple(found)


def _part(url: str, name: str, default: str) -> str:
    """Return where a variable stands in a URL; empty if it is no part of one."""
    before, _brace, after = url.partition(f"{{{name}}}")
    if "://" not in before:
        return "scheme" if url.startswith(f"{{{name}}}://") else ""
    if "/" in before.partition("://")[2]:
        return "path"
    if before.endswith(":"):
        return "port"
    if default.startswith("/"):
        return "root"
    return "authority" if before.endswith("://") and after[:1] in ("", "/") else "host"


def _filled(url: str, values: dict[str, str]) -> str:
    return _PLACE.sub(
        lambda found: quote(values[found[1]], safe="/:") if found[1] in values else found[0], url
    )


def _label(node: Object) -> str:
    """Return the name that a document gives a server; empty if it is not short."""
    for key in ("name", "x-name"):
        if isinstance(node.get(key), str) and node[key].strip():
            return snake_case(node[key])
    description = str(node.get("description") or "")
    words = snake_case(description).split("_") if description.strip() else ()
    label = "_".join(word for word in words if word not in _WORDS)
    return label if len(label) <= _LONGEST_NAME else ""


def _choices(node: Object) -> tuple[str, ...]:
    values = node.get("enum")
    return tuple(dict.fromkeys(map(str, values))) if is_array(values) else ()


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _listed(nodes: Any) -> list[Object]:
    return [node for node in nodes if is_object(node)] if is_array(nodes) else []


def _url(node: Object) -> str:
    return str(node.get("url", ""))
