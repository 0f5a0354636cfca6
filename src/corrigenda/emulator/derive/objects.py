"""Make, change and find the objects of a resource in a tenant's shelf.

What a caller stores is never dropped: an object is kept as it was given, with what the service
adds, and only a response leaves out what its schema forbids. An object below another remembers the
values of the path in `$scope`, and one that was made away from home those of that path in
`$places`; no response has either.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from ..exact import Json, Members, shortest
from ..provider import Asked, RefusedError
from ..store import Shelf, Thing
from .forms import has, is_open
from .homes import owner_in
from .names import CREATED, UPDATED, plain
from .parameters import scalars
from .resources import Resource
from .schemas import Schema
from .selection import same
from .texts import bare, beginning, times_in
from .values import Maker, as_json

SCOPE: Final = "$scope"
PLACES: Final = "$places"
_HIDDEN: Final = (SCOPE, PLACES)


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of one resource."""

    resource: Resource
    maker: Maker

    def all(self, shelf: Shelf, scope: Sequence[str]) -> list[Members]:
        """Return the objects below some objects, as they are shown."""
        found = shelf.all(self.resource.kind)
        return [shown(one) for one in found if one.get(SCOPE, []) == list(scope)]

    def placed(
        self, shelf: Shelf, place: str, names: Sequence[str], texts: Sequence[str]
    ) -> list[Members]:
        """Return the objects that were made at a place, or that say that they belong there."""
        depth, own = self.resource.depth, self.maker.properties(self.resource.schema)
        fields = {
            owner_in(own, name): text
            for name, text in zip(names[depth:], texts[depth:], strict=True)
        }
        return [
            shown(one)
            for one in shelf.all(self.resource.kind)
            if one.get(SCOPE, []) == list(texts[:depth])
            and (
                _at(one, place) == list(texts)
                or (fields and all(n and same(one.get(n), t) for n, t in fields.items()))
            )
        ]

    def held(self, shelf: Shelf, scope: Sequence[str], key: str) -> Members:
        """Return an object as it is stored. Raises `RefusedError` (404)."""
        self.owned(shelf, scope)
        found = shelf.get(self.resource.kind, thing_id(scope, key))
        if found is None:
            raise RefusedError(404, f"nothing with the {self.resource.parameter} {key} exists")
        return found

    def owned(
        self, shelf: Shelf, scope: Sequence[str], owners: tuple[tuple[str, int], ...] | None = None
    ) -> None:
        """Raise `RefusedError` (404) if an object that the path names does not exist."""
        for kind, count in self.resource.owners if owners is None else owners:
            *above, key = scope[:count]
            if shelf.get(kind, thing_id(above, key)) is None:
                raise RefusedError(404, f"{kind} has no {key}")

    def add(self, shelf: Shelf, scope: Sequence[str], key: Json, document: Members) -> Members:
        """Store a new object, and return it. Raises `RefusedError` (409) if its id is taken."""
        name = thing_id(scope, str(key))
        if shelf.get(self.resource.kind, name) is not None:
            raise RefusedError(409, f"{self.resource.identity} {key} exists already")
        stored = self._stored(scope, document)
        shelf.add(Thing(self.resource.kind, name, stored))
        return stored

    def change(self, shelf: Shelf, scope: Sequence[str], key: str, document: Members) -> Members:
        stored = self._stored(scope, document)
        shelf.replace(Thing(self.resource.kind, thing_id(scope, key), stored))
        return stored

    def has(self, shelf: Shelf, scope: Sequence[str], key: str) -> bool:
        return shelf.get(self.resource.kind, thing_id(scope, key)) is not None

    def remove(self, shelf: Shelf, scope: Sequence[str], key: str) -> None:
        shelf.remove(self.resource.kind, thing_id(scope, key))

    def _stored(self, scope: Sequence[str], document: Members) -> Members:
        held: list[Json] = list(scope)
        places = {name: document[name] for name in (PLACES,) if name in document}
        return {**self.filled(document), **({SCOPE: held} if scope else {}), **places}

    def filled(self, document: Members) -> Members:
        """Add what the caller did not give: what is required, and what has a default."""
        schema = self.resource.schema
        given = shown(document)
        whole = self.maker.complete(schema, {**self._defaults(given), **given})
        return {**(whole if isinstance(whole, dict) else {}), **given}

    def _defaults(self, given: Members) -> Members:
        properties = self.maker.properties(self.resource.schema)
        found = {name: self.maker.view(rule).get("default") for name, rule in properties.items()}
        return {n: as_json(v) for n, v in found.items() if v is not None and n not in given}

    def new_key(self, asked: Asked, shelf: Shelf, scope: Sequence[str]) -> Json:
        """Return an id for a new object, of the type and the form that the schema asks for."""
        for key in self._keys(asked, shelf):
            if shelf.get(self.resource.kind, thing_id(scope, str(key))) is None:
                return key
        raise RefusedError(409, f"no {self.resource.identity} is left")

    def _keys(self, asked: Asked, shelf: Shelf) -> Iterator[Json]:
        schema = self._rule(self.resource.identity)
        view = self.maker.view(schema)
        if {"integer", "number"} & set(view["types"]) and "string" not in view["types"]:
            yield from (shelf.next_number() + self._lowest(view) for _ in range(10_000))
            return
        fits = self.maker.checks.fits
        for _ in range(20):
            new = asked.new_id()
            start = beginning(view)
            for text in (f"{start}{new}", f"{start}{new.replace('-', '')}", new):
                if fits(schema, text):
                    yield text
            if "example" in view or "pattern" in view:
                varied = Maker(self.maker.checks, Random(new))  # noqa: S311 - not for secrets
                yield varied.make(bare(view), self.resource.identity)

    def unlike(self, taken: set[str], key: Json, number: int, chance: Random) -> Json:
        """Return an id that is not taken: a given one, or one that the schema allows."""
        schema = self._rule(self.resource.identity)
        view = self.maker.view(schema)
        if {"integer", "number"} & set(view["types"]) and "string" not in view["types"]:
            return number + self._lowest(view)
        varied = Maker(self.maker.checks, chance)
        for text in (key, *(varied.make(bare(view), "") for _ in range(20))):
            if text is not None and str(text) not in taken and self._fits(schema, text):
                return text
        made = f"{key or self.resource.identity}{number}"
        return (
            made if self._fits(schema, made) else str(UUID(int=chance.getrandbits(128), version=4))
        )

    def _lowest(self, view: Schema) -> int:
        least = view.get("minimum")
        return max(0, int(least) - 1) if isinstance(least, int) else 0

    def _rule(self, name: str) -> Any:
        return self.maker.properties(self.resource.schema).get(name, {})

    def times(self, body: Any, now: datetime, old: Members | None = None) -> Members:
        """Return the times that the service keeps: of the change, and of the creation if new."""
        given = self.maker.properties(body)
        made: Members = {}
        for name, rule in self.maker.properties(self.resource.schema).items():
            view = self.maker.view(rule)
            kept = view.get("readOnly") is True or name not in given
            if not kept or plain(name) not in (UPDATED if old is not None else CREATED | UPDATED):
                continue
            value = next((v for v in times_in(view, now) if self.maker.checks.fits(rule, v)), None)
            if value is not None:
                made[name] = value
        return made

    def writable(self, body: Any, given: Members) -> Members:
        """Return what a caller may set: all but what the document says is read-only.

        A member of the request that the object has in another writing (`FriendlyName`, say, for
        `friendly_name`) is that of the object.
        """
        own = self.maker.properties(self.resource.schema)
        rules = {**own, **self.maker.properties(body)}
        alike = {plain(name): name for name in own}
        return {
            name if name in own else alike.get(plain(name), name): value
            for name, value in given.items()
            if name not in _HIDDEN and not self._is_read_only(rules.get(name, {}))
        }

    def _is_read_only(self, rule: Any) -> bool:
        return self.maker.view(rule).get("readOnly") is True

    def kept(self, body: Any, stored: Members) -> Members:
        """Return what a replacement keeps: what only the service sets."""
        given = self.maker.properties(body)
        own = self.maker.properties(self.resource.schema)
        return {
            name: value
            for name, value in stored.items()
            if name in own and (name not in given or self._is_read_only(given[name]))
        }

    def scoped(self, names: Iterable[str], scope: Sequence[str]) -> Members:
        """Return the ids of the owners for the properties that are called like path parameters."""
        own = self.maker.properties(self.resource.schema)
        by_name = {plain(name): name for name in own}
        made: Members = {}
        for name, text in zip(names, scope, strict=False):
            field = by_name.get(plain(name)) or owner_in(own, name)
            if field and field != self.resource.identity:
                value = next((v for v in self._as_owner(name, field, text, own[field])), None)
                made |= {} if value is None else {field: value}
        return made

    def _as_owner(self, parameter: str, field: str, text: str, rule: Any) -> Iterator[Json]:
        """Yield the forms in which a property may have the id of an owner: itself, or an object."""
        end = plain(parameter).removeprefix(plain(field))
        inner = {plain(name): name for name in self.maker.properties(rule)}
        yield from (value for value in scalars(text) if self._fits(rule, value))
        if end in inner:
            held = ({inner[end]: value} for value in scalars(text))
            yield from (each for each in held if self._fits(rule, each))

    def _fits(self, rule: Any, value: Json) -> bool:
        return self.maker.checks.fits(rule, value)

    def may_be(self, key: str) -> bool:
        """Whether a text in a path can be the id, which may have to be a UUID."""
        is_uuid = self.maker.view(self._rule(self.resource.identity)).get("format") == "uuid"
        return (
            not is_uuid
            or re.fullmatch("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", key) is not None
        )

    def as_id(self, key: str) -> Json:
        """Return an id in a path as the property has it: a number, say."""
        rule = self._rule(self.resource.identity)
        return shortest(next((one for one in scalars(key) if self._fits(rule, one)), key))

    def key(self, text: str) -> str:
        """Return an id in a path as it is stored: `2000` for the number `2e3`."""
        return text if text.isdecimal() else written_id(self.as_id(text))

    def given_id(self, body: Any, given: Members) -> Json:
        """Return the id that a caller chose, or None without one that the caller may choose.

        It must be an id, and the request must have a place for it.
        """
        new, view = given.get(self.resource.identity), self.maker.view(body)
        names = {plain(name) for name in self.maker.properties(body)}
        is_known = plain(self.resource.identity) in names or is_open(view)
        is_known = is_known or has(self.maker.checks.schemas, view, self.resource.identity)
        if not is_known and not view.get("additionalProperties"):
            return None
        if new == "" or isinstance(new, dict | list | bool):
            return None
        return shortest(new) if self._fits(self._rule(self.resource.identity), new) else None


def written_id(key: Json) -> str:
    """Return an id as a path has it: a whole number without a point or an exponent."""
    return str(shortest(key))


def thing_id(scope: Sequence[str], key: str) -> str:
    """Return the id in the store, unique within the kind."""
    return "/".join(quote(one, safe="") for one in (*scope, key))


def shown(document: Mapping[str, Json]) -> Members:
    """Return a stored object without what only the emulator knows."""
    return {name: value for name, value in document.items() if name not in _HIDDEN}


def _at(document: Members, place: str) -> Json:
    places = document.get(PLACES)
    return places.get(place) if isinstance(places, dict) else None
