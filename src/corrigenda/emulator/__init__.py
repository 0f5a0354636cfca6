"""A stateful emulator of the documented services, to test clients against over a real socket.

We can verify a client, and its users can test with it, without an account at the provider. Nothing
here imports the generators, the runtime or a generated client: a bug in one of those would
otherwise be on both sides of a test and stay hidden.

    with Emulator(seed="docs") as emulator:
        client = SomeClient(token="any", base_url=emulator.url("someprovider"))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .emulator import Emulator
    from .errors import EmulatorError
    from .foreground import serve
    from .journal import Arrived

_HOME = {
    "Arrived": "journal",
    "Emulator": "emulator",
    "EmulatorError": "errors",
    "serve": "foreground",
}
__all__ = ["Arrived", "Emulator", "EmulatorError", "serve"]


def __getattr__(name: str) -> object:
    # Imported lazily: the server loads an HTTP stack and a database layer, which a pytest plugin
    # or a command line that only prints help does not need.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
