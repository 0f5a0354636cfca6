"""The stages of a measurement that have a process of their own: build a package, and call it."""

from __future__ import annotations

import re
import resource
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from corrigenda.build import regenerate
from corrigenda.correct import correct
from corrigenda.generate.openapi.methods import read_methods
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.problems import ProblemsError
from corrigenda.provider import Provider, find_providers
from corrigenda.trees import to_builtins
from stub.calling import Called, call_all

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def build(folder: Path, key: str) -> dict[str, Any]:
    """Build the package of a document, and count its operations."""
    try:
        [built] = regenerate(
            folder / "schemas", folder / "overlays", folder / "measured", [key], strict=False
        )
    except ProblemsError as error:
        return {"failed": f"{len(error.problems)} problems: {error.problems[0]}"[:600]}
    left = {one.operation for one in built.left_out}
    reasons = Counter(re.sub(r"`[^`/]*`", "`_`", one.message) for one in built.left_out)
    peak = [resource.getrusage(who).ru_maxrss // 1024 for who in _BOTH]
    return {
        "in": built.operations + len(left),
        "generated": built.operations,
        "left": len(left),
        "reasons": reasons.most_common(8),
        "megabytes": max(peak),
    }


_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def call(folder: Path, key: str) -> dict[str, Any]:
    """Call every operation of a package that was built."""
    [provider] = find_providers(folder / "schemas", folder / "overlays", [key])
    corrected = correct(provider, strict=False)
    assert isinstance(corrected, CorrectedOpenAPI)
    source = folder / "measured" / key / "src"
    sys.path.insert(0, str(source))
    called = _called(corrected, provider, source)
    root = to_builtins(corrected.merged.root)
    tally = call_all(provider.package, provider.name, root, called)
    return {"counts": dict(tally.counts), "first": tally.first}


def _called(corrected: CorrectedOpenAPI, provider: Provider, source: Path) -> list[Called]:
    models = (source / provider.package / "models.py").read_text(encoding="utf-8")
    operations = corrected.operations
    methods = read_methods(corrected.dialect, operations, provider.package, models)
    return [
        Called(
            name=method.name,
            path=str(operation.location[1]),
            method=str(operation.location[2]),
            arguments=[(one.name, one.place, one.wire) for one in method.arguments],
        )
        for method, operation in zip(methods, operations, strict=True)
    ]
