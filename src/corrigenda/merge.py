"""Writes corrected schemas as the emulator reads them, with no generator run.

A folder for each provider: the merged schema with everything that the documentation has, also what
no client can have, the samples, `provider.toml`, and for GraphQL the operations by name. The
emulator shares no code with the factory, so files are all that passes between them.
"""

import json
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from corrigenda.correct import Corrected, correct
from corrigenda.generate.graphql.models import schema_text
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.overlay.text import merged_text
from corrigenda.problems import Place, Problem, ProblemsError, gather
from corrigenda.provider import find_providers


def merge(schemas: Path, overlays: Path, out: Path, chosen: Sequence[str] = ()) -> list[str]:
    """Write the merged schemas of the chosen providers, or of all, below `out`; return their names.

    Raises:
        ProblemsError: an input of a provider is wrong, or the folder cannot be written; a new
            folder is deleted again.
    """
    providers = find_providers(schemas, overlays, chosen)
    corrected = gather(partial(correct, one, False) for one in providers)
    is_new = not out.exists()
    try:
        for one in corrected:
            _write(one, out / one.provider.key)
    except BaseException as error:
        if is_new:
            shutil.rmtree(out, ignore_errors=True)
        if not isinstance(error, OSError):
            raise
        message = f"cannot be written: {error.strerror or error}"
        raise ProblemsError([Problem(Place(out), message, "choose another folder")]) from None
    return [one.key for one in providers]


def _write(corrected: Corrected, folder: Path) -> None:
    folder.mkdir(parents=True)
    source = corrected.provider.folder
    shutil.copy(source / "provider.toml", folder)
    if (source / "emulator.py").is_file():
        shutil.copy(source / "emulator.py", folder)
    if (source / "samples").is_dir():
        shutil.copytree(source / "samples", folder / "samples")
    if isinstance(corrected, CorrectedOpenAPI):
        text = merged_text(corrected.merged, "yaml").text
        (folder / "openapi.yaml").write_text(text, encoding="utf-8")
        return
    text = schema_text(corrected.merged.definitions)
    (folder / "schema.graphql").write_text(text, encoding="utf-8")
    names = {".".join(one.outcome.steps): one.name for one in corrected.operations}
    (folder / "operations.json").write_text(json.dumps(names), encoding="utf-8")
