"""What a GraphQL provider contributes to its package: types, methods, documents."""

from corrigenda.corrections import in_order
from corrigenda.generate.examples import write_examples
from corrigenda.generate.graphql.classes import Classes, read_classes
from corrigenda.generate.graphql.documents import write_documents
from corrigenda.generate.graphql.methods import read_methods
from corrigenda.generate.graphql.models import schema_text, write_models
from corrigenda.generate.graphql.notes import with_notes
from corrigenda.generate.graphql.pages import page_places
from corrigenda.generate.graphql.schemas import components
from corrigenda.generate.graphql.service import read_service
from corrigenda.generate.inputs import write_inputs
from corrigenda.generate.parts import HEADER, Parts
from corrigenda.generate.process import Workshop
from corrigenda.generate.signatures import typed_methods
from corrigenda.graphql.asked import Comparison
from corrigenda.graphql.correct import CorrectedGraphQL
from corrigenda.graphql.guesses import Sending, read_sending
from corrigenda.graphql.lift import lift
from corrigenda.graphql.read import node_place
from corrigenda.graphql.sent import operations_text, sent_fragments
from corrigenda.problems import Place


def graphql_parts(corrected: CorrectedGraphQL, work: Workshop) -> Parts:
    """Generate everything that depends on the schema.

    Raises:
        ProblemsError: a generator cannot process the schema.
    """
    provider, merged = corrected.provider, corrected.merged
    lifted, noted, sendings = lift(merged), with_notes(merged), _sendings(corrected)
    fragments = sent_fragments(merged)
    comparison = Comparison(merged.schema, lifted, fragments, provider.envelope)
    documents = write_documents(sendings, comparison)
    classes = read_classes(merged, corrected.operations, provider)
    pages = page_places(corrected.operations, classes)
    models = write_models(noted, lifted, provider, pages, classes, work)
    methods = read_methods(corrected.operations, documents, provider, classes, models)
    wanted = [one.type for operation in corrected.operations for one in operation.parameters]
    schemas = components(noted.schema, wanted, provider.scalars, classes.types)
    inputs = write_inputs(schemas, methods, provider.package, work)
    typed = typed_methods(methods, inputs)
    root = {"components": {"schemas": schemas}}
    sent = [one.whole for one in sendings.values()]
    return Parts(
        language="graphql",
        methods=typed,
        examples=write_examples(typed, corrected.samples, root),
        models=models,
        inputs=inputs,
        service=read_service(provider),
        schemas={
            "schema.graphql": f"{HEADER}\n\n{schema_text(merged.definitions)}",
            "operations.graphql": f"{HEADER}\n\n{operations_text(sent, fragments)}",
        },
        errors=("errors", "graphql_errors"),
        hidden=frozenset(),
        places=_places(corrected, classes),
        corrections=in_order(corrected.overlays),
    )


def _sendings(corrected: CorrectedGraphQL) -> dict[str, Sending]:
    """What is sent of each operation, by its method."""
    declared = [one for overlay in corrected.overlays for one in overlay.corrections.values()]
    guessed = {one.id for one in declared if one.confidence == "guess"}
    return {one.name: read_sending(one, corrected.merged, guessed) for one in corrected.operations}


def _places(corrected: CorrectedGraphQL, classes: Classes) -> dict[str, Place]:
    nodes = {name: kind.ast_node for name, kind in corrected.merged.schema.type_map.items()}
    return {
        classes.types[name]: node_place(node)
        for name, node in nodes.items()
        if name in classes.types and node
    }
