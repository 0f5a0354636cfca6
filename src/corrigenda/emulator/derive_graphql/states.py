"""Say what a verb such as archive, close or cancel does to an object: to its state and its times.

The fields tell: an enum `status` that has CLOSED, a switch `isClosed`, a time `closedAt`. A verb
that undoes another, such as reopen, clears what the other set.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..exact import Json, Members
from .completing import moment
from .model import Model, is_leaf, listed, named, required
from .names import plain

_IRREGULAR = {
    "pay": "paid",
    "hide": "hidden",
    "send": "sent",
    "void": "void",
    "submit": "submitted",
}
_UNDOES = {"reopen": "close", "restore": "archive", "resume": "pause", "enable": "disable"}


def became(model: Model, kind: str, verb: str, held: Members, now: datetime) -> Members:
    """Return the members that a verb changes, none if the type has no place for it."""
    undone = _UNDOES.get(verb) or (verb[2:] if verb.startswith("un") else None)
    done = set(_participles(undone or verb))
    found: Members = {}
    for name, each in model.fields(kind).items():
        if not is_leaf(each.type) or listed(each.type):
            continue
        values = getattr(named(each.type), "values", None)
        if values and plain(name) in ("status", "state"):
            found |= _state(name, values, set(_participles(verb)), done if undone else set(), held)
        elif _says(name, done, at=False) and named(each.type).name == "Boolean":
            found[name] = undone is None
        elif _says(name, done, at=True) and not (undone and required(each.type)):
            found[name] = None if undone else moment(each.type, now)
    return found


def _participles(verb: str) -> Iterator[str]:
    yield _IRREGULAR.get(verb, f"{verb}ed")
    yield from (f"{verb}d", f"{verb}{verb[-1:]}ed", f"{verb}ed")
    if verb.endswith("y"):
        yield f"{verb[:-1]}ied"
    yield from (("active",) if verb == "activate" else ("open",) if verb == "reopen" else ())


def _state(name: str, values: Any, done: set[str], undone: set[str], held: Members) -> Members:
    """Return the state that a verb leads to, or the first one if the verb undoes the current."""
    for value in values:
        if plain(value) in done:
            return {name: value}
    current: Json = held.get(name)
    if isinstance(current, str) and plain(current) in undone:
        return {name: next(iter(values))}
    return {}


def _says(name: str, done: set[str], *, at: bool) -> bool:
    known = plain(name)
    ends = ("at", "on", "date", "time") if at else ("",)
    return any(known in (f"{each}{end}", f"is{each}{end}") for each in done for end in ends)
