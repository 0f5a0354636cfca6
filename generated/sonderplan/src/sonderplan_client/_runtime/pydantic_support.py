"""Describes structs and enums to pydantic, and so to FastAPI.

Validation and dumps are those of ``from_dict`` and ``to_dict``. The JSON schema is made from the
types, in two modes, since what is read and what is written differ: money may be read from a number,
but is always written as a string, because pydantic knows JSON numbers only as floats.

pydantic parses a JSON number into a float before anybody can see its text; ``floats`` says when
that may be an amount.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from enum import Enum
from inspect import cleandoc
from typing import Any, TypeVar, cast

import msgspec
from msgspec import inspect

from .floats import from_floats, to_floats
from .plain import from_plain, named, read_plain, to_plain
from .shape import is_unknown_member, parts, reachable, shape_of, text_kind

S = TypeVar("S", bound=msgspec.Struct)

_DECIMAL = {"type": "string", "format": "decimal", "pattern": r"^-?\d+(\.\d+)?([eE][+-]?\d+)?$"}


def struct_schema(model: type[msgspec.Struct]) -> Any:
    """Return the core schema of a struct, whose JSON schema defines all types inside it."""
    return _struct_core(model, lambda handler: _defined(model, handler))


def choice_schema(kind: Any) -> Any:
    """Return the core schema of a union, whose JSON schema defines its members."""
    from pydantic_core import core_schema

    def described(handler: Any) -> Any:
        _define(kind, handler)
        return _type(shape_of(kind), handler)

    return core_schema.no_info_plain_validator_function(
        lambda value: _validated(kind, value),
        metadata=_metadata(described),
        serialization=core_schema.plain_serializer_function_ser_schema(_dumped, info_arg=True),
    )


def enum_schema(kind: type[Enum]) -> Any:
    """Return the core schema of an open enum, which also accepts unknown values."""
    from pydantic_core import core_schema

    return core_schema.no_info_plain_validator_function(
        kind,
        ref=_ref(kind),
        metadata=_metadata(lambda _handler: _enum(kind)),
        serialization=core_schema.plain_serializer_function_ser_schema(to_plain, when_used="json"),
    )


def _struct_core(model: type[msgspec.Struct], describe: Callable[[Any], Any]) -> Any:
    from pydantic_core import core_schema

    return core_schema.no_info_plain_validator_function(
        lambda value: _validated(model, value),
        ref=_ref(model),
        metadata=_metadata(describe),
        serialization=core_schema.plain_serializer_function_ser_schema(_dumped, info_arg=True),
    )


def _metadata(describe: Callable[[Any], Any]) -> dict[str, Any]:
    # pydantic calls these functions for a JSON schema; `__get_pydantic_json_schema__` becomes one
    # of them, but only for the class that pydantic itself meets, not for those inside it.
    def described(_core: Any, handler: Any) -> Any:
        return describe(handler)

    return {"pydantic_js_functions": [described]}


def _ref(kind: type) -> str:
    """Return the name of a type, as pydantic makes it: from it comes the name in ``$defs``."""
    return f"{kind.__module__}.{kind.__qualname__}:{id(kind)}"


# Validation


def _validated(model: Any, value: object) -> Any:
    if isinstance(value, model):
        return value
    try:
        read = from_plain if issubclass(model, msgspec.Struct) else read_plain
        return read(model, from_floats(value))
    except TypeError as error:
        raise ValueError(str(error)) from None  # pydantic reports only those
    except RecursionError:
        raise ValueError(f"{model.__name__}: $: nested too deeply, or contains itself") from None


# Dumps


def _dumped(value: Any, info: Any) -> Any:
    return _as_json(value) if info.mode == "json" else to_plain(value)


def _as_json(value: Any) -> Any:
    """Return the value as ``to_plain`` does, but with numbers where nothing says what they are.

    pydantic writes Decimals as strings, which is right only for a field of that type.
    """
    match value:
        case msgspec.Struct():
            free = _free(type(value))
            return {
                name: to_floats(to_plain(one)) if free is None or name in free else _as_json(one)
                for name, one in named(value).items()
            }
        case dict():
            return {key: _as_json(one) for key, one in cast("dict[object, Any]", value).items()}
        case list():
            return [_as_json(one) for one in cast("list[object]", value)]
        case bytes():
            return msgspec.to_builtins(value)  # Base64; pydantic takes them for a text
        case _:
            return to_plain(value)


@functools.cache
def _free(model: Any) -> frozenset[str] | None:
    """Return the wire names of the fields without a type, or None if that is the whole struct."""
    shape = cast("inspect.StructType", shape_of(model))
    if is_unknown_member(shape):
        return None
    return frozenset(field.encode_name for field in shape.fields if _is_free(field.type))


def _is_free(shape: inspect.Type) -> bool:
    return any(isinstance(each, inspect.AnyType) for each in _outside_structs(shape))


def _outside_structs(shape: inspect.Type) -> Iterator[inspect.Type]:
    """Yield a type and every type inside it, but not those of the fields of structs."""
    seen, waiting = set[int](), [shape]
    while waiting:
        here = waiting.pop()
        if id(here) not in seen and not isinstance(here, inspect.StructType):
            seen.add(id(here))
            yield here
            waiting += parts(here)


def _is_endless(shape: inspect.CustomType) -> bool:
    """Return whether a union contains itself without a struct, which has a reference."""
    inside = (inner for part in parts(shape) for inner in _outside_structs(part))
    return any(isinstance(each, inspect.CustomType) and each.cls is shape.cls for each in inside)


# JSON schema


def _defined(model: type[msgspec.Struct], handler: Any) -> Any:
    """Return the JSON schema of a struct, after pydantic has those of all types inside it."""
    _define(model, handler)
    return _struct(cast("inspect.StructType", shape_of(cast("Any", model))), handler)


def _define(model: Any, handler: Any) -> None:
    for inner in reachable(shape_of(model)):
        if isinstance(inner, inspect.EnumType):
            _referred(enum_schema(inner.cls), handler)
        elif isinstance(inner, inspect.StructType) and inner.cls is not model:
            _referred(_struct_core(inner.cls, _describing(inner)), handler)


def _referred(core: Any, handler: Any) -> dict[str, Any]:
    """Have pydantic define a type in ``$defs``, and return the reference to it."""
    from pydantic_core import core_schema

    # The handler itself knows nothing of functions in the metadata, but it does inside a list.
    listed: dict[str, Any] = handler(core_schema.list_schema(core))
    return cast("dict[str, Any]", listed["items"])


def _reference(kind: type, handler: Any) -> dict[str, Any]:
    """Return the reference to a type that is defined, or will be."""
    from pydantic_core import core_schema

    return _referred(core_schema.definition_reference_schema(_ref(kind)), handler)


def _describing(shape: inspect.StructType) -> Callable[[Any], Any]:
    return lambda handler: _struct(shape, handler)


def _struct(shape: inspect.StructType, handler: Any) -> dict[str, Any]:
    titled = {"type": "object", **_titled(shape.cls)}
    if is_unknown_member(shape):
        tag = str(shape.tag_field)
        if not tag.isidentifier():
            return titled
        return {**titled, "properties": {tag: {"type": "string"}}, "required": [tag]}
    tagged = {str(shape.tag_field): {"const": shape.tag}} if shape.tag_field else {}
    writes = handler.mode == "serialization"
    properties = {field.encode_name: _field(field, handler) for field in shape.fields}
    needed = [field.encode_name for field in shape.fields if _is_needed(field, writes)]
    required = {"required": [*tagged, *needed]} if tagged or needed else {}
    return {**titled, "properties": {**tagged, **properties}, **required}


def _is_needed(field: inspect.Field, writes: bool) -> bool:
    # A field that is None by default is always written, and one that is UNSET is not.
    return field.required or (writes and field.default is None)


def _field(field: inspect.Field, handler: Any) -> dict[str, Any]:
    found = _type(field.type, handler)
    return {**found, "default": None} if field.default is None else found


def _titled(kind: type) -> dict[str, str]:
    said = cleandoc(kind.__doc__ or "")
    return {"title": kind.__name__, **({"description": said} if said else {})}


def _enum(kind: type[Enum]) -> dict[str, Any]:
    """Return the known values, and any other of their type, which is kept."""
    values = [one.value for one in kind]
    plain = {"type": "integer" if all(isinstance(one, int) for one in values) else "string"}
    return {**_titled(kind), "anyOf": [{**plain, "enum": values}, plain]}


def _type(shape: inspect.Type, handler: Any) -> dict[str, Any]:
    many = "Items" if isinstance(shape, inspect.CollectionType) else "Length"
    names = {**_LIMITS, "min_length": f"min{many}", "max_length": f"max{many}"}
    limits = {key: getattr(shape, name, None) for name, key in names.items()}
    said = {key: one for key, one in limits.items() if one is not None}
    return {**_unlimited(shape, handler), **said}


def _unlimited(shape: inspect.Type, handler: Any) -> dict[str, Any]:
    match shape:
        case inspect.Metadata():
            return dict(_TEXTS.get(text_kind(shape) or "") or _type(shape.type, handler))
        case inspect.StructType() | inspect.EnumType():
            return _reference(shape.cls, handler)
        case inspect.CustomType() if _is_endless(shape):
            return {}
        case inspect.UnionType() | inspect.CustomType():
            return {"anyOf": [_type(each, handler) for each in parts(shape)]}
        case inspect.CollectionType():
            return {"type": "array", "items": _type(shape.item_type, handler)}
        case inspect.DictType():
            return {"type": "object", "additionalProperties": _type(shape.value_type, handler)}
        case inspect.DecimalType():
            return _amount(handler)
        case inspect.LiteralType():
            return {"enum": list(shape.values)}
        case _:
            return dict(_SCALARS.get(cast("Any", type(shape)), {}))


_LIMITS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
    "pattern": "pattern",
}


def _amount(handler: Any) -> dict[str, Any]:
    if handler.mode == "serialization":
        return dict(_DECIMAL)
    return {"anyOf": [dict(_DECIMAL), {"type": "number"}]}


_TEXTS = {"boolean": {"type": "boolean"}, "duration": {"type": "string", "format": "duration"}}

_SCALARS: dict[type[inspect.Type], dict[str, str]] = {
    inspect.NoneType: {"type": "null"},
    inspect.BoolType: {"type": "boolean"},
    inspect.IntType: {"type": "integer"},
    inspect.FloatType: {"type": "number"},
    inspect.StrType: {"type": "string"},
    inspect.DateType: {"type": "string", "format": "date"},
    inspect.DateTimeType: {"type": "string", "format": "date-time"},
    inspect.TimeType: {"type": "string", "format": "time"},
    inspect.UUIDType: {"type": "string", "format": "uuid"},
    inspect.BytesType: {"type": "string", "contentEncoding": "base64"},
}
