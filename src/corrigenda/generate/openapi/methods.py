"""Reads the operations with openapi-python-client, for the names of methods and arguments.

An endpoint that the generator would drop with a warning is a problem here.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint, GeneratorData
from openapi_python_client.parser.properties import ModelProperty

from corrigenda.generate.method import Argument, Method
from corrigenda.generate.openapi.paging import read_paging
from corrigenda.generate.prose import cited_lines, without_lines
from corrigenda.generate.structs import Structs, read_structs
from corrigenda.naming import METHOD_OPTIONS, python_name
from corrigenda.openapi.operations import Operation, Parameter
from corrigenda.overlay.merged import Merged
from corrigenda.problems import Problem, ProblemsError, raise_any
from corrigenda.texts.defaults import in_words
from corrigenda.trees import Object, resolve, to_builtins


def read_methods(
    merged: Merged, operations: Iterable[Operation], package: str, models: str
) -> list[Method]:
    """Return one method per operation, in the order of the operations.

    Raises:
        ProblemsError: the generator cannot read the document, or would drop a part of it, or two
            arguments of a method have the same name.
    """
    endpoints = _endpoints(merged, package)
    by_place = {(part.method.upper(), _written_path(part)): part for part in endpoints}
    structs = read_structs(models)
    methods = [
        _method(merged, operation, by_place[operation.method, operation.path], structs)
        for operation in operations
    ]
    raise_any(problem for method in methods for problem in _twice(merged, method))
    return methods


def _endpoints(merged: Merged, package: str) -> list[Endpoint]:
    config = Config.from_sources(
        ConfigFile(post_hooks=[], package_name_override=package),
        MetaType.NONE,
        Path("openapi.yaml"),
        "utf-8",
        overwrite=False,
        output_path=None,
    )
    data = GeneratorData.from_dict(to_builtins(merged.root), config=config)
    if isinstance(data, GeneratorError):
        raise ProblemsError([_problem(merged, data)])
    collections = data.endpoint_collections_by_tag.values()
    dropped = [*data.errors, *(error for part in collections for error in part.parse_errors)]
    raise_any(_problem(merged, error) for error in dropped)
    return [endpoint for collection in collections for endpoint in collection.endpoints]


def _written_path(endpoint: Endpoint) -> str:
    """Return the path as the document has it: the generator puts its own names into it."""
    path = raw(endpoint.path)
    for parameter in endpoint.path_parameters:
        path = path.replace(f"{{{parameter.python_name}}}", f"{{{raw(parameter.name)}}}")
    return path


def raw(value: Any) -> str:
    """Return a string that the generator marks as untrusted; escape it in code."""
    return str(value.get_untrusted_value()) if hasattr(value, "get_untrusted_value") else str(value)


def _problem(merged: Merged, error: GeneratorError) -> Problem:
    said = " ".join(f"{error.header}: {error.detail or ''}".split())
    fix = "change the schema to a form that the generator supports"
    return Problem(merged.place(()), f"openapi-python-client: {said}", fix)


def _method(merged: Merged, operation: Operation, endpoint: Endpoint, structs: Structs) -> Method:
    found = [*_parameters(merged.root, operation, endpoint), *_members(merged, operation, endpoint)]
    order = {"path": 0, "query": 1, "body": 1}
    arguments = sorted(found, key=lambda argument: (order[argument.place], not argument.required))
    paging, item = read_paging(operation, arguments, structs)
    return Method(
        name=str(endpoint.name),
        summary=without_lines(operation.summary),
        description=without_lines(operation.description),
        lines=cited_lines(operation.summary, operation.description),
        response=operation.response,
        arguments=tuple(arguments),
        operation=operation,
        paging=paging,
        item=item,
        corrected=tuple(merged.corrections(operation.location)),
        alternative=_alternative(merged, operation),
        deprecated="" if operation.deprecated else None,
    )


def _alternative(merged: Merged, operation: Operation) -> str:
    """What the docstring says of the path that is tried where the first one is a 404."""
    other = operation.alternative_path
    if other is None:
        return ""
    corrections = merged.corrections((*operation.location, "x-alternative-path"))
    source = f": see errata {', '.join(corrections)}" if corrections else ""
    return f"If the service has no `{operation.path}`, `{other}` is tried{source}."


def _parameters(root: Object, operation: Operation, endpoint: Endpoint) -> Iterator[Argument]:
    named = {(parameter.place, parameter.name): parameter for parameter in operation.parameters}
    for place, properties in (
        ("path", endpoint.path_parameters),
        ("query", endpoint.query_parameters),
    ):
        for part in properties:
            wire = raw(part.name)
            parameter = named[place, wire]
            yield Argument(
                name=python_name(str(part.python_name), METHOD_OPTIONS),
                wire=wire,
                place=place,
                required=parameter.required,
                schema=_described(_with_words(parameter)),
                positional=place == "path",
                comma=parameter.comma,
                kind=_kind(root, parameter.schema),
            )


def _with_words(parameter: Parameter) -> Object:
    """The schema of a parameter, with what the parameter says beside it."""
    deprecated = {"deprecated": True} if parameter.deprecated else {}
    return {**parameter.schema, "description": parameter.description, **deprecated}


def _kind(root: Object, schema: Object) -> str | None:
    schema = resolve(root, schema)
    if schema.get("type") == "array":
        return _kind(root, schema.get("items", {}))
    if schema.get("type") in ("boolean", "integer"):
        return str(schema["type"])
    return "date" if schema.get("format") == "date" else None


def _members(merged: Merged, operation: Operation, endpoint: Endpoint) -> Iterator[Argument]:
    if operation.body is None:
        return
    schemas = merged.root["components"]["schemas"]
    body = endpoint.bodies[0].prop
    assert isinstance(body, ModelProperty), (
        "corrigenda.openapi.check allows only named object schemas as bodies"
    )
    members = resolve(merged.root, schemas[operation.body])["properties"]
    for part in [*(body.required_properties or ()), *(body.optional_properties or ())]:
        wire = raw(part.name)
        name = python_name(str(part.python_name), METHOD_OPTIONS)
        yield Argument(name, wire, "body", part.required, _described(members[wire]))


def _twice(merged: Merged, method: Method) -> Iterator[Problem]:
    names = [argument.name for argument in method.arguments]
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = f"`{method.name}` has two arguments called `{name}`"
        fix = "rename one; parameters and body fields share one list of arguments"
        yield Problem(merged.place(method.operation.location), message, fix)


def _described(schema: Object) -> Object:
    """A copy of a schema with all that its descriptions are to say, and without page lines."""
    described: Object = in_words(to_builtins(schema))
    if "description" in described:
        described["description"] = without_lines(described["description"])
    return described
