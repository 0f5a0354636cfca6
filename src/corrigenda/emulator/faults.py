"""Failures on demand: which request fails, how, and how often.

A fault names one operation of a service (`acme.create_order`), or all (`acme.*`). It is
deterministic: it is used by the next `times` requests after the first `after` ones, then it is
spent. Faults of one operation are used in the order in which they were added. A fault that names
nothing is refused. How a response is spoiled is in `spoil`.
"""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any, Literal, TypeAlias, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from .called import meant
from .errors import EmulatorError
from .numerals import plain, seconds, whole

Kind: TypeAlias = Literal[
    "status", "delay", "slow_bytes", "slow_headers", "reset_before", "reset_after", "empty",
    "truncated", "malformed_chunk", "wrong_content_type", "bad_gzip", "expired_token", "drift",
]  # fmt: skip
Change: TypeAlias = Literal["rename", "add", "retype", "remove", "enum"]
KINDS: tuple[str, ...] = get_args(Kind)
_SPENT = 100  # so many are kept to be looked at
CHANGES: tuple[str, ...] = get_args(Change)
_COUNTS = ("status", "times", "after")
_SECONDS = ("retry_after", "delay", "pace")


class Fault(Struct, frozen=True):
    """One failure.

    `operation`: `provider.operation`, or `provider.*`. `kind`: how it fails. `status`: that of the
    response; below 400, the request is applied. `retry_after` and `delay`: in seconds. `pace`:
    seconds between two bytes of a slow response. `times`: how many requests fail, or None for all;
    `after`: how many pass before them. `change`, `field` and `to`: what drifts.
    """

    operation: str
    kind: Kind = "status"
    status: int | None = None
    retry_after: float | None = None
    delay: float = 0.0
    pace: float = 0.05
    times: int | None = None
    after: int = 0
    change: Change | None = None
    field: str = ""
    to: str = ""

    def told(self) -> str:
        """A short description, for the journal."""
        parts = [str(self.status) if self.kind == "status" else self.kind]
        parts += [f"{self.change} {self.field}".strip()] if self.change else []
        parts = [] if self.kind == "delay" else parts
        parts += [f"delay {plain(self.delay)} s"] if self.delay else []
        return ", ".join(parts)


class Active(Struct, frozen=True):
    """A fault at work: how many requests met it, how many are left to fail, and how many failed."""

    number: int
    fault: Fault
    met: int = 0
    hits: int = 0

    @property
    def left(self) -> int | None:
        times = self.fault.times
        return None if times is None else times - self.hits


class Faults(Struct):
    """The faults of a world; any thread may use them."""

    _active: list[Active] = field(default_factory=list[Active])
    _added: int = 0
    _is_any: bool = False
    _lock: Lock = field(default_factory=Lock)

    def add(self, fault: Fault) -> Active:
        with self._lock:
            self._added += 1
            spent = [one for one in self._active if one.left == 0]
            if len(spent) > _SPENT:
                self._active.remove(spent[0])
            self._active.append(Active(self._added, fault))
            self._is_any = True
            return self._active[-1]

    def clear(self) -> None:
        with self._lock:
            self._active = []
            self._is_any = False

    def replace(self, faults: Sequence[Fault]) -> None:
        """Use these faults and no others."""
        self.clear()
        for one in faults:
            self.add(one)

    def active(self) -> list[Active]:
        """All faults, spent ones included, in the order in which they were added."""
        with self._lock:
            return list(self._active)

    def any(self) -> bool:
        """Whether a fault may be left; asked for every request."""
        return self._is_any

    def take(self, provider: str, operation: str | None) -> Fault | None:
        """The fault that a request meets, if there is one."""
        names = {f"{provider}.*", f"{provider}.{operation}"}
        with self._lock:
            for at, one in enumerate(self._active):
                if one.fault.operation not in names or one.left == 0:
                    continue
                fails = one.met >= one.fault.after
                self._active[at] = replace(one, met=one.met + 1, hits=one.hits + fails)
                return one.fault if fails else None
            self._is_any = any(one.left != 0 for one in self._active)
        return None


def check_fault(fault: Fault, operations: Mapping[str, frozenset[str]]) -> Fault:
    """Return the fault with the name of the operation that it means, and with numbers for texts.

    Raises `EmulatorError` if it names nothing, or cannot happen.
    """
    fault = _read(fault)
    provider, _, operation = fault.operation.partition(".")
    if provider not in operations:
        known = ", ".join(sorted(operations))
        wrong = f"the fault names the service {provider!r}, which is not emulated"
        raise EmulatorError(wrong, f"choose from: {known}")
    name = "*" if operation == "*" else meant(operation, operations[provider])
    if name is None:
        known = ", ".join(sorted(operations[provider]))
        wrong = f"{provider} has no operation {operation!r}"
        raise EmulatorError(wrong, f"choose from: {known}, or * for all")
    for wrong, fix in _problems(fault):
        raise EmulatorError(wrong, fix)
    return replace(fault, operation=f"{provider}.{name}")


def _read(fault: Fault) -> Fault:
    """Return the fault with numbers that can be used, and with its defaults for None.

    Nobody has checked the types of what a request or a test gives.
    """
    found: dict[str, Any] = {}
    for name in Fault.__struct_fields__:
        value: Any = getattr(fault, name)
        if value is None:
            continue
        if name in _COUNTS:
            found[name] = whole(name, value)
        elif name in _SECONDS:
            found[name] = seconds(name, value)
        elif isinstance(value, str):
            found[name] = value
        else:
            raise EmulatorError(f"{name}: {value!r} is not a text", f"write `{name}` as a text")
    return Fault(**found)


def _problems(fault: Fault) -> list[tuple[str, str]]:
    """What is wrong with a fault, each with a fix."""
    found: list[tuple[str, str]] = []
    if fault.kind not in KINDS:
        found.append((f"no fault is called {fault.kind!r}", f"choose from: {', '.join(KINDS)}"))
    elif fault.kind == "status" and fault.status is None:
        kinds = ", ".join(one for one in KINDS if one != "status")
        found.append(("the fault says not how to fail", f"give a status, or a kind: {kinds}"))
    elif fault.kind != "status" and fault.status is not None:
        found.append((f"{fault.kind} has no status", "give `status` or `kind`"))
    if fault.status is not None and not 200 <= fault.status <= 599:
        found.append((f"the status {fault.status} cannot be sent", "give one from 200 to 599"))
    if fault.kind == "delay" and not fault.delay:
        found.append(("the delay has no length", "give `delay` in seconds"))
    if min(fault.delay, fault.pace, fault.retry_after or 0, fault.after, fault.times or 0) < 0:
        found.append(("the fault has a negative number", "give 0 or more"))
    if fault.times == 0:
        found.append(("the fault never happens", "give `times` of 1 or more, or leave it out"))
    if fault.kind == "drift" and fault.change not in CHANGES:
        found.append(("the drift says not what changes", f"give `change`: {', '.join(CHANGES)}"))
    if fault.kind == "drift" and fault.change != "add" and not fault.field:
        found.append(("the drift names no field", "give `field`, such as data.amount"))
    return found
