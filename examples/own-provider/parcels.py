"""Send a parcel, and list those that wait: a program for a client of one's own API."""

import sys
from decimal import Decimal

from parcels_client import APIError, ConfigurationError, Parcels, State


def main() -> None:
    """Send a parcel and print what waits."""
    try:
        with Parcels() as client:
            sent = client.create_parcel(
                weight=Decimal("2.50"), price=Decimal("12.90"), currency="EUR"
            )
            print(f"sent {sent.id}: {client.get_parcel(sent.id).weight} kg")
            waiting = list(client.iter_parcels())
            print(f"{len(waiting)} parcels, {sum(one.price for one in waiting)} EUR")
    except (APIError, ConfigurationError) as error:
        sys.exit(f"parcels.py: {error}")


if __name__ == "__main__":
    main()
