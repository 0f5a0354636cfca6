"""Projects: create, update, delete, recover and list; their customers."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.emulator.asking import Asker
from tests.emulator.quickbooks.operations import (
    ALISHA,
    CREATE_PROJECT,
    DELETE_PROJECT,
    HARRY,
    LIST_PROJECTS,
    RECOVER_PROJECT,
    UPDATE_PROJECT,
    create_project,
    declined,
    do,
    nodes,
    one,
)

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def test_a_created_project_is_in_progress_and_can_be_listed(asker: Asker) -> None:
    value = {"name": "MyProject", "description": "some words", "customer": {"id": ALISHA}}
    created = do(asker, CREATE_PROJECT, value)
    key = created["id"]
    assert created == {
        "id": key,
        "name": "MyProject",
        "description": "some words",
        "status": "IN_PROGRESS",
        "active": True,
        "completedDate": None,
        "customer": {
            "id": ALISHA,
            "displayName": "Alisha Kamat",
            "firstName": "Alisha",
            "lastName": "Kamat",
            "phone": "(123) 456-7890",
        },
    }
    assert nodes(asker, LIST_PROJECTS) == [created]
    assert key.startswith("djQuMTo5MTMwMzU1MjAyMDI4NDY2OjY4ZDAxMTQ3ZGQ:")


def test_any_customer_is_somebody_and_stays_so(asker: Asker) -> None:
    first, again = (create_project(asker, customer="whoever")["customer"] for _ in range(2))
    other = create_project(asker, customer="someone else")["customer"]
    assert first == again
    assert first["displayName"] == f"{first['firstName']} {first['lastName']}"
    assert first["id"] == "whoever"
    assert all(first.values())
    assert other["displayName"] != first["displayName"]


@pytest.mark.parametrize("missing", ["name", "description", "customer"])
@pytest.mark.parametrize("null", [True, False])
def test_creation_needs_three_things(asker: Asker, missing: str, null: bool) -> None:
    value: dict[str, Any] = {"name": "n", "description": "d", "customer": {"id": "c"}}
    value |= {missing: None}
    if not null:
        del value[missing]
    (error,) = asker.refused(CREATE_PROJECT, value=value)
    assert missing in error["extensions"]["innerMessage"]
    assert nodes(asker, LIST_PROJECTS) == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": "new"},
        {"description": "new"},
        {"description": None},
        {"description": ""},
        {"status": "BLOCKED"},
        {"status": "DELETED"},
        {"name": "new", "status": "TODO"},
        {},
    ],
)
def test_an_update_changes_what_is_given_and_nothing_else(
    asker: Asker, change: dict[str, Any]
) -> None:
    created = create_project(asker)
    updated = do(asker, UPDATE_PROJECT, {"id": created["id"], **change})
    assert updated == {**created, **change}
    assert nodes(asker, LIST_PROJECTS) == [updated]


def test_an_update_can_change_the_customer(asker: Asker) -> None:
    key = create_project(asker)["id"]
    updated = do(asker, UPDATE_PROJECT, {"id": key, "customer": {"id": HARRY}})
    assert updated["customer"]["displayName"] == "Harry Potter"


@pytest.mark.parametrize("name", ["name", "status", "customer"])
def test_what_every_project_has_cannot_be_null(asker: Asker, name: str) -> None:
    created = create_project(asker)
    value = {"id": created["id"], "description": "x", name: None}
    assert declined(asker, UPDATE_PROJECT, value) == "INVALID_INPUT"
    assert nodes(asker, LIST_PROJECTS) == [created]


def test_completion_is_stamped_once_and_undone(asker: Asker) -> None:
    key, before = create_project(asker)["id"], datetime.now(UTC)
    stamped = do(asker, UPDATE_PROJECT, {"id": key, "status": "COMPLETE"})["completedDate"]
    assert TIME.fullmatch(stamped)
    assert abs((datetime.fromisoformat(stamped) - before).total_seconds()) < 5
    again = do(asker, UPDATE_PROJECT, {"id": key, "status": "COMPLETE", "name": "x"})
    assert again["completedDate"] == stamped
    assert do(asker, UPDATE_PROJECT, {"id": key, "name": "y"})["completedDate"] == stamped
    assert do(asker, UPDATE_PROJECT, {"id": key, "status": "OPEN"})["completedDate"] is None


def test_deleting_is_soft_and_can_be_undone(asker: Asker) -> None:
    created = create_project(asker)
    for _ in range(2):
        assert do(asker, DELETE_PROJECT, created["id"]) == {**created, "active": False}
        assert nodes(asker, LIST_PROJECTS) == [{**created, "active": False}]
    for _ in range(2):
        assert do(asker, RECOVER_PROJECT, created["id"]) == created
        assert nodes(asker, LIST_PROJECTS) == [created]


def test_deleting_leaves_a_completed_project_complete(asker: Asker) -> None:
    key = create_project(asker)["id"]
    done = do(asker, UPDATE_PROJECT, {"id": key, "status": "COMPLETE"})
    assert do(asker, DELETE_PROJECT, key) == {**done, "active": False}


def test_an_unknown_project_is_an_error(asker: Asker) -> None:
    assert declined(asker, UPDATE_PROJECT, {"id": "nope", "name": "x"}) == "NOT_FOUND"
    assert declined(asker, DELETE_PROJECT, "nope") == "NOT_FOUND"
    assert declined(asker, RECOVER_PROJECT, "nope") == "NOT_FOUND"


def test_an_unknown_status_is_refused(asker: Asker) -> None:
    (error,) = asker.refused(UPDATE_PROJECT, value={"id": "x", "status": "CANCELED"})
    assert error["extensions"]["innerCode"] == "BAD_USER_INPUT"
    assert "CANCELED" in error["extensions"]["innerMessage"]


def equals(value: str) -> dict[str, str]:
    return {"equals": value}


OPEN, DONE = {"status": equals("OPEN")}, {"status": equals("COMPLETE")}
OF_ALISHA, OF_HARRY = {"customerId": equals(ALISHA)}, {"customerId": equals(HARRY)}


@pytest.fixture(scope="module")
def four(shared: Asker) -> Asker:
    """a: Alisha, open; b: Alisha, complete; c: Harry, open; d: Harry, in progress, deleted."""
    for name, customer, status in (
        ("a", ALISHA, "OPEN"),
        ("b", ALISHA, "COMPLETE"),
        ("c", HARRY, "OPEN"),
        ("d", HARRY, "IN_PROGRESS"),
    ):
        key = create_project(shared, name, customer)["id"]
        do(shared, UPDATE_PROJECT, {"id": key, "status": status})
    do(shared, DELETE_PROJECT, key)
    return shared


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (None, "abcd"),
        ({}, "abcd"),
        (OPEN, "ac"),
        (OF_ALISHA, "ab"),
        ({**OPEN, **OF_ALISHA}, "a"),
        ({"and": [OPEN, OF_ALISHA]}, "a"),
        ({"or": [DONE, OF_HARRY]}, "bcd"),
        ({"or": [DONE, OF_HARRY], **OPEN}, "c"),
        ({"and": [{"or": [OPEN, DONE]}, OF_ALISHA]}, "ab"),
        ({"or": [{"and": [OPEN, OF_HARRY]}, {"and": [DONE, OF_ALISHA]}]}, "bc"),
        ({"and": [OPEN], "or": [OF_HARRY, DONE]}, "c"),
        ({"and": [OPEN, DONE]}, ""),
        ({"and": []}, "abcd"),
        ({"or": []}, ""),
        ({"and": None, "or": None, "id": None, "status": {"equals": None}}, "abcd"),
        ({"or": [{}]}, "abcd"),
        ({"id": equals("nope")}, ""),
        ({"status": equals("DELETED")}, ""),
        ({"and": OPEN}, "ac"),
    ],
)
def test_filters(four: Asker, wanted: Any, found: str) -> None:
    assert "".join(each["name"] for each in nodes(four, LIST_PROJECTS, filter=wanted)) == found


def test_a_project_is_found_by_its_id(four: Asker) -> None:
    for project in nodes(four, LIST_PROJECTS):
        assert one(four, LIST_PROJECTS, project["id"]) == project


def test_filters_may_stand_in_the_document(four: Asker) -> None:
    query = f"""{{ company {{ projects(filter: {{and: [
        {{customerId: {{equals: "{ALISHA}"}}}}, {{status: {{equals: COMPLETE}}}}
    ]}}) {{ nodes {{ name }} }} }} }}"""
    assert four.ask(query) == {"company": {"projects": {"nodes": [{"name": "b"}]}}}
