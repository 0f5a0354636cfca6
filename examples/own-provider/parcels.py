"""Send a parcel, and add the postage of all: a program for a client of one's own API."""

import argparse
import sys
from collections import defaultdict
from decimal import Decimal

from parcels_client import APIError, ConfigurationError, Parcels


def main() -> None:
    """Read the command line, send, and add."""
    parser = argparse.ArgumentParser(description="Send a parcel, and add the postage of all.")
    parser.add_argument("weight", type=Decimal, help="kilograms")
    parser.add_argument("price", type=Decimal, help="postage")
    parser.add_argument("--currency", default="EUR", help="ISO 4217 code")
    options = parser.parse_args()
    try:
        with Parcels() as client:
            sent = client.create_parcel(
                weight=options.weight, price=options.price, currency=options.currency
            )
            print(f"sent parcel {sent.id} of {client.get_parcel(sent.id).weight} kg")
            postage: dict[str, Decimal] = defaultdict(Decimal)
            for parcel in client.list_parcels():
                postage[parcel.currency] += parcel.price
    except (APIError, ConfigurationError) as error:
        sys.exit(f"parcels.py: {error}")
    for currency, amount in sorted(postage.items()):
        print(f"postage: {amount} {currency}")


if __name__ == "__main__":
    main()
