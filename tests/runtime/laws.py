"""Laws of what every struct offers, for the structs of the runtime's tests and of the packages."""

from __future__ import annotations

import copy
import pickle
import sys
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import given, settings

from tests.runtime.made import structs

few = settings(max_examples=25, deadline=None)


def dicts_and_json_are_read_back(kind: type[msgspec.Struct]) -> None:
    """What ``to_dict`` and ``to_json`` return is read as an equal struct, with equal digits."""

    @few
    @given(structs(kind))
    def law(value: Any) -> None:
        as_dict, as_json = value.to_dict(), value.to_json()
        assert_plain(as_dict)
        for other in (value.from_dict(as_dict), value.from_json(as_json)):
            assert other == value
            assert type(other) is kind
            assert other.to_json() == as_json
        assert value.from_json(as_json.decode()) == value
        assert value.from_dict(with_aliases(value, as_dict)) == value

    law()


def with_aliases(value: Any, as_dict: dict[str, Any]) -> dict[str, Any]:
    names = {name: alias for alias, name in value.__aliases__.items()}
    return {names.get(name, name): one for name, one in as_dict.items()}


def assert_plain(value: Any) -> None:
    """Assert that only dicts, lists and plain scalars are inside."""
    if type(value) is dict:
        assert all(type(key) is str for key in value)
        value = list(value.values())
    if type(value) is list:
        for one in value:
            assert_plain(one)
    else:
        plain = (str, int, bool, float, Decimal, date, datetime, type(None))
        assert type(value) in plain, value


def copies_are_equal_and_keep_unset(kind: type[msgspec.Struct]) -> None:
    """Copies of every sort, and what comes out of a pickle, are equal to the struct."""

    @few
    @given(structs(kind))
    def law(value: Any) -> None:
        replaced = copy.replace(value) if sys.version_info >= (3, 13) else value.__replace__()
        others = [copy.copy(value), copy.deepcopy(value), replaced, msgspec.structs.replace(value)]
        others += [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, 6)]
        for other in others:
            assert other == value
            assert other is not value
            assert unset_of(other) == unset_of(value)
            assert repr(other) == repr(value)
            assert other.to_json() == value.to_json()

    law()


def unset_of(value: Any) -> list[str]:
    return [name for name in value.__struct_fields__ if getattr(value, name) is msgspec.UNSET]
