"""The version and the requirements of a package, and what has changed about them.

They are read from `pyproject.toml`, from the `METADATA` of a wheel or the `PKG-INFO` of a source
distribution. Without any of these only the code is compared.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from corrigenda.apidiff.changes import Change
from corrigenda.problems import Place, Problem, ProblemsError


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a package says of itself; `dependencies` are specifiers by name and marker."""

    name: str
    version: Version
    python: SpecifierSet
    dependencies: Mapping[str, SpecifierSet]


def read_metadata(path: Path) -> Metadata:
    """Read a `pyproject.toml`, a `METADATA` or a `PKG-INFO`.

    Raises:
        ProblemsError: it has no name or no version, or cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return _from_toml(text) if path.suffix == ".toml" else _from_headers(text)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        InvalidRequirement,
        InvalidSpecifier,
        InvalidVersion,
    ) as error:
        message = f"has no usable name, version and requirements: {error}"
        fix = "compare packages as corrigenda has made them"
        raise ProblemsError([Problem(Place(path), message, fix)]) from None


def _from_toml(text: str) -> Metadata:
    project = tomllib.loads(text)["project"]
    dependencies = [str(one) for one in project.get("dependencies", [])]
    return _metadata(
        project["name"], project["version"], project.get("requires-python", ""), dependencies
    )


def _from_headers(text: str) -> Metadata:
    headers = HeaderParser().parsestr(text)
    dependencies = [str(one) for one in headers.get_all("Requires-Dist", [])]
    python = str(headers.get("Requires-Python", ""))
    return _metadata(str(headers["Name"]), str(headers["Version"]), python, dependencies)


def _metadata(name: str, version: str, python: str, dependencies: list[str]) -> Metadata:
    wanted = [Requirement(one) for one in dependencies]
    return Metadata(
        name,
        Version(version),
        SpecifierSet(python),
        {_named(one): one.specifier for one in wanted},
    )


def _named(one: Requirement) -> str:
    extras = f"[{','.join(sorted(one.extras))}]" if one.extras else ""
    return f"{one.name.lower()}{extras}" + (f"; {one.marker}" if one.marker else "")


def compare_requirements(package: str, old: Metadata, new: Metadata) -> Iterator[Change]:
    """What must be installed now, and was not before."""
    change = _Maker(package)
    if old.python != new.python:
        breaking = bool(_lost(old.python, new.python))
        said = "no longer allows some versions" if breaking else "allows more versions"
        yield change(breaking, "python-changed", "Python", said, str(old.python), str(new.python))
    for name in sorted(old.dependencies.keys() - new.dependencies.keys()):
        yield change(False, "dependency-removed", name, "no longer needed")
    for name in sorted(new.dependencies.keys() - old.dependencies.keys()):
        spelled = str(new.dependencies[name])
        yield change(False, "dependency-added", name, "needed now", "", spelled)
    for name in sorted(new.dependencies.keys() & old.dependencies.keys()):
        before, after = old.dependencies[name], new.dependencies[name]
        if before != after:
            breaking = not _shared(before, after)
            said = "no version suits both" if breaking else "other versions"
            yield change(breaking, "dependency-changed", name, said, str(before), str(after))


@dataclass(frozen=True, slots=True)
class _Maker:
    package: str

    def __call__(
        self, breaking: bool, kind: str, name: str, said: str, old: str = "", new: str = ""
    ) -> Change:
        return Change(breaking, kind, f"{self.package} requires {name}", "", "", said, old, new)


def _mentioned(*sets: SpecifierSet) -> set[Version]:
    """The versions at which a set of specifiers may change its mind, and the ones just after."""
    named = {Version(one.version.removesuffix(".*")) for each in sets for one in each}
    after = {Version(f"{one.base_version}.1") for one in named}
    return named | after | {Version("0"), Version("9999")}


def _lost(old: SpecifierSet, new: SpecifierSet) -> list[Version]:
    return [one for one in _mentioned(old, new) if one in old and one not in new]


def _shared(old: SpecifierSet, new: SpecifierSet) -> list[Version]:
    return [one for one in _mentioned(old, new) if one in old and one in new]
