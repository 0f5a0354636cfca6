"""Says how to install an extra that is missing.

`pip install 'corrigenda[diff]'` works only where a package index has Corrigenda. The requirements
of the extra work however it was installed, so they are what is named, from the metadata of the
installation. The emulator imports this module, too, which knows nothing of APIs.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.requirements import Requirement


def install(extra: str) -> str:
    """The command that installs what an extra lacks; all of it, if nothing seems to be missing."""
    from importlib.metadata import PackageNotFoundError, requires  # only who lacks one needs it

    try:
        found = list(_requirements(requires("corrigenda") or (), extra))
    except PackageNotFoundError:
        found = []
    lacking = [text for text, is_lacking in found if is_lacking] or [text for text, _ in found]
    if not lacking:  # it runs from its source
        return f"pip install '.[{extra}]', in the checkout of Corrigenda"
    return " ".join(["pip install", *(f"'{one}'" for one in lacking)])


def _requirements(texts: Iterable[str], extra: str) -> Iterator[tuple[str, bool]]:
    """The requirements that an extra adds on this machine, each with whether it is lacking."""
    from packaging.requirements import Requirement

    for text in texts:
        one = Requirement(text)
        marker, one.marker = one.marker, None
        if marker and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""}):
            yield str(one), not _is_installed(one)


def _is_installed(one: "Requirement") -> bool:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return one.specifier.contains(version(one.name), prereleases=True)
    except PackageNotFoundError:
        return False
