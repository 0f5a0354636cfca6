"""Make texts for a schema: by its pattern, its format, its lengths or the name of its property.

The same schema and the same random source give the same text. Patterns are read with the parser
of `re`; one that it does not know, or whose text cannot be made, gives no text.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from importlib import import_module
from random import Random
from typing import Any, Final
from uuid import UUID

from ..exact import Json
from ..patterns import matches
from .schemas import Schema

_PARSER: Any = import_module("re._parser")  # without type hints
_FIRST: Final = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
_WORDS: Final = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven", "iris")
_FAR: Final = 10  # how often a repeated part is repeated at most, beyond what it must
_ORDINARY: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ ./:@+#"


def make_text(rules: Mapping[str, Any], name: str, chance: Random) -> str:
    """Return a text for a schema of a property called `name`; its lengths hold if they can."""
    least = _count(rules.get("minLength"), 0)
    most = _count(rules.get("maxLength"), 10_000)
    pattern = rules.get("pattern")
    if isinstance(pattern, str):
        for extra in range(_FAR):
            text = by_pattern(pattern, chance, extra)
            if text is not None and least <= len(text) <= most and matches(pattern, text):
                return text
    form = _FORMATS.get(str(rules.get("format")))
    text = form(chance) if form else _words(name, chance)
    return sized(text, least, most)


def sized(text: str, least: int, most: int) -> str:
    """Return a text of a length in the limits, by repeating or cutting."""
    whole = text or "x"
    while len(whole) < least:
        whole += whole if len(whole) * 2 <= least else whole[: least - len(whole)]
    return whole[:most]


def written(moment: datetime) -> str:
    """Write a time in UTC as JSON usually has it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def by_pattern(pattern: str, chance: Random, extra: int = 0) -> str | None:
    """Return a text for a regular expression, longer with a larger `extra`, or None."""
    readable = re.sub(r"\\[pP](\{[^}]*\}|[A-Z])", "[A-Za-z]", pattern)
    try:
        return "".join(_walk(_PARSER.parse(readable), chance, extra, {}))
    except (re.error, ValueError, OverflowError, RecursionError, NotImplementedError):
        return None


def _walk(parts: Any, chance: Random, extra: int, groups: dict[int, str]) -> Iterable[str]:
    for kind, given in parts:
        yield _part(str(kind), given, chance, extra, groups)


def _part(kind: str, given: Any, chance: Random, extra: int, groups: dict[int, str]) -> str:
    match kind:
        case "LITERAL":
            return chr(given)
        case "NOT_LITERAL" | "ANY" | "IN":
            return _letter(kind, given, chance)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = given
            times = min(int(most), max(int(least), extra, 1 if least == 0 and extra else 0))
            return "".join(t for _ in range(times) for t in _walk(inner, chance, extra, groups))
        case "SUBPATTERN":
            groups[given[0]] = text = "".join(_walk(given[3], chance, extra, groups))
            return text
        case "ATOMIC_GROUP":
            return "".join(_walk(given, chance, extra, groups))
        case "BRANCH":
            return "".join(_walk(given[1][extra % len(given[1])], chance, extra, groups))
        case "GROUPREF":
            return groups.get(given, "")
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return ""
        case _:
            raise NotImplementedError(kind)


def _letter(kind: str, given: Any, chance: Random) -> str:
    if kind == "ANY":
        return chance.choice("abcdefgh")
    if kind == "NOT_LITERAL":
        return next(one for one in _ORDINARY if ord(one) != given)
    negated = str(given[0][0]) == "NEGATE"
    inside = [one for one in _ORDINARY if any(_in(part, one) for part in given)]
    if negated:
        inside = [one for one in _ORDINARY if one not in inside]
    if not inside and not negated:
        inside = [chr(part if str(kind) == "LITERAL" else part[0]) for kind, part in given[:1]]
    return chance.choice(inside)


def _in(part: Any, letter: str) -> bool:
    kind, given = str(part[0]), part[1]
    match kind:
        case "LITERAL":
            return ord(letter) == int(given)
        case "RANGE":
            return int(given[0]) <= ord(letter) <= int(given[1])
        case "CATEGORY":
            return _CATEGORIES[str(given)](letter)
        case _:
            return False


_CATEGORIES: Final[Mapping[str, Callable[[str], bool]]] = {
    "CATEGORY_DIGIT": str.isdigit,
    "CATEGORY_NOT_DIGIT": lambda letter: not letter.isdigit(),
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_NOT_SPACE": lambda letter: not letter.isspace(),
    "CATEGORY_WORD": lambda letter: letter.isalnum() or letter == "_",
    "CATEGORY_NOT_WORD": lambda letter: not (letter.isalnum() or letter == "_"),
}


def _count(value: Any, default: int) -> int:
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else default


def _words(name: str, chance: Random) -> str:
    plain = re.sub(r"([a-z])([A-Z])", r"\1 \2", name).replace("_", " ").replace("-", " ").lower()
    return f"{plain} {chance.choice(_WORDS)}".strip()


def _moment(chance: Random) -> datetime:
    return _FIRST + timedelta(minutes=chance.randrange(500_000))


def _uuid(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


_FORMATS: Final[Mapping[str, Callable[[Random], str]]] = {
    "date": lambda chance: _moment(chance).date().isoformat(),
    "date-time": lambda chance: written(_moment(chance)),
    "time": lambda chance: _moment(chance).strftime("%H:%M:%SZ"),
    "duration": lambda chance: f"PT{chance.randrange(1, 60)}M",
    "email": lambda chance: f"{chance.choice(_WORDS)}@example.com",
    "idn-email": lambda chance: f"{chance.choice(_WORDS)}@example.com",
    "uuid": _uuid,
    "guid": _uuid,
    "uri": lambda chance: f"https://example.com/{chance.choice(_WORDS)}",
    "url": lambda chance: f"https://example.com/{chance.choice(_WORDS)}",
    "iri": lambda chance: f"https://example.com/{chance.choice(_WORDS)}",
    "uri-reference": lambda chance: f"/{chance.choice(_WORDS)}",
    "hostname": lambda chance: f"{chance.choice(_WORDS)}.example.com",
    "ipv4": lambda chance: f"192.0.2.{chance.randrange(1, 255)}",
    "ipv6": lambda chance: f"2001:db8::{chance.randrange(1, 9999)}",
    "byte": lambda chance: b64encode(chance.choice(_WORDS).encode()).decode(),
    "json-pointer": lambda chance: f"/{chance.choice(_WORDS)}",
    "regex": lambda _chance: "^[a-z]+$",
}


def times_in(view: Schema, now: datetime) -> Iterator[Json]:
    """Yield a time in the forms that a property may have."""
    if view.get("format") == "date":
        yield now.date().isoformat()
    if view.get("format") in ("date-time-rfc-2822", "rfc2822"):
        yield format_datetime(now)
    if view.get("format") not in (None, "date-time", "unix-time", "timestamp", "int64", "int32"):
        return
    if "string" in view["types"] and "integer" not in view["types"]:
        yield from (written(now), now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    elif "integer" in view["types"]:
        yield int(now.timestamp())


def beginning(view: Schema) -> str:
    """Return the beginning of an example like `cus_9s6XKzkNRiz8i3`."""
    example = view.get("example")
    if not isinstance(example, str) or "_" not in example:
        return ""
    start, _, rest = example.rpartition("_")
    return f"{start}_" if start.isidentifier() and any(one.isdigit() for one in rest) else ""


def bare(view: Schema) -> dict[str, Any]:
    """Return a schema of texts without its examples, which are the same for every object."""
    names = ("minLength", "maxLength", "pattern", "format")
    return {"type": "string", **{name: view[name] for name in names if name in view}}
