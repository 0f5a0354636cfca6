"""Chooses the functions of the runtime that write the body of an operation and read its responses.

A body that is a JSON object, and responses that are all JSON of one type or have no content, need
none: the packages that have no others do not import the modules for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corrigenda.generate.openapi.annotations import annotation
from corrigenda.openapi.encodings import Encodings, read_encodings
from corrigenda.openapi.media import Media
from corrigenda.openapi.operations import Operation
from corrigenda.trees import Object, resolve, schema_name

_TEXTS = {"text": "str", "binary": "bytes"}
_EMPTY = "None"


@dataclass(frozen=True, slots=True)
class Success:
    """A success as the runtime chooses it: status, kind, media type, and type of JSON."""

    status: str
    kind: str
    media_type: str
    model: str


@dataclass(frozen=True, slots=True)
class Received:
    """What an operation returns: its type, and how it is read.

    `annotation` is None if no success has content; `successes` are empty if all of them are JSON of
    that type, or have no content; `accept` is empty if it is `application/json`; `problems` are the
    types of errors by status.
    """

    annotation: str | None = None
    successes: tuple[Success, ...] = ()
    accept: str = ""
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def problem_words(self) -> str:
        """What the docstring says of the types of errors."""
        kinds = dict.fromkeys(kind for _status, kind in self.problems)
        told = [
            f"`{kind}` ({', '.join(at for at, one in self.problems if one == kind)})"
            for kind in kinds
        ]
        return f"Its `problem` is {', '.join(told)}."


@dataclass(frozen=True, slots=True)
class Sent:
    """How a body is sent.

    `kind` is one of `media.KINDS`; `model` is its type; `is_split` says whether each of its
    properties is an argument.
    """

    kind: str
    model: str
    is_split: bool
    required: bool
    content_type: str
    encodings: Encodings = field(default_factory=Encodings)

    @property
    def is_plain(self) -> bool:
        """Whether it is a JSON object that must be given."""
        return self.kind == "json" and self.is_split and self.required


def read_sent(root: Object, operation: Operation) -> Sent | None:
    """Return how the body of an operation is sent; None if it has none."""
    media = operation.body
    if media is None:
        return None
    has_fields = media.kind in ("json", "form", "multipart")
    is_split = has_fields and is_struct(root, media.schema)
    return Sent(
        kind=media.kind,
        model=annotation(media.schema) if has_fields else _TEXTS[media.kind],
        is_split=is_split,
        required=operation.body_required,
        content_type=media.content_type,
        encodings=_encodings(root, media),
    )


def _encodings(root: Object, media: Media) -> Encodings:
    if media.kind not in ("form", "multipart"):
        return Encodings()
    return read_encodings(root, media.kind, media.schema, media.encoding)


def is_struct(root: Object, schema: Object) -> bool:
    """Whether a schema is that of a named object, whose properties can be arguments."""
    return bool(schema_name(schema)) and "properties" in resolve(root, schema)


def read_received(operation: Operation) -> Received:
    """Return what an operation returns, and how it is read."""
    successes = tuple(_success(status, media) for status, media in operation.successes)
    kinds = {(one.kind, one.model) for one in successes}
    is_simple = len(kinds) < 2 and not any(one.kind in _TEXTS for one in successes)
    accept = ", ".join(_accepted(operation.successes))
    return Received(
        _joined([one.model for one in successes]),
        () if is_simple else successes,
        accept if accept != "application/json" else "",
        tuple(_problems(operation)),
    )


def _success(status: str, media: Media | None) -> Success:
    if media is None:
        return Success(status, "none", "", _EMPTY)
    name = media.media_type.partition(";")[0].strip().lower()
    return Success(status, media.kind, name, _TEXTS.get(media.kind) or annotation(media.schema))


def _accepted(successes: Sequence[tuple[str, Media | None]]) -> Iterator[str]:
    """The media types to ask for; JSON comes first, and what comes second is liked less."""
    medias = [media for _status, media in successes if media]
    medias.sort(key=lambda media: media.kind != "json")
    names = dict.fromkeys(media.accepted for media in medias)
    for at, name in enumerate(names):
        yield f"{name};q=0.{max(9 - at + 1, 1)}" if at else name


def _problems(operation: Operation) -> Iterator[tuple[str, str]]:
    for status, media in operation.problems:
        kind = annotation(media.schema)
        if kind != "Any":
            yield status, kind


def _joined(kinds: Sequence[str]) -> str | None:
    """The union of annotations; None if it is None."""
    options = list(dict.fromkeys(one for kind in kinds for one in _options(kind)))
    if "Any" in options:
        return "Any"
    values = [one for one in options if one != _EMPTY]
    if not values:
        return None
    return " | ".join([*values, _EMPTY] if _EMPTY in options else values)


def _options(kind: str) -> Iterator[str]:
    """The options of a union; those inside brackets stay together."""
    begin = depth = 0
    for at, character in enumerate(kind):
        depth += (character == "[") - (character == "]")
        if character == "|" and not depth:
            yield kind[begin:at].strip()
            begin = at + 1
    yield kind[begin:].strip()


def content_notes(operation: Operation, sent: Sent | None) -> Iterator[str]:
    """What the docstring says of the media type of a body, if a reader could not guess it."""
    if sent is None or operation.body is None:
        return
    others = " or ".join(f"`{one}`" for one in operation.body.others)
    if others:
        yield f"The body is sent as `{operation.body.media_type}`, although {others} is possible."
    elif operation.body.media_type != "application/json":
        yield f"The body is sent as `{operation.body.media_type}`."
