"""A suite that uses the fixture `emulator`, its faults and its journal: `pytest test_shop.py`.

The plugin comes with the extra `emulator`. Each test finds an empty service, no faults, and no
requests.
"""

import json
from datetime import date

import pytest
from shop import BillLaterError, CheckByHandError, Order, bill
from sonicpay_client import SonicPay, UnprocessableEntityError

from corrigenda.emulator import Emulator

ORDER = Order(7, "Ada", "ada@example.com", "Lamp", cents=1999, due=date(2026, 6, 30))
CREATE = "sonicpay.create_invoice"


@pytest.fixture(scope="session")
def emulator_options() -> dict[str, object]:
    """The arguments of the emulator that the plugin starts."""
    return {"providers": ["sonicpay"], "seed": None}


@pytest.fixture
def client(emulator: Emulator) -> SonicPay:
    """A client of the emulator, which closes it."""
    return emulator.connect(SonicPay, token="any", deadline=5)


def invoices(client: SonicPay) -> int:
    """How many invoices the service has."""
    return len(list(client.iter_invoices()))


def test_an_order_is_billed(client: SonicPay, emulator: Emulator) -> None:
    assert bill(client, ORDER).amount == 1999
    (arrived,) = emulator.requests("create_invoice")
    assert json.loads(arrived.body)["metadata"] == {"order": "7"}


def test_a_busy_service_is_asked_again(client: SonicPay, emulator: Emulator) -> None:
    emulator.fault(CREATE, status=429, retry_after=0, times=2)
    bill(client, ORDER)
    assert [one.status for one in emulator.requests("create_invoice")] == [429, 429, 200]
    assert [one.attempt for one in emulator.requests("create_invoice")] == [1, 2, 3]
    assert invoices(client) == 1


def test_a_service_that_stays_busy_billed_nothing(client: SonicPay, emulator: Emulator) -> None:
    emulator.fault(CREATE, status=429, retry_after=60)
    with pytest.raises(BillLaterError):
        bill(client, ORDER)
    assert invoices(client) == 0


@pytest.mark.parametrize("kind", ["reset_after", "truncated", "empty", "bad_gzip"])
def test_a_lost_reply_is_not_billed_twice(client: SonicPay, emulator: Emulator, kind: str) -> None:
    emulator.add_fault(f"{CREATE}:{kind}")
    with pytest.raises(CheckByHandError):
        bill(client, ORDER)
    assert len(emulator.requests("create_invoice")) == 1  # the client does not repeat it
    assert invoices(client) == 1


def test_a_slow_service_is_given_up(client: SonicPay, emulator: Emulator) -> None:
    emulator.fault(CREATE, delay=30)
    with pytest.raises(CheckByHandError):
        bill(client.with_options(timeout=0.1), ORDER)


def test_an_order_that_is_refused(client: SonicPay, emulator: Emulator) -> None:
    emulator.fault(CREATE, status=422, times=1)
    with pytest.raises(UnprocessableEntityError):
        bill(client, ORDER)


def test_a_new_field_in_the_response_does_no_harm(client: SonicPay, emulator: Emulator) -> None:
    emulator.fault(CREATE, kind="drift", change="add", to="fee")
    assert bill(client, ORDER).amount == 1999
