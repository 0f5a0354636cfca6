"""Answer the operations without a resource from the examples and the schemas of the document."""

from dataclasses import dataclass
from http import HTTPStatus

from ..exact import Json
from ..provider import Asked, Reply
from ..store import Shelf
from .document import Described
from .parameters import Reader
from .values import Maker


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers an operation without a resource: by an example, or a value made from the schema."""

    described: Described
    reader: Reader
    maker: Maker

    @property
    def basis(self) -> str:
        """What a reply is made of."""
        return "schema" if self._example() is None else "example"

    def __call__(self, asked: Asked, _shelf: Shelf) -> Reply:
        self.reader.read(asked)
        return self.reply()

    def reply(self) -> Reply:
        status, _ = self.described.success
        content = self.described.content
        if content is None or status == HTTPStatus.NO_CONTENT:
            return Reply(status, None, basis="schema")
        example = self._example()
        if example is not None:
            return Reply(status, example, basis="example")
        return Reply(status, self.maker.make(content.schema), basis="schema")

    def _example(self) -> Json:
        content = self.described.content
        given = content.examples if content else ()
        schema = self.described.schema
        return next((one for one in given if self.maker.checks.fits(schema, one)), None)
