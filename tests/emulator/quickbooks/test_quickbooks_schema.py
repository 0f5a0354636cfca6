"""The merged schema only validates; it never changes behaviour, so a wrong one is detected."""

import shutil
from pathlib import Path

import pytest

from corrigenda.emulator import Emulator, EmulatorError
from corrigenda.emulator.schema import locate
from tests.emulator.quickbooks.conftest import asker_of
from tests.emulator.quickbooks.operations import ALISHA, CREATE_PROJECT, LIST_PROJECTS, nodes


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "quickbooks").mkdir()
    schema = locate("quickbooks", None, "schema.graphql").schema
    shutil.copy(schema, tmp_path / "quickbooks" / "schema.graphql")
    return tmp_path


def replace(data: Path, old: str, new: str) -> None:
    file = data / "quickbooks" / "schema.graphql"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        ("completedDate: DateTime", "doneOn: DateTime", "Project.completedDate: DateTime"),
        ("amount: Amount!", "amount: Float!", "Invoice.amount: Amount"),
        ("billDetails:", "bill:", "Mutation.createBill(billDetails:): CreateBillInput"),
        (": ProjectConnection!", ": [ProjectConnection!]!", "Company.projects: ProjectConnection"),
        ("recoverProject", "undeleteProject", "Mutation.recoverProject: Project"),
    ],
)
def test_a_schema_that_lacks_what_is_served_stops_the_start(
    data: Path, old: str, new: str, lacks: str
) -> None:
    replace(data, old, new)
    with pytest.raises(EmulatorError, match="merged schema lacks") as caught:
        Emulator(data=data, providers=["quickbooks"]).__enter__()
    assert lacks in str(caught.value)
    assert str(data) in str(caught.value)


def test_a_missing_schema_is_an_unknown_provider(tmp_path: Path) -> None:
    with pytest.raises(EmulatorError, match="unknown provider: quickbooks"):
        Emulator(data=tmp_path, providers=["quickbooks"])


def test_what_the_schema_does_not_take_does_not_leave_and_does_not_stay(
    data: Path, tmp_path: Path
) -> None:
    store = f"sqlite:///{tmp_path / 'state.db'}"
    replace(data, "completedDate: DateTime", "completedDate: DateTime!")
    value = {"name": "n", "description": "d", "customer": {"id": ALISHA}}
    with Emulator(data=data, store=store, providers=["quickbooks"]) as emulator:
        answer = asker_of(emulator, "me").post(CREATE_PROJECT, value=value)
        assert answer.status_code == 500
        assert "Project.completedDate" in answer.json()["detail"]
        assert emulator.requests("create_project")[0].status == 500
    with Emulator(store=store, providers=["quickbooks"]) as emulator:
        assert nodes(asker_of(emulator, "me"), LIST_PROJECTS) == []


def test_behaviour_does_not_follow_the_schema(data: Path) -> None:
    replace(data, "type Mutation {", "type Mutation { archiveProject(id: ID!): Project ")
    with Emulator(data=data, providers=["quickbooks"]) as emulator:
        asker = asker_of(emulator, "me")
        answer = asker.post('mutation {archiveProject(id: "1") {id}}')
        assert answer.status_code == 500
        assert "Mutation.archiveProject is not emulated" in answer.json()["detail"]
        assert nodes(asker, LIST_PROJECTS) == []
