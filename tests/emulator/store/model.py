"""Documents with fields of every type, and what a search in them finds, as plain Python says it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from corrigenda.emulator.exact import Members
from corrigenda.emulator.store import Condition, Every, Field, Order, Some, Where

FIRST = datetime(2022, 1, 1, tzinfo=UTC)


def time_of(document: Members) -> datetime | None:
    value = document.get("time")
    return None if value is None else datetime.fromisoformat(str(value))


def tags_of(document: Members) -> frozenset[str]:
    value = document.get("tags")
    return frozenset(map(str, value if isinstance(value, list) else []))


READ: dict[str, Callable[[Members], Any]] = {
    "amount": lambda document: document.get("amount"),
    "text": lambda document: document.get("text"),
    "time": time_of,
    "tags": tags_of,
}
# The same fields with and without an index.
FIELDS = {
    **{f"{name}, sought": Field(read, sought=True) for name, read in READ.items()},
    **{name: Field(read) for name, read in READ.items()},
}

AMOUNTS = st.none() | st.integers(-3, 3) | st.decimals(-3, 3, places=2) | st.integers()
TEXTS = st.none() | st.sampled_from(["", "a", "b", "ab", "é", "Z", "a\0", "%", "_"])
TIMES = st.none() | st.integers(-3, 3).map(lambda hours: FIRST + timedelta(hours=hours))
TAGS = st.lists(st.sampled_from("abc"), max_size=3)
DOCUMENT = st.fixed_dictionaries(
    {},
    optional={
        "amount": AMOUNTS,
        "text": TEXTS,
        "time": TIMES.map(lambda time: None if time is None else time.isoformat()),
        "tags": TAGS,
    },
)
DOCUMENTS = st.lists(DOCUMENT, max_size=12)


def wheres(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Where]:
    present = values.filter(lambda value: value is not None)
    names = st.sampled_from([name, f"{name}, sought"])
    several = st.lists(values, max_size=3).map(tuple)
    alike = st.builds(Where, names, st.sampled_from(["eq", "in"]), several)
    compared = st.tuples(values)
    operators = st.sampled_from(["ge", "le", "gt", "lt"])
    found = alike | st.builds(Where, names, operators, compared)
    if name == "text":
        found |= st.builds(Where, names, st.just("contains"), st.tuples(present))
    return found | st.builds(Where, names, st.just("given"), st.just(()))


def members() -> st.SearchStrategy[Where]:
    names = st.sampled_from(["tags", "tags, sought"])
    return st.builds(Where, names, st.just("has"), st.tuples(st.sampled_from("abcd")))


PLAIN = wheres("amount", AMOUNTS) | wheres("text", TEXTS) | wheres("time", TIMES) | members()
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    PLAIN,
    lambda parts: st.builds(
        lambda join, each: join(tuple(each)),
        st.sampled_from([Every, Some]),
        st.lists(parts, max_size=3),
    ),
    max_leaves=5,
)
SORTABLE = [name for name in FIELDS if not name.startswith("tags")]
ORDERS = st.lists(st.builds(Order, st.sampled_from(SORTABLE), st.booleans()), max_size=3)


def holds(condition: Condition, document: Members) -> bool:
    match condition:
        case Every(parts):
            return all(holds(part, document) for part in parts)
        case Some(parts):
            return any(holds(part, document) for part in parts)
        case Where(name, "eq" | "in", values):
            return value_of(name, document) in values
        case Where(name, "given"):
            return value_of(name, document) is not None
        case Where(name, op, (wanted,)):
            value = value_of(name, document)
            return None not in (value, wanted) and COMPARED[op](value, wanted)
        case _:
            raise AssertionError(condition)


COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "ge": lambda value, wanted: value >= wanted,
    "le": lambda value, wanted: value <= wanted,
    "gt": lambda value, wanted: value > wanted,
    "lt": lambda value, wanted: value < wanted,
    "contains": lambda value, wanted: wanted in value,
    "has": lambda value, wanted: wanted in value,
}


def value_of(name: str, document: Members) -> Any:
    return FIELDS[name].read(document)


def in_order(documents: Iterable[Members], orders: Sequence[Order]) -> list[Members]:
    found = list(documents)
    for order in reversed(orders):
        value = partial(value_of, order.field)
        having = [each for each in found if value(each) is not None]
        lacking = [each for each in found if value(each) is None]
        found = sorted(having, key=value, reverse=order.descending) + lacking
    return found
