"""Cut a list into the page that a request asks for, and write it as the schema's type of page.

Connections have real cursors, opaque texts that name the object they stand at. An object that is
removed leaves its place: the next page starts where it was.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .. import exact
from ..exact import Json, Members
from ..provider import DeclinedError
from .links import REF
from .model import Model, is_leaf, listed, named, required, tells_of_failure
from .names import pick, plain

USUAL: Final = 50
_FIRST = ("first", "limit", "take", "perPage", "pageSize", "top")
_AFTER = ("after", "cursor", "afterCursor", "startingAfter", "pageToken", "nextToken")
_OFFSET = ("offset", "skip")
_PAGE = ("pageNumber", "pageIndex", "currentPage", "page")
_INSIDE = ("pagination", "paging", "paginate", "page", "pageInput", "connectionArgs")
NAMES: Final = frozenset(
    plain(name) for name in (*_FIRST, *_AFTER, *_OFFSET, *_PAGE, *_INSIDE, "last", "before")
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a list: its items, where it starts in the whole, and the size of both."""

    items: Sequence[Json]
    start: int
    total: int
    size: int
    whole: Sequence[Json] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.items)


def cut(model: Model, every: Sequence[Json], given: Members, usual: int | None = USUAL) -> Cut:
    """Return the part of a list that the arguments select; `usual` is the size if none is given.

    Raises `DeclinedError` for a number below 0 or a cursor that was never given out.
    """
    asked = {**given, **_inside(given)}
    start, end = 0, len(every)
    if (after := pick(asked, *_AFTER)) is not None:
        start = _place(model, every, after)[1]
    if (before := pick(asked, "before", "beforeCursor")) is not None:
        end = _place(model, every, before)[0]
    first, last = _count(asked, *_FIRST), _count(asked, "last")
    size = first if first is not None else last if last is not None else usual
    start += _skipped(asked, size)
    if first is not None or last is None:
        end = end if size is None else min(end, start + size)
    if last is not None:
        start = max(start, end - last)
    return Cut(every[start:end], start, len(every), len(every) if size is None else size, every)


def _inside(given: Members) -> Members:
    """Return the members of an input object for paging."""
    for name, value in given.items():
        if plain(name) in _INSIDE and isinstance(value, dict):
            return value
    return {}


def _skipped(asked: Members, size: int | None) -> int:
    if (offset := _count(asked, *_OFFSET)) is not None:
        return offset
    page = _count(asked, *_PAGE)
    return (page - 1) * (USUAL if size is None else size) if page else 0


def _count(asked: Members, *names: str) -> int | None:
    value = pick(asked, *names)
    if not isinstance(value, int):
        return None
    if value < 0:
        raise _wrong(f"{names[0]} is {value}, but must not be negative")
    return min(value, 2**31)


def _wrong(message: str) -> DeclinedError:
    return DeclinedError(message, {"code": "BAD_USER_INPUT"})


def _cursor(model: Model, item: Json, place: int) -> str:
    text = exact.encode([place, *_name(model, item)])
    return urlsafe_b64encode(text).decode().rstrip("=")


def _name(model: Model, item: Json) -> list[Json]:
    """Return the kind and the id of an item."""
    if not isinstance(item, dict):
        return [None, None]
    kind = item.get("__typename", item.get(REF))
    return [kind, item.get(model.keys.get(str(kind), "id"))]


def _place(model: Model, every: Sequence[Json], cursor: Json) -> tuple[int, int]:
    """Return the places before and after the object that a cursor stands at."""
    place, name = _read(cursor)
    if name[1] is None:
        return place, place + 1
    for index, item in enumerate(every):
        if _name(model, item) == name:
            return index, index + 1
    return min(place, len(every)), min(place, len(every))


def _read(cursor: Json) -> tuple[int, list[Json]]:
    text = str(cursor)
    try:
        read = exact.decode(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (exact.NotJsonError, Error, ValueError):
        read = None
    match read:
        case [int() as place, kind, key] if place >= 0:
            return place, [kind, key]
        case _:
            raise _wrong(f"{text!r} is not a cursor of this service")


def write_page(model: Model, kind: str, part: Cut) -> Members:
    """Return a page as an object of the schema's type for it."""
    page, known = model.pages[kind], _facts(model, part)
    written: Members = {"__typename": kind}
    for name, each in model.fields(kind).items():
        if name == page.edges:
            written[name] = _edges(model, named(each.type).name, part)
        elif name in page.items:
            written[name] = list(part.items)
        elif (value := _member(model, name, each, known)) is not _NOTHING:
            written[name] = value
    return written


_NOTHING: Any = object()


def _member(model: Model, name: str, each: Any, known: Mapping[str, Json], depth: int = 2) -> Any:
    if is_leaf(each.type):
        return _leaf(name, each, known) if not listed(each.type) else _NOTHING
    if listed(each.type):
        return [] if tells_of_failure(name) and required(each.type) else _NOTHING
    if named(each.type).name in model.held or not depth:
        return _NOTHING
    inner = {
        below: value
        for below, what in model.fields(named(each.type).name).items()
        if (value := _member(model, below, what, known, depth - 1)) is not _NOTHING
    }
    return {"__typename": named(each.type).name, **inner} if inner else _NOTHING


def _leaf(name: str, each: Any, known: Mapping[str, Json]) -> Any:
    if plain(name) not in known:
        return _NOTHING
    value, kind = known[plain(name)], named(each.type).name
    if kind == "Int" and isinstance(value, str | None) and plain(name) in ("next", "prev"):
        return known[f"{plain(name)}page"]
    return "" if value is None and required(each.type) and kind == "String" else value


def _edges(model: Model, kind: str, part: Cut) -> list[Json]:
    return [
        {"__typename": kind, "cursor": _cursor(model, item, part.start + index), "node": item}
        for index, item in enumerate(part.items)
    ]


def write_edge(model: Model, kind: str, item: Json) -> Members:
    """Return an edge of a payload, whose object is not part of a page."""
    return {"__typename": kind, "cursor": _cursor(model, item, 0), "node": item}


def _counts(part: Cut) -> dict[str, Json]:
    """Return how many objects of each type the whole list has, for names like `issueCount`."""
    found = [
        f"{plain(str(each.get('__typename')))}count"
        for each in part.whole
        if isinstance(each, dict)
    ]
    return {name: found.count(name) for name in set(found)}


def _facts(model: Model, part: Cut) -> dict[str, Json]:
    """Return what the members of a page can say, by their plain names."""
    size = part.size or 1
    more, fewer = part.end < part.total, part.start > 0
    first = _cursor(model, part.items[0], part.start) if part.items else None
    last = _cursor(model, part.items[-1], part.end - 1) if part.items else None
    page, pages = part.start // size + 1, -(-part.total // size)
    following, previous = (page + 1 if more else None), (page - 1 if fewer else None)
    totals = "totalcount total count totalitems totalrecords totalresults totalelements itemcount"
    return {
        **_counts(part),
        **dict.fromkeys([*totals.split(), "totalsize"], part.total),
        **dict.fromkeys(("totalpages", "pagecount", "pages", "lastpage"), pages),
        **dict.fromkeys(("page", "currentpage", "pagenumber"), page),
        **dict.fromkeys(("perpage", "pagesize", "limit", "size", "itemsperpage"), part.size),
        **dict.fromkeys(("offset", "skip"), part.start),
        **dict.fromkeys(("hasnextpage", "hasmore", "hasnext", "hasmorepages"), more),
        **dict.fromkeys(("haspreviouspage", "hasprevious", "hasprev", "hasprevpage"), fewer),
        **dict.fromkeys(("success", "ok", "issuccess"), True),
        **{"startcursor": first, "previouscursor": first if fewer else None},
        **{"endcursor": last, **dict.fromkeys(("nextcursor", "cursor"), last if more else None)},
        **{"next": last if more else None, "prev": first if fewer else None},
        **{"nextpage": following, "prevpage": previous, "previouspage": previous, "message": ""},
    }
