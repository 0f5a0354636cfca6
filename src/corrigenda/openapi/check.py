"""Checks a merged schema for anything that would make a wrong or awkward client.

The generators drop what they cannot read, make up missing names, and let the second of two equal
names win. Here each of these is a problem with a place.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from corrigenda.documents import Document
from corrigenda.naming import snake_case
from corrigenda.openapi.extensions import extension_findings
from corrigenda.openapi.operations import operation_places
from corrigenda.openapi.support import support_findings
from corrigenda.overlay.merged import Merged
from corrigenda.problems import Problem, raise_any
from corrigenda.trees import Location, is_object, location_of, node_at, to_builtins, walk

_BELOW = ("schema", "items", "additionalProperties")
_AMONG = ("properties", "anyOf", "oneOf", "allOf", "prefixItems")


def check_base(base: Document) -> None:
    """Check the base first, since a mistake in it would show as targets without a match.

    Raises:
        ProblemsError: unresolved references, operations without a name, or names used twice.
    """
    unmerged = Merged(base, base.root)
    raise_any(_paths_problems(unmerged))
    raise_any([*_reference_problems(unmerged), *_name_problems(unmerged)])


def check_names(merged: Merged) -> None:
    """Check only what reading the operations and replaying samples need, which is fast.

    Raises:
        ProblemsError: unresolved references, schemas or operations without a name, or features that
            a client does not support.
    """
    raise_any([*_paths_problems(merged), *_reference_problems(merged)])
    raise_any([*_name_problems(merged), *_inline_problems(merged)])
    findings = support_findings(merged.root)
    raise_any(Problem(merged.place(at), message, fix) for at, message, fix in findings)


def check_schema(merged: Merged) -> None:
    """Check one merged OpenAPI document.

    Raises:
        ProblemsError: unresolved references, schemas or operations without a name, names used
            twice, unknown extensions, or anything the OpenAPI specification forbids.
    """
    raise_any(_reference_problems(merged))
    raise_any([*_name_problems(merged), *_inline_problems(merged), *_property_problems(merged)])
    raise_any(_specification_problems(merged))
    findings = [*support_findings(merged.root), *extension_findings(merged.root)]
    raise_any(Problem(merged.place(at), message, fix) for at, message, fix in findings)


def _paths_problems(merged: Merged) -> Iterator[Problem]:
    paths = merged.root.get("paths")
    if not is_object(paths) or not all(is_object(item) for item in paths.values()):
        place = merged.place(("paths",))
        yield Problem(place, "the schema has no `paths`", "add `paths` with one operation or more")


def _reference_problems(merged: Merged) -> Iterator[Problem]:
    for location, node in walk(merged.root):
        if not location or location[-1] != "$ref" or not isinstance(node, str):
            continue
        if not _exists(merged.root, node):
            message = f"`$ref: {node}` does not resolve"
            fix = "refer to an entry that exists under `components`"
            yield Problem(merged.place(location), message, fix)
        elif _is_circular(merged.root, node):
            message = f"`$ref: {node}` leads back to itself"
            yield Problem(merged.place(location), message, "refer to an entry that has content")


def _exists(root: Any, reference: str) -> bool:
    if not reference.startswith("#/"):
        return False
    for step in location_of(reference):
        if not is_object(root) or step not in root:
            return False
        root = root[step]
    return True


def _is_circular(root: Any, reference: str) -> bool:
    """Return whether entries that are only references lead around in a circle."""
    passed: set[str] = set()
    while reference not in passed and _exists(root, reference):
        passed.add(reference)
        node = node_at(root, location_of(reference))
        following = node.get("$ref") if is_object(node) else None
        if not isinstance(following, str):
            return False
        reference = following
    return reference in passed


def _name_problems(merged: Merged) -> Iterator[Problem]:
    named: dict[str, list[Location]] = defaultdict(list)
    for location, node in operation_places(merged.root):
        if "operationId" in node:
            named[snake_case(str(node["operationId"]))].append((*location, "operationId"))
        else:
            message = f"`{str(location[-1]).upper()} {location[-2]}` has no `operationId`"
            fix = "add one: it becomes the name of the client's method"
            yield Problem(merged.place(location), message, fix)
    for name, locations in named.items():
        for location in locations[1:]:
            first = merged.place(locations[0])
            message = f"two operations are called `{name}`; the other is at {first}"
            yield Problem(merged.place(location), message, "give each a different `operationId`")


def _inline_problems(merged: Merged) -> Iterator[Problem]:
    for location, node in walk(merged.root):
        if not is_object(node) or not _is_inner_schema(location):
            continue
        is_enum = "enum" in node or "x-known-values" in node
        if is_enum or "properties" in node:
            kind = "enum" if is_enum else "object"
            message = f"the {kind} schema is inline, so its class would have a made-up name"
            fix = "move it to `components/schemas` under a name, and put a `$ref` here"
            yield Problem(merged.place(location), message, fix)


def _is_inner_schema(location: Location) -> bool:
    if len(location) < 2 or location[-2] == "example":
        return False
    return (location[-1] in _BELOW and location[-2] != "properties") or location[-2] in _AMONG


def _property_problems(merged: Merged) -> Iterator[Problem]:
    """Property names that msgspec cannot read because JSON escapes them."""
    for location, _node in walk(merged.root):
        if (
            len(location) > 1
            and location[-2] == "properties"
            and json.dumps(location[-1], ensure_ascii=False)[1:-1] != location[-1]
        ):
            message = f"the property name {location[-1]!r} is not supported"
            fix = "use a name without quotes, backslashes or control characters"
            yield Problem(merged.place(location), message, fix)


def _specification_problems(merged: Merged) -> Iterator[Problem]:
    # Imported late, because it takes as long as all other imports of a command together.
    from openapi_spec_validator import OpenAPIV31SpecValidator

    for error in OpenAPIV31SpecValidator(to_builtins(merged.root)).iter_errors():
        place = merged.place(tuple(error.absolute_path))
        message = f"not valid OpenAPI 3.1: {error.message}"
        yield Problem(place, message, "correct it as the OpenAPI Specification 3.1 requires")
