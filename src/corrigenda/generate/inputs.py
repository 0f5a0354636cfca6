"""Has datamodel-code-generator write the TypedDicts that nested inputs may be given as.

A dict for an input is JSON with the provider's own names. Its values may be exact (`Decimal` or
`int` where the schema has a decimal), and wherever an object is due, a struct of `models` will do
as well. For every method there is a TypedDict of its arguments, from which `signatures` takes their
types.
"""

import json
from pathlib import Path
from typing import Any

from corrigenda.generate.datamodel import run_datamodel
from corrigenda.generate.method import Method
from corrigenda.generate.parts import TEMPLATES
from corrigenda.problems import Place
from corrigenda.trees import Object, is_array, is_object, schema_name

_INTEGER = {"type": "integer"}
_HIDING = ["bool", "dict", "float", "int", "list", "str"]
"""Keys that would hide what the types of other keys are called; those of modules get aliases."""
_CHOICES = {
    "decimal": [{"type": "number", "format": "decimal"}, _INTEGER],
    "unix-time": [{"type": "string", "format": "date-time"}, _INTEGER],
    "boolean": [{"type": "boolean"}],
}
"""What a value of a format may be given as, by format."""


def write_inputs(
    components: Object, methods: list[Method], package: str, folder: Path, place: Place
) -> str:
    """The text of `inputs.py`.

    Args:
        components: the schemas that arguments lead to, in the order in which they shall stand.
        methods: the methods whose arguments are described.
        package: the name under which the package is imported.
        folder: an empty place outside the repository to work in.
        place: where a problem is reported.

    Raises:
        ProblemsError: the generator failed, or warned.
    """
    inner = _inner_names(components, methods)
    schemas = {
        f"{name}Dict": _adapt(schema, components)
        for name, schema in components.items()
        if name in inner
    }
    for method in methods:
        schemas[method.arguments_name] = _arguments_schema(method, components)
    return run_datamodel(
        schemas,
        folder,
        "inputs",
        place,
        "--output-model-type=typing.TypedDict",
        "--no-use-closed-typed-dict",
        "--disable-future-imports",  # or NotRequired would not count at run time
        "--use-generic-container-types",
        f"--external-ref-mapping=models.json={package}.models",
        f"--custom-template-dir={TEMPLATES / 'inputs'}",
        f"--extra-template-data={json.dumps({'#all#': {'taken': _HIDING}})}",
    )


def _inner_names(components: Object, methods: list[Method]) -> set[str]:
    """The object schemas that stand inside an argument."""
    waiting = [argument.schema for method in methods for argument in method.arguments]
    found: set[str] = set()
    while waiting:
        schema = waiting.pop()
        name = schema_name(schema)
        if name and name not in found and "enum" not in components[name]:
            found.add(name)
            waiting.append(components[name])
        waiting += _children(schema)
    return found


def _children(schema: Object) -> list[Object]:
    nested = [
        *schema.get("properties", {}).values(),
        *schema.get("anyOf", ()),
        *schema.get("oneOf", ()),
    ]
    return [
        *nested,
        *(schema[key] for key in ("items", "additionalProperties") if is_object(schema.get(key))),
    ]


def _arguments_schema(method: Method, components: Object) -> Object:
    return {
        "type": "object",
        "description": f"The arguments of `{method.name}`.",
        "required": [argument.name for argument in method.arguments if argument.required],
        "properties": {
            argument.name: _adapt(argument.schema, components) for argument in method.arguments
        },
    }


def _adapt(schema: Object, components: Object) -> Object:
    """The schema with every alternative that Python offers for a value spelt out."""
    described = {"description": schema["description"]} if schema.get("description") else {}
    name = schema_name(schema)
    if name:
        return {**described, "anyOf": _alternatives(name, components)}
    if schema.get("format") in _CHOICES:
        types = schema["type"] if is_array(schema["type"]) else [schema["type"]]
        nullable = [{"type": "null"}] if "null" in types else []
        return {**described, "anyOf": [*_CHOICES[schema["format"]], *nullable]}
    return {
        key: _adapt_member(key, value, components)
        for key, value in schema.items()
        if not key.startswith("x-")
    }


def _adapt_member(key: str, value: Any, components: Object) -> Any:
    if key in ("anyOf", "oneOf", "allOf"):
        return [choice for option in value for choice in _flattened(_adapt(option, components))]
    if key == "properties":
        return {name: _adapt(schema, components) for name, schema in value.items()}
    return (
        _adapt(value, components)
        if key in ("items", "additionalProperties") and is_object(value)
        else value
    )


def _flattened(schema: Object) -> list[Object]:
    return (
        list(schema["anyOf"])
        if set(schema) <= {"anyOf", "description"} and "anyOf" in schema
        else [schema]
    )


def _alternatives(name: str, components: Object) -> list[Object]:
    struct = {"$ref": f"models.json#/components/schemas/{name}"}
    if "enum" in components[name]:
        plain_type = {"type": components[name].get("type", "string")}
        return [struct, plain_type]
    return [{"$ref": f"#/components/schemas/{name}Dict"}, struct]
