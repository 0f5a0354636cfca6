"""Run the soak by hand.

python -m tests.emulator.soak [--minutes 10] [--seed N] [--store URL] [--no-faults]
"""

import argparse
import random
import sys
import tempfile

from tests.emulator.soak.rounds import Soak
from tests.emulator.soak.served import serving


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.emulator.soak")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--store", help="a database URL; by default a file of SQLite")
    parser.add_argument("--no-faults", action="store_true")
    given = parser.parse_args()
    faults = not given.no_faults
    print(f"seed {given.seed}, {'with' if faults else 'without'} faults", flush=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(given.store or f"sqlite:///{folder}/state.db") as served,
    ):
        soak = Soak(served, given.seed, faults)
        soak.run(given.minutes * 60, lambda line: print(line, flush=True))
    for problem in soak.problems.found[:20]:
        print(f"PROBLEM {problem}")
    print("after a quarter: {}\nin the end: {}".format(*soak.growth()))
    return int(bool(soak.problems.found))


if __name__ == "__main__":
    sys.exit(main())
