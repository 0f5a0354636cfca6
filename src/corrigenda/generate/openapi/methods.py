"""Reads the operations with openapi-python-client, for the names of methods and arguments.

It reads only an outline, in which it finds nothing to drop. An endpoint that it drops nevertheless
is a problem here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint, GeneratorData

from corrigenda.generate.method import Argument, Method
from corrigenda.generate.openapi.contents import Sent, content_notes, read_received, read_sent
from corrigenda.generate.openapi.files import file_schema
from corrigenda.generate.openapi.names import told
from corrigenda.generate.openapi.paging import read_paging
from corrigenda.generate.openapi.writings import kind_of, write_parameters
from corrigenda.generate.prose import cited_lines, without_lines
from corrigenda.generate.structs import Structs, read_structs
from corrigenda.naming import argument_names, arguments_classes
from corrigenda.openapi.dialect import Dialect
from corrigenda.openapi.operations import Operation, Parameter
from corrigenda.problems import Problem, raise_any
from corrigenda.texts.defaults import in_words
from corrigenda.trees import Object, resolve, to_builtins


def read_methods(
    dialect: Dialect, operations: Sequence[Operation], package: str, models: str
) -> list[Method]:
    """Return one method per operation, in the order of the operations.

    Raises:
        ProblemsError: openapi-python-client does not read the operations that we do.
    """
    found = _endpoints(operations, package)
    read = {str(part.name): len(part.list_all_parameters()) for part in found}
    missing = [
        one
        for at, one in enumerate(operations)
        if read.get(f"operation_{at}") != len(one.parameters)
    ]
    raise_any(_missing(dialect, operation) for operation in missing)
    structs = read_structs(models)
    classes = arguments_classes([operation.name for operation in operations])
    return [
        replace(_method(dialect, operation, structs, package), arguments_name=name)
        for operation, name in zip(operations, classes, strict=True)
    ]


def _endpoints(operations: Sequence[Operation], package: str) -> list[Endpoint]:
    config = Config.from_sources(
        ConfigFile(post_hooks=[], package_name_override=package),
        MetaType.NONE,
        Path("openapi.yaml"),
        "utf-8",
        overwrite=False,
        output_path=None,
    )
    data = GeneratorData.from_dict(_outline(operations), config=config)
    if isinstance(data, GeneratorError):
        return []
    collections = data.endpoint_collections_by_tag.values()
    return [endpoint for collection in collections for endpoint in collection.endpoints]


def _outline(operations: Sequence[Operation]) -> Object:
    """A document of the operations and their parameters, whose names and types are all plain."""
    paths: dict[str, Object] = {}
    for at, one in enumerate(operations):
        # Some documents have a path twice, told apart by a fragment.
        path, parameters = f"/{at}{one.path}", list[Object]()
        for index, each in enumerate(one.parameters):
            name = f"parameter_{at}_{index}"
            if each.place == "path":
                path = path.replace(f"{{{each.name}}}", f"{{{name}}}")
            shape = {"required": each.required, "schema": {"type": "string"}}
            parameters.append({"name": name, "in": each.place, **shape})
        paths.setdefault(path, {})[one.method.lower()] = {
            "operationId": f"operation_{at}",
            "parameters": parameters,
            "responses": {"204": {"description": ""}},
        }
    return {"openapi": "3.1.0", "info": {"title": "outline", "version": "1"}, "paths": paths}


def _missing(dialect: Dialect, operation: Operation) -> Problem:
    message = f"openapi-python-client does not read `{operation.method} {operation.path}`"
    return Problem(dialect.place(operation.location), message, "leave the operation out")


def _method(dialect: Dialect, operation: Operation, structs: Structs, package: str) -> Method:
    sent, received = read_sent(dialect.root, operation), read_received(operation)
    found = [
        *_parameters(dialect.root, operation),
        *_members(dialect.root, operation, sent, package),
    ]
    named = _named(found)
    arguments = sorted(
        named, key=lambda argument: (argument.place != "path", not argument.required)
    )
    place = dialect.place((*operation.location, "x-paging"))
    paging, item = read_paging(operation, arguments, structs, received.annotation, place)
    return Method(
        name=operation.name,
        summary=_summary(operation),
        description=without_lines(operation.description),
        lines=cited_lines(operation.summary, operation.description),
        response=received.annotation,
        arguments=tuple(arguments),
        operation=operation,
        paging=paging,
        item=item,
        corrected=tuple(dialect.corrections(operation.location)),
        alternative=_alternative(dialect, operation),
        notes=(*_notes(operation), *content_notes(operation, sent)),
        raises=_READS if sent and (sent.kind == "binary" or sent.encodings.files) else {},
        sent=sent,
        received=received,
        deprecated="" if operation.deprecated else None,
    )


_READS = {"OSError": "a file cannot be read; nothing is sent."}


def _summary(operation: Operation) -> str:
    """What the docstring begins with: the summary, or the first sentence of the description."""
    text = operation.summary or operation.description.strip().partition("\n")[0]
    first = without_lines(text if operation.summary else text.partition(". ")[0])
    return first or f"Send `{operation.method} {operation.path}`"


def _named(arguments: Sequence[Argument]) -> list[Argument]:
    """The arguments, each with a name of its own, and with a word on what is sent if that differs.

    A body that is one argument has no name in the document.
    """
    names = argument_names([(one.place, one.wire or "body") for one in arguments])
    return [
        replace(one, name=name, schema=told(one.schema, one.wire, name) if one.wire else one.schema)
        for one, name in zip(arguments, names, strict=True)
    ]


def _alternative(dialect: Dialect, operation: Operation) -> str:
    """What the docstring says of the path that is tried where the first one is a 404."""
    other = operation.alternative_path
    if other is None:
        return ""
    corrections = dialect.corrections((*operation.location, "x-alternative-path"))
    source = f": see errata {', '.join(corrections)}" if corrections else ""
    return f"If the service has no `{operation.path}`, `{other}` is tried{source}."


def _notes(operation: Operation) -> Iterator[str]:
    """What the docstring says of a server of its own, and of parameters that are no arguments."""
    if operation.base_url:
        yield f"It is sent to `{operation.base_url}`, whatever the client's base URL."
    if operation.unsent:
        names = ", ".join(f"`{name}`" for name in operation.unsent)
        yield f"The client itself sends what the schema lists as parameters: {names}."


def _parameters(root: Object, operation: Operation) -> Iterator[Argument]:
    writings = write_parameters(root, operation.parameters)
    for parameter, writing in zip(operation.parameters, writings, strict=True):
        yield Argument(
            name="",
            wire=parameter.name,
            place=parameter.place,
            required=parameter.required,
            schema=_described(_with_words(parameter)),
            positional=parameter.place == "path",
            comma=parameter.comma,
            kind=kind_of(root, parameter.schema),
            writing=writing,
        )


def _with_words(parameter: Parameter) -> Object:
    """The schema of a parameter, with what the parameter says beside it."""
    deprecated = {"deprecated": True} if parameter.deprecated else {}
    return {**parameter.schema, "description": parameter.description, **deprecated}


def _members(
    root: Object, operation: Operation, sent: Sent | None, package: str
) -> Iterator[Argument]:
    """An argument for each property of a body, or one for a body without properties."""
    if operation.body is None or sent is None:
        return
    schema = _described(operation.body.schema)
    if not sent.is_split:
        kinds = {"text": {"type": "string"}, "binary": file_schema({}, package, "BinaryInput")}
        yield Argument("", "", "body", sent.required, kinds.get(sent.kind, schema))
        return
    struct = resolve(root, operation.body.schema)
    required = struct.get("required", ()) if sent.required else ()
    for wire, one in struct["properties"].items():
        is_file = wire in sent.encodings.files
        described = _described(file_schema(one, package, "FileInput") if is_file else one)
        yield Argument("", wire, "body", wire in required, described)


def _described(schema: Object) -> Object:
    """A copy of a schema with all that its descriptions are to say, and without page lines."""
    described: Object = in_words(to_builtins(schema))
    if "description" in described:
        described["description"] = without_lines(described["description"])
    return described
