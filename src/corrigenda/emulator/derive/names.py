"""Recognize what parameters and properties are for by how APIs call them.

Names are compared without case and punctuation: `page[size]`, `pageSize` and `page_size` are one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final


def plain(name: str) -> str:
    """Return a name in lower case, with letters and digits only."""
    return re.sub("[^a-z0-9]", "", name.lower())


def singular(name: str) -> str:
    """Return the singular of a plain English plural, as far as endings tell it."""
    for end, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("xes", "x")):
        if name.endswith(end) and len(name) > len(end) + 1:
            return name[: -len(end)] + instead
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _roles(**names: str) -> Mapping[str, str]:
    return {name: role for role, several in names.items() for name in several.split()}


PAGING: Final = _roles(
    page="page pagenumber pageno pagenum pageindex p",
    size="perpage pagesize limit size maxresults maxitems top count take rows itemsperpage "
    "pagelimit",
    offset="offset skip start startindex pageoffset",
    after="cursor after startingafter pagetoken nexttoken continuationtoken marker pagecursor "
    "pageafter startcursor nextcursor nextpagetoken",
    before="before endingbefore pagebefore previouscursor",
)
"""What the parameters of a list select."""

SORTING: Final = _roles(
    by="sort sortby orderby ordering sortkey sortfield sortcolumn order",
    direction="direction sortorder sortdirection sortdir orderdirection dir order sorting",
)
"""What the parameters of a list sort by. `order` may be either, as its values show."""

SEARCHING: Final = frozenset({"q", "query", "search", "searchterm", "keyword", "keywords"})

FACTS: Final = _roles(
    total="total totalcount totalitems totalresults totalrecords totalelements totalsize numfound "
    "recordcount totalentries itemcount totalnumber",
    count="count resultcount numberofelements returned pageitems",
    page="page currentpage pagenumber pagenum number pageno",
    size="perpage pagesize limit itemsperpage maxresults size",
    offset="offset skip start startindex",
    pages="pages totalpages pagecount lastpage numpages pagestotal numberofpages",
    more="hasmore hasnext hasnextpage more hasmoreitems",
    previous="hasprevious hasprev haspreviouspage",
    last="last islast islastpage",
    first="first isfirst isfirstpage",
    cursor="nextcursor nextpagetoken nexttoken endcursor nextmarker continuationtoken cursor "
    "nextpagecursor after",
    next="nextpage next nextlink nexturl nextpageurl nextpageuri nexthref",
    first_id="firstid startid",
    last_id="lastid endid",
)
"""What the properties beside the items of a list say."""

CREATED: Final = frozenset(
    [
        "created",
        "createdat",
        "createdon",
        "createdtime",
        "creationtime",
        "creationdate",
        "createdate",
        "createtime",
        "datecreated",
        "createddate",
        "createdatetime",
        "createddatetime",
        "insertedat",
        "dateadded",
        "addedat",
    ]
)
UPDATED: Final = frozenset(
    [
        "updated",
        "updatedat",
        "updatedon",
        "updatedtime",
        "updatetime",
        "dateupdated",
        "updatedate",
        "updateddate",
        "lastupdated",
        "lastupdatedat",
        "modified",
        "modifiedat",
        "modifiedon",
        "modifieddate",
        "datemodified",
        "lastmodified",
        "lastmodifiedat",
        "lastmodifieddate",
        "modifytime",
        "changedat",
    ]
)

ITEMS: Final = (
    *("data", "items", "results", "values", "entries", "records", "content", "list"),
    *("elements", "objects", "rows", "nodes", "collection", "result", "resources"),
)
"""What the items of a list are called if not like the collection, the likeliest first."""

MESSAGES: Final = (
    *("message", "detail", "description", "errordescription", "errormessage", "msg", "reason"),
    *("error", "title", "details", "summary", "text"),
)
"""What the message of an error is called, the likeliest first."""


SERVICE_MADE: Final = frozenset({"id", "uuid", "gid", "sid", "guid", "number"})
"""What an id is called that a service makes; others, such as `name`, come from callers."""


def id_names(parameter: str, step: str) -> Iterator[str]:
    """Yield the plain names that the id of a resource may have, the likeliest first.

    `parameter` is that of the item's path, `step` is what the collection is called.
    """
    given, one = plain(parameter), singular(plain(step))
    yield given
    for start in _starts(given, one):
        yield given.removeprefix(start)
    yield from ("id", f"{one}id", "uuid", f"{one}uuid", "gid", "sid", "guid", "key", "code")
    yield from ("number", "slug", "login", "username", "handle", "name", f"{one}name")


def _starts(given: str, one: str) -> Iterable[str]:
    """Yield the beginnings of a parameter that repeat what the resource is called."""
    if given != one and given.startswith(one):
        yield one
    for end in ("id", "uuid", "gid", "sid", "slug", "number", "name", "key", "code"):
        if given.endswith(end) and given != end:
            yield given.removesuffix(end)
