"""Decide, from names and types alone, what each root field of a schema does.

A field that returns a type with fields of its own and takes no arguments, such as `company` above
`company { projects }`, is a namespace: its fields get plans, too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from .model import Model, is_leaf, listed, named, tells_of_failure
from .names import plain, singular, without_id, words

Action: TypeAlias = Literal[
    "get", "nodes", "list", "count", "first", "create", "save", "update", "delete", "act",
    "link", "unlink", "namespace", "made",
]  # fmt: skip
Coordinate: TypeAlias = tuple[str, str]

_VERBS: dict[str, Action] = {
    **dict.fromkeys(("create", "add", "new", "insert", "register", "open", "invite"), "create"),
    **dict.fromkeys(("upsert", "save", "sync", "put"), "save"),
    **dict.fromkeys(("update", "edit", "modify", "set", "change", "patch", "rename"), "update"),
    **dict.fromkeys(("delete", "remove", "destroy", "purge"), "delete"),
    **dict.fromkeys(("attach", "assign"), "link"),
    **dict.fromkeys(("detach", "unassign"), "unlink"),
}
_ACTS = frozenset(
    [
        "archive",
        "unarchive",
        "close",
        "reopen",
        "cancel",
        "complete",
        "publish",
        "unpublish",
        "void",
        "pay",
        "approve",
        "reject",
        "accept",
        "decline",
        "lock",
        "unlock",
        "enable",
        "disable",
        "activate",
        "deactivate",
        "pin",
        "unpin",
        "restore",
        "hide",
        "start",
        "stop",
        "pause",
        "resume",
        "confirm",
        "resolve",
        "unresolve",
        "merge",
        "mark",
        "finish",
        "submit",
        "send",
    ]
)
_NOISE = frozenset(["mutation", "bulk", "batch", "many", "multiple", "by", "id", "ids", "input"])
_PAGING = frozenset(
    [
        "first",
        "last",
        "after",
        "before",
        "limit",
        "offset",
        "skip",
        "take",
        "page",
        "perpage",
        "pagesize",
    ]
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a field does: to objects of which resource types, and the words of its name.

    `verb` is the word that tells a mutation's action; `list` is the field of a resource that
    `link` adds to.
    """

    action: Action
    kinds: tuple[str, ...] = ()
    verb: str = ""
    link: str = ""

    @property
    def basis(self) -> str:
        return "schema" if self.action == "made" else "resource"


def read_plans(model: Model) -> dict[Coordinate, Plan]:
    """Return the plan of every root field, and of the fields of namespaces, by type and field."""
    schema, plans = model.schema, dict[Coordinate, Plan]()
    for root, decide in ((schema.query_type, _query), (schema.mutation_type, _mutation)):
        for name, each in root.fields.items() if root else ():
            plan = decide(model, name, each, ())
            inner = dict(_namespace(model, name, each, decide)) if plan.action == "made" else {}
            if any(below.action != "made" for below in inner.values()):
                plan = Plan("namespace")
                plans |= inner
            if root:
                plans[root.name, name] = plan
    model.made.update(
        kind for each in plans.values() if each.action in ("create", "save") for kind in each.kinds
    )
    return plans


def _namespace(
    model: Model, above: str, each: Any, decide: Any
) -> Iterator[tuple[Coordinate, Plan]]:
    kind = named(each.type)
    if each.args or listed(each.type) or is_leaf(kind) or kind.name in model.pages:
        return
    noun = words(above)
    if _kind_called(model, "".join(noun)) is None:
        noun = words(kind.name)[:-1]  # `stock: ItemChanges`
    for name, inner in model.fields(kind.name).items():
        if inner.args or decide is _query:
            yield (kind.name, name), decide(model, name, inner, noun)


def _query(model: Model, name: str, each: Any, _above: tuple[str, ...]) -> Plan:
    kind = named(each.type)
    kinds = model.item_kinds(kind.name)
    if is_leaf(kind):
        return _counted(model, name)
    if kinds and (listed(each.type) or kind.name in model.pages):
        alone = len(each.args) == 1 and "ids" in each.args and listed(each.type)
        return Plan("nodes" if alone else "list", kinds)
    if not kinds and (listed(each.type) or not _names_one(each)):
        return Plan("made")
    if not kinds:
        kinds = next(iter(carried(model, kind.name).values()), ())
    if not kinds:
        return Plan("made")
    return Plan("get" if _names_one(each) else "first", kinds)


def _counted(model: Model, name: str) -> Plan:
    rest = [word for word in words(name) if word not in ("count", "total", "number", "of")]
    kind = _kind_called(model, "".join(rest))
    return Plan("count", (kind,)) if kind and "count" in words(name) else Plan("made")


def _names_one(each: Any) -> bool:
    """Whether an argument can tell which object is meant."""
    return any(plain(name) not in _PAGING for name in each.args)


def _mutation(model: Model, name: str, each: Any, above: tuple[str, ...]) -> Plan:
    verb, noun = _read(name, above)
    action = _VERBS.get(verb, "act")
    carries = carried(model, named(each.type).name)
    direct = _kind_called(model, noun)
    kinds, sure = _chosen(carries, noun, direct)
    sure = sure or (len(words(name)) == 1 and verb in _VERBS)  # `create` in a namespace
    if action in ("create", "delete", "link", "unlink") and not sure:
        link = _linked(model, kinds, noun, anyway=direct is None)
        if link and verb != "delete":
            return Plan("unlink" if action in ("delete", "unlink") else "link", kinds, verb, link)
        if action == "delete" and direct:
            kinds = (direct,)
    if len(kinds) == 0:
        return Plan("made")
    if action in ("link", "unlink") or (action == "create" and not sure):
        loose = len(kinds) > 1 or not _about(kinds[0], noun)
        action = "act" if _ids(each, kinds, loose=loose) or action != "create" else action
    if action in ("act", "delete") and not _ids(each, kinds, loose=True):
        return Plan("made")  # nothing in the request tells which object is meant
    return Plan(action, kinds, verb)


def _read(name: str, above: tuple[str, ...]) -> tuple[str, str]:
    """Return the verb of a mutation's name, and all its other words joined."""
    parts = [word for word in words(name) if word not in _NOISE] or list(words(name))
    known = [word for word in (parts[0], parts[-1], *parts) if word in _VERBS or word in _ACTS]
    verb = known[0] if known else parts[0]
    rest = list(parts)
    rest.remove(verb)
    return verb, "".join(rest or above)


def _kind_called(model: Model, noun: str) -> str | None:
    for each in (noun, singular(noun)):
        for kind in model.keys:
            if each and plain(kind) == each:
                return kind
    return None


def _chosen(
    carries: Mapping[str, tuple[str, ...]], noun: str, direct: str | None
) -> tuple[tuple[str, ...], bool]:
    """Return the resource types that a mutation is about, from what its payload carries.

    Also whether the name says so, and not only the payload.
    """
    if direct and (not carries or any(direct in kinds for kinds in carries.values())):
        return (direct,), True
    for name, kinds in carries.items():
        if name and plain(name).removesuffix("edge") in (noun, singular(noun)):
            return kinds, True
    about = [
        (len(kinds[0]), kinds)
        for name, kinds in carries.items()
        if _about(kinds[0], noun) or (plain(name) in noun and len(name) > 2)
    ]
    return max(about)[1] if about else next(iter(carries.values()), ()), False


def _about(kind: str, noun: str) -> bool:
    return plain(kind) in noun or plain(kind) in singular(noun)


def _linked(model: Model, kinds: tuple[str, ...], noun: str, *, anyway: bool) -> str:
    """Return the field with many links whose name is in the noun, beside the resource's own."""
    for kind in kinds if anyway or any(plain(each) in noun for each in kinds) else ():
        rest = noun.replace(plain(kind), "", 1)
        for name, link in model.links[kind].items():
            if link.many and singular(plain(name)) in rest:
                return name
    return ""


def _ids(each: Any, kinds: tuple[str, ...], *, loose: bool) -> bool:
    """Whether an argument, or a member of an input object, is the id of an existing object.

    `loose` takes an id of anything for one.
    """
    names = [*each.args]
    for argument in each.args.values():
        names += getattr(named(argument.type), "fields", ())
    wanted = {"id", "ids", f"{plain(kinds[0])}id", f"{plain(kinds[0])}ids", "uuid"}
    return any(plain(name) in wanted or (loose and without_id(name)) for name in names)


def carried(model: Model, kind: str, depth: int = 3) -> dict[str, tuple[str, ...]]:
    """Return the resource types in a payload, by the field that holds them; nearest ones first."""
    if kinds := model.item_kinds(kind):
        return {"": kinds}
    fields = [(name, each.type) for name, each in model.fields(kind).items() if not each.args]
    inner = [(name, named(each).name) for name, each in fields if not is_leaf(each)]
    inner += [("", each) for each in union_members(model, kind)]
    inner = [(name, each) for name, each in inner if not tells_of_failure(name, each)]
    inner = [(name, each) for name, each in inner if each not in _roots(model)]
    found = {name: kinds for name, each in inner if (kinds := model.item_kinds(each))}
    for name, each in inner if depth else ():
        if name not in found:
            for below, kinds in carried(model, each, depth - 1).items():
                found.setdefault(name if below in ("", "node") else below, kinds)
    return found


def _roots(model: Model) -> tuple[str, ...]:
    schema = model.schema
    return tuple(each.name for each in (schema.query_type, schema.mutation_type) if each)


def union_members(model: Model, kind: str) -> list[str]:
    """Return the names of the types in a union, those that do not tell of a failure first."""
    found = model.schema.type_map.get(kind)
    names = [each.name for each in getattr(found, "types", ())]
    return sorted(names, key=lambda name: tells_of_failure(name))
