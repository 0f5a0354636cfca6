"""Runs datamodel-code-generator in its own folder, with every option given explicitly.

It runs in a process of its own, because its formatting and settings depend on the working
directory.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corrigenda.generate.parts import HEADER
from corrigenda.generate.process import Workshop
from corrigenda.generate.refused import RefusedError, refused_schemas
from corrigenda.trees import Object, is_array, is_object

_COMMON = (
    "--input-file-type=openapi",
    "--openapi-scopes=schemas",
    "--disable-timestamp",
    f"--custom-file-header={HEADER}",
    "--formatters=builtin",
    "--ignore-pyproject",
    "--target-python-version=3.11",
    "--strict-nullable",
    "--strict-refs",
    "--no-allow-remote-refs",
    "--output-datetime-class=datetime",
    "--use-schema-description",
    "--use-field-description",
    "--use-inline-field-description",
    "--use-single-line-docstring",
    "--use-standard-collections",
    "--use-union-operator",
)


def run_datamodel(
    schemas: Object,
    work: Workshop,
    name: str,
    *options: str,
    aliases: Mapping[str, str],
    template_data: Object,
) -> str:
    """Generate one module from named schemas and return its text.

    Args:
        schemas: `components/schemas` of the document to generate from.
        work: a working folder outside the repository, and the generators.
        name: the name of the document in that folder.
        options: options of the generator beyond the common ones.
        aliases: the names of attributes, by class and property (`{"Order.createdAt": ...}`).
        template_data: what the templates get, by class.

    Raises:
        RefusedError: the generator failed or warned.
    """
    given = [*_COMMON, *options]
    if not _run(schemas, work, name, given, aliases, template_data):

        def accepts(some: Object) -> bool:
            with TemporaryDirectory(dir=work.folder) as scratch:
                place = Workshop(Path(scratch), work.accepts)
                return _run(some, place, name, given, aliases, template_data)

        raise RefusedError(refused_schemas(schemas, accepts))
    return (work.folder / f"{name}.py").read_text(encoding="utf-8")


def _run(
    schemas: Object,
    work: Workshop,
    name: str,
    options: Sequence[str],
    aliases: Mapping[str, str],
    template_data: Object,
) -> bool:
    document = {"openapi": "3.1.0", "info": {"title": name, "version": "1"}, "paths": {}}
    folder = work.folder
    # Its formatter would read the settings of a project around the temporary folder.
    (folder / "pyproject.toml").touch()
    source = folder / f"{name}.json"
    text = json.dumps({**document, "components": {"schemas": _on_one_line(schemas)}}, indent=1)
    source.write_text(text, encoding="utf-8")
    arguments = [f"--input={source.name}", f"--output={name}.py", *options]
    # Files, because the command line of a large schema would be too long.
    for option, content in (("aliases", aliases), ("extra-template-data", template_data)):
        (folder / f"{name}-{option}.json").write_text(json.dumps(content), encoding="utf-8")
        arguments.append(f"--{option}={name}-{option}.json")
    return work.accepts("datamodel_code_generator", arguments, folder)


def _on_one_line(node: Any) -> Any:
    """Return the schemas with every description on one line, for docstrings."""
    if is_array(node):
        return [_on_one_line(value) for value in node]
    if not is_object(node):
        return node
    return {
        key: " ".join(value.split())
        if key == "description" and isinstance(value, str)
        else _on_one_line(value)
        for key, value in node.items()
    }
