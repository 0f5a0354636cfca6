"""What is known of a provider once its schema is corrected and checked: the input of generation."""

from dataclasses import dataclass

from corrigenda.documents import Document
from corrigenda.operations import Operation
from corrigenda.overlay.document import Overlay
from corrigenda.overlay.merged import Merged
from corrigenda.provider import Provider
from corrigenda.samples import Sample
from corrigenda.sdl.check import MergedSdl
from corrigenda.sdl.operations import GraphQLOperation
from corrigenda.sdl.overlay import SdlOverlay
from corrigenda.sdl.read import Base


@dataclass(frozen=True, slots=True)
class Corrected:
    """A provider: its schema as written, its overlays, what they make of it, and its samples."""

    provider: Provider
    base: Document
    overlays: tuple[Overlay, ...]
    merged: Merged
    operations: tuple[Operation, ...]
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class CorrectedGraphQL:
    """The same of a provider whose schema is SDL."""

    provider: Provider
    base: Base
    overlays: tuple[SdlOverlay, ...]
    merged: MergedSdl
    operations: tuple[GraphQLOperation, ...]
    samples: tuple[Sample, ...]
