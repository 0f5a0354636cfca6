"""A tenant of SonicPay, what its clients do, and what must hold of it in the end.

Each invoice carries a key that no other has, so that a create that was carried out twice, or that
was acknowledged and lost, is seen. Each of the shared invoices has fields that one client owns: a
value that another client's update undoes is a lost update. `updated_at` is the version of an
invoice; two updates with the same one did not take turns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random
from threading import Lock
from typing import Any

import sonicpay_client
from sonicpay_client import Invoice, SonicPay

from tests.emulator.soak.outcomes import Outcome, Problems, attempt, patiently

FIELDS: dict[str, Callable[[int], Any]] = {
    "description": lambda number: f"version {number}",
    "amount": lambda number: Decimal(number) + Decimal("0.25"),
    "currency": lambda number: f"C{number}",
    "metadata": lambda number: {"key": "shared", "number": number},
    "shipping": lambda number: {"amount": number},
}
"""The fields that an update changes and a response shows: what their owner writes."""


@dataclass
class Tenant:
    """What the clients of one token know."""

    url: str
    token: str
    problems: Problems
    made: dict[str, Invoice] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    shared: list[str] = field(default_factory=list)
    versions: list[tuple[str, datetime]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def client(self, drifted: Callable[[object], object] | None = None) -> SonicPay:
        return SonicPay(token=self.token, base_url=self.url, on_drift=drifted)

    def create(self, client: SonicPay, key: str, drifts: list[object]) -> Invoice | None:
        ended = attempt(
            sonicpay_client,
            self.problems,
            lambda: client.create_invoice(
                amount=5000,
                currency="USD",
                customer_email="ada@example.com",
                customer_name="Ada Lovelace",
                line_items=[{"name": "Hour", "amount": 2500, "quantity": 2}],
                due_date=date(2025, 3, 1),
                metadata={"key": key},
            ),
        )
        with self.lock:
            if ended.done and not drifts:
                self.made[key] = ended.value
            elif ended.outcome is not Outcome.REFUSED:
                self.unsure.add(key)
            else:
                self.refused.add(key)
            return self.made.get(key)

    def check(self, owners: "Sequence[Owner]") -> None:
        """Add what does not hold, once all clients have ended."""
        drifts: list[object] = []
        with self.client(drifts.append) as client:
            found = patiently(
                sonicpay_client, lambda: list(client.iter_invoices(per_page=100)), drifts
            )
        self._check_creates(found)
        self._check_versions(found)
        held = {invoice.id: invoice for invoice in found}
        for owner in owners:
            owner.check(held[owner.key])

    def _check_creates(self, found: list[Invoice]) -> None:
        expect = self.problems.expect
        keys = [_key(invoice) for invoice in found if invoice.id not in self.shared]
        for invoice in found:
            key = _key(invoice)
            made = self.made.get(key)
            if invoice.id not in self.shared and made is not None:
                expect(made.id == invoice.id, f"{key} was acknowledged as {made.id}: {invoice}")
                expect(made.reference == invoice.reference, f"another reference: {invoice}")
        expect(len(keys) == len(set(keys)), f"created twice: {_doubles(keys)}")
        held = {invoice.id for invoice in found}
        lost = [key for key, made in self.made.items() if made.id not in held]
        expect(not lost, f"acknowledged and lost: {lost}")
        undead = self.refused.intersection(keys)
        expect(not undead, f"refused and created: {undead}")
        strange = set(keys) - self.made.keys() - self.unsure - self.refused
        expect(not strange, f"nobody created: {strange}")
        references = [str(invoice.reference) for invoice in found]
        expect(len(references) == len(set(references)), f"a number twice: {_doubles(references)}")

    def _check_versions(self, found: list[Invoice]) -> None:
        doubles = _doubles(self.versions)
        self.problems.expect(not doubles, f"two updates at once: {doubles}")
        now = {invoice.id: invoice.updated_at for invoice in found}
        late = [version for key, version in self.versions if version > now[key]]
        self.problems.expect(not late, f"newer than the newest: {late}")


@dataclass
class Owner:
    """One client, and its field of a shared invoice."""

    tenant: Tenant
    name: str
    key: str
    own: str
    chance: Random
    number: int = 0
    settled: int = 0
    """The last number that was acknowledged; later ones may or may not have been written."""
    drifts: list[object] = field(default_factory=list)
    last: datetime | None = None

    def run(self, operations: int) -> None:
        actions = (self._create, self._get, self._get_shared, self._update, self._list)
        with self.tenant.client(self.drifts.append) as client:
            for number in range(operations):
                self.drifts.clear()
                act = self.chance.choices(actions, (3, 3, 3, 5, 2))[0]
                act(client, number)

    def check(self, invoice: Invoice) -> None:
        """Whether an invoice has what the owner wrote last, or may have written."""
        value = getattr(invoice, self.own)
        write = FIELDS[self.own]
        fits = [_plain(value) == write(n) for n in range(self.settled, self.number + 1)]
        never = self.settled == 0
        self.tenant.problems.expect(
            never or any(fits), f"{self.name} wrote {self.own} {self.settled}, found {invoice}"
        )

    def _create(self, client: SonicPay, number: int) -> None:
        self.tenant.create(client, f"{self.name}-{number}", self.drifts)

    def _get(self, client: SonicPay, _number: int) -> None:
        known = list(self.tenant.made.values())
        made = self.chance.choice(known)
        got = attempt(
            sonicpay_client, self.tenant.problems, lambda: client.get_invoice(made.id)
        ).value
        if got is not None and not self.drifts and made.id not in self.tenant.shared:
            self.tenant.problems.expect(got == made, f"read {got}, created {made}")

    def _get_shared(self, client: SonicPay, _number: int) -> None:
        got = attempt(
            sonicpay_client, self.tenant.problems, lambda: client.get_invoice(self.key)
        ).value
        if got is not None and not self.drifts:
            self.check(got)

    def _update(self, client: SonicPay, _number: int) -> None:
        self.number += 1
        given: Any = {self.own: FIELDS[self.own](self.number)}
        ended = attempt(
            sonicpay_client,
            self.tenant.problems,
            lambda: client.update_invoice(self.key, **given),
        )
        if ended.outcome is Outcome.REFUSED:
            self.number -= 1
        if ended.done:
            self.settled = self.number
        if ended.done and not self.drifts:
            self.check(ended.value)
            self._note(ended.value.updated_at)

    def _note(self, version: datetime) -> None:
        newer = self.last is None or version > self.last
        self.tenant.problems.expect(newer, f"{version} is not after {self.last}")
        self.last = version
        with self.tenant.lock:
            self.tenant.versions.append((self.key, version))

    def _list(self, client: SonicPay, _number: int) -> None:
        least, page = len(self.tenant.made), self.chance.randrange(1, 5)
        got = attempt(
            sonicpay_client,
            self.tenant.problems,
            lambda: client.list_invoices(page=page, per_page=20),
        ).value
        if got is not None and not self.drifts:
            total, expect = got.meta.total_count, self.tenant.problems.expect
            expect(total >= least, f"{total} invoices in a list, {least} were created")
            ids = {invoice.id for invoice in got.data}
            expect(len(ids) == len(got.data) == max(0, min(20, total - 20 * (page - 1))), "a page")


def owners(tenant: Tenant, names: Sequence[str], chance: Random) -> list[Owner]:
    """Create the shared invoices, and give each client a field of one."""
    made: list[Owner] = []
    drifts: list[object] = []
    with tenant.client(drifts.append) as client:
        for number, name in enumerate(names):
            if number % len(FIELDS) == 0:
                tenant.shared.append(_shared(tenant, client, number, drifts))
            own = list(FIELDS)[number % len(FIELDS)]
            made.append(Owner(tenant, name, tenant.shared[-1], own, Random(chance.random())))
    return made


def _shared(tenant: Tenant, client: SonicPay, number: int, drifts: list[object]) -> str:
    for again in range(100):
        drifts.clear()
        invoice = tenant.create(client, f"shared-{number}-{again}", drifts)
        if invoice is not None:
            return invoice.id
    raise AssertionError("no invoice can be created")


def _key(invoice: Invoice) -> str:
    return str((invoice.metadata or {}).get("key"))


def _plain(value: Any) -> Any:
    if isinstance(value, sonicpay_client.Shipping):
        return {"amount": value.amount}
    return value


def _doubles(values: Sequence[Any]) -> list[Any]:
    seen, doubles = set[Any](), list[Any]()
    for value in values:
        if value in seen:
            doubles.append(value)
        seen.add(value)
    return doubles
