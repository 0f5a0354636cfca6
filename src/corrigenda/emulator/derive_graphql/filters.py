"""Match stored objects with the arguments of a list, by the names of fields and operators.

An argument that means nothing here is left out of the match, and the response says so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from ..exact import Json, Members
from ..provider import Call
from .links import REF, TELLING, follow, is_ref
from .model import Model
from .names import alike, plain, singular, without_id
from .orders import NAMES as ORDERING
from .pages import NAMES as PAGING

Test: TypeAlias = Callable[[Json, Json], bool]
_INSIDE = frozenset(
    ["filter", "filters", "where", "condition", "conditions", "criteria", "filterby", "input"]
)
_SEARCHED = frozenset(
    ["query", "search", "q", "term", "text", "keyword", "keywords", "searchterm", "searchquery"]
)
_SWITCHES = frozenset(["includearchived", "includedeleted", "reverse", "channel", "locale", "lang"])


@dataclass(frozen=True, slots=True)
class Matcher:
    """Matches documents of some kinds; `strange` collects the names that mean nothing."""

    model: Model
    call: Call
    kinds: Sequence[str]
    strange: set[str]

    def matches(self, document: Members, given: Mapping[str, Json]) -> bool:
        """Whether a document fulfils every argument or member of a filter."""
        return all(
            self._holds(document, name, value)
            for name, value in given.items()
            if not self._is_apart(name, value)
        )

    def _is_apart(self, name: str, value: Json) -> bool:
        """Whether a name is for paging, ordering and the like, or has no value."""
        known = plain(name)
        if known in _SWITCHES or (value is None and self._field(name) is None):
            return True
        return known in PAGING | ORDERING and self._field(name) is None

    def _holds(self, document: Members, name: str, value: Json) -> bool:
        known = plain(name)
        if known in ("and", "or", "not", "all", "any") and isinstance(value, dict | list):
            return self._combined(document, known, value)
        if (field := self._field(name)) is not None:
            return self._compared(self._value(document, field), value)
        if known in _INSIDE and isinstance(value, dict):
            return self.matches(document, value)
        if known in _SEARCHED and isinstance(value, str):
            return _contains(list(document.values()), value)
        return self._spelled(document, name, value)

    def _combined(self, document: Members, how: str, value: dict[str, Json] | list[Json]) -> bool:
        parts = [each for each in (value if isinstance(value, list) else [value]) if each]
        found = [self.matches(document, each) for each in parts if isinstance(each, dict)]
        if how == "not":
            return not all(found)
        return any(found) if how in ("or", "any") and found else all(found)

    def _spelled(self, document: Members, name: str, value: Json) -> bool:
        """Compare by a name made of a field's: `id_in`, `projectId`, `labelIds`, `statuses`."""
        stem, _, suffix = name.rpartition("_")
        field, test = self._field(stem), _TESTS.get(plain(suffix))
        if stem and field and test:
            return test(self._value(document, field), value)
        if (link := without_id(name)) and (field := self._field(link[0], many=True)):
            return self._compared(self._value(document, field), value)
        if (field := self._field(singular(name))) and isinstance(value, list):
            return self._compared(self._value(document, field), value)
        if name in document:  # a request gave it under a name that the type does not have
            return _equal(document[name], value)
        if isinstance(value, dict):
            return self.matches(document, value)
        if plain(name) in ("type", "types", "kind") and len(self.kinds) > 1:
            return plain(str(document["__typename"])) in map(plain, map(str, _listed(value)))
        if not isinstance(value, bool):  # a switch such as `followRenames` selects nothing
            self.strange.add(name)
        return True

    def _field(self, name: str, *, many: bool = False) -> str | None:
        for kind in self.kinds:
            fields = self.model.fields(kind)
            if found := alike(fields, name) or (alike(fields, f"{name}s") if many else None):
                return found
            if plain(name) == "id":
                return self.model.keys.get(kind)
        return None

    def _value(self, document: Members, field: str) -> Json:
        if field not in document and (link := without_id(field)):
            return document.get(link[0])
        return document.get(field)

    def _compared(self, held: Json, value: Json) -> bool:
        if isinstance(value, list):
            return _TESTS["in"](held, value)
        if not isinstance(value, dict):
            return _equal(held, value) or (isinstance(value, str) and self._called(held, value))
        return all(
            self._operated(held, name, each) for name, each in value.items() if each is not None
        ) and not (value.get("eq", 0) is None and held is not None)

    def _called(self, held: Json, value: str) -> bool:
        """Whether a document links to an object of this name, as `owner: "ann"` says."""
        inner = [follow(self.model, self.call, each) for each in _listed(held) if is_ref(each)]
        return any(
            value == each.get(name) for each in inner if each for name in ("login", *TELLING)
        )

    def _operated(self, held: Json, name: str, value: Json) -> bool:
        known = plain(name)
        if (test := _TESTS.get(known)) is not None:
            return test(held, value)
        if known in ("some", "every", "none") and isinstance(value, dict):
            found = [self._compared(each, value) for each in _listed(held)]
            return {"some": any(found), "every": all(found), "none": not any(found)}[known]
        return self._inner(held, {name: value})

    def _inner(self, held: Json, value: Members) -> bool:
        """Match the object that a document links to, or holds, with a filter for its type."""
        inner = [
            follow(self.model, self.call, each) if is_ref(each) else each
            for each in _listed(held)
            if isinstance(each, dict)
        ]
        found = [each for each in inner if each is not None]
        kinds = [str(each.get("__typename")) for each in found]
        below = Matcher(self.model, self.call, kinds or self.kinds, self.strange)
        return any(below.matches(each, value) for each in found)


def chosen(
    model: Model, call: Call, kinds: Sequence[str], every: Iterable[Members], given: Members
) -> list[Members]:
    """Return the documents that the arguments of a list select."""
    matcher = Matcher(model, call, kinds, set())
    hidden = given.get("includeArchived") is False
    found = [
        each
        for each in every
        if matcher.matches(each, given) and not (hidden and each.get("archivedAt"))
    ]
    if matcher.strange:
        call.bases.add("schema")
    return found


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _equal(held: Json, value: Json) -> bool:
    """Whether a value equals what an object holds; a link equals its id, a list any of its own."""
    if isinstance(held, list) and not isinstance(value, list):
        return any(_equal(each, value) for each in held)
    if isinstance(held, dict) and REF in held:
        return held["id"] == str(value)
    if isinstance(held, bool) or isinstance(value, bool):
        return held is value
    if isinstance(held, str) != isinstance(value, str) and None not in (held, value):
        return str(held) == str(value)
    return held == value


def _contains(held: Json, value: Json) -> bool:
    return any(
        isinstance(each, str) and str(value).casefold() in each.casefold() for each in _listed(held)
    )


def _ordered(test: Callable[[Any, Any], bool]) -> Test:
    """Compare numbers as such, and texts, such as times, by code point."""

    def compare(held: Json, value: Json) -> bool:
        numbers = isinstance(held, int | Decimal) and isinstance(value, int | Decimal | float)
        texts = isinstance(held, str) and isinstance(value, str)
        return (numbers or texts) and test(held, value)

    return compare


def _begins(held: Json, value: Json) -> bool:
    return isinstance(held, str) and held.startswith(str(value))


def _ends(held: Json, value: Json) -> bool:
    return isinstance(held, str) and held.endswith(str(value))


def _folded(held: Json, value: Json) -> bool:
    return str(held).casefold() == str(value).casefold()


def _among(held: Json, value: Json) -> bool:
    return any(_equal(held, each) for each in _listed(value))


_SPELLINGS: tuple[tuple[str, Test], ...] = (
    ("eq equals equal is equalto", _equal),
    ("ne neq not nequals isnot noteq notequals notequalto", lambda a, b: not _equal(a, b)),
    ("in oneof anyof isanyof", _among),
    ("nin notin noneof", lambda a, b: not _among(a, b)),
    ("gt greaterthan after", _ordered(lambda a, b: a > b)),
    ("gte ge greaterthanorequal greaterthanorequalto since", _ordered(lambda a, b: a >= b)),
    ("lt lessthan before", _ordered(lambda a, b: a < b)),
    ("lte le lessthanorequal lessthanorequalto until", _ordered(lambda a, b: a <= b)),
    ("contains containsignorecase like ilike includes match", _contains),
    ("notcontains", lambda a, b: not _contains(a, b)),
    ("startswith beginswith", _begins),
    ("endswith", _ends),
    ("eqignorecase", _folded),
    ("null isnull", lambda a, b: (a is None) is b),
    ("exists", lambda a, b: (a is not None) is b),
)
_TESTS: dict[str, Test] = {name: test for names, test in _SPELLINGS for name in names.split()}
