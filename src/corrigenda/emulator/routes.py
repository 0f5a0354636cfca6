"""Find the route of a request, in a time that depends on its path alone.

All templates are compiled once into a tree of steps. A literal step wins over a parameter, and a
step that mixes both (`{name}.json`, `{base}...{head}`) over one that is a parameter only; if the
better way leads nowhere, the next one is tried. Parameters are percent-decoded after the path is
split, so an encoded slash stays in its step. Nothing is normalized: `/a/` is not `/a`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, Self
from urllib.parse import unquote

from msgspec import Struct, field

from .provider import RefusedError, Route

_PARAMETER: Final = re.compile(r"\{([^{}]+)\}")


class _Pattern(Struct, frozen=True):
    """The mixed step of a template: `expression` has one group for each parameter."""

    text: str
    expression: re.Pattern[str]
    weight: int


class _Node(Struct):
    """What may follow some steps. `routes` end here, by method, with their parameters in order."""

    literal: dict[str, Self] = field(default_factory=dict[str, Any])
    mixed: list[tuple[_Pattern, Self]] = field(default_factory=list[Any])
    any: Self | None = None
    routes: dict[str, tuple[Route, tuple[str, ...]]] = field(default_factory=dict[str, Any])


_NOWHERE: Final = _Node()


class Routes(Struct, frozen=True):
    """The compiled routes of a service."""

    root: _Node

    def match(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Return the route of a request, and its decoded path parameters by name.

        `path` is percent-encoded, as on the wire. Raises `RefusedError`: 404 if nothing is served
        there, 405 with `Allow` if only other methods are.
        """
        steps = (path or "/").split("/")
        node, values = _straight(self.root, steps)
        if method in node.routes:
            route, names = node.routes[method]
            return route, dict(zip(names, values, strict=True))
        return self._search(method, path, steps)

    def _search(self, method: str, path: str, steps: list[str]) -> tuple[Route, dict[str, str]]:
        allowed = set[str]()
        for node, values in _ends(self.root, steps, 0, ()):
            if method in node.routes:
                route, names = node.routes[method]
                return route, dict(zip(names, values, strict=True))
            allowed.update(node.routes)
        if not allowed:
            raise RefusedError(404, f"nothing is served at {path}")
        methods = ", ".join(sorted(allowed))
        wrong = f"{method} is not allowed here, use {methods}"
        raise RefusedError(405, wrong, headers={"Allow": methods})

    def methods(self, path: str) -> frozenset[str]:
        """Return the methods that a path has; none if nothing is served there."""
        ends = _ends(self.root, (path or "/").split("/"), 0, ())
        return frozenset(method for node, _ in ends for method in node.routes)


def compile_routes(routes: Iterable[Route]) -> Routes:
    """Compile routes. Of two with the same method and the same path, the first one serves."""
    root = _Node()
    for route in routes:
        node = root
        for step in route.template.split("/"):
            node = _below(node, step)
        names = tuple(_PARAMETER.findall(route.template))
        node.routes.setdefault(route.method, (route, names))
    return Routes(root)


def _below(node: _Node, step: str) -> _Node:
    """Return the node behind a step of a template, which is made if it is new."""
    if not _PARAMETER.search(step):
        return node.literal.setdefault(unquote(step), _Node())
    if _PARAMETER.fullmatch(step):
        node.any = node.any or _Node()
        return node.any
    pattern = _pattern(step)
    for known, below in node.mixed:
        if known.text == pattern.text:
            return below
    below = _Node()
    node.mixed.append((pattern, below))
    node.mixed.sort(key=lambda pair: -pair[0].weight)
    return below


def _pattern(step: str) -> _Pattern:
    literals = _PARAMETER.split(step)[::2]
    text = "{}".join(literals)
    # Each parameter is as short as it can be, but the last one takes what is left.
    expression = "(.+?)".join(re.escape(unquote(literal)) for literal in literals)
    return _Pattern(text, re.compile(expression, re.DOTALL), len(text) - 2 * (len(literals) - 1))


def _straight(root: _Node, steps: list[str]) -> tuple[_Node, list[str]]:
    """Return where the first way ends that `_ends` would try, or a node without routes.

    Nearly every request goes this way, which is a loop without generators.
    """
    node, values = root, list[str]()
    for written in steps:
        step = unquote(written) if "%" in written else written
        below = node.literal.get(step)
        if below is None:
            if node.mixed or node.any is None or not step:
                return _NOWHERE, []
            below = node.any
            values.append(step)
        node = below
    return node, values


def _ends(
    node: _Node, steps: list[str], at: int, values: tuple[str, ...]
) -> Iterator[tuple[_Node, tuple[str, ...]]]:
    """Yield every node in which a path ends, the best one first, with the parameters."""
    if at == len(steps):
        if node.routes:
            yield node, values
        return
    step = unquote(steps[at])
    if step in node.literal:
        yield from _ends(node.literal[step], steps, at + 1, values)
    for pattern, below in node.mixed:
        if matched := pattern.expression.fullmatch(step):
            yield from _ends(below, steps, at + 1, (*values, *matched.groups()))
    if node.any is not None and step:
        yield from _ends(node.any, steps, at + 1, (*values, step))
