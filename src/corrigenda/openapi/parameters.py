"""Judges parameters: which of them a client sends, and which cannot be written in their style.

A combination that OpenAPI leaves undefined is a finding, because services read it in different
ways. If only some values of a parameter can be written, the client refuses the others at the call.

Source: OpenAPI Specification 3.1.1, 4.8.12 (Parameter Object), and 3.2.0 for `style: cookie`.
"""

import re
from collections.abc import Iterator
from typing import Any

from corrigenda.openapi.normalize import Finding
from corrigenda.openapi.normalize.traced import location_of_node
from corrigenda.openapi.security import carriers, read_security
from corrigenda.trees import Object, is_object, resolve

STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}
"""The styles of each place."""

_IGNORED = ("accept", "content-type", "authorization")
"""Headers that OpenAPI says are no parameters."""
_OF_THE_CLIENT = ("host", "content-length", "transfer-encoding", "connection", "accept-encoding")
"""Headers that every request has, or that HTTP needs to find its end."""
_PLACE = re.compile(r"\{([^{}]*)\}")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FLAT = ("scalar", "any")
_JSON = "give it `content` of `application/json`, whose text can be anything"


def split_parameters(root: Object, operation: Object) -> tuple[list[Object], list[Object]]:
    """Return the parameters that a caller gives, and those that the client itself sends.

    The latter are headers that OpenAPI reserves or HTTP needs, and what carries a credential of the
    operation.
    """
    security = carriers(root, read_security(root, operation))
    slots = {scheme.slot for schemes in security for scheme in schemes}
    given: list[Object] = []
    unsent: list[Object] = []
    for parameter in operation["parameters"]:
        place, name = str(parameter.get("in")), str(parameter.get("name", ""))
        lower = name.lower() if place == "header" else name
        is_ours = place == "header" and lower in (*_IGNORED, *_OF_THE_CLIENT)
        (unsent if is_ours or (place, lower) in slots else given).append(parameter)
    return given, unsent


def parameter_findings(root: Object, path: str, operation: Object) -> Iterator[Finding]:
    """Find why parameters cannot be sent as the document describes them."""
    given = split_parameters(root, operation)[0]
    described = {one.get("name") for one in given if one.get("in") == "path"}
    for name in dict.fromkeys(_PLACE.findall(path)):
        if name not in described:
            message = f"no parameter describes `{{{name}}}` in the path `{path}`"
            fix = f"add `{{name: {name}, in: path, required: true, schema: ...}}`"
            yield Finding(location_of_node(operation), message, fix)
    for parameter in given:
        at, name = location_of_node(parameter), str(parameter.get("name"))
        if parameter.get("in") == "path" and f"{{{name}}}" not in path:
            message = f"the parameter `{name}` is not in the path `{path}`"
            here = location_of_node(operation)
            at = at if at[: len(here)] == here else here  # other operations may share it
            yield Finding(at, message, "write it in braces in the path, or remove it")
        elif problem := _problem(root, name, parameter):
            yield Finding(at, f"the parameter `{name}` {problem[0]}", problem[1])


def _problem(root: Object, name: str, parameter: Object) -> tuple[str, str] | None:
    place = str(parameter.get("in"))
    if place not in STYLES:
        fix = "make it a path, query, header or cookie parameter"
        return f"is in `{place}`, which is not supported", fix
    if place == "header" and not _TOKEN.fullmatch(name):
        return "has a name that no header has", "use ASCII letters, digits and hyphens"
    if place == "cookie" and not _TOKEN.fullmatch(name):
        return "has a name that no cookie has", "use ASCII letters, digits and hyphens"
    if is_object(parameter.get("content")) and parameter["content"]:
        return _content_problem(parameter["content"])
    if "schema" not in parameter:
        return "has no `schema`", "add one, such as `schema: {type: string}`"
    return _style_problem(root, parameter)


def _content_problem(content: Object) -> tuple[str, str] | None:
    media_type = next(iter(content))
    bare = str(media_type).partition(";")[0].strip().lower()
    if bare == "application/json" or bare.endswith("+json"):
        return None
    return f"is text of `{media_type}`, which is not supported", "use `application/json`"


def _style_problem(root: Object, parameter: Object) -> tuple[str, str] | None:
    place, style, explode = parameter["in"], parameter["style"], parameter["explode"]
    if style not in STYLES[place]:
        known = " or ".join(f"`{one}`" for one in STYLES[place])
        return f"has `style: {style}`, which no {place} parameter has", f"use {known}"
    shapes = set(_shapes(root, parameter["schema"], style == "deepObject"))
    if any(_is_defined(style, place, explode, shape) for shape in shapes):
        return None
    kind = "/".join(sorted(shapes)) or "nothing"
    exploded = f", explode: {str(explode).lower()}" if style != "deepObject" else ""
    said = f"is {_WORDS.get(kind, 'a value')} in `style: {style}{exploded}`, which OpenAPI leaves"
    return f"{said} undefined", _JSON if "nested" in shapes else _style_fix(style, place)


_WORDS = {
    "scalar": "a single value",
    "array": "a list",
    "object": "an object",
    "nested": "a list or an object with others inside",
}


def _style_fix(style: str, place: str) -> str:
    if style == "deepObject":
        return "use `style: form`, or make it an object or a list"
    return "write `explode: false`" if place == "cookie" else "use `style: form`"


def _is_defined(style: str, place: str, explode: bool, shape: str) -> bool:
    if shape == "nested":
        return False
    if style == "deepObject":
        return shape != "scalar"
    if style in ("spaceDelimited", "pipeDelimited"):
        return shape != "scalar" and not explode
    return place != "cookie" or style == "cookie" or not explode or shape in _FLAT


def _shapes(root: Object, schema: Any, is_deep: bool, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the shapes of the values of a schema: scalar, array, object, nested, or any."""
    reference = schema.get("$ref")
    if reference in above:
        yield "object" if is_deep else "nested"
        return
    inside = (*above, reference) if isinstance(reference, str) else above
    node = resolve(root, schema)
    types = node.get("type")
    kinds = [types] if isinstance(types, str) else list(types or ())
    if "anyOf" in node:
        for option in node["anyOf"]:
            yield from _shapes(root, option, is_deep, inside)
    elif not kinds:
        yield "any"
    for kind in kinds:
        if kind in ("array", "object"):
            yield kind if _is_flat(root, node, kind, is_deep, inside) else "nested"
        elif kind != "null":
            yield "scalar"


def _is_flat(root: Object, node: Object, kind: str, is_deep: bool, above: tuple[str, ...]) -> bool:
    """Return whether what is inside a list or an object can be written in its style."""
    if is_deep:
        return True
    if kind == "array":
        inner = [node.get("items", {})]
    else:
        inner = list(node.get("properties", {}).values())
        inner += [one for one in [node.get("additionalProperties")] if is_object(one)]
    shapes = [set(_shapes(root, one, is_deep, above)) for one in inner]
    return all(not one or one.intersection(_FLAT) for one in shapes)
