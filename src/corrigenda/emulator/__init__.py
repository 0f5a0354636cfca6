"""A stateful stand-in for the documented services, to test clients against over a real socket.

It exists so that a client can be proven, and its users can test, without an account anywhere. It
refuses to share code with what it judges: nothing here imports the generators, the runtime or a
generated client, so a mistake of theirs cannot hide by being made on both sides.

    with Emulator(seed="docs") as emulator:
        client = SomeClient(token="any", base_url=emulator.url("someprovider"))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import EmulatorError
    from .journal import Arrived
    from .server import Emulator, serve

_HOME = {"Arrived": "journal", "Emulator": "server", "EmulatorError": "errors", "serve": "server"}
__all__ = ["Arrived", "Emulator", "EmulatorError", "serve"]


def __getattr__(name: str) -> object:
    # Lazy, because the server brings an HTTP stack and a database layer that a mere import
    # (a pytest plugin, a command line that only prints help) should not pay for.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
