"""Do what the operations of a resource do.

Each operation becomes one function from a request and a shelf to a reply. A success has the first
status that the document declares, and always a body that is valid for it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from ..exact import Json, Members
from ..provider import Asked, Behave, Reply
from ..store import Shelf
from .answering import Answering
from .document import Content, Described
from .forms import body_wrapper_of, declared, listing_of, wrapper_of
from .lists import Lister
from .names import plain
from .objects import PLACES, SCOPE, Objects, shown, written_id
from .parameters import Reader
from .resources import Part, Resource, Role
from .values import Maker

_PARAMETERS: Final = re.compile(r"\{([^{}]+)\}")
_MERGE_PATCH: Final = "application/merge-patch+json"


@dataclass(frozen=True, slots=True)
class Behaving:
    """The operations of a resource. Its methods are the behaviours of routes."""

    described: Described
    objects: Objects
    reader: Reader
    otherwise: Answering
    part: Part

    def of(self, role: Role) -> Behave:
        """Return the behaviour for what the operation does with the resource."""
        roles: Mapping[Role, Behave] = {
            "create": self.create,
            "read": self.read,
            "replace": self.replace,
            "merge": self.merge,
            "remove": self.remove,
            "list": self.page,
        }
        return roles[role]

    @property
    def resource(self) -> Resource:
        return self.objects.resource

    @property
    def maker(self) -> Maker:
        return self.objects.maker

    def create(self, asked: Asked, shelf: Shelf) -> Reply:
        self.reader.read(asked)
        scope, _ = self._values(asked)
        self._owned(asked, shelf)
        given = self.objects.writable(self._body_schema, self._given(asked))
        return self._reply(self._added(asked, shelf, scope, given, None))

    def read(self, asked: Asked, shelf: Shelf) -> Reply:
        self.reader.read(asked)
        scope, key = self._values(asked)
        if self._is_unknown(shelf):
            return self._called(self.otherwise.reply(), key)
        return self._reply(self.objects.held(shelf, scope, key))

    def replace(self, asked: Asked, shelf: Shelf) -> Reply:
        """Replace an object; one that is not there is made if only this operation makes some."""
        self.reader.read(asked)
        scope, key = self._values(asked)
        given = self.objects.writable(self._body_schema, self._given(asked))
        if self._upserts and not self._exists(shelf, scope, key):
            self.objects.owned(shelf, scope)
            added = self._added(asked, shelf, scope, given, key)
            status = HTTPStatus.CREATED if self.described.declares(201) else None
            return self._reply(added, status)
        if self._is_unknown(shelf):
            return self.otherwise.reply()
        stored = self.objects.held(shelf, scope, key)
        kept = self.objects.kept(self._body_schema, stored)
        return self._changed(asked, shelf, stored, {**kept, **given})

    def merge(self, asked: Asked, shelf: Shelf) -> Reply:
        """Change what is given; what is absent keeps its value, and null is stored as null."""
        self.reader.read(asked)
        if self._is_unknown(shelf):
            return self.otherwise.reply()
        scope, key = self._values(asked)
        stored = self.objects.held(shelf, scope, key)
        given = self.objects.writable(self._body_schema, self._given(asked))
        body = self.described.body
        if body and body.media_type.startswith(_MERGE_PATCH):
            return self._changed(asked, shelf, stored, _merged(stored, given))
        return self._changed(asked, shelf, stored, {**stored, **given})

    def remove(self, asked: Asked, shelf: Shelf) -> Reply:
        self.reader.read(asked)
        if self._is_unknown(shelf):
            return self.otherwise.reply()
        scope, key = self._values(asked)
        stored = self.objects.held(shelf, scope, key)
        self.objects.remove(shelf, scope, key)
        flags: Members = {"deleted": True, **shown(stored)}
        content = self.described.content
        names = self.maker.properties(content.schema if content else {})
        return self._reply(flags if "deleted" in names else stored)

    def page(self, asked: Asked, shelf: Shelf) -> Reply:
        query = self.reader.read(asked)
        scope, _ = self._values(asked)
        if self._is_unknown(shelf):
            return self.otherwise.reply()
        self._owned(asked, shelf)
        listing = listing_of(self.maker.checks.schemas, self.described, self.resource.identity)
        if listing is None:
            return self.otherwise.reply()
        lister = Lister(self.described, self.resource, listing, self.maker)
        found = self._found(asked, shelf, scope)
        body, headers = lister.answer(found, query, self.reader.wrong_status)
        return Reply(self.described.success[0], body, headers)

    @property
    def _body_schema(self) -> Any:
        """The schema of the object in the request."""
        body = self.described.body
        if body is None:
            return None
        properties = self.maker.properties(body.schema)
        return properties.get(self._body_wrapper, body.schema)

    @property
    def _body_wrapper(self) -> str:
        body, own = self.described.body, self.maker.view(self.resource.schema)
        schemas = self.maker.checks.schemas
        return body_wrapper_of(schemas, body.schema, own, self.resource.one) if body else ""

    def _given(self, asked: Asked) -> Members:
        """Return the object in the request; what has no body may give its members in the query."""
        body = self.described.body
        if body is None and asked.query:
            names = self.maker.properties(self.resource.schema)
            return {name: one for name, one in self.reader.read(asked).items() if name in names}
        if not self._body_wrapper:
            return asked.body
        inner = asked.body.get(self._body_wrapper)
        return inner if isinstance(inner, dict) else {}

    def _values(self, asked: Asked) -> tuple[list[str], str]:
        """Return the path's values: those of the owners, and the id, which may be in the body."""
        texts = self._texts(asked)
        scope, key = texts[: self.resource.depth], texts[self.resource.depth :]
        held = self._given(asked).get(self.resource.identity)
        return scope, self.objects.key(key[-1]) if key else "" if held is None else written_id(held)

    def _texts(self, asked: Asked) -> list[str]:
        return [asked.path[name] for name in _PARAMETERS.findall(self.described.template)]

    def _owned(self, asked: Asked, shelf: Shelf) -> None:
        texts, place = self._texts(asked), self.part.place
        scope = texts if place else texts[: self.resource.depth]
        self.objects.owned(shelf, scope, self.part.owners if place else None)

    def _found(self, asked: Asked, shelf: Shelf, scope: Sequence[str]) -> list[Members]:
        place, names = self.part.place, _PARAMETERS.findall(self.described.template)
        if place:
            return self.objects.placed(shelf, place, names, self._texts(asked))
        return self.objects.all(shelf, scope)

    @property
    def _upserts(self) -> bool:
        return self.described.method == "PUT" and self.resource.put_makes

    def _exists(self, shelf: Shelf, scope: Sequence[str], key: str) -> bool:
        return self.objects.has(shelf, scope, key)

    def _is_unknown(self, shelf: Shelf) -> bool:
        """Whether no request can make objects, and no seed made any."""
        return not self.resource.made and not shelf.count(self.resource.kind)

    def _added(
        self, asked: Asked, shelf: Shelf, scope: Sequence[str], given: Members, key: str | None
    ) -> Members:
        identity = self.resource.identity
        chosen = self.objects.given_id(self._body_schema, given)
        new = chosen if key is None else self.objects.as_id(key)
        if new is None:
            new = self.objects.new_key(asked, shelf, scope)
        names, texts = _PARAMETERS.findall(self.described.template), self._texts(asked)
        held: list[Json] = [*texts]
        document: Members = {
            identity: new,
            **self.objects.scoped(names, texts if self.part.place else scope),
            **given,
            **self.objects.times(self._body_schema, asked.now),
            **({PLACES: {self.part.place: held}} if self.part.place else {}),
        }
        document[identity] = new  # in front, whatever the caller gave
        return self.objects.add(shelf, scope, new, document)

    def _changed(self, asked: Asked, shelf: Shelf, stored: Members, document: Members) -> Reply:
        scope, key = self._values(asked)
        identity = self.resource.identity
        fixed = {name: stored[name] for name in (identity, PLACES) if name in stored}
        times = self.objects.times(self._body_schema, asked.now, stored)
        changed = {**document, **times, **fixed}
        return self._reply(self.objects.change(shelf, scope, key, changed))

    def _reply(self, stored: Members, status: int | None = None) -> Reply:
        """Return an object in the form of the response."""
        usual, response = self.described.success
        code = usual if status is None else status
        usual_content = response.content if response else None
        content = usual_content if status is None else _content(self.described, code)
        if content is None or code == HTTPStatus.NO_CONTENT:
            return Reply(code, None)
        wrapper = self._wrapper(content.schema)
        inner = self.maker.properties(content.schema).get(wrapper or "", content.schema)
        schemas, known = self.maker.checks.schemas, self.resource.known
        document = declared(schemas, inner, known, shown(stored))
        body: Json = {wrapper: document} if wrapper else document
        if wrapper is None and not self._is_flag(content):
            return self.otherwise.reply()
        return Reply(code, self.maker.complete(content.schema, body))

    def _wrapper(self, schema: Any) -> str | None:
        schemas = self.maker.checks.schemas
        return wrapper_of(schemas, schema, self.resource.identity, self.resource.one)

    def _is_flag(self, content: Content) -> bool:
        """Whether a response says something about the object that is not the object."""
        names = map(plain, self.maker.properties(content.schema))
        return bool({"deleted", "id", "success"} & set(names))

    def _called(self, reply: Reply, key: str) -> Reply:
        """Return an example with the id that was asked for."""
        if not isinstance(reply.body, dict) or self.described.content is None:
            return reply
        schema = self.described.schema
        wrapper = self._wrapper(schema)
        named: Members = {self.resource.identity: self.objects.as_id(key)}
        inner = reply.body.get(wrapper) if wrapper else reply.body
        if wrapper is None or not isinstance(inner, dict) or not self.objects.may_be(key):
            return reply
        body: Members = (
            {**reply.body, wrapper: {**inner, **named}} if wrapper else {**inner, **named}
        )
        fits = self.maker.checks.fits(schema, body)
        return Reply(reply.status, body, reply.headers, reply.basis) if fits else reply


def _content(described: Described, status: int) -> Content | None:
    found = (one.content for one in described.responses if one.status == str(status))
    return next(found, None)


def _merged(old: Mapping[str, Json], patch: Mapping[str, Json]) -> Members:
    """Merge as RFC 7386 says: null removes, and objects merge in turn."""
    merged = dict(old)
    for name, value in patch.items():
        if value is None and name != SCOPE:
            merged.pop(name, None)
        elif isinstance(value, dict):
            before = merged.get(name)
            merged[name] = _merged(before if isinstance(before, dict) else {}, value)
        else:
            merged[name] = value
    return merged
