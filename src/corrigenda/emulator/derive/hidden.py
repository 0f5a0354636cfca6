"""Leave out of a response what the document says is only sent (`writeOnly`): a password, say.

It is stored like everything else. This is the last thing that happens to a response, so it does not
matter whether its values were stored, made up or taken from an example.
"""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any, Final

from msgspec.structs import replace

from ..exact import Json, Members
from ..provider import Asked, Behave, Reply
from ..store import Shelf
from .checks import Checks
from .document import Described
from .schemas import Schema, Schemas, listed, members

_WORD: Final = "writeOnly"
_DEEPEST: Final = 24


def without_hidden(checks: Checks, described: Described, behave: Behave) -> Behave:
    """Return a behaviour whose responses have only what may be in one."""
    found = cache(partial(_is_used, checks.schemas, described))  # looked for at the first response

    def shown(asked: Asked, shelf: Shelf) -> Reply:
        reply = behave(asked, shelf)
        if not found():
            return reply
        return replace(reply, body=visible(checks, described.schema_of(reply.status), reply.body))

    return shown


def visible(checks: Checks, schema: Any, value: Json, depth: int = 0) -> Json:
    """Return a value without the members that its schema hides, however deep they are."""
    if not isinstance(value, dict | list) or depth > _DEEPEST:
        return value
    view = checks.schemas.view(schema)
    for branch in _branches(checks, view, value):
        value = visible(checks, branch, value, depth + 1)
    if isinstance(value, dict):
        return _members(checks, view, value, depth)
    if isinstance(value, list):
        rule = view.get("items", {})
        return [visible(checks, rule, each, depth + 1) for each in value]
    return value


def _members(checks: Checks, view: Schema, value: Members, depth: int) -> Members:
    rules, other = view["properties"], view.get("additionalProperties", {})
    return {
        name: visible(checks, rules.get(name, other), each, depth + 1)
        for name, each in value.items()
        if not _is_hidden(checks, rules.get(name, {}))
    }


def _branches(checks: Checks, view: Schema, value: Json) -> Iterator[Any]:
    """Yield the alternatives that a value is one of; all of them if it is of none."""
    for group in view["groups"]:
        yield from [branch for branch in group if checks.fits(branch, value)] or group


def _is_hidden(checks: Checks, rule: Any) -> bool:
    view = checks.schemas.view(rule)
    return view.get(_WORD) is True


def _is_used(schemas: Schemas, described: Described) -> bool:
    """Whether anything is hidden in a response of an operation."""
    left: list[Any] = [one.content.schema for one in described.responses if one.content]
    seen = set[int]()
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        rules = members(node)
        if rules.get(_WORD) is True:
            return True
        left += [*listed(node), *rules.values(), schemas.at(rules.get("$ref"))]
    return False
