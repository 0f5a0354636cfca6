"""Corrigenda: typed Python clients for APIs whose documentation contradicts itself.

Start reading at `corrigenda.build`: it shows every step from schema to package on one page.
"""


def __getattr__(name: str) -> str:
    # Looked up late: it takes longer than all else that some commands import.
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version

    return version("corrigenda")
