"""Generates the parts of an OpenAPI provider's package: types, methods and merged schema."""

import re
from dataclasses import replace

from corrigenda.corrections import in_order
from corrigenda.generate.examples import write_examples
from corrigenda.generate.inputs import write_inputs
from corrigenda.generate.openapi.contents import is_struct
from corrigenda.generate.openapi.methods import read_methods
from corrigenda.generate.openapi.models import used_schemas, write_models
from corrigenda.generate.openapi.names import with_names
from corrigenda.generate.openapi.notes import corrected_schemas
from corrigenda.generate.openapi.service import read_service
from corrigenda.generate.openapi.unions import read_unions
from corrigenda.generate.parts import HEADER, Parts
from corrigenda.generate.process import Workshop
from corrigenda.generate.signatures import typed_methods
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.openapi.singles import read_singles
from corrigenda.overlay.text import merged_text
from corrigenda.trees import Object


def openapi_parts(corrected: CorrectedOpenAPI, work: Workshop) -> Parts:
    """Generate everything that depends on the schema.

    Raises:
        RefusedError: a generator cannot process some schemas.
        ProblemsError: the classes cannot have the names that they need.
    """
    provider, merged, dialect = corrected.provider, corrected.merged, corrected.dialect
    schemas = with_names(corrected_schemas(dialect))
    models = _models(corrected, schemas, work)
    methods = read_methods(dialect, corrected.operations, provider.package, models)
    used = {name: schemas[name] for name in used_schemas(dialect.root, corrected.operations)}
    inputs = write_inputs(used, methods, provider.package, work)
    typed = typed_methods(methods, inputs)
    return Parts(
        language="openapi",
        methods=typed,
        examples=write_examples(typed, corrected.samples, dialect.root),
        models=models,
        inputs=inputs,
        service=read_service(provider.key, dialect.root, corrected.operations),
        schemas={"openapi.yaml": f"{HEADER}\n{_without_preface(merged_text(merged, 'yaml').text)}"},
        errors=("errors",),
        hidden=_bodies(corrected),
        places={name: dialect.place(("components", "schemas", name)) for name in schemas},
        corrections=in_order(corrected.overlays),
        unions=read_unions(used),
    )


def _models(corrected: CorrectedOpenAPI, schemas: Object, work: Workshop) -> str:
    provider = corrected.provider
    singles = read_singles(provider, corrected.dialect)
    place = corrected.dialect.place(())
    root = {"components": {"schemas": schemas}}
    return write_models(root, corrected.operations, singles, provider.package, work, place)


def _bodies(corrected: CorrectedOpenAPI) -> frozenset[str]:
    """Return the structs of request bodies, which methods take as separate arguments."""
    responses = [replace(operation, body=None) for operation in corrected.operations]
    responded = used_schemas(corrected.dialect.root, responses)
    root = corrected.dialect.root
    bodies = [operation.body for operation in corrected.operations if operation.body]
    names = [one.name for one in bodies if one.name and is_struct(root, one.schema)]
    return frozenset(name for name in names if name not in responded)


def _without_preface(schema: str) -> str:
    """Return the text without its leading comment, which describes the base schema."""
    return re.sub(r"\A(?:[ \t]*(?:#.*)?\n)+", "", schema)
