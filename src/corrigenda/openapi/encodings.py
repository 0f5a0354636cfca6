"""Reads how the properties of a form or of a multipart body are written, and what cannot be.

`encoding` names a style or a media type for a property. A style wins. Without either, a file is a
part of its own, an object is JSON text, each item of a list is a field of the same name, and a
scalar is its text.

Source: OpenAPI Specification 3.1.1, 4.8.15 (Encoding Object).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corrigenda.trees import Object, is_array, is_object, resolve

_STYLES = {
    ("form", True): "form",
    ("form", False): "comma",
    ("spaceDelimited", False): "space",
    ("pipeDelimited", False): "pipe",
    ("deepObject", True): "deep",
    ("deepObject", False): "deep",
}
"""The styles of the runtime, by style and whether lists are exploded."""

_TYPE = re.compile(r"[!#$%&'+.^_`|~0-9A-Za-z-]+/[!#$%&'+.^_`|~0-9A-Za-z-]+(\s*;[ -~]*)?")
_DESCRIBE = "describe it as an object with properties"


@dataclass(frozen=True, slots=True)
class Encodings:
    """How the properties of a body are written, by wire name: styles, files and media types."""

    styles: dict[str, str] = field(default_factory=dict[str, str])
    files: tuple[str, ...] = ()
    types: dict[str, str] = field(default_factory=dict[str, str])


def read_encodings(root: Object, kind: str, schema: Object, encoding: Object) -> Encodings:
    """Read how the properties of a form or multipart body are written."""
    properties: Object = resolve(root, schema).get("properties", {})
    given = {name: one for name, one in encoding.items() if is_object(one)}
    styles = {name: style for name, one in given.items() if (style := _style(one, kind))}
    if kind == "form":
        return Encodings(styles)
    files = [name for name, one in properties.items() if _is_file(root, one, given.get(name, {}))]
    types = {name: kind for name, one in given.items() if (kind := _one_type(one, name in files))}
    return Encodings(
        {name: style for name, style in styles.items() if name not in files},
        tuple(files),
        {name: kind for name, kind in types.items() if name in files or name not in styles},
    )


def encoding_problem(root: Object, kind: str, media: Object) -> tuple[str, str] | None:
    """Why a body cannot be written, and how to fix it; None if it can."""
    if kind not in ("form", "multipart"):
        return None
    node = resolve(root, media.get("schema", {}))
    if kind == "multipart" and "properties" not in node:
        return "has no properties", _DESCRIBE
    if kind == "form" and not _is_object_of_form(root, node):
        return "is not an object", _DESCRIBE
    return next(_property_problems(media.get("encoding") or {}), None)


def _is_object_of_form(root: Object, node: Object) -> bool:
    if "anyOf" in node:
        return all(_is_object_of_form(root, resolve(root, one)) for one in node["anyOf"])
    return str(node.get("type", "object")) == "object"


def _property_problems(encoding: Object) -> Iterator[tuple[str, str]]:
    for name, one in encoding.items():
        if not is_object(one):
            continue
        if _has_style(one) and _style(one, "form") is None:
            yield f"has a style for `{name}` that OpenAPI leaves undefined", "use `style: form`"
        if not _has_style(one) and _is_xml(one):
            yield f"has `{name}` as XML, which is not supported", "use `application/json`"


def _has_style(encoding: Object) -> bool:
    return not encoding.keys().isdisjoint(("style", "explode", "allowReserved"))


def _style(encoding: Object, kind: str) -> str | None:
    if _has_style(encoding):
        style = str(encoding.get("style", "form"))
        return _STYLES.get((style, bool(encoding.get("explode", style in ("form", "deepObject")))))
    types = _types(encoding)
    return "json" if kind == "form" and types and _is_json(types[0]) else None


def _types(encoding: Object) -> list[str]:
    return [one.strip() for one in str(encoding.get("contentType", "")).split(",") if one.strip()]


def _one_type(encoding: Object, is_file: bool) -> str:
    """The media type of a part, if the encoding names one; of a text, the first one."""
    types = [one for one in _types(encoding) if _TYPE.fullmatch(one)]
    return types[0] if types and (len(types) == 1 or not is_file) else ""


def _is_json(media_type: str) -> bool:
    bare = media_type.partition(";")[0].strip().lower()
    return bare == "application/json" or bare.endswith("+json")


def _is_xml(encoding: Object) -> bool:
    types = [one.partition(";")[0].strip().lower() for one in _types(encoding)]
    is_text = (one.endswith(("/xml", "+xml")) and not one.startswith("image/") for one in types)
    return bool(types) and all(is_text)


def is_binary(schema: Object) -> bool:
    """Whether the values of a schema are bytes as they are, in no text."""
    types = schema.get("type", "string")
    kinds = [one for one in types if one != "null"] if is_array(types) else [types]
    if kinds != ["string"] or "$ref" in schema or "anyOf" in schema:
        return False
    return schema.get("format") == "binary" or (
        "contentMediaType" in schema and "contentEncoding" not in schema and "format" not in schema
    )


def _is_file(root: Object, schema: Object, encoding: Object) -> bool:
    """Whether a property is a file, or a list of files."""
    if "anyOf" in schema:
        options = [one for one in schema["anyOf"] if one.get("type") != "null"]
        return bool(options) and all(_is_file(root, one, encoding) for one in options)
    if schema.get("type") == "array":
        return _is_file(root, schema.get("items", {}), encoding)
    return is_binary(schema) or (_is_plain(schema) and _is_of_files(encoding))


def _is_plain(schema: Object) -> bool:
    described = schema.keys() - {"description", "deprecated", "default"}
    return not described or (described == {"type"} and schema["type"] == "string")


def _is_of_files(encoding: Object) -> bool:
    """Whether a media type is neither JSON nor text."""
    types = _types(encoding) if not _has_style(encoding) else []
    return bool(types) and not any(_is_json(one) or one.startswith("text/") for one in types)
