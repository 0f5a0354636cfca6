"""The common parts of invoices and bills: their owners, versions and deletion.

A transaction, or a line of one, belongs to a project and a customer; with a project, the customer
is the project's (l.372-374). Versions count from 0, and an update must name the current one, so
that a caller cannot overwrite a version it has not seen (l.692-695, 721-723).
"""

from collections.abc import Callable
from typing import Final, cast

from ...exact import Json, Members
from ...provider import Call
from ...store import Thing
from . import directory, projects
from .errors import invalid, stale, unknown

FIRST_NUMBER: Final = 1000  # new ids come after all of the page's

_NOBODY: Members = {"project": None, "customer": None}


def project_of(call: Call, owned: Members) -> Json:
    """Return the project of a transaction or line, in its current state."""
    key = owned["project"]
    return None if key is None else call.shelf.get(projects.KIND, str(key))


def customer_of(call: Call, owned: Members) -> Json:
    """Return the customer of a transaction or line: its project's, if it has one."""
    project = project_of(call, owned)
    return project["customer"] if isinstance(project, dict) else owned["customer"]


def owner(call: Call, asked: Members, before: Members = _NOBODY) -> Members:
    """Return the project (its id) and the customer of the input, or else those of `before`.

    The project may be completed, but a deleted one must be recovered first, unless the transaction
    already belongs to it.
    """
    customer = directory.reference(asked.get("customer"))
    if (project := _project(call, asked, before)) is None:
        stays = before["customer"] if "customer" not in asked else None
        return {"project": None, "customer": directory.customer(customer) if customer else stays}
    its_customer = cast(Members, project["customer"])
    if customer not in (None, its_customer["id"]):
        wrong = f"customer {customer} is not the customer of project {project['id']}"
        raise invalid(wrong)
    return {"project": project["id"], "customer": its_customer}


def _project(call: Call, asked: Members, before: Members) -> Members | None:
    key = directory.reference(asked.get("project"))
    if key is None:
        stays = before["project"] if "project" not in asked else None
        return None if stays is None else projects.held(call, str(stays))
    project = projects.held(call, key)
    if not project["active"] and key != before["project"]:
        raise invalid(f"project {key} is deleted: recover it first")
    return project


def new_number(call: Call) -> int:
    """Return the last part of a new transaction's id."""
    return FIRST_NUMBER + call.shelf.next_number()


def added(call: Call, kind: str, transaction: Members) -> Members:
    """Store and return a new transaction, at version 0 (l.458, 913)."""
    first: Members = {**transaction, "metadata": {"entityVersion": "0"}}
    call.shelf.add(Thing(kind, str(first["id"]), first))
    return first


def updated(call: Call, kind: str, asked: Members, change: Callable[[Members], Members]) -> Members:
    """Change a transaction and its version, if the input names the current version."""
    key, given = str(asked["id"]), str(cast(Members, asked["metadata"])["entityVersion"])
    before = call.shelf.get(kind, key)
    if before is None:
        raise unknown(kind, key)
    current = str(cast(Members, before["metadata"])["entityVersion"])
    if given != current:
        raise stale(kind, key, given, current)
    next_one: Members = {"entityVersion": str(int(current) + 1)}
    changed: Members = {**before, **change(before), "metadata": next_one}
    call.shelf.replace(Thing(kind, key, changed))
    return changed


def deleted(call: Call, kind: str, given: Members) -> Members:
    """l.785-793, 1254-1262: unlike a project, a transaction is really removed."""
    key = str(given["id"])
    try:
        call.shelf.remove(kind, key)
    except KeyError:
        raise unknown(kind, key) from None
    return {"id": key, "success": True}


def numbered(lines: list[Members]) -> list[Json]:
    """Number lines from 1, as strings (l.479)."""
    return [{"sequence": str(place), **line} for place, line in enumerate(lines, 1)]


def lines_in(asked: Members, name: str) -> list[Members]:
    """Return the lines of the input; none for null."""
    lines = asked.get(name)
    return [cast(Members, line) for line in lines] if isinstance(lines, list) else []
