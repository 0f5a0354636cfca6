"""Reads faults from JSON and from command lines, and writes them as JSON."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from .errors import EmulatorError
from .exact import Members
from .faults import Fault, check_fault

_SHAPE = "provider.operation:status=429,times=2"


def read_fault(members: Members, operations: Mapping[str, frozenset[str]]) -> Fault:
    """Read a fault from JSON; `operations` has those of each service. Raises `EmulatorError`."""
    names = Fault.__struct_fields__
    given = {name: value for name, value in members.items() if value is not None}
    for name in given:
        if name not in names:
            fix = f"a fault has: {', '.join(names)}"
            raise EmulatorError(f"a fault has no {name!r}", fix)
    if not isinstance(given.get("operation"), str):
        raise EmulatorError("the fault names no operation", f"write {_SHAPE}")
    return check_fault(Fault(**cast(Any, given)), operations)


def parse_fault(text: str, operations: Mapping[str, frozenset[str]]) -> Fault:
    """Read a fault from a command line: `acme.create_order:status=429,times=2`.

    A word without a value is the kind: `acme.*:reset_after`. Raises `EmulatorError`.
    """
    operation, colon, rest = text.partition(":")
    if not colon:
        raise EmulatorError(f"the fault {text!r} says not how to fail", f"write {_SHAPE}")
    members: Members = {"operation": operation}
    for part in rest.split(","):
        name, equals, value = part.partition("=")
        members["kind" if not equals else name.strip()] = value.strip() if equals else name.strip()
    return read_fault(members, operations)


def shown_fault(fault: Fault) -> Members:
    """A fault as JSON, without what it does not say."""
    found: Members = {}
    for name in Fault.__struct_fields__:
        value: Any = getattr(fault, name)
        if value not in (None, ""):
            found[name] = Decimal(str(value)) if isinstance(value, float) else value
    return found
