"""What the package index shows of a package: the `[package]` table of `provider.toml`.

It claims nothing by itself. A package has no address, no author and no status but those that its
provider writes down, because it belongs to whoever publishes it, and not to this project. What the
runtime in each package requires is kept, whatever a provider writes: its licence and its notice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corrigenda.problems import Place, Problem
from corrigenda.trees import Object

LICENSE = "LICENSE"
"""The file beside `provider.toml` with the text of the package's own licence."""

_OURS = "MIT"
"""The licence of the runtime that ships in each package."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the package index shows."""

    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """The metadata of a package beyond its name, version and summary.

    `license` is an SPDX expression, and `text` that of the licence if it is not that of the
    runtime alone.
    """

    license: str = _OURS
    text: str | None = None
    authors: tuple[Person, ...] = ()
    maintainers: tuple[Person, ...] = ()
    keywords: tuple[str, ...] = ()
    classifiers: tuple[str, ...] = ()
    urls: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def expression(self) -> str:
        """The SPDX expression of all that the package has, with the runtime."""
        words = self.license.replace("(", " ").replace(")", " ").split()
        if self.text is None or words == [_OURS]:
            return self.license
        whole = f"({self.license})" if "OR" in words else self.license
        return whole if _OURS in words and "OR" not in words else f"{whole} AND {_OURS}"


def read_release(content: Object, folder: Path) -> Release:
    """Read the `[package]` table, which matches its format, and the licence beside it."""
    table: Any = content.get("package", {})
    path = folder / LICENSE
    return Release(
        license=_canonical(table["license"]) or _OURS if "license" in table else _OURS,
        text=path.read_text(encoding="utf-8-sig") if path.is_file() else None,
        authors=tuple(Person(**one) for one in table.get("authors", ())),
        maintainers=tuple(Person(**one) for one in table.get("maintainers", ())),
        keywords=tuple(table.get("keywords", ())),
        classifiers=tuple(table.get("classifiers", ())),
        urls=table.get("urls", {}),
    )


def release_problems(content: Object, folder: Path, place: Place) -> Iterator[Problem]:
    """Find what is wrong with the licence; `place` is where it is named."""
    given: Any = content.get("package", {})
    named, path = given.get("license"), folder / LICENSE
    if named is None and path.is_file():
        fix = 'add `license` to `[package]` in `provider.toml`, such as `license = "MIT"`'
        yield Problem(Place(path), "nothing says which licence this text is", fix)
    elif named is not None and _canonical(named) is None:
        fix = 'write identifiers of SPDX: `"Apache-2.0"`, or `"LicenseRef-Proprietary"`'
        yield Problem(place, f"`{named}` is no licence expression", fix)
    elif named is not None and _canonical(named) != _OURS and not path.is_file():
        fix = f"save it as `{LICENSE}` beside `provider.toml`"
        yield Problem(place, f"the text of the licence `{named}` is missing", fix)


def _canonical(expression: str) -> str | None:
    """The expression as PEP 639 has it, or None if it is not one."""
    # Few providers have one, and the import takes time.
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return str(canonicalize_license_expression(expression))
    except InvalidLicenseExpression:
        return None
