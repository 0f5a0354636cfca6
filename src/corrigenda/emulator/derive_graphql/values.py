"""Make values that fit a type, from the names of the type and of the field, always the same ones.

`seed` tells values of different objects apart. Nothing here is random, so that a response made
from the schema is the same each time.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from graphql import GraphQLEnumType

from ..exact import Json
from .names import plain, words

DAY: Final = "2024-01-01"
MOMENT: Final = "2024-01-01T00:00:00Z"
_EPOCH = 1704067200
_INT = frozenset(["int", "long", "bigint", "integer", "uint", "uint64", "int64", "uint256"])
_MONEY = frozenset(
    ["decimal", "money", "amount", "price", "float", "number", "numeric", "bigdecimal", "double"]
)
_TEXTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("email",), "someone@example.com"),
    (("url", "uri", "link", "href", "website", "avatar"), "https://example.com/"),
    (("phone", "mobile"), "+15550100"),
    (("currency",), "USD"),
    (("country",), "US"),
    (("locale", "language"), "en"),
    (("timezone",), "UTC"),
    (("color", "colour"), "#336699"),
    (("html",), "<p>Text</p>"),
    (("sha", "hash", "oid"), "0" * 40),
    (("base64", "bytes"), "AAAA"),
    (("duration",), "PT1H"),
)
_OBJECTS = frozenset(
    ["json", "jsonobject", "jsonb", "object", "map", "metadata", "any", "record", "jsonscalar"]
)


def leaf(kind: Any, name: str, seed: str = "") -> Json:
    """Return a value of a scalar or enum type for a field of this name."""
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    made = _BUILT_IN.get(kind.name)
    return made(name, seed) if made else _custom(kind.name, name, seed)


def identifier(seed: str) -> str:
    """Return an id that is always the same for the same seed."""
    return str(uuid5(NAMESPACE_URL, seed))


def moment_of(name: str) -> bool:
    """Whether a field's name says that it holds a time."""
    last = words(name)[-1:] or ("",)
    return last[0] in ("at", "time", "timestamp", "datetime") or plain(name).endswith("dateat")


def _text(name: str, seed: str) -> str:
    if plain(name).endswith(("id", "uuid", "guid")) and words(name)[-1:] in (("id",), ("uuid",)):
        return identifier(f"{name} {seed}")
    for endings, text in _TEXTS:
        if set(endings) & set(words(name)):
            return text
    if moment_of(name):
        return MOMENT
    if words(name)[-1:] in (("date",), ("on",), ("day",)):
        return DAY
    if words(name)[-1:] in (("slug",), ("handle",), ("login",), ("username",)):
        return "-".join((*words(name)[-1:], plain(seed)[:12])).strip("-")
    title = " ".join(words(name)).capitalize() or "Text"
    return f"{title} {seed}".strip() if len(seed) < 12 else title


def _integer(name: str, _seed: str) -> int:
    if moment_of(name):
        return _EPOCH
    parts = set(words(name))
    if "year" in parts:
        return 2024
    return 0 if parts & {"count", "total", "offset"} else 1


def _custom(kind: str, name: str, seed: str) -> Json:
    """Return a value of a custom scalar, by the scalar's name and then the field's."""
    parts, whole = set(words(kind)), plain(kind)
    if whole in _OBJECTS or parts & {"json", "map"}:
        return {}
    if whole in _INT:
        return _integer(name, seed)
    if parts & _MONEY or whole in _MONEY:
        return Decimal("10.00")
    if parts & {"datetime", "timestamp", "instant"} or {"date", "time"} <= parts:
        return MOMENT
    if "date" in parts or whole == "localdate":
        return DAY
    if "time" in parts:
        return MOMENT if "iso" in whole else "12:00:00"
    if parts & {"uuid", "guid", "id"}:
        return identifier(f"{name} {seed}")
    if parts & {"boolean", "bool"}:
        return False
    return next((text for endings, text in _TEXTS if set(endings) & parts), _text(name, seed))


_BUILT_IN: dict[str, Callable[[str, str], Json]] = {
    "ID": lambda name, seed: identifier(f"{name} {seed}"),
    "String": _text,
    "Int": _integer,
    "Float": lambda name, seed: Decimal(_integer(name, seed)) + Decimal("0.0"),
    "Boolean": lambda _name, _seed: False,
}
