"""Checks a merged schema for anything that would make a wrong or awkward client.

The generators drop what they cannot read, make up missing names, and let the second of two equal
names win. Here each of these is a problem with a place.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from corrigenda.documents import Document
from corrigenda.openapi.extensions import extension_findings
from corrigenda.openapi.kinds import properties_of
from corrigenda.openapi.normalize import Finding, Traced
from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.operations import METHODS
from corrigenda.openapi.normalize.references import (
    broken_references,
    cut_references,
    with_plain_references,
)
from corrigenda.openapi.normalize.traced import traced
from corrigenda.openapi.sound import sound
from corrigenda.openapi.specification import (
    newer_findings,
    newer_operations,
    specification_findings,
    version_problem,
)
from corrigenda.overlay.merged import Merged
from corrigenda.problems import Problem, raise_any
from corrigenda.trees import Location, Object, is_object


@dataclass(frozen=True, slots=True)
class Checked:
    """A merged schema without its malformed parts, and what is wrong with the schema.

    A finding leaves out the operations that reach it. The `notes` are about what makes no
    difference to a client. `newer` are operations, by name, that no client can have.
    """

    merged: Merged
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    newer: tuple[tuple[str, Finding], ...]


def check_version(base: Document) -> None:
    """Check the version before anything else, since all else depends on it.

    Raises:
        ProblemsError: the document is not OpenAPI 3.0, 3.1 or 3.2.
    """
    _check_version(Merged(base, base.root))


def check_base(base: Document) -> None:
    """Check the base first, since a mistake in it would show as targets without a match.

    Raises:
        ProblemsError: there are no paths.
    """
    raise_any(_paths_problems(Merged(base, base.root)))


def check_references(base: Document) -> None:
    """Check that every reference of the base leads to something.

    Raises:
        ProblemsError: a reference leads nowhere.
    """
    broken = broken_references(with_plain_references(base.root))
    raise_any(Problem(base.place((*at, "$ref")), message, fix) for at, message, fix in broken)


def check_schema(merged: Merged) -> Checked:
    """Check a merged schema as its author wrote it.

    Raises:
        ProblemsError: it is not OpenAPI 3.0, 3.1 or 3.2, there are no paths, or an extension of
            ours is not used as it must be.
    """
    _check_version(merged)
    raise_any(_paths_problems(merged))
    well = sound(merged.root)
    around = list(specification_findings(well.root))
    harmful = [finding for finding, harmless in around if not harmless]
    newer = tuple(newer_operations(well.root))
    for finding in harmful:
        _take_out(well.root, finding.at)
    whole: Traced = traced(well.root)
    problems = extension_findings(cut_references(whole, Log()))
    raise_any(Problem(merged.place(at), message, fix) for at, message, fix in problems)
    raise_any(_problem(merged, one) for one in harmful if one.at[:1] in _EVERYWHERE)
    findings = [*_property_findings(merged), *well.findings, *harmful, *newer_findings(well.root)]
    notes = [*well.notes, *(finding for finding, harmless in around if harmless)]
    return Checked(replace(merged, root=well.root), tuple(findings), tuple(notes), newer)


_EVERYWHERE = (("servers",), ("security",))


def _problem(merged: Merged, finding: Finding) -> Problem:
    return Problem(merged.place(finding.at), finding.message, finding.fix)


def _check_version(merged: Merged) -> None:
    unsupported = version_problem(merged.root, merged.place(_version_at(merged.root)))
    raise_any([unsupported] if unsupported else ())


def _version_at(root: Object) -> Location:
    return ("openapi",) if "openapi" in root else ("swagger",) if "swagger" in root else ()


def _take_out(root: Object, at: Location) -> None:
    """Delete the operation, path or component that holds a malformed part."""
    is_shared = at[:1] == ("paths",) and at[2:3] not in [(one,) for one in METHODS]
    steps = at[:2] if is_shared else at[:3]
    holder: Any = root
    for step in steps[:-1]:
        holder = holder.get(str(step)) if is_object(holder) else None
    if is_object(holder) and len(steps) > 1:
        holder.pop(str(steps[-1]), None)


def _paths_problems(merged: Merged) -> Iterator[Problem]:
    paths: Any = merged.root.get("paths")
    if not is_object(paths):
        wrong = (
            "`paths` is not a mapping" if "paths" in merged.root else "the schema has no `paths`"
        )
    elif not any(key.startswith("/") for key in paths):
        wrong = "no path in `paths` begins with `/`" if paths else "`paths` is empty"
    else:
        return
    place = merged.place(("paths",))
    yield Problem(place, wrong, "add `paths` with one operation or more")


def _property_findings(merged: Merged) -> Iterator[Finding]:
    """Property names that msgspec cannot read because JSON escapes them."""
    for location in properties_of(merged.root):
        if json.dumps(location[-1], ensure_ascii=False)[1:-1] != location[-1]:
            message = f"the property name {location[-1]!r} is not supported"
            fix = "use a name without quotes, backslashes or control characters"
            yield Finding(location, message, fix)
