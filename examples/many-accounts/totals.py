"""Add what many SonicPay accounts are owed, at once, over one pool of connections.

Each account has a token of its own. At most `--at-once` accounts are read at a time, and whatever
is not done at the deadline is given up. An account that fails costs only itself: it is reported,
and the exit code is 1.
"""

import argparse
import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import httpx2
from sonicpay_client import APIError, AsyncSonicPay


@dataclass(frozen=True)
class Outcome:
    """What one account is owed in each currency, or why that is not known."""

    account: str
    owed: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    problem: str | None = None


async def owed(client: AsyncSonicPay) -> dict[str, Decimal]:
    """Add the amounts of all unpaid invoices of an account, exactly."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    async for invoice in client.iter_invoices(status="unpaid", per_page=100):
        sums[invoice.currency] += invoice.amount
    return dict(sorted(sums.items()))


async def ask(
    account: str, token: str, http: httpx2.AsyncClient, slots: asyncio.Semaphore, until: float
) -> Outcome:
    """Read one account when there is a slot, and turn what fails into an outcome."""
    try:
        async with (
            asyncio.timeout_at(until),
            slots,
            AsyncSonicPay(token=token, http_client=http) as client,
        ):
            return Outcome(account, await owed(client))
    except TimeoutError:
        return Outcome(account, problem="not done before the deadline")
    except (APIError, ValueError) as error:  # ValueError: a token that no header can hold
        return Outcome(account, problem=f"{type(error).__name__}: {error}")


async def ask_all(tokens: Mapping[str, str], at_once: int, deadline: float) -> list[Outcome]:
    """Read all accounts, and return the outcomes in the order of the accounts."""
    limits = httpx2.Limits(max_connections=at_once)
    slots, until = asyncio.Semaphore(at_once), asyncio.get_running_loop().time() + deadline
    async with httpx2.AsyncClient(limits=limits, timeout=30) as http:
        asking = [ask(name, token, http, slots, until) for name, token in tokens.items()]
        return await asyncio.gather(*asking)


def report(outcomes: list[Outcome]) -> int:
    """Print what each account is owed, the sum of all, and what failed; return the exit code."""
    total: dict[str, Decimal] = defaultdict(Decimal)
    for outcome in outcomes:
        if outcome.problem:
            print(f"{outcome.account}: {outcome.problem}", file=sys.stderr)
            continue
        shown = ", ".join(f"{amount} {currency}" for currency, amount in outcome.owed.items())
        print(f"{outcome.account}: {shown or 'nothing'}")
        for currency, amount in outcome.owed.items():
            total[currency] += amount
    for currency, amount in sorted(total.items()):
        print(f"total {currency}: {amount}")
    return 1 if any(outcome.problem for outcome in outcomes) else 0


def main() -> None:
    """Read the command line, and report."""
    parser = argparse.ArgumentParser(description="Add what many SonicPay accounts are owed.")
    parser.add_argument("accounts", type=Path, help='JSON file: {"account": "token", ...}')
    parser.add_argument("--at-once", type=int, default=8, help="accounts read at a time")
    parser.add_argument("--deadline", type=float, default=60, help="seconds for all accounts")
    options = parser.parse_args()
    try:
        tokens: dict[str, str] = json.loads(options.accounts.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        parser.error(f"{options.accounts}: {error}")
    if options.at_once < 1:
        parser.error("--at-once: at least 1")
    sys.exit(report(asyncio.run(ask_all(tokens, options.at_once, options.deadline))))


if __name__ == "__main__":
    main()
