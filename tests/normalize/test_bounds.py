"""Whatever a document says, normalizing it ends, and says which schema it gave up."""

from itertools import pairwise
from typing import Any

import pytest

from corrigenda.openapi.normalize import normalize
from corrigenda.trees import Object

_ROOT = ("components", "schemas", "Root")


def _reference(name: str) -> Object:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(name: str) -> Object:
    return {"type": "object", "properties": {name: {"type": "string"}}}


def _document(schemas: Object) -> Object:
    content = {"application/json": {"schema": _reference("Root")}}
    operation = {"operationId": "a", "responses": {"200": {"content": content}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Too much", "version": "1"},
        "paths": {"/a": {"get": operation}},
        "components": {"schemas": schemas},
    }


def _unions() -> Object:
    """Four unions of ten objects each, all of which apply: ten thousand options."""
    each = [{"oneOf": [_object(f"p{one}_{at}") for at in range(10)]} for one in range(4)]
    return {"Root": {"allOf": each}}


def _doubling(link: Any) -> Object:
    """Schemas of which each is twice in the one before it."""
    names = ["Root", *(f"S{at}" for at in range(30))]
    pairs = pairwise(names)
    return {**{one: link(_reference(other)) for one, other in pairs}, names[-1]: _object("z")}


def _properties(inner: Object) -> Object:
    parts = {at: {"allOf": [inner, _object(at)]} for at in ("x", "y")}
    return {"allOf": [{"type": "object", "properties": parts}]}


def _members(inner: Object) -> Object:
    return {"allOf": [inner, inner]}


def _kinds(inner: Object) -> Object:
    return {
        "anyOf": [
            {"type": "array", "items": inner},
            {"type": "object", "additionalProperties": inner},
        ]
    }


def _options(inner: Object) -> Object:
    return {"anyOf": [{"allOf": [inner, _object(at)]} for at in ("x", "y")]}


@pytest.mark.parametrize(
    "schemas",
    [
        _unions(),
        _doubling(_properties),
        _doubling(_kinds),
        _doubling(_options),
    ],
)
def test_a_schema_that_becomes_too_large_is_a_finding(schemas: Object) -> None:
    found = [one.at[:3] for one in normalize(_document(schemas)).findings]
    assert _ROOT in found


def test_members_that_are_shared_are_merged_once() -> None:
    normalized = normalize(_document(_doubling(_members)))
    assert normalized.findings == ()
    root = normalized.root["components"]["schemas"]["Root"]
    assert root == {"type": "object", "properties": {"z": {"type": "string"}}}
