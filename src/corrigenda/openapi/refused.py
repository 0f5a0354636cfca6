"""Leaves out the operations that reach a schema that a generator refuses."""

from collections.abc import Mapping
from dataclasses import replace

from corrigenda.leftout import LeftOut
from corrigenda.naming import snake_case
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.openapi.leave_out import without
from corrigenda.openapi.normalize.prune import used
from corrigenda.openapi.normalize.schemas import name_of, references
from corrigenda.openapi.operations import Operation, operation_places, read_operations
from corrigenda.problems import Problem, raise_any
from corrigenda.trees import Location, Object

_FIX = "write it in another form, or `exclude` its operations in `provider.toml`"


def without_refused(
    corrected: CorrectedOpenAPI, messages: Mapping[str, str], strict: bool
) -> CorrectedOpenAPI:
    """The provider without the operations that reach refused schemas.

    Args:
        corrected: the provider.
        messages: what is wrong, by the name of a schema, or of the arguments of a method.
        strict: raise a problem for each instead.

    Raises:
        ProblemsError: `strict`, or no operation is left, or none reaches a refused schema.
    """
    left = [one for name, said in messages.items() for one in _left_out(corrected, name, said)]
    gone = {one.operation for one in left}
    kept = [one for one in corrected.operations if one.name not in gone]
    if strict or not kept or not left:
        raise_any([one.problem for one in left] or _unknown(corrected, messages))
    locations = [one.location for one in corrected.operations if one.name in gone]
    dialect = replace(corrected.dialect, root=without(corrected.dialect.root, locations))
    operations = tuple(read_operations(dialect.root))
    every = (*corrected.left_out, *left)
    return replace(corrected, dialect=dialect, operations=operations, left_out=every)


def _left_out(corrected: CorrectedOpenAPI, name: str, message: str) -> list[LeftOut]:
    schemas = corrected.dialect.root["components"]["schemas"]
    schema = next((one for one in (name, name.removesuffix("Dict")) if one in schemas), None)
    if schema is None:
        called = snake_case(name.removesuffix("Arguments"))
        taken = [one for one in corrected.operations if snake_case(one.name) == called]
        return [_of(corrected, one, one.location, message) for one in taken]
    at: Location = ("components", "schemas", schema)
    reaching = _reaching(corrected, schema)
    return [_of(corrected, one, at, message.replace(name, schema)) for one in reaching]


def _of(corrected: CorrectedOpenAPI, one: Operation, at: Location, message: str) -> LeftOut:
    return LeftOut(one.name, corrected.dialect.place(at), message, _FIX)


def _reaching(corrected: CorrectedOpenAPI, schema: str) -> list[Operation]:
    root = corrected.dialect.root
    nodes = dict(operation_places(root))
    schemas = root["components"]["schemas"]
    return [
        one
        for one in corrected.operations
        if schema in _closure(schemas, used(nodes[one.location]))
    ]


def _closure(schemas: Object, names: list[str]) -> set[str]:
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and name in schemas:
            found.add(name)
            waiting += [name_of(one) for one in references(schemas[name])]
    return found


def _unknown(corrected: CorrectedOpenAPI, messages: Mapping[str, str]) -> list[Problem]:
    place = corrected.dialect.place(())
    return [Problem(place, message, _FIX) for message in messages.values()]
