"""Reads the operations with openapi-python-client: the names of methods and of their arguments.

The generator's renderer is used for our templates too (see `package`). An endpoint that it would
drop with a warning is a problem here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint, GeneratorData
from openapi_python_client.parser.properties import ModelProperty

from corrigenda.documents import Object, plain
from corrigenda.operations import Operation, resolve, schema_name
from corrigenda.overlay.apply import Merged
from corrigenda.problems import Problem, ProblemsError, raise_any


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a method. `place` is path, query or body; `type` is a Python annotation.

    `kind` is what the runtime holds a query value to: boolean, date or integer.
    """

    name: str
    wire: str
    place: str
    required: bool
    schema: Object
    comma: bool = False
    kind: str | None = None
    type: str = ""

    @property
    def unix(self) -> bool:
        """Whether a time travels as UNIX time."""
        return self.schema.get("format") == "unix-time"

    @property
    def description(self) -> str:
        return str(self.schema.get("description", ""))


@dataclass(frozen=True, slots=True)
class Method:
    """A client method: its operation, what the generator made of it, and its arguments in order."""

    name: str
    operation: Operation
    endpoint: Endpoint
    arguments: tuple[Argument, ...]
    item: str | None = None

    @property
    def arguments_name(self) -> str:
        """The name of the TypedDict that lists the arguments."""
        return self.name.title().replace("_", "") + "Arguments"

    @property
    def iterator_name(self) -> str:
        """`iter_invoices` for `list_invoices`."""
        return "iter_" + self.name.removeprefix("list_")

    @property
    def comma_joined(self) -> list[str]:
        """The wire names of the lists that travel as one comma-joined value."""
        return [argument.wire for argument in self.arguments if argument.comma]

    @property
    def upward_times(self) -> list[str]:
        """Those of the UNIX times that are rounded up."""
        return [one.wire for one in self.of_place("query") if one.schema.get("x-round") == "up"]

    @property
    def unix_times(self) -> list[str]:
        """The wire names of the query parameters that are UNIX times."""
        return [argument.wire for argument in self.of_place("query") if argument.unix]

    @property
    def kinds(self) -> dict[str, str]:
        """What the runtime holds query values to, by wire name."""
        return {one.wire: one.kind for one in self.of_place("query") if one.kind}

    def of_place(self, place: str) -> list[Argument]:
        """The arguments that travel in the path, the query or the body."""
        return [argument for argument in self.arguments if argument.place == place]


def read_project(merged: Merged, package: str, templates: Path) -> Project:
    """Parse the merged schema with openapi-python-client.

    Raises:
        ProblemsError: the generator cannot read the document, or would drop a part of it.
    """
    config = Config.from_sources(
        ConfigFile(post_hooks=[], package_name_override=package),
        MetaType.NONE,
        Path("openapi.yaml"),
        "utf-8",
        overwrite=False,
        output_path=None,
    )
    data = GeneratorData.from_dict(plain(merged.root), config=config)
    if isinstance(data, GeneratorError):
        raise ProblemsError([_problem(merged, data)])
    collections = data.endpoint_collections_by_tag.values()
    dropped = [*data.errors, *(error for part in collections for error in part.parse_errors)]
    raise_any(_problem(merged, error) for error in dropped)
    return Project(openapi=data, config=config, custom_template_path=templates)


def read_methods(project: Project, merged: Merged, operations: Iterable[Operation]) -> list[Method]:
    """One method for every operation, in the order of the operations."""
    collections = project.openapi.endpoint_collections_by_tag.values()
    endpoints = [endpoint for collection in collections for endpoint in collection.endpoints]
    by_place = {(part.method.upper(), raw(part.path)): part for part in endpoints}
    methods = [
        _method(merged, operation, by_place[operation.method, operation.path])
        for operation in operations
    ]
    raise_any(problem for method in methods for problem in _twice(merged, method))
    return methods


def raw(value: Any) -> str:
    """The text of a string that the generator marks as untrusted: escape it in code."""
    return str(value.get_untrusted_value()) if hasattr(value, "get_untrusted_value") else str(value)


def _problem(merged: Merged, error: GeneratorError) -> Problem:
    said = " ".join(f"{error.header}: {error.detail or ''}".split())
    fix = "give the schema a form that the generator reads"
    return Problem(merged.place(()), f"openapi-python-client: {said}", fix)


def _method(merged: Merged, operation: Operation, endpoint: Endpoint) -> Method:
    found = [*_parameters(merged.root, operation, endpoint), *_members(merged, operation, endpoint)]
    order = {"path": 0, "query": 1, "body": 1}
    arguments = sorted(found, key=lambda argument: (order[argument.place], not argument.required))
    return Method(
        str(endpoint.name), operation, endpoint, tuple(arguments), _item(merged, operation)
    )


def _item(merged: Merged, operation: Operation) -> str | None:
    """The name of what a paged list holds."""
    if operation.paging is None:
        return None
    answer = merged.root["components"]["schemas"][operation.answer]
    return schema_name(answer["properties"][operation.paging.items]["items"])


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
                name=str(part.python_name),
                wire=wire,
                place=place,
                required=parameter.required,
                schema={**plain(parameter.schema), "description": parameter.description},
                comma=parameter.comma,
                kind=_kind(root, parameter.schema),
            )


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
        "corrigenda.schema lets only named object schemas be bodies"
    )
    members = resolve(merged.root, schemas[operation.body])["properties"]
    for part in [*(body.required_properties or ()), *(body.optional_properties or ())]:
        wire = raw(part.name)
        yield Argument(str(part.python_name), wire, "body", part.required, plain(members[wire]))


def _twice(merged: Merged, method: Method) -> Iterator[Problem]:
    names = [argument.name for argument in method.arguments]
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = f"`{method.name}` has two arguments called `{name}`"
        fix = "rename one: parameters and members of the body share one list of arguments"
        yield Problem(merged.place(method.operation.location), message, fix)
