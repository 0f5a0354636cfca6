"""Give the texts of a form the types that the schema of the body asks for.

A text that cannot be what its schema takes is refused, as is a form without a required member.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from ..exact import Json, Members
from ..media import is_form
from ..provider import Asked, Behave, RefusedError, Reply
from ..store import Shelf
from .checks import Checks
from .document import Content
from .parameters import scalars


def with_form(checks: Checks, form: Content, wrong_status: int, behave: Behave) -> Behave:
    """Return a behaviour that gets the members of a form as it gets those of JSON."""

    def formed(asked: Asked, shelf: Shelf) -> Reply:
        if not is_form(asked.media_type) or not (asked.body or form.required):
            return behave(asked, shelf)
        body = typed_form(checks, form.schema, asked.body, wrong_status)
        return behave(replace(asked, body=body), shelf)

    return formed


def typed_form(checks: Checks, schema: Any, form: Members, wrong_status: int) -> Members:
    """Return the members of a form as JSON would have them. Raises `RefusedError`."""
    typed = _typed(checks, schema, form)
    body = typed if isinstance(typed, dict) else form
    problems = list(_problems(checks, schema, body))
    if problems:
        raise RefusedError(wrong_status, *problems)
    return body


def _problems(checks: Checks, schema: Any, body: Members) -> Iterator[str]:
    view = checks.schemas.view(schema)
    for name in view["required"]:
        if name not in body:
            yield f"$.{name}: is required"
    for name, value in body.items():
        if not checks.fits(view["properties"].get(name, {}), value):
            yield f"$.{name}: {value!r} is not what the schema takes"
    for group in view["groups"]:
        if not any(checks.fits(branch, body) for branch in group):
            yield "$: is none of the forms that the schema takes"


def _typed(checks: Checks, schema: Any, value: Json) -> Json:
    view = checks.schemas.view(schema)
    for branch in (one for group in view["groups"] for one in group):
        if checks.fits(schema, typed := _typed(checks, branch, value)):
            return typed
    if isinstance(value, dict):
        rules, other = view["properties"], view.get("additionalProperties", {})
        return {name: _typed(checks, rules.get(name, other), one) for name, one in value.items()}
    if isinstance(value, list):
        return [_typed(checks, view.get("items", {}), one) for one in value]
    if "array" in view["types"] and "string" not in view["types"]:
        return [_typed(checks, view.get("items", {}), value)]
    readings = scalars(value) if isinstance(value, str) else iter((value,))
    return next((one for one in readings if checks.fits(schema, one)), value)
