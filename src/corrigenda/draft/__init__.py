"""From examples of an API to a first OpenAPI document, and to samples that hold it to them.

    read -> secrets -> paths -> shapes -> document, samples

Examples are curl commands, HAR files and JSON bodies. What they show is described and nothing more:
no enums, no limits, no pages. Credentials are blotted out before anything else looks at an example,
so they reach no document, sample, note or error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corrigenda.documents import write_document
from corrigenda.draft.components import with_components
from corrigenda.draft.document import document_of
from corrigenda.draft.operations import operations_of
from corrigenda.draft.read import read_examples
from corrigenda.draft.samples import samples_of
from corrigenda.draft.secrets import without_secrets
from corrigenda.draft.servers import of_one_service
from corrigenda.problems import Place, Problem, gather, raise_any

__all__ = ["Draft", "draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of `openapi.yaml`, the texts of samples by file name, and what a reader must know.

    The document passes `regenerate` as it is, and the samples match it.
    """

    document: str
    samples: Mapping[str, str]
    notes: tuple[str, ...]


def draft(paths: Sequence[Path]) -> Draft:
    """Draft an OpenAPI document from files with curl commands, HAR files and JSON bodies.

    Raises:
        ProblemsError: a file cannot be read, or no example is a request to an API; it has the
            problems of all files.
    """
    read = gather(partial(read_examples, path) for path in paths)
    found = [one for examples in read for one in examples.exchanges]
    if not found:
        where = paths[0] if paths else Path()
        fix = "give a curl command, a HAR file with JSON responses, or a JSON body"
        raise_any([Problem(Place(where), "there is no example of an API request", fix)])
    clean, secret_notes = without_secrets(found)
    service = of_one_service(clean)
    operations = operations_of(service.exchanges)
    root = with_components(document_of(service, operations))
    samples, sample_notes = samples_of(operations)
    notes = [note for examples in read for note in examples.notes]
    return Draft(
        write_document(root),
        samples,
        tuple(dict.fromkeys([*notes, *service.notes, *secret_notes, *sample_notes])),
    )
