"""Reads the operations of a normalized schema as plain data, one for each client method.

It knows nothing about Python types or templates. It relies on `normalize`: every operation is
complete in itself and has a unique name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.openapi.media import Media, body_media, error_media, response_media
from corrigenda.openapi.normalize.operations import METHODS
from corrigenda.openapi.paging import Paging as Paging
from corrigenda.openapi.paging import read_paging
from corrigenda.openapi.parameters import split_parameters
from corrigenda.openapi.security import Requirement, read_security
from corrigenda.openapi.servers import own_servers
from corrigenda.trees import Location, Object, is_object


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: where it goes and how it is written.

    `media_type` is set if the value is written as text of that type.
    """

    name: str
    place: str
    required: bool
    schema: Object
    description: str
    style: str
    explode: bool
    allow_reserved: bool
    deprecated: bool
    media_type: str | None = None

    @property
    def comma(self) -> bool:
        """Whether a list is sent as one comma-separated value."""
        return self.style == "form" and not self.explode and self.schema.get("type") == "array"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its location, its parameters, and the content of its body and responses.

    `successes` are the contents of successful responses by status, None without any; `problems` are
    the contents of errors by status. `security` are the requirements, one of which a call meets;
    there is none if it needs no credential. `alternative_path` is tried once if a GET at `path` is
    a 404 (`x-alternative-path`). `may_retry` is False for an operation that must not be repeated
    (`x-retry: false`); `idempotency_header` is the header of the key that makes repeating it safe
    (`x-idempotency-key`). `base_url` is that of the operation alone, if it has a server of its own;
    `unsent` are the parameters that the client itself sends.
    """

    name: str
    location: Location
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: Media | None
    body_required: bool
    successes: tuple[tuple[str, Media | None], ...]
    problems: tuple[tuple[str, Media], ...]
    security: tuple[Requirement, ...]
    paging: Paging | None
    alternative_path: str | None
    deprecated: bool
    may_retry: bool = True
    idempotency_header: str = ""
    base_url: str = ""
    unsent: tuple[str, ...] = ()

    @property
    def response(self) -> Media | None:
        """The content of the first successful response that has one."""
        return next((media for _status, media in self.successes if media), None)

    @property
    def contents(self) -> list[Media]:
        """The contents of the body and of all responses whose schemas have classes."""
        found = [self.body, *(media for _status, media in (*self.successes, *self.problems))]
        return [media for media in found if media and media.kind not in ("text", "binary")]


def operation_places(root: Object) -> Iterator[tuple[Location, Object]]:
    """Yield the location and node of every operation, in document order."""
    for path, item in root["paths"].items():
        for method in METHODS:
            if is_object(item) and is_object(item.get(method)):
                yield ("paths", path, method), item[method]


def read_operations(root: Object) -> list[Operation]:
    """Read every operation of a normalized schema, in document order."""
    return [_read(root, location, node) for location, node in operation_places(root)]


def _read(root: Object, location: Location, node: Object) -> Operation:
    body = node.get("requestBody", {})
    given, unsent = split_parameters(root, node)
    return Operation(
        name=str(node["operationId"]),
        location=location,
        method=str(location[-1]).upper(),
        path=str(location[-2]).partition("#")[0],  # some documents tell paths apart by it
        summary=str(node.get("summary", "")),
        description=str(node.get("description", "")),
        parameters=tuple(map(_parameter, given)),
        unsent=tuple(str(one["name"]) for one in unsent),
        base_url=next((one.default_url for one in own_servers(root, node)), ""),
        body=body_media(root, body),
        body_required=bool(body.get("required", False)),
        successes=tuple(_successes(root, node, location)),
        problems=tuple(_problems(root, node["responses"])),
        security=read_security(root, node),
        paging=read_paging(root, node),
        alternative_path=node.get("x-alternative-path"),
        may_retry=node.get("x-retry", True) is not False,
        idempotency_header=str(node.get("x-idempotency-key", "")),
        deprecated=bool(node.get("deprecated", False)),
    )


def _parameter(node: Object) -> Parameter:
    content: Object = node.get("content", {})
    media_type = next(iter(content), None)
    media: Object = content[media_type] if media_type else node
    return Parameter(
        name=str(node["name"]),
        place=str(node["in"]),
        required=bool(node.get("required", False)) or node["in"] == "path",
        schema=media.get("schema", {}),
        description=str(node.get("description", "")),
        style=str(node["style"]),
        explode=bool(node["explode"]),
        allow_reserved=bool(node.get("allowReserved", False)),
        deprecated=bool(node.get("deprecated", False)),
        media_type=media_type,
    )


def success_statuses(responses: Object) -> list[str]:
    """The statuses of successful responses; `default` is one only if no 2xx status is listed."""
    listed = [status for status in responses if status.startswith("2")]
    return listed or [status for status in responses if status == "default"]


def _successes(root: Object, node: Object, at: Location) -> Iterator[tuple[str, Media | None]]:
    responses = node["responses"]
    for status in success_statuses(responses):
        found = response_media(root, responses[status]) if at[-1] != "head" else []
        yield from ((status, media) for media in found)
        if not found:
            yield status, None


def _problems(root: Object, responses: Object) -> Iterator[tuple[str, Media]]:
    successes = success_statuses(responses)
    for status, response in responses.items():
        media = error_media(root, response)
        if status not in successes and media is not None:
            yield status, media
