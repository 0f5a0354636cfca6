"""Projects: list, create, update, delete and recover (l.21-355).

Deleting only makes a project inactive (l.277): it stays in the list, which shows `active` (l.44),
keeps its status (l.308), can be read and updated, and can be recovered (l.317). Status and deletion
are independent: DELETED is a status like any other (l.121), which an update may set.
"""

from datetime import datetime
from typing import Final, cast

from ...exact import Json, Members
from ...provider import Call
from ...store import Condition, Every, Field, Some, Thing, Where
from . import directory
from .errors import invalid, unknown
from .pages import connection, equal_to

KIND: Final = "project"
FIRST_NUMBER: Final = 27_500_000  # new ids come after all of the page's

INDEXED: Final = {
    "id": Field(lambda project: str(project["id"]), sought=True),
    "customerId": Field(lambda project: str(cast(Members, project["customer"])["id"]), sought=True),
    "status": Field(lambda project: str(project["status"]), sought=True),
}

_NEVER_NULL = ("name", "status", "customer")


def found(call: Call, given: Members) -> Json:
    """l.36-183. Without a filter, the list has all projects."""
    wanted = _wanted(given.get("filter"))
    return connection(call.shelf, KIND, wanted, given.get("pagination"))


def create(call: Call, given: Members) -> Json:
    """l.184-232: a new project is in progress (l.223) and active (l.188-199 do not say)."""
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
    """l.233-275: sparse (l.253-257); only the description can be set to null."""
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
    """l.276-315. Deleting a deleted project succeeds and changes nothing."""
    return _kept(call, {**held(call, str(given["id"])), "active": False})


def recover(call: Call, given: Members) -> Json:
    """l.316-355. Recovering an active project succeeds and changes nothing."""
    return _kept(call, {**held(call, str(given["id"])), "active": True})


def held(call: Call, key: str) -> Members:
    """Return the project with this id, deleted or not."""
    project = call.shelf.get(KIND, key)
    if project is None:
        raise unknown(KIND, key)
    return project


def _kept(call: Call, project: Members) -> Members:
    call.shelf.replace(Thing(KIND, str(project["id"]), project))
    return project


def _completed(before: Members, status: Json, now: datetime) -> Json:
    """Return the completed date (l.266): set once, and null when the status is not COMPLETE."""
    if status != "COMPLETE":
        return None
    return before["completedDate"] or written(now)


def written(moment: datetime) -> str:
    """Format a time in UTC with milliseconds, as in l.266."""
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _wanted(given: Json) -> Condition:
    """l.117-183: all conditions must match, and any one of `or`; an empty `or` matches nothing."""
    if not isinstance(given, dict):
        return Every(())
    compared = ((name, equal_to(given.get(name))) for name in INDEXED)
    parts: list[Condition] = [
        Where(name, "eq", (key,)) for name, key in compared if key is not None
    ]
    both, either = given.get("and"), given.get("or")
    if isinstance(both, list):
        parts += map(_wanted, both)
    if isinstance(either, list):
        parts.append(Some(tuple(map(_wanted, either))))
    return Every(tuple(parts))


def _customer(given: Json) -> Members:
    return directory.customer(directory.reference(given) or "")


def _input(given: Members) -> Members:
    return cast(Members, given["project"])
