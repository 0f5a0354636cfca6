"""Reads `@paging`: how to iterate over a list, as Python for the iterators of the clients.

By cursor, the response names the next page; by number, the client counts pages. Unused arguments
and paths that do not exist are problems.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from graphql import GraphQLNonNull

from corrigenda.generate.method import Paging
from corrigenda.generate.structs import Structs, Way, expression, inner, items_at, way
from corrigenda.graphql.kinds import members_of, named
from corrigenda.graphql.merged import Hint
from corrigenda.graphql.operations import Operation, Variable
from corrigenda.naming import snake_case
from corrigenda.problems import Problem, attempt, raise_any

_TURN = {"cursor": "after", "number": "page", "turn": "offset"}
"""The key that names the argument for the next page."""
_ANSWER = {
    "cursor": ("items", "next", "more"),
    "number": ("items", "number", "perPage", "total", "pages"),
    "turn": ("items", "total", "more"),
}
"""The keys that name fields of the response."""
_STYLES = {"page": "number", "cursor": "cursor", "connection": "cursor", "offset": "turn"}


def read_paging(
    operation: Operation, response: str | None, structs: Structs
) -> tuple[Paging | None, str | None]:
    """How an operation is paged, and the annotation of one item.

    Raises:
        ProblemsError: `@paging` names an argument or a field that the operation does not have.
    """
    hint = operation.paging
    if hint is None:
        return None, None
    given = hint.arguments
    raise_any(_form_problems(hint))
    by = _by(given)
    turn, member = _argument(operation, hint, _TURN[by])
    size = _argument(operation, hint, "size")[0].name if "size" in given else None
    paths = {key: str(given[key]) for key in _ANSWER[by] if key in given}
    parts = _parts(hint, structs, response or "None", paths)
    nullable = not isinstance(turn.type, GraphQLNonNull)
    found = items_at(structs, response or "None", str(given["items"]), "_response")
    assert found is not None, "what is not a list has a problem"
    paging = Paging(
        by=by,
        argument=turn.name,
        member=member,
        size=size,
        response=parts,
        required=turn.required,
        nullable=nullable,
        turn="offset" if by == "turn" else "",
        opening=int(given.get("first", 1)),
    )
    return paging, found[1]


def _by(given: Mapping[str, Any]) -> str:
    if "style" in given:
        return _STYLES[str(given["style"])]
    return "cursor" if "after" in given else "number"


def _form_problems(hint: Hint) -> Iterator[Problem]:
    given = hint.arguments
    style = given.get("style")
    if style is not None and style not in _STYLES:
        yield _problem(hint, f"`@paging` has no style `{style}`: use {', '.join(_STYLES)}", "style")
        return
    if "items" not in given:
        yield _problem(hint, "`@paging` needs `items:`")
    turns = [by for by, key in _TURN.items() if key in given and by != "turn"]
    if style is None and len(turns) != 1:
        yield _problem(hint, "`@paging` needs either `after:` or `page:`")
        return
    by = _by(given)
    if _TURN[by] not in given:
        yield _problem(hint, f"`@paging` of style `{style}` needs `{_TURN[by]}:`")
    if by == "cursor" and "next" not in given:
        yield _problem(hint, "`@paging` by cursor needs `next:`")
    if "first" in given and (by != "number" or given["first"] not in (0, 1)):
        yield _problem(hint, "`first:` is the number of the first page, 0 or 1", "first")
    for key in given:
        if key not in (_TURN[by], "size", "style", "first", *_ANSWER[by]):
            yield _problem(hint, f"`@paging` by {_BY[by]} does not use `{key}:`", key)


_BY = {"cursor": "cursor", "number": "number", "turn": "offset"}


def _problem(hint: Hint, message: str, key: str | None = None) -> Problem:
    return Problem(hint.place(key), message, "see `@paging` in docs/formats.md")


def _argument(operation: Operation, hint: Hint, key: str) -> tuple[Variable, str | None]:
    """The parameter that a path names, and its input field."""
    name, _, member = str(hint.arguments[key]).partition(".")
    known = {one.name.rstrip("_"): one for one in operation.parameters}
    found = known.get(snake_case(name))
    if found is None:
        raise_any([_problem(hint, f"the operation has no argument `{name}`", key)])
    assert found is not None, "what is missing has a problem"
    kind = named(found.type)
    fields = members_of(kind)
    if member and member not in fields:
        raise_any([_problem(hint, f"`{name}` has no input field `{member}`", key)])
    if fields and not member:
        raise_any([_problem(hint, f"`{name}` is an input object: add an input field", key)])
    return found, member or None


def _parts(hint: Hint, structs: Structs, response: str, paths: Mapping[str, str]) -> dict[str, str]:
    """Python for the fields of a response that paging uses, by their names in the runtime."""
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for key, path in paths.items():
        if key == "items":
            items = items_at(structs, response, path, "_response")
            if items is None and _is_there(problems, hint, structs, response):
                problems.append(_problem(hint, f"`{path}` is not a list", key))
            found[key] = items[0] if items else ""
            continue
        steps = attempt(problems, partial(_way, hint, structs, response, key))
        if steps is not None:
            found[snake_case(key)] = expression(steps, "None", "_response")
    raise_any(problems)
    return found


def _is_there(problems: list[Problem], hint: Hint, structs: Structs, response: str) -> bool:
    return attempt(problems, partial(_way, hint, structs, response, "items")) is not None


def _way(hint: Hint, structs: Structs, struct: str, key: str) -> Way:
    """The attributes along a dotted path of wire names, with their annotations."""
    path = str(hint.arguments[key])
    found, steps = way(structs, struct, path), path.split(".")
    if len(found) < len(steps):
        holder = inner(found[-1][1]) if found else struct
        what = f"`{steps[len(found)]}` of `{path}`" if len(steps) > 1 else f"`{path}`"
        raise_any([_problem(hint, f"cannot read {what} from `{holder}` in the response", key)])
    return found
