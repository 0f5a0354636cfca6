"""Reads the documented samples and holds them against the merged schema.

A sample keeps what a page prints, to the letter, and beside it the mended form. Here the mended
form must be a request and an answer that the schema describes, with every object closed, so that a
renamed property is noticed. It refuses a mend that no correction stands for.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from corrigenda.documents import Document, Object, is_array, is_object, plain, read_document
from corrigenda.formats import check, unknown_keys
from corrigenda.operations import Operation, Parameter
from corrigenda.overlay.document import Overlay, evidence_problems
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.provider import Page, Provider


@dataclass(frozen=True, slots=True)
class Sample:
    """One documented request and its answer."""

    document: Document

    @property
    def operation(self) -> str:
        return str(self.document.root["operation"])

    @property
    def apart(self) -> bool:
        """Whether the pair is kept only for the record, because it is not HTTP."""
        return "apart" in self.document.root

    def mended(self, part: str) -> Object:
        """`request` or `answer` as mended: the printed members, with the mended ones over them."""
        printed: Object = plain(self.document.root.get(part, {}))
        mended: Object = printed.pop("mended", {})
        return {**printed, **mended}

    def body(self, part: str) -> Any:
        """The mended body as JSON with exact decimals, or None where there is none.

        Raises:
            json.JSONDecodeError: it is not JSON.
        """
        text = self.mended(part).get("body")
        return None if text is None else json.loads(text, parse_float=Decimal)

    def place(self, *location: str | int) -> Place:
        return self.document.place(location)


def read_samples(provider: Provider) -> list[Sample]:
    """Read every sample of a provider, in the order of the file names.

    Raises:
        ProblemsError: a file is not of the sample format, or cites lines that the page has not.
    """
    samples = [
        Sample(read_document(path)) for path in sorted((provider.folder / "samples").glob("*.yaml"))
    ]
    raise_any(problem for sample in samples for problem in _format_problems(sample, provider.pages))
    return samples


def check_samples(samples: Sequence[Sample], root: Object, operations: Sequence[Operation]) -> None:
    """Hold every mended sample against the merged schema.

    Raises:
        ProblemsError: an operation that does not exist, a request line, header or body that the
            schema does not describe, an answer that does not validate.
    """
    named = {operation.name: operation for operation in operations}
    validator = SchemaValidator(root)
    raise_any(
        problem for sample in samples for problem in _sample_problems(sample, named, validator)
    )


def check_corrections(overlays: Sequence[Overlay], samples: Sequence[Sample]) -> None:
    """Every correction is used, and every mend names corrections that exist.

    Raises:
        ProblemsError: a correction without an action or a mended sample; an unknown id; an id
            that two overlays declare.
    """
    raise_any([*_unused_corrections(overlays, samples), *_unknown_mends(overlays, samples)])


class SchemaValidator:
    """Validates values against the named schemas of a merged document, with objects closed."""

    def __init__(self, root: Object) -> None:
        self._components = {"components": _closed(plain(root.get("components", {})))}

    def problems(self, schema: Any, value: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The JSON path and the message of everything that is wrong with a value."""
        validator: Any = Draft202012Validator(
            {**self._components, **plain(schema)}, format_checker=FormatChecker()
        )
        for error in sorted(
            validator.iter_errors(value), key=lambda error: list(map(str, error.absolute_path))
        ):
            keys = unknown_keys(error)
            message = f"unknown property `{keys[0]}`" if keys else error.message
            yield tuple(error.absolute_path), message


def _closed(node: Any) -> Any:
    if is_object(node):
        closed = {key: _closed(value) for key, value in node.items()}
        if is_object(node.get("properties")) and "additionalProperties" not in node:
            closed["additionalProperties"] = False
        return closed
    return [_closed(value) for value in node] if is_array(node) else node


def _format_problems(sample: Sample, pages: Mapping[str, Page]) -> Iterator[Problem]:
    content = sample.document.root
    found = list(check(content, "sample", sample.document.place))
    yield from found
    if not found:
        for part in ("request", "answer"):
            if part in content:
                place = sample.place(part, "lines")
                yield from evidence_problems(
                    place, str(content["page"]), str(content[part]["lines"]), pages
                )


def _sample_problems(
    sample: Sample, operations: Mapping[str, Operation], validator: SchemaValidator
) -> Iterator[Problem]:
    if sample.apart:
        return
    if sample.operation not in operations:
        known = ", ".join(sorted(operations))
        message = f"no operation is called `{sample.operation}`"
        yield Problem(sample.place("operation"), message, f"known operations: {known}")
        return
    operation = operations[sample.operation]
    yield from _request_line_problems(sample, operation)
    yield from _header_problems(sample, operation)
    yield from _query_problems(sample, operation, validator)
    yield from _body_problems(sample, "request", operation.body, validator)
    if "answer" in sample.document.root:
        yield from _body_problems(sample, "answer", operation.answer, validator)


def _request_line_problems(sample: Sample, operation: Operation) -> Iterator[Problem]:
    request = sample.mended("request")
    if (
        request["method"] != operation.method
        or path_values(operation.path, request["path"]) is None
    ):
        message = (
            f"`{request['method']} {request['path']}` is not `{operation.method} {operation.path}`"
        )
        yield Problem(
            sample.place("request", "path"), message, "mend the sample, or correct the schema"
        )


def _header_problems(sample: Sample, operation: Operation) -> Iterator[Problem]:
    headers = {name.lower() for name in sample.mended("request").get("headers", {})}
    place = sample.place("request", "headers")
    required = {p.name.lower() for p in operation.parameters if p.place == "header" and p.required}
    described = {p.name.lower() for p in operation.parameters if p.place == "header"} | {"accept"}
    described |= {"content-type"} if operation.body else set[str]()
    required |= {"authorization"} if operation.security else set[str]()
    for name in sorted(required - headers):
        yield Problem(
            place, f"the header `{name}` is missing", "mend the sample, or correct the schema"
        )
    for name in sorted(headers - described - required):
        yield Problem(
            place, f"the schema knows no header `{name}`", "mend the sample, or correct the schema"
        )


def _query_problems(
    sample: Sample, operation: Operation, validator: SchemaValidator
) -> Iterator[Problem]:
    described = {
        parameter.name: parameter
        for parameter in operation.parameters
        if parameter.place == "query"
    }
    for name, text in sample.mended("request").get("query", {}).items():
        place = sample.place("request", "query", name)
        if name not in described:
            yield Problem(
                place, f"the schema knows no query parameter `{name}`", "correct the schema"
            )
            continue
        value = _query_value(described[name], text)
        for _path, message in validator.problems(described[name].schema, value):
            yield Problem(place, f"`{name}`: {message}", "mend the sample, or correct the schema")


def _query_value(parameter: Parameter, text: str) -> Any:
    if parameter.schema.get("type") in ("integer", "number", "boolean"):
        try:
            return json.loads(text, parse_float=Decimal)
        except json.JSONDecodeError:
            return text
    return text.split(",") if parameter.schema.get("type") == "array" else text


def _body_problems(
    sample: Sample, part: str, schema: str | None, validator: SchemaValidator
) -> Iterator[Problem]:
    mended = (
        "mended" in sample.document.root[part] and "body" in sample.document.root[part]["mended"]
    )
    place = sample.place(part, "mended", "body") if mended else sample.place(part, "body")
    try:
        value = sample.body(part)
    except json.JSONDecodeError as error:
        message = f"the {part} is not JSON: {error}"
        yield Problem(
            place, message, "put the mended text under `mended`, with the correction that mends it"
        )
        return
    if value is None and schema is None:
        return
    if schema is None or value is None:
        yield Problem(
            place,
            f"the {part} and the schema disagree whether there is a body",
            "correct the schema",
        )
        return
    for path, message in validator.problems({"$ref": f"#/components/schemas/{schema}"}, value):
        yield Problem(
            place, f"the {part} at `{json_path(path)}`: {message}", "mend it, or correct the schema"
        )


def path_values(template: str, path: str) -> dict[str, str] | None:
    """The values of the path parameters if `path` fits the template, otherwise None."""
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


def json_path(location: Sequence[str | int]) -> str:
    """`$.line_items[0].amount` for `("line_items", 0, "amount")`."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)


def _unused_corrections(
    overlays: Sequence[Overlay], samples: Sequence[Sample]
) -> Iterator[Problem]:
    used = {action.correction for overlay in overlays for action in overlay.actions}
    used |= {identifier for sample in samples for identifier, _place in _mends(sample)}
    seen: dict[str, Path] = {}
    for overlay in overlays:
        for identifier in overlay.corrections:
            place = overlay.document.place(("x-corrections", identifier))
            if identifier not in used:
                yield Problem(
                    place, f"`{identifier}` has no action and mends no sample", "delete it"
                )
            if identifier in seen:
                message = f"`{identifier}` is declared in {seen[identifier].name} too"
                yield Problem(place, message, "keep all actions of a correction in one file")
            seen[identifier] = overlay.document.path


def _unknown_mends(overlays: Sequence[Overlay], samples: Sequence[Sample]) -> Iterator[Problem]:
    declared = {identifier for overlay in overlays for identifier in overlay.corrections}
    for sample in samples:
        for identifier, place in _mends(sample):
            if identifier not in declared:
                yield Problem(
                    place, f"no overlay declares `{identifier}`", "declare it under `x-corrections`"
                )


def _mends(sample: Sample) -> Iterator[tuple[str, Place]]:
    for part in ("request", "answer"):
        mended = sample.document.root.get(part, {}).get("mended", {})
        for index, identifier in enumerate(mended.get("by", ())):
            yield str(identifier), sample.place(part, "mended", "by", index)
