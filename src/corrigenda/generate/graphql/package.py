"""What a GraphQL provider contributes to its package: types, methods, documents."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from corrigenda.generate.dcg import HEADER
from corrigenda.generate.examples import write_examples
from corrigenda.generate.graphql.methods import graphql_methods
from corrigenda.generate.graphql.models import operations_text, schema_text, write_models
from corrigenda.generate.graphql.notes import with_notes
from corrigenda.generate.graphql.schemas import components
from corrigenda.generate.inputs import write_inputs
from corrigenda.generate.parts import TEMPLATES, Parts
from corrigenda.generate.service import Credential, Service
from corrigenda.generate.signatures import typed_methods
from corrigenda.graphql.correct import CorrectedGraphQL
from corrigenda.graphql.lift import lift
from corrigenda.graphql.read import node_place
from corrigenda.naming import pascal_case
from corrigenda.problems import Place
from corrigenda.provider import Provider


def graphql_parts(corrected: CorrectedGraphQL, work: Path) -> Parts:
    """Have everything generated that depends on the schema.

    Raises:
        ProblemsError: a generator cannot make something of the schema.
    """
    provider, merged = corrected.provider, corrected.merged
    lifted, noted = lift(merged), with_notes(merged)
    models = write_models(noted, lifted, provider, work)
    methods = graphql_methods(corrected.operations, lifted, provider, models)
    wanted = [one.type for operation in corrected.operations for one in operation.parameters]
    schemas = components(noted.schema, wanted, provider.scalars)
    inputs = write_inputs(schemas, methods, provider.package, work, merged.place)
    typed = typed_methods(methods, inputs)
    root = {"components": {"schemas": schemas}}
    return Parts(
        protocol="graphql",
        methods=typed,
        examples=write_examples(typed, corrected.samples, root),
        models=models,
        inputs=inputs,
        service=_service(provider),
        schemas={
            "schema.graphql": f"{HEADER}\n\n{schema_text(merged)}",
            "operations.graphql": f"{HEADER}\n\n{operations_text(lifted)}",
        },
        errors=("errors", "graphql_errors"),
        hidden=frozenset(),
        places=_places(corrected),
        environment=_environment(),
    )


def _places(corrected: CorrectedGraphQL) -> dict[str, Place]:
    nodes = corrected.merged.schema.type_map
    return {
        pascal_case(name): node_place(kind.ast_node)
        for name, kind in nodes.items()
        if kind.ast_node
    }


def _service(provider: Provider) -> Service:
    assert provider.service is not None, "a GraphQL provider has an address"
    variable = provider.key.upper()
    environments = dict(provider.service.environments)
    return Service(
        base_url=next(iter(environments.values()), provider.service.url),
        base_url_variable=f"{variable}_BASE_URL",
        credentials=tuple(
            Credential(name, f"{variable}_{name.upper()}", one.header, one.prefix, one.fills)
            for name, one in provider.credentials.items()
        ),
        environments=environments,
    )


def _environment() -> Environment:
    """Set as openapi-python-client sets its own, so that one template suits both."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Python and Markdown are rendered, by filters of their own
    )
