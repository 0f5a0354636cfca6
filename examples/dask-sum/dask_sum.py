"""Add 10,000 Sonderplan invoices with Dask: each worker reads pages, and sums stay exact.

The client is pickled to the workers without its connections and without its token, which each
worker finds in SONDERPLAN_TOKEN. A page that fails is an error of the whole sum, after the retries
of the client; so is a number of invoices that differs from what the service counts.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Generator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from typing import Any

import distributed
from sonderplan_client import APIError, ConfigurationError, Sonderplan

Sums = Mapping[str, Decimal]


def add_page(client: Sonderplan, size: int, number: int) -> tuple[int, Sums]:
    """Count and add the invoices of one page: what a worker does."""
    with client:
        page = client.list_invoices(
            order_asc="id", fields=["id", "currency", "total"], limit=size, page=number
        )
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for invoice in page:
        sums[invoice.currency or "?"] += invoice.total or Decimal(0)
    return len(page), sums


@contextmanager
def start_workers(processes: int) -> Generator[Executor, None, None]:
    """Start worker processes. Dask has no types, so it does not leave this function."""
    dask: Any = distributed
    with (
        dask.LocalCluster(processes, threads_per_worker=2, dashboard_address=None) as cluster,
        dask.Client(cluster) as client,
        client.get_executor(pure=False) as workers,
    ):
        yield workers


def add_all(workers: Executor, client: Sonderplan, size: int) -> tuple[int, Sums]:
    """Spread the pages over the workers, and add what they return.

    Raises:
        LookupError: invoices came or went meanwhile, so that pages do not fit together.
    """
    total = client.list_invoices(fields=["id"], limit=1).meta.pagination.total
    pages = range(1, -(-total // size) + 1)
    count, sums = 0, defaultdict[str, Decimal](Decimal)
    for found, part in workers.map(partial(add_page, client, size), pages):
        count += found
        for currency, amount in part.items():
            sums[currency] += amount
    if count != total:
        raise LookupError(f"the service counts {total} invoices, the pages have {count}")
    return count, dict(sorted(sums.items()))


def main() -> None:
    """Read the command line, start workers, and add."""
    parser = argparse.ArgumentParser(description="Add all Sonderplan invoices with Dask.")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--page-size", type=int, default=500, help="invoices in a request")
    options = parser.parse_args()
    try:
        with Sonderplan() as client, start_workers(options.workers) as workers:
            count, sums = add_all(workers, client, options.page_size)
    except (APIError, ConfigurationError, LookupError) as error:
        sys.exit(f"dask_sum.py: {error}")
    print(f"{count} invoices")
    for currency, amount in sums.items():
        print(f"{currency}  {amount:>16,}")


if __name__ == "__main__":  # workers import this file
    main()
