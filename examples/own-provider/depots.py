"""List depots by their fee: a program for a GraphQL client of one's own API."""

import sys

from depots_client import APIError, ConfigurationError, Depots


def main() -> None:
    """List the depots, cheapest first."""
    try:
        with Depots() as client:
            depots = sorted(client.list_depots(), key=lambda depot: depot.fee)
    except (APIError, ConfigurationError) as error:
        sys.exit(f"depots.py: {error}")
    for depot in depots:
        print(f"{depot.fee} a day in {depot.name}")


if __name__ == "__main__":
    main()
