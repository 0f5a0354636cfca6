"""Finds the operations that reach what no client can do, and leaves out only those."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from corrigenda.openapi.normalize import Finding, Traced
from corrigenda.openapi.normalize.prune import prune
from corrigenda.openapi.normalize.traced import like
from corrigenda.openapi.operations import operation_places
from corrigenda.openapi.security import operation_findings
from corrigenda.trees import Location, Object, is_array, is_object, location_of

_PARTS: tuple[Location, ...] = (("paths",), ("components",), ("security",))
"""What a document consists of."""


def reasons(root: Object, findings: Iterable[Finding]) -> dict[Location, list[Finding]]:
    """The operations that reach a finding, each with all its reasons, in document order.

    Args:
        root: the corrected schema, in which the findings are.
        findings: what no client can do.
    """
    operations = [at for at, _node in operation_places(root)]
    users = _users(root, dict.fromkeys(operations))
    found: dict[Location, list[Finding]] = {at: [] for at in operations}
    for finding in findings:
        for at in _reaching(_container(finding.at), users, found):
            found[at].append(finding)
    return {at: every for at, every in found.items() if every}


def is_everywhere(finding: Finding) -> bool:
    """Whether a finding is about the whole document, and not about one of its parts."""
    return finding.at[:1] == ("servers",)


def without(root: Traced, locations: Iterable[Location]) -> Traced:
    """The dialect without some operations, and without the schemas that only they reach."""
    gone = set(locations)
    paths = {
        path: like(item, {m: one for m, one in item.items() if ("paths", path, m) not in gone})
        for path, item in root["paths"].items()
    }
    kept = {path: item for path, item in paths.items() if item}
    return prune(like(root, {**root, "paths": like(root["paths"], kept)}))


def _container(at: Sequence[str | int]) -> Location:
    """The part of the document that a location belongs to: a component, operation or path."""
    return tuple(at[:3])


def _users(root: Object, operations: Collection[Location]) -> dict[Location, list[Location]]:
    """The parts that refer to each part directly."""
    users: dict[Location, list[Location]] = defaultdict(list)
    for at in operations:
        item: Object = root["paths"][at[1]]
        users[at[:2]].append(at)
        for shared in (key for key in item if ("paths", at[1], key) not in operations):
            users[(*at[:2], shared)].append(at)
        _refer(users, at, [item[str(at[2])], item.get("parameters")])
        for finding in operation_findings(root, item[str(at[2])], at):
            users[_container(finding.at)].append(at)
    for kind, named in root.get("components", {}).items():
        for name, node in named.items() if is_object(named) else ():
            _refer(users, ("components", kind, name), node)
    return users


def _refer(users: dict[Location, list[Location]], at: Location, node: Any) -> None:
    for target in set(_targets(node)):
        users[target].append(at)


def _targets(node: Any) -> Iterator[Location]:
    """The parts that the references in a node lead to."""
    if is_object(node):
        if isinstance(node.get("$ref"), str):
            yield _container(location_of(unquote(node["$ref"])))
        for value in node.values():
            yield from _targets(value)
    elif is_array(node):
        for value in node:
            yield from _targets(value)


def _reaching(
    start: Location, users: dict[Location, list[Location]], operations: Iterable[Location]
) -> list[Location]:
    passed, waiting = set[Location](), [start]
    while waiting:
        here = waiting.pop()
        if here not in passed:
            passed.add(here)
            waiting += users.get(here, [])
    return [at for at in operations if at in passed]
