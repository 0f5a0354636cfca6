"""Projects: list, create, update, delete and recover (l.21-355).

Deleting only makes a project inactive (l.277): it stays in the list, which shows `active` (l.44),
keeps its status (l.308), can be read and updated, and comes back by recovering it (l.317). Refuses
to link status and deletion: DELETED is a status like any other (l.121), which an update may give.
"""

from datetime import datetime
from typing import Final, cast

from ...exact import Json, Members
from ...provider import Call
from ...store import Thing
from . import directory
from .errors import invalid, unknown
from .pages import connection, is_equal

KIND: Final = "project"
FIRST_NUMBER: Final = 27_500_000  # new ids come after all of the page's

_NEVER_NULL = ("name", "status", "customer")


def found(call: Call, given: Members) -> Json:
    """l.36-183. Without a filter, all projects."""
    wanted = given.get("filter")
    projects = call.shelf.all(KIND)
    return connection(projects, lambda each: _holds(wanted, each), given.get("pagination"))


def create(call: Call, given: Members) -> Json:
    """l.184-232: it is in progress from the start (l.223), and active (l.188-199 do not say)."""
    asked = _input(given)
    key = f"{directory.PROJECTS}:{FIRST_NUMBER + call.shelf.next_number()}"
    project: Members = {
        "id": key,
        "name": asked["name"],
        "description": asked["description"],
        "status": "IN_PROGRESS",
        "active": True,
        "completedDate": None,
        "customer": _customer(asked["customer"]),
    }
    call.shelf.add(Thing(KIND, key, project))
    return project


def update(call: Call, given: Members) -> Json:
    """l.233-275: sparse (l.253-257); null empties the description and nothing else."""
    asked = _input(given)
    if empty := [name for name in _NEVER_NULL if name in asked and asked[name] is None]:
        raise invalid(f"{', '.join(empty)} cannot be null")
    before = held(call, str(asked["id"]))
    changed = {**before, **asked}
    if "customer" in asked:
        changed["customer"] = _customer(asked["customer"])
    changed["completedDate"] = _completed(before, changed["status"], call.now)
    return _kept(call, changed)


def delete(call: Call, given: Members) -> Json:
    """l.276-315. Deleting it again changes nothing, and succeeds."""
    return _kept(call, {**held(call, str(given["id"])), "active": False})


def recover(call: Call, given: Members) -> Json:
    """l.316-355. Recovering an active one changes nothing, and succeeds."""
    return _kept(call, {**held(call, str(given["id"])), "active": True})


def held(call: Call, key: str) -> Members:
    """The project with this id, deleted or not."""
    project = call.shelf.get(KIND, key)
    if project is None:
        raise unknown(KIND, key)
    return project


def _kept(call: Call, project: Members) -> Members:
    call.shelf.replace(Thing(KIND, str(project["id"]), project))
    return project


def _completed(before: Members, status: Json, now: datetime) -> Json:
    """When it was completed (l.266): a moment, stamped once, gone when it is complete no more."""
    if status != "COMPLETE":
        return None
    return before["completedDate"] or written(now)


def written(moment: datetime) -> str:
    """UTC with milliseconds, as l.266 prints it."""
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _holds(wanted: Json, project: Members) -> bool:
    """l.117-183: what stands side by side must all hold, of `or` one, of an empty `or` none."""
    if not isinstance(wanted, dict):
        return True
    both, either = wanted.get("and"), wanted.get("or")
    customer = cast(Members, project["customer"])
    return (
        is_equal(wanted.get("id"), project["id"])
        and is_equal(wanted.get("customerId"), customer["id"])
        and is_equal(wanted.get("status"), project["status"])
        and (not isinstance(both, list) or all(_holds(each, project) for each in both))
        and (not isinstance(either, list) or any(_holds(each, project) for each in either))
    )


def _customer(given: Json) -> Members:
    return directory.customer(directory.reference(given) or "")


def _input(given: Members) -> Members:
    return cast(Members, given["project"])
