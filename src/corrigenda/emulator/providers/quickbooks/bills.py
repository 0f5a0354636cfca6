"""Bills: create, read, update and delete (l.794-1262).

Only the vendor, which every response has, is required; terms, dates and number have defaults. Each
line may belong to a project. An update cannot set to null what every bill has.
"""

from collections.abc import Callable
from typing import Final, TypeAlias, cast

from ...exact import Json, Members
from ...provider import Call
from . import directory, transactions
from .amounts import amount, times
from .errors import invalid
from .pages import found_by_id

KIND: Final = "bill"
_NEVER_NULL = ("term", "vendor", "transactionDate", "dueDate", "billNumber")

_Line: TypeAlias = Callable[[Call, Members], Members]


def found(call: Call, given: Members) -> Json:
    """l.959-1087: an unknown id is not an error; the list is empty."""
    return found_by_id(call.shelf, KIND, given)


def create(call: Call, given: Members) -> Json:
    """l.809-958. The date defaults to today, the due date to the date; null counts as absent."""
    asked = _input(given)
    asked = {name: asked[name] for name in asked if asked[name] is not None}
    if "vendor" not in asked:
        raise invalid("a bill needs a vendor")
    number = transactions.new_number(call)
    day = asked.get("transactionDate", call.now.date().isoformat())
    usual: Members = {
        "id": f"{directory.TRANSACTIONS}:{number}",
        "term": directory.term(directory.USUAL_TERM),
        "transactionDate": day,
        "dueDate": day,
        "billNumber": str(number),
        "accountLines": [],
        "itemLines": [],
    }
    return transactions.added(call, KIND, {**usual, **_given(call, asked)})


def update(call: Call, given: Members) -> Json:
    """l.1088-1241: sparse, as for a project; if lines are given, they replace all lines."""
    asked = _input(given)
    if empty := [name for name in _NEVER_NULL if name in asked and asked[name] is None]:
        raise invalid(f"{', '.join(empty)} cannot be null")
    return transactions.updated(call, KIND, asked, lambda _before: _given(call, asked))


def delete(call: Call, given: Members) -> Json:
    """l.1242-1262."""
    return transactions.deleted(call, KIND, given)


def _given(call: Call, asked: Members) -> Members:
    """Return the fields of a bill that the input sets."""
    plain = ("transactionDate", "dueDate", "billNumber")
    held = {name: asked[name] for name in plain if name in asked}
    if "term" in asked:
        held["term"] = directory.term(directory.reference(asked["term"]) or "")
    if "vendor" in asked:
        held["vendor"] = directory.vendor(directory.reference(asked["vendor"]) or "")
    for name, line in _LINES.items():
        if name in asked:
            lines = transactions.lines_in(asked, name)
            held[name] = transactions.numbered([line(call, each) for each in lines])
    return held


def _account_line(call: Call, asked: Members) -> Members:
    """l.892-903, 928-954."""
    account = directory.reference(asked.get("account"))
    return {
        "description": asked.get("description"),
        "amount": amount(asked.get("amount")),
        "account": directory.account(account or directory.USUAL_EXPENSE),
        **transactions.owner(call, asked),
    }


def _item_line(call: Call, asked: Members) -> Members:
    """l.852-877, 995-1021; no sample has one. Every absent field but the amount is null."""
    quantity, price = asked.get("quantity"), asked.get("unitPrice")
    item, class_ = (directory.reference(asked.get(name)) for name in ("item", "class"))
    known = quantity is not None and price is not None
    return {
        "description": asked.get("description"),
        "amount": amount(
            asked.get("amount"), times(cast(int, quantity), amount(price)) if known else 0
        ),
        "quantity": quantity,
        "item": directory.item(item) if item else None,
        "unitPrice": price,
        "class": directory.class_(class_) if class_ else None,
        **transactions.owner(call, asked),
    }


def _input(given: Members) -> Members:
    return cast(Members, given["billDetails"])


_LINES: dict[str, _Line] = {"accountLines": _account_line, "itemLines": _item_line}
