"""Generates the msgspec structs of responses with datamodel-code-generator.

Times need a time zone, enums stay open, and no property replaces a method. For that the schema and
the options are adapted before generation; the output is never edited.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from corrigenda.generate.datamodel import run_datamodel
from corrigenda.generate.openapi.names import attribute_aliases
from corrigenda.generate.openapi.unions import is_union, options_by_content
from corrigenda.generate.parts import HEADER, TEMPLATES
from corrigenda.generate.process import Workshop
from corrigenda.generate.signatures import defined_names
from corrigenda.openapi.operations import Operation
from corrigenda.openapi.singles import Single
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.trees import Object, is_array, is_object, schema_name, to_builtins, walk


def write_models(
    root: Object,
    operations: Sequence[Operation],
    singles: Sequence[Single],
    package: str,
    work: Workshop,
    place: Place,
) -> str:
    """Return the text of `models.py`: a struct or enum for every schema that an operation uses.

    Raises:
        RefusedError: the generator failed or warned.
        ProblemsError: it gives a class another name than the rest of the package uses.
    """
    names = used_schemas(root, operations)
    given: Object = {name: to_builtins(root["components"]["schemas"][name]) for name in names}
    unions = frozenset(name for name, one in given.items() if is_union(one))
    schemas = {
        name: _adapt(one, package, unions) for name, one in given.items() if name not in unions
    }
    if not schemas:
        return f'{HEADER}\n"""The structs and enums of the service, of which there are none."""\n'
    models = f"{package}._runtime.models"
    helpers = ("OpenEnum", "CaselessEnum", "OpenIntEnum", "read_booleans", "single")
    imports = [
        "typing.Any",
        "typing.ClassVar",
        "collections.abc.Iterator",
        "collections.abc.Mapping",
        f"{package}._runtime.pages.PageModel",
        *(f"{models}.{name}" for name in helpers),
    ]
    text = run_datamodel(
        schemas,
        work,
        "models",
        "--output-model-type=msgspec.Struct",
        "--keyword-only",
        f"--base-class={models}.Model",
        f"--custom-template-dir={TEMPLATES / 'models'}",
        f"--additional-imports={','.join(imports)}",
        aliases=attribute_aliases(schemas),
        template_data=_template_data(given, singles, operations),
    )
    raise_any(_renamed(schemas, text, place))
    return text


def _renamed(schemas: Object, models: str, place: Place) -> Iterator[Problem]:
    """A problem for each schema whose class has another name than the rest of the package uses."""
    for name in sorted(set(schemas) - set(defined_names(models))):
        message = f"datamodel-code-generator makes no class `{name}`"
        yield Problem(place, message, "give the schema another name, with `x-name` or a title")


def used_schemas(root: Object, operations: Sequence[Operation]) -> list[str]:
    """Return the names of all schemas that bodies, responses and parameters use, in order."""
    waiting: list[str] = []
    for operation in operations:
        schemas = [one.schema for one in operation.contents]
        for schema in (*schemas, *(one.schema for one in operation.parameters)):
            waiting += _references(schema)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(root["components"]["schemas"][name])
    return [name for name in root["components"]["schemas"] if name in found]


def _references(schema: Any) -> list[str]:
    return [name for _at, node in walk(schema) if is_object(node) and (name := schema_name(node))]


def _adapt(schema: Any, package: str, unions: frozenset[str]) -> Any:
    if is_array(schema):
        return [_adapt(item, package, unions) for item in schema]
    if not is_object(schema):
        return schema
    if (name := schema_name(schema)) in unions:
        said = {key: value for key, value in schema.items() if key != "$ref"}
        return {**said, "type": "string", "customTypePath": f"{package}.unions.{name}"}
    adapted = {key: _adapt(value, package, unions) for key, value in schema.items()}
    if schema.get("format") == "unix-time":
        del adapted["format"]
    if python_type := _python_type(schema):
        is_ours = "." not in python_type
        path = f"{package}._runtime.scalar.{python_type}" if is_ours else python_type
        return _of_type(adapted, path)
    if schema.get("format") == "byte":
        adapted["format"] = "binary"  # to the generator these are bytes, and `byte` is a text
    return adapted


def _of_type(schema: Object, path: str) -> Object:
    """A schema with another type; the generator forgets that an item may be null beside it."""
    if not is_array(schema["type"]) or "null" not in schema["type"]:
        return {**schema, "customTypePath": path}
    said = {key: value for key, value in schema.items() if key not in ("type", "format")}
    return {**said, "anyOf": [{"type": "string", "customTypePath": path}, {"type": "null"}]}


def _python_type(schema: Object) -> str | None:
    """Return the type of a string with a format that the generator gives another type."""
    types = schema.get("type", ())
    is_text = "string" in types if is_array(types) else types == "string"
    return _FORMATS.get(str(schema.get("format"))) if is_text else None


_FORMATS = {
    "date-time": "AwareDatetime",
    "decimal": "DecimalText",
    "boolean": "BooleanText",
    "duration": "DurationText",
    "uuid": "uuid.UUID",
}


def _template_data(
    schemas: Object, singles: Sequence[Single], operations: Sequence[Operation]
) -> dict[str, Object]:
    """Return what the templates need to know about a class beyond the generator's own data."""
    options = options_by_content(schemas)
    caseless = [name for name, schema in schemas.items() if schema.get("x-case-insensitive")]
    data: dict[str, Object] = {name: {"enum_base": "CaselessEnum"} for name in caseless}
    for name, schema in schemas.items():
        if aliases := list(_other_names(schema)):
            data.setdefault(name, {})["aliases"] = aliases
        if name in options and (constants := list(_constants(schema, schemas))):
            data.setdefault(name, {})["constants"] = constants
    for one in singles:
        names = data.setdefault(one.schema, {}).setdefault("singles", {})
        names[one.property] = {"name": one.name, "item": one.item}
    for operation in operations:
        response = operation.response and operation.response.name
        if operation.paging and response:
            items = operation.paging.items
            listed: Object = schemas[response].get("properties", {}).get(items, {})
            item = schema_name(listed.get("items", {}))
            if item is None:
                continue  # only a page with a list of its own objects is one itself
            page = {"page_items": items, "page_item": item}
            data.setdefault(response, {}).update(page)
    return data


def _constants(schema: Object, schemas: Object) -> Iterator[tuple[str, str]]:
    """The properties of a struct that have only one value, each with the value, as Python."""
    for wire, one in schema.get("properties", {}).items():
        values = schemas.get(schema_name(one) or "", {}).get("enum", ())
        value = values[0] if len(values) == 1 else one.get("x-constant")
        if isinstance(value, str | int):
            yield repr(wire), repr(value)


def _other_names(schema: Object) -> Iterator[tuple[str, str]]:
    """The aliases of the properties of a struct, each with its property, as Python."""
    for wire, one in schema.get("properties", {}).items():
        for alias in one.get("x-aliases", ()):
            yield repr(str(alias)), repr(wire)
