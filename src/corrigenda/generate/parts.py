"""The parts of a package, the same for every schema language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corrigenda.corrections import Correction
from corrigenda.generate.examples import Example
from corrigenda.generate.method import Method
from corrigenda.generate.service import Service
from corrigenda.generate.unions import Union
from corrigenda.problems import Place

SOURCE = Path(__file__).parent.parent
TEMPLATES = SOURCE / "templates"
RUNTIME = SOURCE / "runtime"


HEADER = (
    "# Made by corrigenda from schemas/ and overlays/: change those, then run "
    "`corrigenda regenerate`."
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The generated texts, and the values for the templates.

    `schemas` are the merged documents by file name, `errors` the runtime modules with errors,
    `hidden` the models that are not exported, `places` the place of each model in the schema,
    `unions` the types that the module `unions` names.
    """

    language: str
    methods: list[Method]
    examples: list[Example]
    models: str
    inputs: str
    service: Service
    schemas: Mapping[str, str]
    errors: tuple[str, ...]
    hidden: frozenset[str]
    places: Mapping[str, Place]
    corrections: Sequence[Correction]
    unions: Sequence[Union] = ()
