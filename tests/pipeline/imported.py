"""Packages that a test makes, imported as long as the test needs them.

Two tests may invent a service of the same name, and the order in which a worker runs them is open:
so no package outlives the test that made it.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest


@contextmanager
def imported(source: Path, package: str) -> Iterator[ModuleType]:
    """Import a package from a folder; in the end, neither the folder nor a module is left."""
    assert package not in sys.modules, f"another test left its {package} behind"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(source)
        try:
            yield importlib.import_module(package)
        finally:
            for name in [name for name in sys.modules if name.split(".")[0] == package]:
                del sys.modules[name]
