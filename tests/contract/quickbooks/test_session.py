"""The documented life of a project and its invoice, from beginning to end, in one go."""

from decimal import Decimal

import msgspec
import pytest
from quickbooks_client import UNSET, GraphQLError, Invoice, NotFoundError, Project, ProjectStatus
from quickbooks_client._runtime.models import Model

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller
from tests.contract.samples import exact

CUSTOMER = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjlkNjk5ZTk2MDg:1"  # l.212
LINE = {  # l.435-449
    "description": "some text",
    "amount": Decimal("250.00"),
    "quantity": 5,
    "class": None,
    "item": {"id": "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjExMmRlNzQ2OTk:4"},
    "serviceDate": "2021-09-09",
    "unitPrice": Decimal("50.00"),
    "account": {"id": "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjUxY2VkODUzNmM:5"},
}

BILL = {
    "vendor": {"id": "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjlkNjk5ZTk2MDg:23"},
    "accountLines": [],
    "itemLines": [
        {
            "amount": Decimal("250.00"),
            "quantity": 5,
            "item": LINE["item"],
            "unitPrice": Decimal("50.00"),
            "customer": {"id": CUSTOMER},
        }
    ],
}


def in_both(one: object, other: object) -> bool:
    """Whether two responses agree on all that both operations ask for."""
    if one is UNSET or other is UNSET:
        return True
    if isinstance(one, Model) and type(one) is type(other):
        names = [field.name for field in msgspec.structs.fields(type(one))]
        return all(in_both(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return all(map(in_both, one, other))
    return one == other


def test_a_documented_session(client: Caller, emulator: Emulator) -> None:
    project = client.create_project(
        project={"name": "MyProject", "description": "To track", "customer": {"id": CUSTOMER}}
    )
    assert isinstance(project, Project)
    assert project.status is ProjectStatus.IN_PROGRESS
    assert (project.active, project.completed_date) == (
        UNSET,
        None,
    )  # l.186-206 asks for the latter
    assert project.customer.display_name == "Alisha Kamat"

    invoice = client.create_invoice(invoice={"project": {"id": project.id}, "itemLines": [LINE]})
    assert isinstance(invoice, Invoice)
    assert str(invoice.amount) == "250.00"
    assert invoice.customer.id == CUSTOMER  # nobody named one: it is the project's
    assert invoice.metadata.entity_version == "0"

    updated = client.update_invoice(
        invoice={
            "id": invoice.id,
            "metadata": {"entityVersion": invoice.metadata.entity_version},
            "itemLines": [{**LINE, "amount": Decimal("100.10"), "quantity": 2}],
        }
    )
    assert (str(updated.amount), updated.metadata.entity_version) == ("100.10", "1")
    assert in_both(client.get_invoice(invoice.id), updated)

    with pytest.raises(GraphQLError, match="version"):  # it was changed in the meantime
        client.update_invoice(
            invoice={"id": invoice.id, "metadata": {"entityVersion": "0"}, "itemLines": []}
        )
    assert in_both(client.get_invoice(id=invoice.id), updated)

    deleted = client.delete_invoice(invoice.id)
    assert (deleted.id, deleted.success) == (invoice.id, True)
    with pytest.raises(NotFoundError) as caught:
        client.get_invoice(invoice.id)
    assert caught.value.status_code == 200
    assert caught.value.request_id

    assert client.delete_project(project.id).active is False
    recovered = client.recover_project(project.id)
    assert (recovered.active, recovered.status) == (True, ProjectStatus.IN_PROGRESS)
    assert all(arrived.status == 200 for arrived in emulator.requests())


def test_a_bill_from_beginning_to_end(client: Caller) -> None:
    project = client.create_project(
        project={"name": "P", "description": "D", "customer": {"id": CUSTOMER}}
    )
    bill = client.create_bill(
        bill_details={
            "billNumber": "B-1",
            "vendor": {"id": "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjlkNjk5ZTk2MDg:23"},
            "accountLines": [
                {
                    "amount": Decimal("45.10"),
                    "account": {"id": "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjUxY2VkODUzNmM:75"},
                    "project": {"id": project.id},
                }
            ],
            "itemLines": [],
        }
    )
    (line,) = bill.account_lines
    assert (str(line.amount), line.description) == ("45.10", None)
    assert in_both(line.project, project)
    assert bill.vendor.display_name == "Sheldon Cooper"
    changed = client.update_bill(
        bill_details={
            "id": bill.id,
            "metadata": {"entityVersion": bill.metadata.entity_version},
            "billNumber": "B-2",
        }
    )
    assert changed.bill_number == "B-2"
    assert in_both(changed.account_lines, bill.account_lines)
    assert in_both(client.get_bill(bill.id), changed)
    assert client.delete_bill(bill.id).success
    with pytest.raises(NotFoundError):
        client.get_bill(bill.id)


def test_filters(client: Caller, emulator: Emulator) -> None:
    both = client.list_projects(
        filter={
            "and": [
                {"customerId": {"equals": CUSTOMER}},
                {"status": {"equals": ProjectStatus.IN_PROGRESS}},
            ]
        }
    )
    assert {project.customer.id for project in both.nodes} == {CUSTOMER}
    either = client.list_projects(
        filter={"or": [{"id": {"equals": both.nodes[0].id}}, {"status": {"equals": "COMPLETE"}}]}
    )
    assert [project.id for project in either.nodes] == [both.nodes[0].id]
    sent = exact(emulator.requests("list_projects")[0].body)["variables"]
    assert sent == {
        "filter": {
            "and": [
                {"customerId": {"equals": CUSTOMER}},
                {"status": {"equals": "IN_PROGRESS"}},
            ]
        }
    }


def test_iterating_asks_once_a_page(client: Caller, emulator: Emulator) -> None:
    everything = client.list_projects().nodes
    assert client.iter_projects(pagination={"first": 2}) == everything
    asked = [exact(one.body)["variables"] for one in emulator.requests("list_projects")[1:]]
    assert len(asked) == -(-len(everything) // 2)
    assert [("after" in one["pagination"]) for one in asked] == [False, True, True][: len(asked)]
    assert all(one["pagination"]["first"] == 2 for one in asked)


def test_an_operation_asks_for_no_more_than_the_page_prints(client: Caller) -> None:
    bill = client.get_bill(client.create_bill(bill_details=BILL).id)
    (line,) = bill.item_lines
    assert (line.item, line.class_) == (UNSET, None)  # l.1004-1020: a class, and no item
    created = client.create_bill(bill_details=BILL)
    assert created.item_lines[0].class_ is UNSET  # l.856-870: an item, and no class
    assert created.item_lines[0].customer.first_name is UNSET


def test_null_is_sent_and_what_is_left_out_is_not(client: Caller, emulator: Emulator) -> None:
    project = client.list_projects().nodes[0]
    changed = client.update_project(project={"id": project.id, "description": None})
    assert (changed.description, changed.name) == (None, project.name)
    (arrived,) = emulator.requests("update_project")
    assert exact(arrived.body)["variables"] == {"input_0": {"id": project.id, "description": None}}


def test_structs_have_python_names(client: Caller, emulator: Emulator) -> None:
    from quickbooks_client import (
        CreateInvoiceInput,
        ReferenceInput,
        SalesTransactionItemLineInput,
    )

    project = client.list_projects().nodes[0]
    line = SalesTransactionItemLineInput(class_=None, amount=Decimal("1.10"), quantity=1)
    client.create_invoice(
        invoice=CreateInvoiceInput(project=ReferenceInput(id=project.id), item_lines=[line])
    )
    (arrived,) = emulator.requests("create_invoice")
    assert b'"itemLines":[{"amount":1.10,"quantity":1,"class":null}]' in arrived.body


def test_a_float_is_refused_before_anything_is_sent(client: Caller, emulator: Emulator) -> None:
    with pytest.raises(TypeError, match=r"invoice.*itemLines\[0\]\.amount.*Decimal"):
        client.create_invoice(invoice={"itemLines": [{"amount": 1.1}]})
    with pytest.raises(TypeError, match="itemLines"):
        client.create_invoice(invoice={"item_lines": []})
    assert emulator.requests() == []


def test_completing_stamps_the_time(client: Caller) -> None:
    project = client.list_projects().nodes[0]
    done = client.update_project(project={"id": project.id, "status": "COMPLETE"})
    assert done.status is ProjectStatus.COMPLETE
    assert done.completed_date is not None
    assert done.completed_date.tzinfo is not None
