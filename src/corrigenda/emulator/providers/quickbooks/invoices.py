"""Invoices: create, read, update and delete (l.356-793).

The input is checked as little as on the page: a line without an item, an account, a quantity or a
price gets a plausible one. The service sums the lines, so the amount of the invoice itself is used
only without lines. An invoice without a project needs a customer.
"""

from typing import Final, cast

from ...exact import Json, Members
from ...provider import Call
from . import directory, transactions
from .amounts import Amount, amount, shared, times, total
from .errors import invalid
from .pages import found_by_id

KIND: Final = "invoice"


def found(call: Call, given: Members) -> Json:
    """l.509-634: an unknown id is not an error; the list is empty."""
    return found_by_id(call.shelf, KIND, given)


def create(call: Call, given: Members) -> Json:
    """l.371-508."""
    asked = _input(given)
    invoice = {"id": _new_id(call), **_owner(call, asked)}
    lines = _lines(asked)
    invoice["amount"] = _amount(lines, amount(asked.get("amount")))
    invoice["itemLines"] = transactions.numbered(lines)
    return transactions.added(call, KIND, invoice)


def update(call: Call, given: Members) -> Json:
    """l.635-772: sparse, as for a project; if lines are given, they replace all lines."""
    asked = _input(given)

    def change(before: Members) -> Members:
        owner = _owner(call, asked, before)
        lines = _lines(asked) if "itemLines" in asked else cast(list[Members], before["itemLines"])
        head = amount(asked.get("amount"), amount(before["amount"]))
        return {
            **owner,
            "amount": _amount(lines, head),
            "itemLines": transactions.numbered(lines),
        }

    return transactions.updated(call, KIND, asked, change)


def delete(call: Call, given: Members) -> Json:
    """l.773-793."""
    return transactions.deleted(call, KIND, given)


def _owner(call: Call, asked: Members, before: Members | None = None) -> Members:
    owner = transactions.owner(call, asked, before) if before else transactions.owner(call, asked)
    if owner["customer"] is None:
        raise invalid("an invoice needs a project or a customer")
    return owner


def _lines(asked: Members) -> list[Members]:
    return [_line(line) for line in transactions.lines_in(asked, "itemLines")]


def _line(asked: Members) -> Members:
    """l.434-450, 477-505."""
    item = directory.item(directory.reference(asked.get("item")) or directory.USUAL_ITEM)
    details = cast(Members, item["salesDetails"])
    account = directory.reference(asked.get("account"))
    quantity = 1 if asked.get("quantity") is None else cast(int, asked["quantity"])
    price = _price(asked, quantity, amount(details["price"]))
    class_ = directory.reference(asked.get("class"))
    return {
        "description": asked.get("description"),
        "amount": amount(asked.get("amount"), times(quantity, price)),
        "quantity": quantity,
        "item": item,
        "unitPrice": price,
        "account": directory.account(account or str(cast(Members, details["incomeAccount"])["id"])),
        "class": directory.class_(class_) if class_ else None,
        "serviceDate": asked.get("serviceDate"),
    }


def _price(asked: Members, quantity: int, usual: Amount) -> Amount:
    """Return the given price, or the amount divided by the quantity, or the price of the item."""
    if asked.get("unitPrice") is None and asked.get("amount") is not None and quantity:
        return shared(amount(asked["amount"]), quantity)
    return amount(asked.get("unitPrice"), usual)


def _amount(lines: list[Members], head: Amount) -> Amount:
    return total(amount(line["amount"]) for line in lines) if lines else head


def _new_id(call: Call) -> str:
    return f"{directory.TRANSACTIONS}:{transactions.new_number(call)}"


def _input(given: Members) -> Members:
    return cast(Members, given["invoice"])
