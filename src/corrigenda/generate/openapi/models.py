"""Has datamodel-code-generator write the msgspec structs that responses are read into.

The schema is adapted before, never the output after: times must know their zone, and enums stay
open.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corrigenda.generate.datamodel import run_datamodel
from corrigenda.generate.parts import TEMPLATES
from corrigenda.openapi.operations import Operation
from corrigenda.openapi.singles import Single
from corrigenda.problems import Place
from corrigenda.trees import Object, is_array, is_object, schema_name, to_builtins, walk


def write_models(
    root: Object,
    operations: Sequence[Operation],
    singles: Sequence[Single],
    package: str,
    folder: Path,
    place: Place,
) -> str:
    """The text of `models.py`: a struct or an enum for every schema that an operation uses.

    Raises:
        ProblemsError: the generator failed, or warned.
    """
    names = used_schemas(root, operations)
    schemas = {
        name: _adapt(to_builtins(root["components"]["schemas"][name]), package) for name in names
    }
    models = f"{package}._runtime.models"
    helpers = ("OpenEnum", "CaselessEnum", "OpenIntEnum", "read_booleans", "single")
    imports = [
        "typing.ClassVar",
        "collections.abc.Mapping",
        *(f"{models}.{name}" for name in helpers),
    ]
    return run_datamodel(
        schemas,
        folder,
        "models",
        place,
        "--output-model-type=msgspec.Struct",
        "--keyword-only",
        "--snake-case-field",
        f"--base-class={models}.Model",
        "--field-extra-keys=x-aliases",
        f"--custom-template-dir={TEMPLATES / 'models'}",
        f"--additional-imports={','.join(imports)}",
        f"--extra-template-data={json.dumps(_template_data(schemas, singles))}",
    )


def used_schemas(root: Object, operations: Sequence[Operation]) -> list[str]:
    """The names of all schemas that bodies, responses and parameters lead to, in document order."""
    waiting = [
        name for operation in operations for name in (operation.body, operation.response) if name
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
    if python_type := _python_type(schema):
        adapted["customTypePath"] = f"{package}._runtime.scalar.{python_type}"
    if schema.get("format") == "unix-time":
        del adapted["format"]
    return adapted


def _python_type(schema: Object) -> str | None:
    """The runtime's type for a string that is more than text; its other strings are `str`."""
    types = schema.get("type", ())
    is_text = "string" in types if is_array(types) else types == "string"
    formats = {"date-time": "AwareDatetime", "decimal": "DecimalText", "boolean": "BooleanText"}
    return formats.get(str(schema.get("format"))) if is_text else None


def _template_data(schemas: Object, singles: Sequence[Single]) -> dict[str, Object]:
    """What the templates need to know of a class beyond what the generator tells them."""
    caseless = [name for name, schema in schemas.items() if schema.get("x-case-insensitive")]
    data: dict[str, Object] = {name: {"enum_base": "CaselessEnum"} for name in caseless}
    for one in singles:
        names = data.setdefault(one.schema, {}).setdefault("singles", {})
        names[one.property] = {"name": one.name, "item": one.item}
    return data
