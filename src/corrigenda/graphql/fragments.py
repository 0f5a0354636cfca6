"""Keeps fragments together with the operations that spread them."""

from collections.abc import Iterable, Sequence

from graphql import FragmentDefinitionNode, OperationDefinitionNode

from corrigenda.graphql.flat import Fragments, spreads
from corrigenda.graphql.own_names import Executable


def fragments_of(operations: Iterable[Executable]) -> dict[str, FragmentDefinitionNode]:
    """The fragments, by name."""
    nodes = (one for one in operations if isinstance(one, FragmentDefinitionNode))
    return {one.name.value: one for one in nodes}


def requests_of(operations: Iterable[Executable]) -> list[OperationDefinitionNode]:
    """The operations without the fragments."""
    return [one for one in operations if isinstance(one, OperationDefinitionNode)]


def used_fragments(node: OperationDefinitionNode, fragments: Fragments) -> list[str]:
    """The names of the fragments that an operation uses, by way of others, too."""
    names: list[str] = []
    waiting = list(spreads(node))
    while waiting:
        name = waiting.pop(0)
        if name not in names and name in fragments:
            names.append(name)
            waiting += spreads(fragments[name])
    return sorted(names)


def with_fragments(
    requests: Iterable[OperationDefinitionNode], operations: Sequence[Executable]
) -> tuple[Executable, ...]:
    """Some of the operations and the fragments that they spread, in their order."""
    chosen = list(requests)
    fragments = fragments_of(operations)
    names = {name for one in chosen for name in used_fragments(one, fragments)}
    ids = {*map(id, chosen), *(id(fragments[name]) for name in names)}
    return tuple(one for one in operations if id(one) in ids)


def without_requests(
    operations: Sequence[Executable], gone: Iterable[OperationDefinitionNode]
) -> tuple[Executable, ...]:
    """The operations without some, and without the fragments that only these spread."""
    ids = set(map(id, gone))
    requests = requests_of(operations)
    kept = with_fragments([one for one in requests if id(one) not in ids], operations)
    of_gone = with_fragments([one for one in requests if id(one) in ids], operations)
    dropped = {*map(id, of_gone)} - {*map(id, kept)}
    return tuple(one for one in operations if id(one) not in dropped)
