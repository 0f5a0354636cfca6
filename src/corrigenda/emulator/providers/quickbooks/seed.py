"""The objects of the company in the documented responses: its projects, an invoice, a bill.

Each documented request gets its documented response, as far as one company can have all of them:
objects start in the state before the request that changes them. Where a response is abridged, only
its customers and items are completed, from the directory.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from ...exact import Json, Members
from ...samples import Sample
from ...store import Thing
from . import bills, directory, invoices, projects

_Printed: TypeAlias = dict[str, Any]  # part of a documented response


def documented(samples: Sequence[Sample]) -> list[Thing]:
    """Return the objects in the samples, each kind in the order of the page.

    The projects of the lists come first (l.58-183), then those that are created, updated, deleted
    and recovered. Project 27462404 is all of these but updated; a tenant has it once, not deleted.
    """
    found: dict[tuple[str, str], Thing] = {}
    for operation, (path, kind, thing_of) in _HOLDING.items():
        for sample in samples:
            for printed in _at(sample.answer, path) if sample.operation == operation else ():
                thing = Thing(kind, str(printed["id"]), thing_of(printed))
                found.setdefault((thing.kind, thing.id), thing)
    return list(found.values())


def _at(answer: Json, path: Sequence[str]) -> Iterator[_Printed]:
    """Yield the objects at a path, stepping into lists on the way (l.62 wraps one in a list)."""
    if isinstance(answer, list):
        for each in answer:
            yield from _at(each, path)
    elif isinstance(answer, dict) and path:
        yield from _at(answer.get(path[0]), path[1:])
    elif isinstance(answer, dict):
        yield answer


def _project(printed: _Printed) -> Members:
    return {
        "id": printed["id"],
        "name": printed["name"],
        "description": printed["description"],
        "status": printed["status"],
        "active": printed.get("active", True),
        "completedDate": printed["completedDate"],
        "customer": directory.customer(printed["customer"]["id"]),
    }


def _before_update(printed: _Printed) -> Members:
    """Return the project before its update; l.259-275 show it completed."""
    return {**_project(printed), "status": "IN_PROGRESS", "completedDate": None}


def _before_deletion(printed: _Printed) -> Members:
    """Return the project before its deletion; l.299-315 show it deleted."""
    return {**_project(printed), "active": True}


def _invoice(printed: _Printed) -> Members:
    """l.572-634."""
    return {
        "id": printed["id"],
        "metadata": printed["metadata"],
        "amount": printed["amount"],
        **_owner(printed),
        "itemLines": [
            {"class": None, "serviceDate": None, **line} for line in printed["itemLines"]
        ],
    }


def _bill(printed: _Printed) -> Members:
    """l.1030-1087, but at version 1, which the later update names (l.1164)."""
    plain = ("id", "term", "vendor", "transactionDate", "dueDate", "billNumber")
    lines: Iterable[_Printed] = printed["accountLines"]
    return {
        **{name: printed[name] for name in plain},
        "metadata": {"entityVersion": "1"},
        "accountLines": [_line(line) for line in lines],
        "itemLines": [],  # the page never shows one
    }


def _line(printed: _Printed) -> Members:
    account = {**directory.account(printed["account"]["id"]), **printed["account"]}
    return {**printed, "account": account, **_owner(printed)}


def _owner(printed: _Printed) -> Members:
    project: _Printed | None = printed.get("project")
    return {
        "project": project["id"] if project else None,
        "customer": directory.customer(printed["customer"]["id"]),
    }


_HOLDING: dict[str, tuple[Sequence[str], str, Callable[[_Printed], Members]]] = {
    "list_projects": (("data", "company", "projects", "nodes"), projects.KIND, _project),
    "create_project": (("data", "createProject"), projects.KIND, _project),
    "recover_project": (("data", "recoverProject"), projects.KIND, _project),
    "update_project": (("data", "updateProject"), projects.KIND, _before_update),
    "delete_project": (("data", "deleteProject"), projects.KIND, _before_deletion),
    "get_invoice": (("data", "company", "invoices", "nodes"), invoices.KIND, _invoice),
    "get_bill": (("data", "company", "bills", "nodes"), bills.KIND, _bill),
}
