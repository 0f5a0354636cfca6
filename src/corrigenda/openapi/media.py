"""Chooses the media type of a body and those of a response, or says why a client has none.

Of several media types of a body, JSON is sent, or else a form, multipart, text, or bytes; of
several of one kind, the first. A response may have any of its media types that a client reads. XML,
event streams, and multipart other than forms are not supported.

Sources: OpenAPI Specification 3.1.1, 4.8.13 to 4.8.17; RFC 6839, 3.1 (`+json`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corrigenda.openapi.encodings import encoding_problem, is_binary
from corrigenda.openapi.normalize.log import Finding
from corrigenda.openapi.normalize.traced import location_of_node
from corrigenda.trees import Location, Object, is_array, is_object, resolve, schema_name

KINDS = ("json", "form", "multipart", "text", "binary")
"""How a body is written, those that are preferred first."""

_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_MEDIA_TYPE = re.compile(rf"{_WORD}/{_WORD}( *; *{_WORD}=({_WORD}|\"[ !#-\[\]-~]*\"))*")
"""A media type with parameters, as a header may have it (RFC 9110, 8.3.1)."""

_OTHERWISE = "add `application/json` if the service has it, or exclude the operation"

_FORM, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Media:
    """The content of a body or response: media type, schema, and where its author wrote it.

    `kind` is how it is written or read, one of `KINDS`; `others` are the media types that the
    author wrote besides.
    """

    media_type: str
    schema: Object
    encoding: Object
    at: Location
    kind: str = "json"
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """The name of the schema; None if it has none."""
        return schema_name(self.schema)

    @property
    def content_type(self) -> str:
        """The `Content-Type` of a request, which names one media type."""
        if "*" in self.media_type:
            ranges = {"json": "application/json", "text": "text/plain; charset=utf-8"}
            return ranges.get(self.kind, "application/octet-stream")
        if self.kind == "text" and "charset" not in self.media_type.lower():
            return f"{self.media_type}; charset=utf-8"
        return self.media_type

    @property
    def accepted(self) -> str:
        """The value of `Accept` for a response."""
        return self.content_type if self.kind == "json" else bare(self.media_type)


def bare(media_type: str) -> str:
    """A media type in lower case, without parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON (RFC 6839, 3.1)."""
    name = bare(media_type)
    return name in ("application/json", "text/json") or name.endswith("+json")


def kind_of(root: Object, media_type: str, schema: Object) -> str | None:
    """How content is written or read; None if no client does."""
    name = bare(media_type)
    if not _MEDIA_TYPE.fullmatch(media_type):
        return None
    if is_json(name):
        return "binary" if is_binary(schema) else "json"
    if name in (_FORM, _MULTIPART):
        return "form" if name == _FORM else "multipart"
    if name.startswith("multipart/") or name == "text/event-stream" or _is_xml(name):
        return None
    if name.startswith("text/"):
        return "text"
    return "json" if name.endswith("/*") and _is_structured(root, schema) else "binary"


def _is_xml(name: str) -> bool:
    if name.startswith("image/"):
        return False
    return name in ("application/xml", "text/xml") or name.endswith("+xml")


def _is_structured(root: Object, schema: Object) -> bool:
    node = resolve(root, schema)
    types = node.get("type", [])
    kinds = types if is_array(types) else [types]
    return "anyOf" in node or any(one not in ("string", "null") for one in kinds)


def _contents(root: Object, holder: Object) -> list[tuple[str, Object, str | None]]:
    """The media types of a body or response, each with its node and kind, as they are written."""
    content: Object = holder.get("content") or {}
    return [
        (str(name), media, kind_of(root, str(name), media.get("schema", {})))
        for name, media in content.items()
        if is_object(media)
    ]


def body_media(root: Object, holder: Object) -> Media | None:
    """The content that a client sends; None if there is none, or none that it can send."""
    contents = _contents(root, holder)
    possible = [
        _media(name, media, kind)
        for name, media, kind in contents
        if kind and not encoding_problem(root, kind, media)
    ]
    if not possible:
        return None
    chosen = min(possible, key=lambda one: (KINDS.index(one.kind), "*" in one.media_type))
    others = tuple(name for name, _media, _kind in contents if name != chosen.media_type)
    return replace(chosen, others=others)


def response_media(root: Object, holder: Object) -> list[Media]:
    """The contents of a response that a client reads, those that are preferred first."""
    found = [
        _media(name, media, kind)
        for name, media, kind in _contents(root, holder)
        if kind in ("json", "text", "binary")
    ]
    ordered = sorted(found, key=lambda one: (KINDS.index(one.kind), "*" in one.media_type))
    kinds = {one.kind for one in found}
    return [one for one in ordered if not _is_repeated(root, one, kinds)]


def _is_repeated(root: Object, media: Media, kinds: set[str]) -> bool:
    """Whether a text is JSON in another guise, or JSON the bytes of a file, by their schemas."""
    if media.kind == "text":
        return "json" in kinds and _is_structured(root, media.schema)
    is_file = "binary" in kinds and media.kind == "json"
    return is_file and bool(media.schema) and not _is_structured(root, media.schema)


def _media(name: str, node: Object, kind: str) -> Media:
    encoding: Object = node.get("encoding") or {}
    return Media(name, node.get("schema", {}), encoding, location_of_node(node), kind)


def error_media(root: Object, holder: Object) -> Media | None:
    """The JSON content of an error; None if it has none."""
    return next((one for one in response_media(root, holder) if one.kind == "json"), None)


def body_findings(root: Object, operation: Object) -> Iterator[Finding]:
    """Find why no client can send a body."""
    holder = operation.get("requestBody")
    contents = _contents(root, holder) if holder else []
    if not holder or not contents or body_media(root, holder):
        return
    for name, media, kind in contents:
        problem = encoding_problem(root, kind, media) if kind else None
        message, fix = problem or ("is not supported", _OTHERWISE)
        yield Finding(location_of_node(media), f"a body of `{name}` {message}", fix)
        return


def response_findings(root: Object, statuses: list[str], operation: Object) -> Iterator[Finding]:
    """Find the successful responses that no client can read."""
    for status in statuses:
        response = operation["responses"][status]
        contents = _contents(root, response)
        if contents and not response_media(root, response):
            message = f"a response of `{contents[0][0]}` is not supported"
            yield Finding(location_of_node(contents[0][1]), message, _OTHERWISE)
