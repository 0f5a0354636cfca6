"""Exits with 0 if the emulator in this container answers.

It asks for `/_emulator/` with the key if there is one. Without, the emulator has made up its own,
which nobody tells us: that it asks for a key is then the answer of one that is well.
"""

import os
import sys
import urllib.error
import urllib.request

HEADERS = {"X-Emulator-Key": os.environ["EMULATOR_KEY"]} if os.environ.get("EMULATOR_KEY") else {}
ADDRESS = f"http://127.0.0.1:{os.environ.get('EMULATOR_PORT', '8321')}/_emulator/"


def healthy() -> bool:
    """Whether it answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(ADDRESS, headers=HEADERS), timeout=3):  # noqa: S310
            return True
    except urllib.error.HTTPError as error:
        return error.code in (401, 403) and not HEADERS
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if healthy() else 1)
