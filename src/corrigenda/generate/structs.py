"""Has datamodel-code-generator write the msgspec structs that answers are read into.

The schema is adapted before, never the output after: times must know their zone, and enums stay
open.
"""

import json
from pathlib import Path
from typing import Any

from corrigenda.documents import Object, is_array, is_object, plain, walk
from corrigenda.generate.dcg import run_dcg
from corrigenda.operations import Operation, schema_name
from corrigenda.problems import Place

TEMPLATES = Path(__file__).parent.parent / "templates" / "models"


def write_structs(
    root: Object, operations: list[Operation], package: str, folder: Path, place: Place
) -> str:
    """The text of `models.py`: a struct or an enum for every schema that an operation uses.

    Raises:
        ProblemsError: the generator failed, or warned.
    """
    names = used_schemas(root, operations)
    schemas = {name: _adapt(plain(root["components"]["schemas"][name]), package) for name in names}
    models = f"{package}._runtime.models"
    imports = [
        "typing.ClassVar",
        "collections.abc.Mapping",
        f"{models}.OpenEnum",
        f"{models}.CaselessEnum",
    ]
    return run_dcg(
        schemas,
        folder,
        "models",
        place,
        "--output-model-type=msgspec.Struct",
        "--keyword-only",
        f"--base-class={models}.Model",
        "--field-extra-keys=x-aliases",
        f"--custom-template-dir={TEMPLATES}",
        f"--additional-imports={','.join(imports)}",
        f"--extra-template-data={json.dumps(_enum_bases(schemas))}",
    )


def used_schemas(root: Object, operations: list[Operation]) -> list[str]:
    """The names of all schemas that bodies, answers and parameters lead to, in document order."""
    waiting = [
        name for operation in operations for name in (operation.body, operation.answer) if name
    ]
    for operation in operations:
        for parameter in operation.parameters:
            waiting += _references(parameter.schema)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(root["components"]["schemas"][name])
    return [name for name in root["components"]["schemas"] if name in found]


def _references(schema: Any) -> list[str]:
    return [name for _at, node in walk(schema) if is_object(node) and (name := schema_name(node))]


def _adapt(schema: Any, package: str) -> Any:
    if is_array(schema):
        return [_adapt(item, package) for item in schema]
    if not is_object(schema):
        return schema
    adapted = {key: _adapt(value, package) for key, value in schema.items()}
    if schema.get("format") == "date-time":
        adapted["customTypePath"] = f"{package}._runtime.models.AwareDatetime"
    return adapted


def _enum_bases(schemas: Object) -> dict[str, dict[str, str]]:
    caseless = [name for name, schema in schemas.items() if schema.get("x-case-insensitive")]
    return {name: {"enum_base": "CaselessEnum"} for name in caseless}
