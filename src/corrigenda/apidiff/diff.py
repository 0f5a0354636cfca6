"""Compares what is in two places, package by package, and proposes a version for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

from corrigenda.apidiff.changes import Change
from corrigenda.apidiff.compare import compare_modules
from corrigenda.apidiff.find import Found, Package, find_packages
from corrigenda.apidiff.load import load
from corrigenda.apidiff.metadata import compare_requirements
from corrigenda.apidiff.propose import is_enough, propose
from corrigenda.problems import Place, Problem, ProblemsError


@dataclass(frozen=True, slots=True)
class Difference:
    """What has changed in one package.

    `old` and `new` are its versions, None if it is not there or does not say. `differs` tells
    whether any of its code has changed, even where no user sees it. `write_to` is the file that has
    the version, from which the package is made.
    """

    package: str
    distribution: str
    old: Version | None
    new: Version | None
    proposed: Version | None
    differs: bool
    changes: tuple[Change, ...]
    write_to: str

    @property
    def breaking(self) -> tuple[Change, ...]:
        return tuple(one for one in self.changes if one.breaking)

    @property
    def compatible(self) -> tuple[Change, ...]:
        return tuple(one for one in self.changes if not one.breaking)

    @property
    def has_version(self) -> bool:
        """Whether the new package already says the proposed version, or a later one."""
        if self.new is None or self.proposed is None:
            return False
        return is_enough(self.new, self.proposed)


def diff(old: str, new: str, scratch: Path) -> list[Difference]:
    """Compare the packages in two places, sorted by name; `scratch` is an empty folder.

    A place is a folder, a wheel, a source distribution or a folder of a commit. If one of them is a
    single package, only that package is compared.

    Raises:
        ProblemsError: a place cannot be read, has no package, or the two have none in common.
    """
    places = [scratch / name for name in ("old", "new")]
    for place in places:
        place.mkdir()
    before, after = find_packages(old, places[0]), find_packages(new, places[1])
    names = {*before.packages, *after.packages}
    for found in (before, after):
        names = set(found.packages) if found.is_one else names
    _check(before, after)
    return [
        _difference(before.packages.get(name), after.packages.get(name)) for name in sorted(names)
    ]


def _check(before: Found, after: Found) -> None:
    """Two places without a common package are a mistake, unless one of them may be empty."""
    if before.packages and after.packages and not before.packages.keys() & after.packages.keys():
        names = [", ".join(f"`{name}`" for name in sorted(one.packages)) for one in (before, after)]
        message = f"is another package: {names[1]}, and {before.shown} has {names[0]}"
        fix = "compare two versions of one package"
        raise ProblemsError([Problem(Place(Path(after.shown)), message, fix)])


def _difference(before: Package | None, after: Package | None) -> Difference:
    package = after or before
    assert package is not None, "the name is from one of them"
    changes = tuple(_changes(before, after))
    differs = before is None or after is None or before.digest != after.digest
    old, new = (one.metadata.version if one and one.metadata else None for one in (before, after))
    proposed = propose(old, changes, differs) if old and after else None
    name = package.metadata.name if package.metadata else package.name.replace("_", "-")
    return Difference(package.name, name, old, new, proposed, differs, changes, package.settings)


def _changes(before: Package | None, after: Package | None) -> Iterator[Change]:
    if before is None or after is None:
        package = after or before
        assert package is not None, "the name is from one of them"
        said = "removed" if after is None else "added"
        yield Change(after is None, f"package-{said}", package.name, said=f"package {said}")
        return
    if before.digest != after.digest:  # most packages of a folder are the same, and need no reading
        yield from compare_modules(load(before.folder), load(after.folder))
    if before.metadata and after.metadata:
        required = compare_requirements(before.metadata.name, before.metadata, after.metadata)
        yield from sorted(required, key=lambda one: (not one.breaking, one.place))
