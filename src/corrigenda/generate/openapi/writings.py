"""Chooses the function of the runtime that writes each parameter.

A parameter that `url` of the runtime writes needs none: a text or an integer in a path, a scalar or
a list in a query. So the packages that have no others do not import the modules of the styles.
"""

from collections.abc import Sequence
from typing import Any

from corrigenda.generate.method import Writing
from corrigenda.openapi.operations import Parameter
from corrigenda.trees import Object, is_array, resolve, schema_name

_FUNCTIONS = {
    ("path", "simple"): "_styles.simple",
    ("path", "label"): "_styles.label",
    ("path", "matrix"): "_styles.matrix",
    ("query", "form"): "_styles.form",
    ("query", "spaceDelimited"): "_styles.space_delimited",
    ("query", "pipeDelimited"): "_styles.pipe_delimited",
    ("query", "deepObject"): "_styles.deep_object",
    ("header", "simple"): "_parameters.header",
    ("cookie", "form"): "_styles.form",
    ("cookie", "cookie"): "_parameters.cookie",
}
_DEFAULT = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_EXPLODED = ("_styles.form", "_parameters.cookie")
"""The functions that explode unless they are told not to."""
_WHOLE = ("_styles.deep_object", "_styles.space_delimited", "_styles.pipe_delimited")
"""The functions of styles that have one form only."""


def write_parameters(root: Object, parameters: Sequence[Parameter]) -> list[Writing | None]:
    """Return how each parameter of an operation is written; None for a plain one.

    A path is written in one way: if one of its parameters is not plain, none is.
    """
    paths = [one for one in parameters if one.place == "path"]
    is_plain_path = all(_is_plain_in_path(root, one) for one in paths)
    return [
        None if _is_plain(root, one, is_plain_path) else _writing(root, one) for one in parameters
    ]


def _is_plain(root: Object, parameter: Parameter, is_plain_path: bool) -> bool:
    if parameter.place == "path":
        return is_plain_path
    if parameter.place != "query" or parameter.style != "form" or parameter.media_type:
        return False
    if not parameter.explode and not parameter.comma and _may_be(root, parameter.schema, "array"):
        return False
    return not parameter.allow_reserved and not _may_be(root, parameter.schema, "object")


def _is_plain_in_path(root: Object, parameter: Parameter) -> bool:
    schema = resolve(root, parameter.schema)
    if parameter.style != "simple" or parameter.media_type:
        return False
    return schema.get("type") in ("string", "integer") and "format" not in schema


def _may_be(root: Object, schema: Object, kind: str) -> bool:
    schema = resolve(root, schema)
    if "anyOf" in schema:
        return any(_may_be(root, one, kind) for one in schema["anyOf"])
    types = _types(schema)
    return kind in types or not types


def _writing(root: Object, parameter: Parameter) -> Writing:
    style = _DEFAULT[parameter.place] if parameter.media_type else parameter.style
    function = _FUNCTIONS[parameter.place, style]
    if parameter.media_type:
        return Writing(function, _model(root, parameter.schema, lists=True), as_json=True)
    options: dict[str, Any] = {}
    if function not in _WHOLE and parameter.explode != (function in _EXPLODED):
        options["explode"] = parameter.explode
    if parameter.place == "query" and parameter.allow_reserved:
        options["reserved"] = True
    is_deep = function == "_styles.deep_object"
    kind = _spelt(root, parameter.schema)
    if kind and (not is_deep or _may_be(root, parameter.schema, "array")):
        options["kind"] = kind
    return Writing(function, _model(root, parameter.schema, lists=is_deep), options=options)


def _model(root: Object, schema: Object, lists: bool = False) -> str | None:
    """Return the struct of an object, or a list of it; None if there is no such class."""
    if "anyOf" in schema:
        names = [_model(root, one, lists) for one in schema["anyOf"] if one.get("type") != "null"]
        return names[0] if len(names) == 1 else None
    if lists and schema.get("type") == "array":
        item = _model(root, schema.get("items", {}), lists)
        return f"list[{item}]" if item else None
    name = schema_name(schema)
    return name if name and "properties" in resolve(root, schema) else None


def kind_of(root: Object, schema: Object) -> str | None:
    """Return the kind that the runtime checks of a scalar, or of those in a list."""
    schema = resolve(root, schema)
    types = _types(schema)
    if types == ["array"]:
        return kind_of(root, schema.get("items", {}))
    if types in (["boolean"], ["integer"]):
        return types[0]
    if types == ["number"] and schema.get("format") == "double":
        return "float"
    formats = {"date": "date", "byte": "byte"}
    return formats.get(str(schema.get("format"))) if types == ["string"] else None


def _spelt(root: Object, schema: Object) -> str | None:
    """Return the kind of `kind_of`; or that of a UNIX time, which a plain query says elsewhere."""
    inner = resolve(root, schema)
    if _types(inner) == ["array"]:
        return _spelt(root, inner.get("items", {}))
    if inner.get("format") == "unix-time":
        return "unix-up" if inner.get("x-round") == "up" else "unix"
    return kind_of(root, schema)


def _types(schema: Object) -> list[str]:
    """Return the types of a schema other than null."""
    types = schema.get("type", ())
    listed = types if is_array(types) else [types] if types else []
    return [str(one) for one in listed if one != "null"]
