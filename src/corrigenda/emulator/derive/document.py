"""Read the operations of an OpenAPI document, however it is written.

References are followed, parameters of a path are added to those of its operations, and a missing
`operationId` is replaced by the method and the path. What cannot be read is passed over: a document
is not checked here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from ..called import METHODS, called
from ..exact import Json
from ..media import is_form, is_json
from .schemas import Schemas, listed, members
from .values import as_json


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation. `exploded` says that a list is sent as repeated parameters."""

    name: str
    place: str
    required: bool
    schema: Any
    exploded: bool
    style: str


@dataclass(frozen=True, slots=True)
class Content:
    """A body, JSON or a form: its schema, its examples, and whether it must be there."""

    schema: Any
    examples: tuple[Json, ...] = ()
    media_type: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    """A declared response: its status (`200`, `2XX`, `default`), its JSON, and its headers."""

    status: str
    content: Content | None
    headers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as the document describes it. `form` is its body where that may be a form."""

    name: str
    method: str
    template: str
    parameters: tuple[Parameter, ...]
    body: Content | None
    responses: tuple[Response, ...]
    form: Content | None = None

    @property
    def success(self) -> tuple[int, Response | None]:
        """The first success status, and its response; a redirection if there is no success."""
        for response in self.responses:
            if re.fullmatch("2[0-9]{2}", response.status):
                return int(response.status), response
        for wanted, status in (("2XX", 200), ("30[0-9]", None), ("default", 200)):
            for response in self.responses:
                if re.fullmatch(wanted, response.status, re.IGNORECASE):
                    return status or int(response.status), response
        return 200, None

    @property
    def content(self) -> Content | None:
        """The JSON of a success."""
        response = self.success[1]
        return response.content if response else None

    def schema_of(self, status: int) -> Any:
        """The schema of a status that is declared by its number, or else of a success."""
        declared = (one.content for one in self.responses if one.status == str(status))
        found = next(declared, self.content)
        return found.schema if found else {}

    @property
    def schema(self) -> Any:
        """The schema of a success, which allows anything if the document has none."""
        return self.content.schema if self.content else {}

    def declares(self, status: int) -> bool:
        """Whether a response of this status is declared by its number."""
        return any(response.status == str(status) for response in self.responses)

    def query(self) -> Iterator[Parameter]:
        return (one for one in self.parameters if one.place == "query")


def read_base(document: Mapping[str, Any]) -> str:
    """Return the path of the first server's address, without a slash at the end."""
    server = members(next(iter(listed(document.get("servers"))), None))
    address = str(server.get("url", ""))
    for name, variable in members(server.get("variables")).items():
        address = address.replace(f"{{{name}}}", str(members(variable).get("default", "")))
    path = re.sub("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*", "", address).split("?")[0]
    return path.rstrip("/") if path.startswith("/") else urlsplit(f"/{path}").path.rstrip("/")


def read_operations(schemas: Schemas) -> list[Described]:
    """Return every operation, in the order of the document."""
    return list(_operations(schemas))


def _operations(schemas: Schemas) -> Iterator[Described]:
    names = called(schemas.document)
    for template, item in _members(schemas.document.get("paths")):
        if not template.startswith("/"):
            continue
        whole = {**schemas.follow(item), **{k: v for k, v in _members(item) if k != "$ref"}}
        for method in METHODS:
            if isinstance(whole.get(method), Mapping):
                name = names.get((template, method)) or f"{method} {template}"
                yield _operation(schemas, name, template, method, whole)


def _operation(
    schemas: Schemas, name: str, template: str, method: str, item: Mapping[str, Any]
) -> Described:
    operation = cast("Mapping[str, Any]", item[method])
    found = {
        (one.name, one.place): one
        for part in (*listed(item.get("parameters")), *listed(operation.get("parameters")))
        for one in _parameter(schemas, schemas.follow(part))
    }
    responses = [
        _response(schemas, str(status), schemas.follow(part))
        for status, part in _members(operation.get("responses"))
    ]
    body = schemas.follow(operation.get("requestBody", {}))
    required = bool(body.get("required", False))
    form = _content(schemas, body, required, is_form)
    return Described(
        name,
        method.upper(),
        template,
        tuple(found.values()),
        _content(schemas, body, required) or form,
        tuple(sorted(responses, key=lambda one: one.status)),
        form,
    )


def _parameter(schemas: Schemas, part: Mapping[str, Any]) -> Iterator[Parameter]:
    if not isinstance(part.get("name"), str) or not isinstance(part.get("in"), str):
        return
    place = str(part["in"])
    style = str(part.get("style", "form" if place == "query" else "simple"))
    media = next((members(one) for _, one in _members(part.get("content"))), None)
    yield Parameter(
        str(part["name"]),
        place,
        part.get("required") is True,
        (part if media is None else media).get("schema", {} if media else part),
        part.get("explode", style == "form") is not False,
        style if media is None else "json",
    )


def _response(schemas: Schemas, status: str, part: Mapping[str, Any]) -> Response:
    headers = frozenset(str(name).lower() for name, _ in _members(part.get("headers")))
    return Response(status, _content(schemas, part, True), headers)


def _content(
    schemas: Schemas,
    part: Mapping[str, Any],
    required: bool,
    is_read: Callable[[str], bool] | None = None,
) -> Content | None:
    """Return the JSON, or what else is read, of a body; None if it has none."""
    for media_type, media in _members(part.get("content")):
        if (is_read or is_json)(media_type):
            found = schemas.follow(media)
            examples = tuple(_examples(schemas, found))
            return Content(found.get("schema", {}), examples, media_type, required)
    return None


def _examples(schemas: Schemas, media: Mapping[str, Any]) -> Iterator[Json]:
    if "example" in media:
        yield as_json(media["example"])
    for _, example in _members(media.get("examples")):
        found = schemas.follow(example)
        if "value" in found:
            yield as_json(found["value"])
    schema = schemas.follow(media.get("schema", {}))
    if "example" in schema:
        yield as_json(schema["example"])
    yield from map(as_json, listed(schema.get("examples")))


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    for name, each in members(value).items():
        yield str(name), each
