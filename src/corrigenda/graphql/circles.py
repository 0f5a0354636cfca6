"""Finds the circles of a graph, in time that grows with its edges: it may have thousands."""

from collections.abc import Iterator, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]


def circles(below: Graph) -> Iterator[set[str]]:
    """The names that lead to each other, a set for each such group (Kosaraju's algorithm)."""
    above: dict[str, list[str]] = {name: [] for name in below}
    for name, inner in below.items():
        for one in inner:
            above[one].append(name)
    seen = set[str]()
    for name in reversed(_innermost_first(below)):
        group = set(_depth_first(above, name, seen))
        if len(group) > 1 or (group and name in below[name]):
            yield group


def _innermost_first(below: Graph) -> list[str]:
    seen = set[str]()
    return [one for name in below for one in _depth_first(below, name, seen)]


def _depth_first(graph: Graph, start: str, seen: set[str]) -> Iterator[str]:
    """What a name leads to and was not seen yet, each after all that it leads to."""
    if start in seen:
        return
    seen.add(start)
    waiting = [(start, iter(graph[start]))]
    while waiting:
        name, inner = waiting[-1]
        new = next((one for one in inner if one not in seen), None)
        if new is None:
            waiting.pop()
            yield name
        else:
            seen.add(new)
            waiting.append((new, iter(graph[new])))
