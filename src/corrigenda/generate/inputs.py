"""Generates the TypedDicts for nested inputs with datamodel-code-generator.

A dict for an input is JSON with the provider's own field names. A decimal may be a `Decimal` or an
`int`, and an object may be a dict or a struct of `models`. Every method also gets a TypedDict of
its arguments, from which `signatures` reads their types.
"""

from dataclasses import dataclass, replace
from typing import Any

from corrigenda.generate.datamodel import run_datamodel
from corrigenda.generate.method import Method
from corrigenda.generate.parts import TEMPLATES
from corrigenda.generate.process import Workshop
from corrigenda.trees import Object, is_array, is_object, schema_name

_INTEGER = {"type": "integer"}
_HIDING = ["bool", "dict", "float", "int", "list", "str"]
"""Keys that would hide the names of builtin types; names from modules get aliases."""
_CHOICES = {
    "decimal": [{"type": "number", "format": "decimal"}, _INTEGER],
    "unix-time": [{"type": "string", "format": "date-time"}, _INTEGER],
    "boolean": [{"type": "boolean"}],
    "uuid": [{"type": "string", "customTypePath": "uuid.UUID"}, {"type": "string"}],
    "byte": [{"type": "string", "format": "binary"}],
    "duration": [{"type": "string", "customTypePath": "datetime.timedelta"}, {"type": "string"}],
}
"""The types that callers may pass for a value, by format."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The named schemas, the package, and the unions that are being written."""

    components: Object
    package: str
    within: tuple[str, ...] = ()


def write_inputs(components: Object, methods: list[Method], package: str, work: Workshop) -> str:
    """Return the text of `inputs.py`.

    Args:
        components: the schemas that arguments use, in the order of the output.
        methods: the methods whose arguments are described.
        package: the import name of the package.
        work: a working folder outside the repository, and the generators.

    Raises:
        RefusedError: the generator failed or warned.
    """
    known = _Known(components, package)
    inner = _inner_names(components, methods)
    schemas = {
        f"{name}Dict": _adapt(schema, known)
        for name, schema in components.items()
        if name in inner and not is_array(schema.get("anyOf"))
    }
    for method in methods:
        schemas[method.arguments_name] = _arguments_schema(method, known)
    return run_datamodel(
        schemas,
        work,
        "inputs",
        "--output-model-type=typing.TypedDict",
        "--no-use-closed-typed-dict",
        "--disable-future-imports",  # with them, NotRequired has no effect at run time
        "--use-generic-container-types",
        f"--external-ref-mapping=models.json={package}.models",
        f"--custom-template-dir={TEMPLATES / 'inputs'}",
        aliases=_names(methods),
        template_data={"#all#": {"taken": _HIDING}},
    )


def _names(methods: list[Method]) -> dict[str, str]:
    """The names of arguments, which are Python's already, and stay as they are."""
    return {
        f"{method.arguments_name}.{argument.name}": argument.name
        for method in methods
        for argument in method.arguments
    }


def _inner_names(components: Object, methods: list[Method]) -> set[str]:
    """Return the names of the object schemas inside arguments."""
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


def _arguments_schema(method: Method, known: _Known) -> Object:
    return {
        "type": "object",
        "description": f"The arguments of `{method.name}`.",
        "required": [argument.name for argument in method.arguments if argument.required],
        "properties": {
            argument.name: _adapt(argument.schema, known) for argument in method.arguments
        },
    }


def _adapt(schema: Object, known: _Known) -> Object:
    """Return the schema with every Python type that callers may pass for a value."""
    described = {"description": schema["description"]} if schema.get("description") else {}
    name = schema_name(schema)
    if name:
        return {**described, "anyOf": _alternatives(name, known)}
    if schema.get("format") in _CHOICES:
        types = schema["type"] if is_array(schema["type"]) else [schema["type"]]
        nullable = [{"type": "null"}] if "null" in types else []
        return {**described, "anyOf": [*_CHOICES[schema["format"]], *nullable]}
    return {
        key: _adapt_member(key, value, known)
        for key, value in schema.items()
        if not key.startswith("x-")
    }


def _adapt_member(key: str, value: Any, known: _Known) -> Any:
    if key in ("anyOf", "oneOf", "allOf"):
        return [choice for option in value for choice in _flattened(_adapt(option, known))]
    if key == "properties":
        return {name: _adapt(schema, known) for name, schema in value.items()}
    return (
        _adapt(value, known)
        if key in ("items", "additionalProperties") and is_object(value)
        else value
    )


def _flattened(schema: Object) -> list[Object]:
    return (
        list(schema["anyOf"])
        if set(schema) <= {"anyOf", "description"} and "anyOf" in schema
        else [schema]
    )


def _alternatives(name: str, known: _Known) -> list[Object]:
    schema = known.components[name]
    struct = {"$ref": f"models.json#/components/schemas/{name}"}
    if is_array(schema.get("anyOf")):
        return _members(name, known)
    if "enum" in schema:
        plain_type = {"type": schema.get("type", "string")}
        return [struct, plain_type]
    return [{"$ref": f"#/components/schemas/{name}Dict"}, struct]


def _members(name: str, known: _Known) -> list[Object]:
    """What callers may pass for a named union; inside itself it is what responses have."""
    if name in known.within:
        return [_imported(f"{known.package}.unions.{name}")]
    inside = replace(known, within=(*known.within, name))
    found: list[Object] = _adapt_member("anyOf", known.components[name]["anyOf"], inside)
    is_open = any(str(one.get("$ref", "")).startswith("#") for one in found)
    unlisted = _imported(f"{known.package}._runtime.choice.UnknownMember")
    return [*found, *([unlisted] if is_open else [])]


def _imported(path: str) -> Object:
    """A type that is imported, which the generator takes from any schema."""
    return {"type": "string", "customTypePath": path}
