"""Rounds of 64 clients that share a few tenants, until the time is over.

Each round has new tenants, does a fixed number of random operations, and ends when everything that
was acknowledged has been found again. So tenants stay small, and memory is compared between rounds,
while nobody works. The store is a file by default: what is kept there is not held in memory.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import count
from random import Random

from tests.emulator.soak import sonic, subs
from tests.emulator.soak.faults import making_faults
from tests.emulator.soak.outcomes import FAULTS, Problems
from tests.emulator.soak.served import Held, Served

TENANTS = 4
"""Of each service in each round."""


@dataclass
class Soak:
    """What to do, and what was found."""

    served: Served
    seed: int
    faults: bool
    clients: int = 64
    operations: int = 20
    problems: Problems = field(init=False)
    held: list[tuple[float, Held]] = field(default_factory=list)
    """What the emulator held after each round, and when."""

    def __post_init__(self) -> None:
        self.problems = Problems(FAULTS if self.faults else frozenset())

    def run(self, seconds: float, tell: Callable[[str], None] = lambda line: None) -> None:
        """Run rounds until the time is over, and four at least; stop at the first problem."""
        begun = time.monotonic()
        for number in count():
            self.round(number)
            self.held.append((time.monotonic() - begun, self.served.held()))
            tell(f"round {number}: {self.problems.counts}, {self.held[-1]}")
            if self.problems.found or (number > 2 and self.held[-1][0] > seconds):
                return

    def round(self, number: int) -> None:
        """Let all clients work on new tenants, and check them."""
        chance = Random(f"{self.seed} {number}")
        faults = making_faults(self.served, chance) if self.faults else nullcontext()
        share = self.clients // TENANTS // 2
        with faults, ThreadPoolExecutor(self.clients) as pool:
            checks: list[Callable[[], None]] = []
            runs: list[Callable[[int], None]] = []
            for tenant in range(TENANTS):
                names = [f"{number}-{tenant}-{one}" for one in range(share)]
                for prepare in (self._sonic, self._subs):
                    works, check = prepare(f"token-{self.seed}-{number}-{tenant}", names, chance)
                    runs += works
                    checks.append(check)
            for future in [pool.submit(run, self.operations) for run in runs]:
                future.result()
        for check in checks:
            check()

    def _sonic(
        self, token: str, names: list[str], chance: Random
    ) -> tuple[list[Callable[[int], None]], Callable[[], None]]:
        tenant = sonic.Tenant(self.served.urls["sonicpay"], token, self.problems)
        owners = sonic.owners(tenant, names, chance)
        return [owner.run for owner in owners], lambda: tenant.check(owners)

    def _subs(
        self, token: str, names: list[str], chance: Random
    ) -> tuple[list[Callable[[int], None]], Callable[[], None]]:
        tenant = subs.Tenant(self.served.urls["subsbase"], token, self.problems)
        callers = [subs.Caller(tenant, name, Random(chance.random())) for name in names]
        return [caller.run for caller in callers], tenant.check

    def growth(self) -> tuple[Held, Held]:
        """What the emulator held after the first quarter of the time, and in the end."""
        last, held = self.held[-1]
        return next(early for at, early in self.held if at >= last / 4), held
