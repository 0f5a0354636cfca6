"""A tenant of SubsBase, what its clients do, and what must hold of it in the end.

Clients pay and void the same invoices. An invoice is paid once at most and voided once at most, it
is not paid once it is void, and a refusal needs somebody who may have caused it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from threading import Lock
from typing import Any

import subsbase_client
from subsbase_client import Invoice, SubsBase

from tests.emulator.soak.outcomes import Ended, Outcome, Problems, attempt, patiently

BILLED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@dataclass
class Changes:
    """Everybody's attempts to pay and to void one invoice."""

    paid: list[Ended] = field(default_factory=list)
    voided: list[Ended] = field(default_factory=list)

    def wrong(self) -> list[str]:
        """What cannot have happened in any order."""
        paid, voided = _done(self.paid), _done(self.voided)
        problems = [f"{len(paid)} paid"] if len(paid) > 1 else []
        problems += [f"{len(voided)} voided"] if len(voided) > 1 else []
        problems += [
            "paid what was void" for pay in paid for void in voided if void.ended < pay.begun
        ]
        problems += [
            f"refused without a reason: {one.said}"
            for one in (*self.paid, *self.voided)
            if one.outcome is Outcome.REFUSED and not self._explained(one)
        ]
        return problems

    def _explained(self, refused: Ended) -> bool:
        for word, causes in (("is paid", self.paid), ("is void", self.voided)):
            if word in refused.said:
                return any(one.begun < refused.ended for one in _maybe(causes))
        return "there is no invoice" not in refused.said  # a fault


@dataclass
class Tenant:
    """What the clients of one token know."""

    url: str
    token: str
    problems: Problems
    made: dict[str, Invoice] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    changes: dict[str, Changes] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def client(self, drifted: Callable[[object], object] | None = None) -> SubsBase:
        return SubsBase(token=self.token, site_id="site", base_url=self.url, on_drift=drifted)

    def attempt(self, call: Callable[[], Any]) -> Ended:
        return attempt(subsbase_client, self.problems, call)

    def check(self) -> None:
        """Add what does not hold, once all clients have ended."""
        drifts: list[object] = []
        with self.client(drifts.append) as client:
            found = patiently(
                subsbase_client,
                lambda: list(client.iter_invoices(pagination={"perPage": 100})),
                drifts,
            )
            self._check_creates(found)
            for key, changes in self.changes.items():
                for wrong in changes.wrong():
                    self.problems.add(f"{key}: {wrong}")
            for key in list(self.made)[::5]:
                self._check_state(client, key)

    def _check_creates(self, found: list[Invoice]) -> None:
        expect = self.problems.expect
        numbers = [str(invoice.number) for invoice in found]
        expect(len(numbers) == len(set(numbers)), "created twice")
        ids = {str(invoice.number): invoice for invoice in found}
        for number, made in self.made.items():
            got = ids.get(number)
            expect(got == made, f"acknowledged {made}, found {got}")
        undead = self.refused.intersection(numbers)
        expect(not undead, f"refused and created: {undead}")
        strange = set(numbers) - self.made.keys() - self.unsure - self.refused
        expect(not strange, f"nobody created: {strange}")

    def _check_state(self, client: SubsBase, key: str) -> None:
        """Void what should not be void: no response shows the state of an invoice."""
        changes = self.changes.get(key, Changes())
        ended = self.attempt(lambda: _void(client, self.made[key]))
        if ended.outcome is Outcome.UNKNOWN or "is void" not in ended.said:
            was_void = bool(_done(changes.voided)) and ended.done
            self.problems.expect(not was_void, f"{key} was voided, and is not void")
        else:
            may_be = bool(_maybe(changes.voided))
            self.problems.expect(may_be, f"{key} is void, and nobody voided it")


@dataclass
class Caller:
    """One client of a tenant."""

    tenant: Tenant
    name: str
    chance: Random
    drifts: list[object] = field(default_factory=list)

    def run(self, operations: int) -> None:
        actions = (self._create, self._get, self._pay, self._void, self._find)
        with self.tenant.client(self.drifts.append) as client:
            self._create(client, -1)
            for number in range(operations):
                self.drifts.clear()
                act = self.chance.choices(actions, (4, 3, 4, 2, 2))[0]
                act(client, number)

    def _create(self, client: SubsBase, number: int) -> None:
        key = f"{self.name}-{number}"
        total = Decimal(self.chance.randrange(10**6)).scaleb(-2)
        ended = self.tenant.attempt(
            lambda: client.create_invoice(
                customer_id=self.name,
                requester_id="requester",
                invoice={"number": key, "total": total, "billedOn": BILLED},
            )
        )
        with self.tenant.lock:
            if ended.done and not self.drifts:
                self.tenant.made[key] = ended.value
            elif ended.outcome is not Outcome.REFUSED:
                self.tenant.unsure.add(key)
            else:
                self.tenant.refused.add(key)

    def _any(self) -> tuple[str, Invoice] | None:
        """One of the newest invoices, since it is these that several clients change."""
        known = list(self.tenant.made.items())[-12:]
        return self.chance.choice(known) if known else None

    def _get(self, client: SubsBase, _number: int) -> None:
        if (one := self._any()) is None:
            return
        got = self.tenant.attempt(lambda: client.get_invoice(one[1].id)).value
        if got is not None and not self.drifts:
            self.tenant.problems.expect(got == one[1], f"read {got}, created {one[1]}")

    def _pay(self, client: SubsBase, _number: int) -> None:
        if (one := self._any()) is not None:
            ended = self.tenant.attempt(lambda: _pay(client, one[1]))
            self._changes(one[0]).paid.append(ended)

    def _void(self, client: SubsBase, _number: int) -> None:
        if (one := self._any()) is not None:
            ended = self.tenant.attempt(lambda: _void(client, one[1]))
            self._changes(one[0]).voided.append(ended)

    def _changes(self, key: str) -> Changes:
        with self.tenant.lock:
            return self.tenant.changes.setdefault(key, Changes())

    def _find(self, client: SubsBase, _number: int) -> None:
        if (one := self._any()) is None:
            return
        wanted: Any = [{"field": "number", "operator": "Equal", "value": one[0]}]
        got = self.tenant.attempt(lambda: client.list_invoices(filter=wanted)).value
        if got is not None and not self.drifts:
            self.tenant.problems.expect(got.data == [one[1]], f"found {got}, created {one[1]}")


def _pay(client: SubsBase, invoice: Invoice) -> None:
    client.mark_invoice_as_paid(
        invoice_id=invoice.id, requester_id="requester", site_payment_method_id="cash"
    )


def _void(client: SubsBase, invoice: Invoice) -> None:
    client.void_invoice(invoice_id=invoice.id, requester_id="requester")


def _done(changes: list[Ended]) -> list[Ended]:
    return [one for one in changes if one.done]


def _maybe(changes: list[Ended]) -> list[Ended]:
    return [one for one in changes if one.outcome is not Outcome.REFUSED]
