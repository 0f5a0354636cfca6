"""What a client package promises, spelt so that a person can write it down from the documentation.

    "id": "str"                            it is always there
    "reference": "str, optional"           it may be left out, and is UNSET then
    "description": "str | None, optional"  it may be null as well
    "total": "Decimal | None = None"       it may be null, in GraphQL, where nothing is left out
    "field": "str, called field_"          its name in Python is not just that in snake case
    "invoice_id": "str, by position"       an argument that need not be named

Members bear the names that travel. Tables are nested, a model with its members; ``flat`` makes them
one level deep, so that a failed comparison shows the members that differ and nothing else.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import partial
from importlib import import_module
from inspect import Parameter, getdoc, signature
from types import ModuleType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import msgspec
from msgspec import UNSET, UnsetType

Table = Mapping[str, Mapping[str, Any]]


def optional(**members: str) -> dict[str, str]:
    """Members that may each be left out, or be null."""
    return {name: f"{kind} | None, optional" for name, kind in members.items()}


def nullable(**members: str) -> dict[str, str]:
    """Members of a GraphQL response that may each be null."""
    return {name: f"{kind} | None = None" for name, kind in members.items()}


def flat(table: Table) -> dict[str, Any]:
    """``{"Invoice": {"id": "str"}}`` -> ``{"Invoice.id": "str"}``."""
    return {
        f"{outer}.{inner}": promise
        for outer, members in table.items()
        for inner, promise in members.items()
    }


def models(package: ModuleType) -> Table:
    """The members of every struct, by the names that travel."""
    return {kind.__name__: _members(kind) for kind in _classes(package, msgspec.Struct)}


def _members(model: type) -> dict[str, str]:
    return {
        field.encode_name: _spell(field.type) + _default(field.default) + _called(field)
        for field in msgspec.structs.fields(model)
    }


def enums(package: ModuleType) -> Table:
    """The members of every enum and their values; the enum's name says what kind it is of."""
    return {
        f"{kind.__name__}({kind.__bases__[0].__name__})": {
            name: member.value for name, member in kind.__members__.items()
        }
        for kind in _classes(package, Enum)
    }


def methods(client: type) -> Table:
    """The arguments of every method and what it returns; an async client promises the same."""
    others = ("close", "aclose", "raw", "with_options")
    return {
        name: _arguments(method)
        for name, method in vars(client).items()
        if not name.startswith("_") and name not in others
    }


def _arguments(method: Callable[..., Any]) -> dict[str, str]:
    kinds = _hints(method)
    promised = {"returns": _spell(kinds.pop("return"))}
    assert _spell(kinds.pop("extra_headers")) == "Mapping[str, str] | None"  # every method has it
    for name, kind in kinds.items():
        parameter = signature(method).parameters[name]
        how = "" if parameter.kind is Parameter.KEYWORD_ONLY else ", by position"
        promised[name] = _spell(kind) + _default(parameter.default) + how
    return promised


def dicts(package: ModuleType) -> Table:
    """The members of every TypedDict: the arguments of a method, or a dict in place of a struct."""
    return {
        name: {member: _spell(hint) for member, hint in _hints(kind).items()}
        for name, kind in vars(import_module(f"{package.__name__}.inputs")).items()
        if is_typeddict(kind) and not name.startswith("_")
    }


_hints = partial(get_type_hints, include_extras=True)


def said_of(argument: str, method: Callable[..., Any]) -> str:
    """What the docstring of a method says of an argument, on one line."""
    found = re.search(rf"^( +){argument}: (.*\n(?:\1 +.*\n)*)", getdoc(method) or "", re.MULTILINE)
    assert found, argument
    return " ".join(found[2].split())


def _classes(package: ModuleType, base: type) -> list[type[Any]]:
    inside = import_module(f"{package.__name__}.models")
    kinds = [kind for kind in vars(inside).values() if isinstance(kind, type)]
    return [k for k in kinds if issubclass(k, base) and k.__module__ == inside.__name__]


def _default(value: object) -> str:
    if value in (msgspec.NODEFAULT, Parameter.empty):
        return ""
    return ", optional" if value is UNSET else f" = {value!r}"


def _called(field: msgspec.structs.FieldInfo) -> str:
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", field.encode_name).lower()
    return "" if field.name == snake else f", called {field.name}"


def _spell(kind: Any) -> str:
    """A type as it is written, by the names that the packages have for annotated ones."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(*inside)
    if origin is NotRequired:
        return f"{_spell(inside[0])}, optional"
    if origin in (Union, UnionType):
        return " | ".join(_spell(each) for each in inside if each is not UnsetType)
    if origin:
        name = origin.__name__.removeprefix("Async")
        return f"{name}[{', '.join(map(_spell, inside))}]"
    return "None" if kind is NoneType else str(kind.__name__)


def _annotated(kind: Any, meta: msgspec.Meta) -> str:
    if meta.extra:
        return f"{meta.extra['text'].title()}Text"
    assert (kind, meta.tz) == (datetime, True)
    return "AwareDatetime"
