"""The slow path of reading: fold a response that is nearly right into what the schema says.

It records every difference it tolerates, so that a strict client can refuse them all, and every
one that it cannot. What it tolerates loses nothing: another documented name of a member, another
case of an enum's member, a value that an enum does not list, a member that the schema does not
list, a number or boolean as a string, a number where a string is due, a member of an open union
that the schema does not know, a member that was asked for and is not there and may be null, and
where a correction says so an object in a list of one. It refuses to guess: "null" is not null, a
naive time is not a moment, "NaN" is not an amount, 5.5 is not a whole number, a list of two is not
one thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from msgspec import inspect

from .scalar import coerce, to_bool, to_decimal, to_int, to_str
from .shape import (
    aliases,
    allows_null,
    brief,
    is_unknown_member,
    lists_of_one,
    member,
    shape_of,
    short,
    text_kind,
)
from .untyped import items

Kind = Literal[
    "unknown-field",
    "unknown-member",
    "alias",
    "spelling",
    "coerced",
    "absent",
    "wrapped",
    "missing",
    "mismatch",
]


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference between a response and the schema.

    Attributes:
        path: JSON path of the place, as ``$.data[3].amount``.
        kind: what sort of difference; ``missing`` and ``mismatch`` are never tolerated.
        detail: the difference in words.
    """

    path: str
    kind: Kind
    detail: str

    @property
    def fatal(self) -> bool:
        """Whether nothing can be made of it."""
        return self.kind in ("missing", "mismatch")

    def __str__(self) -> str:
        return f"{self.path}: {self.detail}"


def normalize(value: object, model: Any) -> tuple[Any, list[Drift]]:
    """Fold untyped JSON into what ``msgspec.convert`` takes, and say what differed.

    Formats (dates) and constraints are left for ``msgspec.convert`` to judge.
    """
    drifts: list[Drift] = []
    return _walk(value, shape_of(model), "$", drifts), drifts


def _walk(value: Any, shape: inspect.Type, path: str, drifts: list[Drift]) -> Any:
    match shape:
        case inspect.Metadata():
            kind = text_kind(shape)
            if kind:
                return _text(value, kind, path, drifts)
            return _walk(value, shape.type, path, drifts)
        case inspect.UnionType():
            return _union(value, shape, path, drifts)
        case inspect.StructType():
            return _struct(value, shape, path, drifts)
        case inspect.DictType():
            return _dict(value, shape, path, drifts)
        case inspect.CollectionType():
            return _list(value, shape, path, drifts)
        case inspect.EnumType():
            return _enum(value, shape, path, drifts)
        case _:
            return _scalar(value, shape, path, drifts)


def _wrong(value: object, wanted: str, path: str, drifts: list[Drift]) -> object:
    drifts.append(Drift(path, "mismatch", f"expected {wanted}, got {brief(value)}"))
    return value


def _union(value: Any, shape: inspect.UnionType, path: str, drifts: list[Drift]) -> Any:
    if value is None and shape.includes_none:
        return None
    tries: list[tuple[Any, list[Drift]]] = []
    for option in _possible(value, shape):
        found: list[Drift] = []
        tries.append((_walk(value, option, path, found), found))
    # The reading with the fewest differences is the one that was meant.
    best, least = min(tries, key=lambda one: (sum(d.fatal for d in one[1]), len(one[1])))
    drifts += least
    return best


def _possible(value: Any, shape: inspect.UnionType) -> list[inspect.Type]:
    """The members of a union that a value may be: where objects bear a tag, that which it names."""
    options = [each for each in shape.types if not isinstance(each, inspect.NoneType)]
    tagged = [each for each in options if isinstance(each, inspect.StructType) and each.tag_field]
    if not tagged or not isinstance(value, Mapping):
        return options
    object_ = cast("Mapping[str, Any]", value)
    named = [each for each in tagged if object_.get(str(each.tag_field)) == each.tag]
    return list(named or [each for each in tagged if is_unknown_member(each)] or options)


def _list(value: Any, shape: inspect.CollectionType, path: str, drifts: list[Drift]) -> Any:
    if not isinstance(value, list | tuple):
        return _wrong(value, "an array", path, drifts)
    inside = cast("list[Any]", value)
    return [_walk(one, shape.item_type, f"{path}[{at}]", drifts) for at, one in enumerate(inside)]


def _dict(value: Any, shape: inspect.DictType, path: str, drifts: list[Drift]) -> Any:
    if not isinstance(value, Mapping):
        return _wrong(value, "an object", path, drifts)
    members = cast("Mapping[str, Any]", value)
    return {k: _walk(v, shape.value_type, member(path, k), drifts) for k, v in members.items()}


def _struct(value: Any, shape: inspect.StructType, path: str, drifts: list[Drift]) -> Any:
    if isinstance(value, shape.cls):
        return value
    if not isinstance(value, Mapping):
        return _wrong(value, "an object", path, drifts)
    members = cast("Mapping[str, Any]", value)
    if is_unknown_member(shape) and members.get(str(shape.tag_field)) != shape.tag:
        return _unknown(members, shape, path, drifts)
    named = _rename(members, shape, path, drifts)
    read: dict[str, Any] = {}
    for field in shape.fields:
        if field.encode_name in named:
            at, found = _unwrap(*named[field.encode_name], field, shape, drifts)
            read[field.encode_name] = _walk(found, field.type, at, drifts)
        else:
            _lack(field, member(path, field.encode_name), drifts)
    if shape.tag_field and shape.tag_field in value:
        read[shape.tag_field] = value[shape.tag_field]
    return read


def _unknown(
    value: Mapping[str, Any], shape: inspect.StructType, path: str, drifts: list[Drift]
) -> Any:
    """An object of a type that the schema does not know, kept as it came."""
    tag_field = str(shape.tag_field)
    name, at = value.get(tag_field), member(path, tag_field)
    if not isinstance(name, str):
        return _wrong(name, "the name of the object's type", at, drifts)
    drifts.append(Drift(at, "unknown-member", f"{short(repr(name))} is not in the schema here"))
    return {tag_field: shape.tag, "typename": name, "raw": value}


def _unwrap(
    at: str, value: Any, field: inspect.Field, shape: inspect.StructType, drifts: list[Drift]
) -> tuple[str, Any]:
    """The path and the value of a member, out of a list of one where responses may hold it so."""
    inside = items(value) if field.encode_name in lists_of_one(shape) else None
    if inside is None or len(inside) != 1:
        return at, value  # of none or several, which was meant would be a guess
    drifts.append(Drift(at, "wrapped", "expected the thing itself, got it in a list of one"))
    return f"{at}[0]", inside[0]


def _lack(field: inspect.Field, at: str, drifts: list[Drift]) -> None:
    """A member that is not there: due, or asked for and null, or one that may be absent."""
    if field.required:
        drifts.append(Drift(at, "missing", "required, and not in the response"))
    elif field.default is None:
        drifts.append(Drift(at, "absent", "asked for, and not in the response"))


def _rename(
    value: Mapping[str, Any], shape: inspect.StructType, path: str, drifts: list[Drift]
) -> dict[str, tuple[str, Any]]:
    """Wire name -> (path as it came, value): aliases folded, unknown members dropped."""
    known = {field.encode_name: field.type for field in shape.fields}
    named = {name: (member(path, name), value[name]) for name in value if name in known}
    others = aliases(shape)
    for name in value:
        at = member(path, name)
        if name in known or name == shape.tag_field:
            continue
        meant = others.get(name)
        if meant in known:
            drifts.append(Drift(at, "alias", f"another name of {meant}"))
            if meant not in named or _is_void(named[meant][1], known[meant]):
                named[meant] = (at, value[name])
        else:
            drifts.append(Drift(at, "unknown-field", f"not in the schema of {shape.cls.__name__}"))
    return named


def _is_void(value: Any, shape: inspect.Type) -> bool:
    # A null where none is allowed says nothing, so another name of the member may say it.
    return value is None and not allows_null(shape)


def _enum(value: Any, shape: inspect.EnumType, path: str, drifts: list[Drift]) -> Any:
    known = [one.value for one in shape.cls]
    read, wanted = _enum_value(value, known)
    try:
        found = shape.cls(read).value
    except ValueError:
        return _wrong(value, f"one of {', '.join(map(str, known))}", path, drifts)
    if not _is_same(value, read):
        drifts.append(Drift(path, "coerced", f"expected {wanted}, got {brief(value)}"))
    if found not in known:
        detail = f"{shape.cls.__name__} has no member {short(repr(found))}"
        drifts.append(Drift(path, "unknown-member", detail))
    elif found != read:
        drifts.append(Drift(path, "spelling", f"{brief(value)} means {found!r}"))
    return read


def _enum_value(value: Any, known: list[Any]) -> tuple[Any, str]:
    """The value as what the members are, and what that is."""
    if all(isinstance(one, int) for one in known):
        return to_int(value), "a whole number"
    return to_str(value), "a string"


def _scalar(value: Any, shape: inspect.Type, path: str, drifts: list[Drift]) -> Any:
    if isinstance(shape, inspect.NoneType):
        return None if value is None else _wrong(value, "null", path, drifts)
    if isinstance(shape, inspect.LiteralType):
        wanted = f"one of {', '.join(map(str, shape.values))}"
        return value if value in shape.values else _wrong(value, wanted, path, drifts)
    rule = coerce(value, shape)
    if rule is None:
        return value
    read, wanted = rule
    if read is None:
        return _wrong(value, wanted, path, drifts)
    if not _is_same(value, read):
        drifts.append(Drift(path, "coerced", f"expected {wanted}, got {brief(value)}"))
    return read


def _text(value: Any, kind: str, path: str, drifts: list[Drift]) -> Any:
    """A Decimal or a bool that travels as a string; one that does not is tolerated."""
    read = to_bool(value) if kind == "boolean" else to_decimal(value)
    if read is None:
        return _wrong(value, f"a string that holds a {kind}", path, drifts)
    # A real boolean is what the text stands for, and never in doubt; a number is not the text.
    if not isinstance(value, str) and kind != "boolean":
        drifts.append(Drift(path, "coerced", f"expected a string, got {brief(value)}"))
    return read


def _is_same(value: object, read: object) -> bool:
    # A JSON number is one kind of thing, whichever Python type holds it; but 5.0 is no integer.
    if isinstance(read, Decimal | float):
        return not isinstance(value, str)
    return isinstance(value, type(read)) and isinstance(value, bool) is isinstance(read, bool)
