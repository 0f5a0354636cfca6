"""Gives arguments that are files the types of the runtime, and says which types a package needs."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from corrigenda.generate.method import Method
from corrigenda.generate.signatures import Import
from corrigenda.trees import Object, is_array, is_object

FILES = ("BinaryInput", "FileInput")
"""The types of files that callers pass."""

_MODULES = {
    "Any": "typing",
    "Decimal": "decimal",
    "UUID": "uuid",
    "date": "datetime",
    "time": "datetime",
}
_SCALARS = ("AwareDatetime", "BooleanText", "DecimalText", "DurationText")


def file_schema(schema: Object, package: str, kind: str) -> Object:
    """A schema whose files are a type of the runtime, and may be a list of them."""
    described = {"description": schema["description"]} if schema.get("description") else {}
    file = {"type": "string", "customTypePath": f"{package}._runtime.files.{kind}"}
    if not _has_list(schema):
        return {**file, **described}
    several = {"type": "array", "items": file}
    is_either = "anyOf" in schema and any(not _has_list(one) for one in _values(schema))
    return {"anyOf": [file, several], **described} if is_either else {**several, **described}


def _values(schema: Object) -> Iterator[Any]:
    yield from (one for one in schema["anyOf"] if one.get("type") != "null")


def _has_list(schema: Object) -> bool:
    types = schema.get("type", ())
    is_list = "array" in types if is_array(types) else types == "array"
    return is_list or any(_has_list(one) for one in schema.get("anyOf", ()) if is_object(one))


def content_imports(methods: Sequence[Method], package: str) -> list[Import]:
    """Return the imports of what the types of bodies, responses and errors name."""
    kinds = [kind for method in methods for kind in _kinds(method)]
    words = {word for kind in kinds for word in re.findall(r"\w+", kind)}
    known = dict.fromkeys(_SCALARS, f"{package}._runtime.scalar") | _MODULES
    return [Import(module, name) for name, module in known.items() if name in words]


def _kinds(method: Method) -> Iterator[str]:
    if method.sent is not None:
        yield method.sent.model
    if method.received is not None:
        yield method.received.annotation or ""
        yield from (one.model for one in method.received.successes)
        yield from (kind for _status, kind in method.received.problems)


def file_types(methods: Sequence[Method]) -> list[str]:
    """Return the types of files that arguments have."""
    words = {
        word
        for method in methods
        for argument in method.arguments
        for word in re.findall(r"\w+", argument.type)
    }
    return [name for name in FILES if name in words]


_MODULES_OF = {
    "json": ("bodies", "files"),
    "text": ("bodies", "files"),
    "binary": ("bodies", "files"),
    "form": ("forms", "fields"),
    "multipart": ("multipart", "forms", "fields", "files"),
}
"""The modules of the runtime that write the bodies that are not plain, by kind."""


def unused_modules(methods: Sequence[Method]) -> list[str]:
    """Return the files of the runtime that only packages with other contents include."""
    used: set[str] = set()
    for method in methods:
        if method.sent is not None and not method.sent.is_plain:
            used.update(_MODULES_OF[method.sent.kind])
        if method.received is not None:
            used.update(["successes"] if method.received.successes else [])
    known = {name for names in _MODULES_OF.values() for name in names} | {"successes"}
    return [f"{name}.py" for name in sorted(known - used)]
