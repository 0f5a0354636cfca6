"""Take the objects of a seed from samples and examples, or make plausible ones.

Only objects of resources at the top of the document: those below others need the ids of their
owners, which neither an example nor a random source knows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from ..called import meant
from ..exact import Json, Members
from ..samples import Sample
from ..store import Thing
from .document import Described
from .forms import listing_of, wrapper_of
from .objects import Objects, thing_id
from .resources import Part
from .values import Maker

_HOLDING = ("list", "read", "replace", "merge")


@dataclass(frozen=True, slots=True)
class Seeds:
    """The operations that show objects of the top, each with what it does with its resource."""

    parts: Sequence[tuple[Described, Part]]
    maker: Maker

    def documented(self, samples: Sequence[Sample]) -> list[Thing]:
        """Return the objects of the samples, then of the examples; the first of an id wins."""
        found: dict[tuple[str, str], Thing] = {}
        for described, part in self._holding():
            own = (one.answer for one in samples if meant(one.operation, [described.name]))
            content = described.content
            for answer in (*own, *(content.examples if content else ())):
                for thing in self._things(described, part, answer):
                    found.setdefault((thing.kind, thing.id), thing)
        return list(found.values())

    def imagined(self, chance: Random, size: int) -> list[Thing]:
        """Return `size` objects of each resource."""
        kinds = {part.resource.kind: part for _, part in self._holding()}
        return [thing for part in kinds.values() for thing in self._plausible(part, chance, size)]

    def _holding(self) -> Iterator[tuple[Described, Part]]:
        for role in _HOLDING:
            yield from (pair for pair in self.parts if pair[1].role == role)

    def _things(self, described: Described, part: Part, answer: Json) -> Iterator[Thing]:
        objects = Objects(part.resource, self.maker)
        for document in self._documents(described, part, answer):
            key = document.get(part.resource.identity)
            if isinstance(key, str | int) and not isinstance(key, bool):
                yield Thing(part.resource.kind, thing_id((), str(key)), objects.filled(document))

    def _documents(self, described: Described, part: Part, answer: Json) -> list[Members]:
        """Return the objects in a response."""
        schemas, identity = self.maker.checks.schemas, part.resource.identity
        if part.role == "list":
            listing = listing_of(schemas, described, identity)
            for step in listing.steps if listing else ():
                answer = answer.get(step) if isinstance(answer, dict) else None
            return (
                [one for one in answer if isinstance(one, dict)] if isinstance(answer, list) else []
            )
        schema = described.schema
        wrapper = wrapper_of(schemas, schema, identity, part.resource.one)
        inner = answer.get(wrapper) if wrapper and isinstance(answer, dict) else answer
        return [inner] if isinstance(inner, dict) else []

    def _plausible(self, part: Part, chance: Random, size: int) -> Iterator[Thing]:
        resource = part.resource
        objects = Objects(resource, self.maker)
        maker = Maker(self.maker.checks, chance)
        taken = set[str]()
        for number in range(1, size + 1):
            made = maker.make(resource.schema)
            document = made if isinstance(made, dict) else {}
            key = objects.unlike(taken, document.get(resource.identity), number, chance)
            taken.add(str(key))
            filled = objects.filled({**document, resource.identity: key})
            yield Thing(resource.kind, thing_id((), str(key)), filled)
