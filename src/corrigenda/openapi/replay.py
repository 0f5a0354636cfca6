"""Checks the documented samples, as corrected, against the merged schema.

Request line, headers, query, body and response must match the schema, with every object closed, so
that a renamed property is noticed. Printed text that was corrected may have any mistake.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jsonschema import FormatChecker
from jsonschema.exceptions import ValidationError

from corrigenda.openapi.media import Media
from corrigenda.openapi.operations import Operation, Parameter
from corrigenda.openapi.patterns import bounded_validator
from corrigenda.openapi.security import Scheme, carriers
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.samples import Sample, body_problem, credential_problems, header_values
from corrigenda.trees import (
    Location,
    Object,
    is_array,
    is_object,
    json_path,
    node_at,
    resolve,
    to_builtins,
)

_FIX = "correct the sample under `mended`, or the schema in an overlay"


def check_samples(samples: Sequence[Sample], root: Object, operations: Sequence[Operation]) -> None:
    """Check every corrected sample against the merged schema.

    Raises:
        ProblemsError: an operation does not exist, the schema does not describe a request line,
            header or body, or a response does not validate.
    """
    contract = contract_of(root, operations)
    raise_any(problem for sample in samples for problem in sample_problems(sample, contract))


def contract_of(root: Object, operations: Sequence[Operation]) -> "Contract":
    """Make the contract of a merged schema and its operations."""
    named = {operation.name: operation for operation in operations}
    closed = _closed(to_builtins(root.get("components", {})))
    return Contract(root, closed, named, bounded_validator())


@dataclass(frozen=True, slots=True)
class Contract:
    """The operations and schemas that samples must match; every object is closed."""

    root: Object
    closed: Object
    operations: Mapping[str, Operation]
    validator: Any

    def problems(self, schema: Object, value: Any) -> Iterator[tuple[Location, str]]:
        """Yield the location and message of every error in a value."""
        whole = {"components": self.closed, **_closed(to_builtins(schema))}
        validator: Any = self.validator(whole, format_checker=FormatChecker())
        for error in sorted(validator.iter_errors(value), key=_error_order):
            yield tuple(error.absolute_path), error.message


def _error_order(error: ValidationError) -> list[str]:
    return [str(step) for step in error.absolute_path]


def _closed(node: Any) -> Any:
    if is_object(node):
        closed = {key: _closed(value) for key, value in node.items()}
        if is_object(node.get("properties")) and "additionalProperties" not in node:
            closed["additionalProperties"] = False
        return closed
    return [_closed(value) for value in node] if is_array(node) else node


def sample_problems(sample: Sample, contract: Contract) -> Iterator[Problem]:
    """Find every difference between a sample and the schema."""
    if sample.apart:
        return
    if sample.operation not in contract.operations:
        known = ", ".join(sorted(contract.operations))
        message = f"no operation is called `{sample.operation}`"
        yield Problem(sample.place("operation"), message, f"use one of: {known}")
        return
    operation = contract.operations[sample.operation]
    yield from _request_line_problems(sample, operation)
    yield from _header_problems(sample, operation, contract)
    yield from _query_problems(sample, operation, contract)
    yield from _body_problems(sample, "request", operation.body, contract)
    if "answer" in sample.document.root:
        yield from _body_problems(sample, "answer", operation.response, contract)


def _request_line_problems(sample: Sample, operation: Operation) -> Iterator[Problem]:
    request = sample.mended("request")
    if (
        request["method"] != operation.method
        or path_values(operation.path, request["path"]) is None
    ):
        given = f"{request['method']} {request['path']}"
        message = f"the sample has `{given}`, the schema `{operation.method} {operation.path}`"
        yield Problem(sample.place("request", "path"), message, _FIX)


def _header_problems(sample: Sample, operation: Operation, contract: Contract) -> Iterator[Problem]:
    place = sample.place("request", "headers")
    carried = carriers(contract.root, operation.security)
    required = [_headers_of(schemes) for schemes in carried]
    known = {name for one in required for name in one}
    known |= {"accept", *(["content-type"] if operation.body else [])}
    known |= {name.lower() for name in operation.unsent}
    described = {one.name.lower(): one for one in operation.parameters if one.place == "header"}
    known |= {"cookie" for one in operation.parameters if one.place == "cookie"}
    lacking = [list(credential_problems(sample, one, _FIX)) for one in required]
    yield from min(lacking, key=len, default=())  # a sample needs one alternative
    for name, text in sorted(header_values(sample).items()):
        if name in described:
            yield from _value_problems(place, described[name], text, contract)
        elif name not in known:
            yield Problem(place, f"the schema has no header `{name}`", _FIX)


def _value_problems(
    place: Place, parameter: Parameter, text: str, contract: Contract
) -> Iterator[Problem]:
    """Check the value of a scalar or a list; nothing is said of an object, or of JSON."""
    schema = resolve(contract.root, parameter.schema)
    if parameter.media_type or schema.get("type") == "object" or "properties" in schema:
        return
    value = query_value(contract.root, schema, text, _DELIMITERS.get(parameter.style, ","))
    for _path, message in contract.problems(parameter.schema, value):
        yield Problem(place, f"`{parameter.name}`: {message}", _FIX)


def _headers_of(schemes: Iterable[Scheme]) -> dict[str, str]:
    """The headers of the schemes of a requirement, each with the prefix of its value."""
    found: dict[str, str] = {}
    for scheme in schemes:
        if scheme.place != "query":
            name = "cookie" if scheme.place == "cookie" else scheme.carrier.lower()
            found[name] = scheme.prefix
    return found


def _query_problems(sample: Sample, operation: Operation, contract: Contract) -> Iterator[Problem]:
    described = {
        parameter.name: parameter
        for parameter in operation.parameters
        if parameter.place == "query"
    }
    carried = carriers(contract.root, operation.security)
    keys = {one.carrier for each in carried for one in each if one.place == "query"}
    for name, text in sample.mended("request").get("query", {}).items():
        if name in keys or _is_of_object(name, operation, contract):
            continue
        place = sample.place("request", "query", name)
        if name not in described:
            yield Problem(place, f"the schema has no query parameter `{name}`", _FIX)
            continue
        yield from _value_problems(place, described[name], text, contract)


_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}


def _is_of_object(name: str, operation: Operation, contract: Contract) -> bool:
    """Whether a name in a query is that of a member of an object."""
    for one in operation.parameters:
        schema = resolve(contract.root, one.schema)
        if one.place == "query" and one.style == "deepObject" and name.startswith(f"{one.name}["):
            return True
        if one.place == "query" and one.explode and name in schema.get("properties", ()):
            return True
    return False


def query_value(root: Object, schema: Object, text: str, delimiter: str = ",") -> Any:
    """Parse the text of a parameter as its schema describes."""
    schema = resolve(root, schema)
    if schema.get("type") == "array":
        items = schema.get("items", {})
        return [query_value(root, items, part, delimiter) for part in text.split(delimiter)]
    if schema.get("type") not in ("integer", "number", "boolean"):
        return text
    try:
        return json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError:
        return text


def _body_problems(
    sample: Sample, part: str, media: Media | None, contract: Contract
) -> Iterator[Problem]:
    if media is not None and media.kind != "json":
        return  # a sample has JSON only
    place = _body_place(sample, part)
    word = "response" if part == "answer" else part
    try:
        value = sample.body(part)
    except ValueError as error:
        yield body_problem(sample, part, place, error)
        return
    if value is None or media is None:
        if value is not None or media is not None:
            only = "sample" if media is None else "schema"
            yield Problem(place, f"only the {only} has a body for the {word}", _FIX)
        return
    schema = node_at(contract.root, media.at).get("schema", {})
    for path, message in contract.problems(schema, value):
        yield Problem(place, f"the {word} at `{json_path(path)}`: {message}", _FIX)


def _body_place(sample: Sample, part: str) -> Place:
    mended = "body" in sample.document.root[part].get("mended", {})
    return sample.place(part, "mended", "body") if mended else sample.place(part, "body")


def path_values(template: str, path: str) -> dict[str, str] | None:
    """The values of the path parameters, or None if `path` does not match the template."""
    steps, given = template.split("/"), path.split("/")
    if len(steps) != len(given):
        return None
    values: dict[str, str] = {}
    for step, value in zip(steps, given, strict=True):
        if step.startswith("{") and step.endswith("}") and value:
            values[step[1:-1]] = value
        elif step != value:
            return None
    return values
