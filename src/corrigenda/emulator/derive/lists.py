"""Answer the lists of a resource: read what the query selects, and write the form of the response.

What a parameter or a property is for is told by its name (`names.py`). A parameter that has no
known purpose is checked, but selects nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from ..exact import Json, Members, shortest
from ..provider import RefusedError
from .document import Described, Parameter
from .forms import Listing, declared
from .names import FACTS, PAGING, SEARCHING, SORTING, plain
from .parameters import scalars
from .resources import Resource
from .schemas import listed
from .selection import NoSuchPlaceError, Order, Page, Selection, Where, select
from .values import Maker, as_json

_USUAL: Final = 20
_MOST: Final = 10**18
_DESCENDING: Final = ("desc", "descending", "-1")
_ANYTHING: Final = ("all", "any", "*")  # such a filter selects everything
_DIRECTIONS: Final = (*_DESCENDING, "asc", "ascending", "1")


@dataclass(frozen=True, slots=True)
class Lister:
    """The list operation of a resource."""

    described: Described
    resource: Resource
    listing: Listing
    maker: Maker

    def answer(
        self, documents: Sequence[Members], query: Mapping[str, Json], wrong: int
    ) -> tuple[Json, dict[str, str]]:
        """Return the body and the headers for a query. `wrong` is the status of a wrong one."""
        wanted = self._selection(query, wrong)
        try:
            page = select(documents, wanted, self.resource.identity)
        except NoSuchPlaceError as error:
            raise RefusedError(wrong, f"the list has no {error}, so no page starts there") from None
        facts = self._facts(page, wanted, query)
        schemas, known = self.maker.checks.schemas, self.resource.known
        items: list[Json] = [
            declared(schemas, self.listing.item, known, dict(one)) for one in page.items
        ]
        body = self._body(items, facts)
        return self.maker.complete(self.described.schema, body), dict(self._headers(facts))

    def _selection(self, query: Mapping[str, Json], wrong: int) -> Selection:
        paging = dict(self._paging(query))
        size = paging.get("size")
        limit = _whole(size, wrong) if size is not None else self._usual_size()
        if limit is not None and limit < 0:
            raise RefusedError(wrong, "a page cannot have a negative size")
        return Selection(
            tuple(self._where(query)),
            tuple(self._orders(query, wrong)),
            self._offset(paging, limit or 0, wrong),
            limit,
            _text(paging.get("after")),
            _text(paging.get("before")),
            next((str(v) for n, v in query.items() if plain(n) in SEARCHING), ""),
        )

    def _roles(self) -> Iterator[tuple[str, Parameter]]:
        """Yield the parameters that select a page, with what they do."""
        names = set(self.maker.properties(self.listing.item))
        for one in self.described.query():
            role = PAGING.get(plain(one.name))
            types = self.maker.view(one.schema)["types"]
            if role is None or (one.name in names and role not in ("page", "after")):
                continue
            if role in ("offset", "page") and "string" in types and "integer" not in types:
                role = "after"  # it is made by the service, so it is no number
            yield role, one

    def _paging(self, query: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
        for role, one in self._roles():
            if one.name in query:
                yield role, query[one.name]

    def _usual_size(self) -> int | None:
        roles = dict(self._roles())
        if not roles:
            return None
        view = self.maker.view(roles["size"].schema if "size" in roles else {})
        default, most = view.get("default"), view.get("maximum")
        if isinstance(default, int) and default > 0:
            return default
        return min(_USUAL, most) if isinstance(most, int) and most > 0 else _USUAL

    def _offset(self, paging: Mapping[str, Json], limit: int, wrong: int) -> int:
        if "page" in paging:
            offset = (_whole(paging["page"], wrong) - self._first_page()) * limit
        else:
            offset = _whole(paging.get("offset", 0), wrong)
        if offset < 0:
            raise RefusedError(wrong, "a page in front of the first one does not exist")
        return offset

    def _first_page(self) -> int:
        parameter = dict(self._roles()).get("page")
        view = self.maker.view(parameter.schema if parameter else {})
        return 0 if 0 in (view.get("default"), view.get("minimum", view.get("default"))) else 1

    def _where(self, query: Mapping[str, Json]) -> Iterator[Where]:
        roles = {one.name for _, one in self._roles()}
        names = self._properties()
        for one in self.described.query():
            default = self.maker.view(one.schema).get("default")
            value = query.get(one.name, as_json(default))
            field = names.get(plain(one.name))
            if field is None or value is None or one.name in roles:
                continue
            texts = tuple(one for one in _texts(value) if one not in _ANYTHING)
            if any(self._is_value(field, text) for text in texts):
                yield Where(field, texts)

    def _is_value(self, field: str, text: str) -> bool:
        """Whether a property can be this at all: `state=all` filters nothing."""
        allowed = self.maker.view(self.maker.properties(self.listing.item).get(field, {}))
        named = allowed.get("enum")
        return not named or text in map(str, listed(named))

    def _properties(self) -> dict[str, str]:
        views = (self.maker.view(self.resource.schema), self.maker.view(self.listing.item))
        return {plain(name): name for view in views for name in view["properties"]}

    def _orders(self, query: Mapping[str, Json], wrong: int) -> Iterator[Order]:
        given = {SORTING.get(plain(name)): value for name, value in query.items()}
        both = [*_texts(given.get("by")), *_texts(given.get("direction"))]
        downward = any(text.lower() in _DESCENDING for text in both)
        names = self._properties()
        for text in (part.strip() for one in both for part in one.split(",")):
            if text.lower() in _DIRECTIONS:
                continue
            word, down = _direction(text)
            field = next((names[n] for n in (plain(word), f"{plain(word)}at") if n in names), None)
            if field is not None:
                yield Order(field, down != downward)
            elif not self._is_named(text):
                raise RefusedError(wrong, f"{text!r} is not a property to sort by")

    def _is_named(self, text: str) -> bool:
        """Whether the document itself names this order."""
        views = [self.maker.view(one.schema) for one in self.described.query()]
        views += [self.maker.view(view["items"]) for view in views if "items" in view]
        return any(text in map(str, view.get("enum") or ()) for view in views)

    def _facts(self, page: Page, wanted: Selection, query: Mapping[str, Json]) -> Members:
        """Return what is known of a page, by role."""
        limit = page.total if wanted.limit is None else wanted.limit
        start = self._start(page, wanted)
        end = start + len(page.items)
        more = end < page.total and bool(page.items)
        identity = self.resource.identity
        ids = [one.get(identity) for one in page.items]
        first = self._first_page()
        asked = dict(self._paging(query)).get("page")
        number = start // limit + first if limit else _whole(first if asked is None else asked, 0)
        after = str(ids[-1]) if more else None
        return {
            "total": page.total,
            "count": len(page.items),
            "page": number,
            "size": limit,
            "offset": start,
            "pages": -(-page.total // limit) if limit else int(page.total > 0),
            "more": more,
            "previous": start > 0,
            "last": not more,
            "first": start == 0,
            "cursor": after,
            "next": number + 1 if more else None,
            "link": self._link(query, end, number + 1, after) if more else None,
            "first_id": ids[0] if ids else None,
            "last_id": ids[-1] if ids else None,
        }

    def _start(self, page: Page, wanted: Selection) -> int:
        """Return where a page begins: where it was asked for, although the list may end before."""
        is_moved = wanted.after is not None or wanted.before is not None
        return page.offset if is_moved else wanted.offset

    def _link(self, query: Mapping[str, Json], end: int, number: int, after: str | None) -> Json:
        """Return a link to the next page, relative to the address of this one."""
        roles = dict(self._roles())
        place = next((role for role in ("page", "offset", "after") if role in roles), None)
        if place is None:
            return None
        value = {"page": number, "offset": end, "after": after}[place]
        moved = {**query, roles[place].name: value}
        pairs = [(name, text) for name, one in moved.items() for text in _texts(one)]
        return "?" + urlencode(pairs)

    def _headers(self, facts: Members) -> Iterator[tuple[str, str]]:
        response = self.described.success[1]
        declared = response.headers if response else frozenset[str]()
        if "link" in declared and facts["link"]:
            yield "Link", f'<{facts["link"]}>; rel="next"'
        for name in ("x-total-count", "x-total", "total-count"):
            if name in declared:
                yield name.title(), str(facts["total"])

    def _body(self, items: list[Json], facts: Members) -> Json:
        if not self.listing.steps or self.described.content is None:
            return items
        view = self.maker.view(self.described.content.schema)
        outer, *below = self.listing.steps
        body = self._envelope(view, facts, 0)
        if not below:
            return {outer: items, **body}
        inner = self._envelope(self.maker.view(view["properties"][outer]), facts, 0)
        return {**body, outer: {below[0]: items, **inner}}

    def _envelope(self, view: Any, facts: Members, depth: int, link: bool = False) -> Members:
        """Return the members beside the items whose names say what they are."""
        roles = {FACTS.get(plain(name)) for name in view["properties"]}
        made: Members = {}
        for name, rule in view["properties"].items():
            if name in self.listing.steps:
                continue
            inner = self.maker.view(rule)
            if "object" in inner["types"] and inner["properties"] and depth < 2:
                ahead = plain(name).startswith("next")
                below = self._envelope(inner, facts, depth + 1, link or ahead)
                if below and not (ahead and not facts["more"]):
                    made[name] = below
                elif ahead and self.maker.checks.fits(rule, None):
                    made[name] = None
                continue
            for value in self._candidates(plain(name), facts, roles, link):
                if self.maker.checks.fits(rule, value):
                    made[name] = value
                    break
        return made

    def _candidates(
        self, name: str, facts: Members, roles: set[str | None], link: bool
    ) -> Iterator[Json]:
        """Yield what a property of this name may say, the likeliest first."""
        role = FACTS.get(name)
        if link and name in ("offset", "cursor", "after", "token", "startingafter"):
            role = "cursor"
        if link and name in ("uri", "url", "href", "path", "link"):
            role = "link"
        if role == "count" and "total" not in roles:
            role = "total"
        if role is None:
            return
        yield facts[role]
        if role == "next":
            yield from (facts["link"], facts["cursor"], None)


def _direction(text: str) -> tuple[str, bool]:
    """Return the name to sort by, and whether it says downward itself: `-name`, `name:desc`."""
    if text[:1] in ("-", "+"):
        return text[1:], text[0] == "-"
    for mark in (":", " ", "_", "."):
        word, found, last = text.rpartition(mark)
        if found and last.lower() in _DIRECTIONS:
            return word, last.lower() in _DESCENDING
    return text, False


def _texts(value: Json) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def _text(value: Json) -> str | None:
    return None if value is None else str(value)


def _whole(value: Json, wrong: int) -> int:
    """Return a number of objects or pages: 10 for `10`, `10.0` and `1e1`."""
    text = str(value)
    for one in map(shortest, scalars(text)):
        if isinstance(one, int) and not isinstance(one, bool) and abs(one) < _MOST:
            return one
    raise RefusedError(wrong, f"{text!r} does not select a page")
