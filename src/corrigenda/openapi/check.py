"""Checks a merged schema for anything that would make a wrong or awkward client.

The generators drop what they cannot read, make up missing names, and let the second of two equal
names win. Here each of these is a problem with a place.
"""

import json
from collections.abc import Iterator

from corrigenda.documents import Document
from corrigenda.normalize import Finding, Traced
from corrigenda.normalize.log import Log
from corrigenda.normalize.references import cut_references
from corrigenda.normalize.traced import traced
from corrigenda.openapi.extensions import extension_findings
from corrigenda.overlay.merged import Merged
from corrigenda.problems import Problem, raise_any
from corrigenda.trees import is_object, to_builtins, walk


def check_base(base: Document) -> None:
    """Check the base first, since a mistake in it would show as targets without a match.

    Raises:
        ProblemsError: there are no paths.
    """
    raise_any(_paths_problems(Merged(base, base.root)))


def check_schema(merged: Merged) -> None:
    """Check what nothing else can be read without.

    Raises:
        ProblemsError: there are no paths, or an extension of ours is not used as it must be.
    """
    raise_any(_paths_problems(merged))
    whole: Traced = traced(merged.root)
    findings = extension_findings(cut_references(whole, Log()))
    raise_any(Problem(merged.place(at), message, fix) for at, message, fix in findings)


def schema_findings(merged: Merged) -> Iterator[Finding]:
    """Find what no client can do in the schema as its author wrote it."""
    yield from _property_findings(merged)
    yield from _specification_findings(merged)


def _paths_problems(merged: Merged) -> Iterator[Problem]:
    paths = merged.root.get("paths")
    items = [one for key, one in paths.items() if key.startswith("/")] if is_object(paths) else []
    if not items or not all(map(is_object, items)):
        place = merged.place(("paths",))
        yield Problem(place, "the schema has no `paths`", "add `paths` with one operation or more")


def _property_findings(merged: Merged) -> Iterator[Finding]:
    """Property names that msgspec cannot read because JSON escapes them."""
    for location, _node in walk(merged.root):
        if (
            len(location) > 1
            and location[-2] == "properties"
            and json.dumps(location[-1], ensure_ascii=False)[1:-1] != location[-1]
        ):
            message = f"the property name {location[-1]!r} is not supported"
            fix = "use a name without quotes, backslashes or control characters"
            yield Finding(location, message, fix)


def _specification_findings(merged: Merged) -> Iterator[Finding]:
    # Imported late, because it takes as long as all other imports of a command together.
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    version = "3.0" if str(merged.root.get("openapi")).startswith("3.0.") else "3.1"
    validator = OpenAPIV30SpecValidator if version == "3.0" else OpenAPIV31SpecValidator
    for error in validator(to_builtins(merged.root)).iter_errors():
        message = f"not valid OpenAPI {version}: {error.message}"
        fix = f"correct it as the OpenAPI Specification {version} requires"
        yield Finding(tuple(error.absolute_path), message, fix)
