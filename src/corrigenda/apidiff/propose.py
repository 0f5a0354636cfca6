"""Proposes the next version of a package from what has changed, as `docs/versioning.md` says.

From 1.0 on, a breaking change raises the first number, another change of the API the second, any
other change of the code the third. Before, a breaking change raises the second, and all others the
third.
"""

from collections.abc import Iterable

from packaging.version import Version

from corrigenda.apidiff.changes import Change


def propose(old: Version, changes: Iterable[Change], differs: bool) -> Version:
    """The next version; the old one if nothing `differs`, not even a comment."""
    found = list(changes)
    if not found and not differs:
        return old
    if old.is_prerelease:
        return _next_prerelease(old)
    major, minor, micro = old.major, old.minor, old.micro
    if any(one.breaking for one in found):
        return _version(0, minor + 1, 0) if major == 0 else _version(major + 1, 0, 0)
    if found and major > 0:
        return _version(major, minor + 1, 0)
    return _version(major, minor, micro + 1)


def is_enough(new: Version, proposed: Version) -> bool:
    """Whether the new package already says the proposed version, or a later one."""
    return new >= proposed


def _version(*numbers: int) -> Version:
    return Version(".".join(map(str, numbers)))


def _next_prerelease(old: Version) -> Version:
    """The next one of its kind, `1.0.0rc2` after `1.0.0rc1`: nothing is promised between them."""
    if old.pre is not None:
        letter, number = old.pre
        return Version(f"{old.base_version}{letter}{number + 1}")
    return Version(f"{old.base_version}.dev{(old.dev or 0) + 1}")
