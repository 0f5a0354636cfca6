"""A shop that bills its orders with SonicPay: what `test_shop.py` tests."""

from dataclasses import dataclass
from datetime import date

from sonicpay_client import APIConnectionError, APIError, Invoice, RateLimitError, SonicPay


class BillLaterError(Exception):
    """The order was certainly not billed: try again later."""


class CheckByHandError(Exception):
    """The order may have been billed, and nobody can tell from here: do not try again."""


@dataclass(frozen=True)
class Order:
    """An order, whose price is in minor units (cents)."""

    number: int
    name: str
    email: str
    product: str
    cents: int
    due: date


def bill(client: SonicPay, order: Order) -> Invoice:
    """Create the invoice of an order.

    Raises:
        BillLaterError: the service certainly did not do it.
        CheckByHandError: it may have done it.
        APIError: it refuses this order.
    """
    try:
        return client.create_invoice(
            amount=order.cents,
            currency="USD",
            customer_name=order.name,
            customer_email=order.email,
            line_items=[{"name": order.product, "amount": order.cents, "quantity": 1}],
            due_date=order.due,
            metadata={"order": str(order.number)},
        )
    except RateLimitError as error:
        raise BillLaterError(f"order {order.number}") from error
    except APIConnectionError as error:
        kind = CheckByHandError if error.request_sent else BillLaterError
        raise kind(f"order {order.number}") from error
    except APIError as error:
        if error.status_code is None or error.status_code >= 500 or error.status_code < 300:
            raise CheckByHandError(f"order {order.number}") from error
        raise
