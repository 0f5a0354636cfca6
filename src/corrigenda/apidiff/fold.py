"""Lists a change once that the package repeats: async, in `raw`, in arguments, in bodies.

`Acme.create_order(customer)` is also a parameter of `AsyncAcme`, `AcmeRaw` and `AsyncAcmeRaw`, a
key of `CreateOrderArguments`, and a field of the struct that becomes the body; `OrderDict` has keys
where `Order` has fields. What is told of the first is told of all, if it is alike; what only one of
them has is listed for itself.
"""

import re
from collections.abc import Iterable, Set
from dataclasses import replace

from corrigenda.apidiff.changes import Change

_ASYNC = (
    (re.compile(r"\bAsync(\w+)"), r"\1"),
    (re.compile(r"^Response\[(.*)\]$"), r"\1"),
    (re.compile(r"Awaitable\[(\w+)\]"), r"\1"),
    (re.compile(r"(\b\w+\b) \| \1(?!\w)"), r"\1"),
)
"""What only the types of async clients and of `raw` say."""


def fold(changes: Iterable[Change], exports: Set[str]) -> list[Change]:
    """The changes without repetitions, breaking ones first, sorted by place."""
    first: dict[object, Change] = {}
    for one in sorted(dict.fromkeys(changes), key=lambda one: _rank(one, exports)):
        key = _key(one, exports)
        known = first.get(key)
        first[key] = one if known is None else _joined(known, one)
    return sorted(_without_echoes(list(first.values()), exports), key=_order)


def _order(one: Change) -> tuple[bool, str, str, str]:
    return not one.breaking, one.place, one.kind, one.said


def _rank(one: Change, exports: Set[str]) -> tuple[int, str]:
    """The client comes before its twins, which name it in theirs."""
    owner = _owner(one)
    return len(owner) - len(_twin(owner, exports)), one.place


def _owner(one: Change) -> str:
    return one.path.rpartition(".")[2]


def _twin(owner: str, exports: Set[str]) -> str:
    """`Acme` for `AsyncAcme`, `AcmeRaw` and `AsyncAcmeRaw`; any other name is its own."""
    for short in (owner.removeprefix("Async").removesuffix("Raw"), owner.removeprefix("Async")):
        if short in exports:
            return short
    return owner


def _key(one: Change, exports: Set[str]) -> object:
    place = _twin(_owner(one), exports), one.member, one.part
    if one.member == "" and one.part == "":
        place = one.path, "", ""
    return (*place, one.kind, one.breaking, one.said, _plain(one.old), _plain(one.new))


def _plain(text: str) -> str:
    for pattern, instead in _ASYNC:
        text = pattern.sub(instead, text)
    return text


def _joined(one: Change, other: Change) -> Change:
    also = (*one.also, other.place, *other.also)
    return replace(one, also=also, origins=one.origins | other.origins)


def _without_echoes(changes: list[Change], exports: Set[str]) -> list[Change]:
    """The changes without those that follow from a change of a method or of its parameter."""
    sources: dict[object, int] = {}
    for number, one in enumerate(changes):
        for key in _sounds(one):
            sources.setdefault(key, number)
    kept = dict(enumerate(changes))
    for number, one in enumerate(changes):
        source = sources.get(_echo(one, exports))
        if source is not None:
            kept[source] = _joined(kept[source], kept.pop(number))
    return list(kept.values())


def _sounds(one: Change) -> list[object]:
    """What may repeat this change elsewhere, as `_echo` names it."""
    alike = one.breaking, one.aspect
    if one.kind == "method-renamed":
        gone, new = ("name", True, "removed"), ("name", False, "added")
        return [(*gone, _folded(one.old)), (*new, _folded(one.new))]
    if one.thing == "method":
        return [("name", *alike, _folded(one.member))]
    if one.thing == "field":
        return [("dict", *alike, _folded(_owner(one)), _folded(one.member))]
    if one.thing == "parameter":
        return [("key", *alike, _folded(one.member), one.part), ("field", *alike, one.part)]
    return []


def _echo(one: Change, exports: Set[str]) -> object:
    """What this change is if it only repeats another one."""
    alike, owner = (one.breaking, one.aspect), _owner(one)
    if one.thing == "name" and owner.endswith("Arguments"):
        return "name", *alike, _folded(owner.removesuffix("Arguments"))
    if one.thing == "key" and owner.endswith("Dict"):
        return "dict", *alike, _folded(owner.removesuffix("Dict")), _folded(one.member)
    if one.thing == "key" and owner.endswith("Arguments"):
        return "key", *alike, _folded(owner.removesuffix("Arguments")), one.member
    return ("field", *alike, one.member) if one.thing == "field" and owner not in exports else None


def _folded(name: str) -> str:
    return name.replace("_", "").casefold()
