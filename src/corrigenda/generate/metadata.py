"""What every package says of itself to the package index, and the licences that it ships.

A package has one licence text if all of it is under that of the runtime. If its provider has
another, that of the runtime stays beside the runtime, as it demands.
"""

from pathlib import Path

from corrigenda.generate.parts import RUNTIME
from corrigenda.provider import Provider
from corrigenda.released import LICENSE

CLASSIFIERS = (
    "Intended Audience :: Developers",
    "Operating System :: OS Independent",
    "Programming Language :: Python :: 3",
    "Programming Language :: Python :: 3.11",
    "Programming Language :: Python :: 3.12",
    "Programming Language :: Python :: 3.13",
    "Programming Language :: Python :: 3.14",
    "Typing :: Typed",
)
"""What is true of every package. How mature one is, only its publisher can say."""


def license_files(provider: Provider) -> list[str]:
    """Return the licence texts of a package, relative to its folder."""
    beside = [] if provider.release.text is None else [_beside_the_runtime(provider)]
    return [LICENSE, *beside]


def write_licenses(provider: Provider, folder: Path) -> None:
    """Write the licence texts of a package to its folder."""
    ours = (RUNTIME / LICENSE).read_text(encoding="utf-8")
    own = provider.release.text
    (folder / LICENSE).write_text(ours if own is None else own, encoding="utf-8")
    if own is not None:
        (folder / _beside_the_runtime(provider)).write_text(ours, encoding="utf-8")


def _beside_the_runtime(provider: Provider) -> str:
    return f"src/{provider.package}/_runtime/{LICENSE}"
