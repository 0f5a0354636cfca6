"""Checks a document against the version of OpenAPI that it names, with openapi-spec-validator.

The validator sees an outline: the document without schemas (`sound` checks those) and without data.
So the check is fast for documents of any size, and reads nothing from the network. Mistakes that
make no difference to a client, such as an unknown key, are told apart.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from jsonschema.exceptions import ValidationError

from corrigenda.openapi.kinds import DATA, DOCUMENT, SCHEMA, kind_below, nodes_of
from corrigenda.openapi.normalize import Finding
from corrigenda.openapi.normalize.operations import METHODS
from corrigenda.openapi.patterns import without_patterns
from corrigenda.problems import Place, Problem
from corrigenda.trees import Location, Object, is_array, is_object, measure, to_builtins, walk

VERSIONS = ("3.0", "3.1", "3.2")

_UNUSED = ("{}callback", "{}example", "{}link")
_HARMLESS = (
    *("additionalProperties", "unevaluatedProperties", "format", "pattern", "minLength"),
    *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
)
_NOT_NEEDED = ("description", "responses", "required", "title", "version", "info", "tags")
"""Required members that a client does without."""

_TEXTS = ("description", "operationId", "summary")
"""Members that may be any text, and so do not make the shape of an operation."""

_NAME = re.compile(r'"name": "[^"]*"')

_LONG = 160
"""The characters of a message from which on its middle is cut."""

_LARGE = 50_000
"""The nodes of a document from which on it is checked only in outline."""


def version_of(root: Object) -> str | None:
    """The version of a document, such as `3.1`; None if it has none of `VERSIONS`."""
    written = root.get("openapi")
    version = ".".join(str(written).split(".")[:2])
    return version if isinstance(written, str) and version in VERSIONS else None


def version_problem(root: Object, place: Place) -> Problem | None:
    """Why a document is not one of OpenAPI 3.0, 3.1 or 3.2; None if it is."""
    if version_of(root):
        return None
    if str(root.get("swagger", "")).startswith("2"):
        fix = "convert it to OpenAPI 3, with the npm package `swagger2openapi` for example"
        return Problem(place, "Swagger 2.0 is not supported", fix)
    fix = f"write `openapi: 3.1.0`; the versions {', '.join(VERSIONS)} are supported"
    if "openapi" not in root:
        return Problem(place, "the document does not say its version of OpenAPI", fix)
    return Problem(place, f"`openapi: {root['openapi']}` is not a supported version", fix)


def specification_findings(root: Object) -> Iterator[tuple[Finding, bool]]:
    """Find what the specification forbids around the schemas, and whether it is harmless."""
    version = version_of(root) or VERSIONS[1]
    outline: Object = to_builtins(_outline(root, DOCUMENT))
    twins = _take_out_twins(outline)
    errors = _grammar(version).iter_errors(outline)
    for error in _telling(map(_deepest, errors)):
        found, harmless = _finding(error, version), _is_harmless(error, _location(error))
        yield found, harmless
        for twin in twins.get(found.at[:3], ()):
            yield replace(found, at=(*twin, *found.at[3:])), harmless


def _take_out_twins(outline: Object) -> dict[Location, list[Location]]:
    """Delete the operations that look like an earlier one, and return them by that one.

    The operations of a document have few shapes, and the validator takes milliseconds for each.
    """
    first: dict[str, Location] = {}
    twins: dict[Location, list[Location]] = defaultdict(list)
    for at, kind, node in list(nodes_of(outline)):
        if kind == "operation" and is_object(node) and len(at) == 3 and at[0] == "paths":
            shape = _NAME.sub("", json.dumps({**node, "tags": []}, sort_keys=True))
            if shape in first:
                twins[first[shape]].append(at)
                del outline["paths"][at[1]][at[2]]
            first.setdefault(shape, at)
    return twins


def newer_findings(root: Object) -> Iterator[Finding]:
    """Find what only OpenAPI 3.2 has inside an operation, and no client can do."""
    for at, kind, node in nodes_of(root) if version_of(root) == "3.2" else ():
        if kind == "media type" and is_object(node) and "itemSchema" in node:
            fix = "describe the whole content with `schema`"
            yield Finding((*at, "itemSchema"), "a stream of items is not supported", fix)
        elif kind == "parameter" and is_object(node) and node.get("in") == "querystring":
            fix = "describe each parameter of the query: `in: query`"
            yield Finding((*at, "in"), "`in: querystring` is not supported", fix)


def newer_operations(root: Object) -> Iterator[tuple[str, Finding]]:
    """The operations with a method that only OpenAPI 3.2 has, by name."""
    for at, kind, node in nodes_of(root) if version_of(root) == "3.2" else ():
        newer = at[3:] if at[2:3] == ("additionalOperations",) else at[2:]
        if kind != "operation" or at[:1] != ("paths",) or newer[0] in METHODS:
            continue
        method = str(newer[0]).upper()
        named = node.get("operationId") if is_object(node) else None
        finding = Finding(at, f"the method {method} is not supported", "use another method")
        yield str(named or f"{method} {at[1]}"), finding


def whole_findings(root: Object) -> Iterator[Finding]:
    """Find what openapi-spec-validator says of the whole document, schemas and defaults included.

    It says no places for most of it. Nothing is found in a document that is large (the validator
    would take minutes) or has references to other files (it would read them). Patterns are left
    out: it matches defaults with them, however long that takes.
    """
    outside = any(
        at[-1:] == ("$ref",) and isinstance(node, str) and not node.startswith("#/")
        for at, node in walk(root)
    )
    if outside or measure(root) > _LARGE:
        return
    version = version_of(root) or VERSIONS[1]
    document = without_patterns(to_builtins(root))
    for error in _validator(document, version).iter_errors():
        yield _finding(error, version)


def _validator(document: Any, version: str) -> Any:
    # Imported late, because it takes as long as all other imports of a command together.
    from openapi_spec_validator import (
        OpenAPIV30SpecValidator,
        OpenAPIV31SpecValidator,
        OpenAPIV32SpecValidator,
    )

    validators = (OpenAPIV30SpecValidator, OpenAPIV31SpecValidator, OpenAPIV32SpecValidator)
    known: dict[str, Any] = dict(zip(VERSIONS, validators, strict=True))
    validator = known[version](document)
    validator.schema_validator = _grammar(version)
    return validator


@cache
def _grammar(version: Any) -> Any:
    """The JSON Schema of the specification.

    By itself the library takes jsonschema-rs where that is installed, and its errors lack the parts
    that make a message.
    """
    from openapi_spec_validator.schemas.backend.jsonschema import create_validator
    from openapi_spec_validator.schemas.utils import get_schema_content

    return create_validator(dict(get_schema_content(version)))


def _finding(error: ValidationError, version: str) -> Finding:
    message = f"not valid OpenAPI {version}: {_shortened(error.message)}"
    fix = f"correct it as the OpenAPI Specification {version} requires"
    return Finding(_location(error), message, fix)


def _outline(node: Any, kind: str) -> Any:
    """The document without schemas and data, and without what a client does not use."""
    if kind in (DATA, *_UNUSED) or (kind == SCHEMA and is_object(node)):
        return {} if is_object(node) else [] if is_array(node) else node
    if is_object(node):
        return {
            key: "text"
            if key in _TEXTS and isinstance(value, str)
            else _outline(value, kind_below(kind, key))
            for key, value in node.items()
            if (kind, key, value) != ("operation", "responses", {})  # as good as no list
        }
    if is_array(node):
        return [_outline(one, kind_below(kind, index)) for index, one in enumerate(node)]
    return node


def _deepest(error: ValidationError) -> ValidationError:
    """The most telling cause of an error among alternatives."""
    while error.context:
        causes = [one for one in error.context if not _is_about_references(one)]
        error = max(causes or error.context, key=lambda one: len(one.absolute_path))
    return error


def _is_about_references(error: ValidationError) -> bool:
    """Whether the cause is that an object is not a reference, which its author did not mean."""
    return "$ref" in error.message and error.validator == "required"


def _telling(errors: Iterable[ValidationError]) -> list[ValidationError]:
    """The errors without those that only follow: below a fault no key counts as known."""
    every = list(errors)
    faults = [_location(one) for one in every if one.validator != "unevaluatedProperties"]
    return [
        one
        for one in every
        if one.validator != "unevaluatedProperties"
        or not any(at[: len(_location(one))] == _location(one) for at in faults)
    ]


def _location(error: ValidationError) -> Location:
    """Where an error is; a missing member of the root is reported as if it were there."""
    at: Location = tuple(error.absolute_path)
    if not at and error.validator == "required":
        return (_missing(error),)
    return at


def _missing(error: ValidationError) -> str:
    return error.message.removeprefix("'").partition("'")[0]


def _is_harmless(error: ValidationError, at: Location) -> bool:
    if at[:1] not in (("paths",), ("components",), ("servers",), ("security",)):
        return True
    missing = error.validator == "required" and _missing(error) in _NOT_NEEDED
    return missing or str(error.validator) in _HARMLESS or _is_number_of_server(error, at)


def _is_number_of_server(error: ValidationError, at: Location) -> bool:
    """Whether the value of a server variable is a number, such as a port, and not its text."""
    is_value = at[-3:-2] == ("variables",) and at[-1] == "default"
    is_choice = at[-4:-3] == ("variables",) and at[-2] == "enum"
    return (is_value or is_choice) and isinstance(error.instance, int)


def _shortened(message: str) -> str:
    """A message on one line, without the middle if it quotes a large object."""
    line = " ".join(message.split())
    half = _LONG // 2
    return line if len(line) <= _LONG else f"{line[:half]} ... {line[-half:]}"
