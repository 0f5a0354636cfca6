"""What the processes of generators see of the environment: what they need, and no choices.

A setting of whoever builds (a locale, a warning made an error, a start-up file) must not show in a
client. It passes on where programs, homes and temporary files are, and how Python is found.
"""

import os

_PASSED = (
    *("PATH", "HOME", "TMPDIR", "TEMP", "TMP"),
    *("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH"),
    *("SYSTEMROOT", "USERPROFILE", "PATHEXT"),  # without which nothing starts on Windows
)


def surroundings() -> dict[str, str]:
    """The environment of a generator."""
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    return {**passed, **fixed, "NO_COLOR": "1"}
