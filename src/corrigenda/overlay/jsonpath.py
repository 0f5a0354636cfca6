"""Finds the nodes that a JSONPath (RFC 9535) selects, within bounds on time and memory.

`jsonpath-rfc9535` parses and evaluates the queries. A query such as `$..*..*..*` selects each node
very often, and filters can do the same unnoticed. So each step of the library is counted here, in
filters too, and a query that takes too many steps is stopped. So is a slow regular expression.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonpath_rfc9535 import (
    JSONPathEnvironment,
    JSONPathError,
    JSONPathNode,
    JSONPathNodeList,
    JSONPathQuery,
)
from jsonpath_rfc9535.exceptions import JSONPathRecursionError
from jsonpath_rfc9535.filter_expressions import (
    ComparisonExpression,
    Expression,
    FilterContext,
    FilterExpression,
    FilterQuery,
    FunctionExtension,
    LogicalExpression,
    PrefixExpression,
    RelativeFilterQuery,
)
from jsonpath_rfc9535.segments import JSONPathChildSegment
from jsonpath_rfc9535.selectors import FilterSelector, NameSelector

from corrigenda.overlay.regexes import SlowRegexError, bounded_functions
from corrigenda.trees import MAX_DEPTH, Location, is_object

MAX_STEPS = 2_000_000
MAX_MATCHES = 100_000

_SHORTHAND = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class QueryError(Exception):
    """A text that is not a valid JSONPath."""


class EffortError(Exception):
    """A query that selects too many nodes, or takes too long to find them."""


class Meter:
    """Counts the steps of one evaluation."""

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise EffortError(f"takes more than {MAX_STEPS:,} steps to evaluate")


@dataclass(frozen=True, slots=True)
class Query:
    """A JSONPath, as text and compiled."""

    text: str
    compiled: JSONPathQuery
    meter: Meter

    @property
    def length(self) -> int:
        """The number of segments."""
        return len(self.compiled.segments)

    def find(self, root: Any) -> list[Location]:
        """Find the locations of the nodes that it selects, each once, in the order of selection.

        Raises:
            EffortError: there are too many, or finding them takes too long.
        """
        found: dict[Location, None] = {}
        self.meter.left = MAX_STEPS
        for node in self.nodes(root, [self.node(root, root)], 0, self.length):
            found[node.location] = None
            if len(found) > MAX_MATCHES:
                raise EffortError(f"matches more than {MAX_MATCHES:,} nodes")
        return list(found)

    def nodes(
        self, root: Any, start: Iterable[JSONPathNode], first: int, end: int
    ) -> Iterable[JSONPathNode]:
        """Yield the nodes that the segments from `first` to `end` select from given nodes.

        It counts on from the steps of the last `find`.

        Raises:
            EffortError: finding them takes too long.
        """
        nodes = start
        for segment in self.compiled.segments[first:end]:
            nodes = segment.resolve(nodes)
        try:
            yield from nodes
        except SlowRegexError as error:
            raise EffortError(str(error)) from None
        except (JSONPathRecursionError, RecursionError):
            raise EffortError(f"descends more than {MAX_DEPTH} levels") from None

    def node(self, root: Any, value: Any, location: Location = ()) -> JSONPathNode:
        """A node to start an evaluation from."""
        return _Node(root, value, location, None, self.meter)


def compile_query(text: str) -> Query:
    """Compile a JSONPath.

    Raises:
        QueryError: it is not valid. The library's reason is left out, since its wording changes
            between versions.
    """
    meter = Meter()
    try:
        compiled = _environment().compile(text)
    except (JSONPathError, RecursionError, ValueError, UnicodeError):
        raise QueryError(f"`{text}` is not a valid JSONPath") from None
    _meter_filters(compiled, meter)
    return Query(text, compiled, meter)


@cache
def _environment() -> JSONPathEnvironment:
    """What all queries share, which takes longer to make than most queries to compile."""
    environment = JSONPathEnvironment()
    environment.max_recursion_depth = MAX_DEPTH + 2
    environment.function_extensions.update(bounded_functions())
    return environment


def name_at(query: Query, index: int) -> str | None:
    """The name that a segment selects; None unless it selects exactly one name."""
    segment = query.compiled.segments[index]
    if not isinstance(segment, JSONPathChildSegment) or len(segment.selectors) > 1:
        return None
    names = [each.name for each in segment.selectors if isinstance(each, NameSelector)]
    return names[0] if names else None


def path_of(location: Location) -> str:
    """The JSONPath of one node: `$.paths['/orders'].get`."""
    return "$" + "".join(path_step(step) for step in location)


def path_step(step: str | int) -> str:
    """One step of a JSONPath: `.get`, `['/orders']` or `[3]`."""
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _SHORTHAND.fullmatch(step) else f"[{quoted(step)}]"


def quoted(text: str) -> str:
    """A string as JSONPath writes it, in single quotes."""
    inside = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"'{inside}'"


class _Node(JSONPathNode):
    """The library's node, with each new node counted as a step."""

    __slots__ = ("meter",)

    def __init__(
        self, root: Any, value: object, location: Location, parent: Any, meter: Meter
    ) -> None:
        super().__init__(value=value, location=location, parent=parent, root=root)
        self.meter = meter

    def new_child(self, value: object, key: int | str, parent: JSONPathNode | None) -> JSONPathNode:
        self.meter.step()
        return _Node(self.root, value, (*self.location, key), parent, self.meter)


class _MeteredQuery(JSONPathQuery):
    """A query inside a filter, whose steps count towards those of the whole query."""

    __slots__ = ("meter",)

    def __init__(self, query: JSONPathQuery, meter: Meter) -> None:
        super().__init__(env=query.env, segments=query.segments)
        self.meter = meter

    def finditer(self, value: Any) -> Iterable[JSONPathNode]:
        self.meter.step()
        nodes: Iterable[JSONPathNode] = [_Node(value, value, (), None, self.meter)]
        for segment in self.segments:
            nodes = segment.resolve(nodes)
        return nodes


class _NamesQuery(_MeteredQuery):
    """`@.name.other`, the most common query in filters, evaluated by lookup."""

    __slots__ = ("names",)

    def __init__(self, query: JSONPathQuery, meter: Meter) -> None:
        super().__init__(query, meter)
        self.names = _names(query) or ()

    def find(self, value: Any) -> JSONPathNodeList:
        self.meter.step()
        for name in self.names:
            if not is_object(value) or name not in value:
                return JSONPathNodeList()
            value = value[name]
        return JSONPathNodeList([_Node(value, value, (), None, self.meter)])


class _MeteredFilter(FilterExpression):
    """A filter, with each evaluation counted as a step."""

    __slots__ = ("meter",)

    def __init__(self, inner: FilterExpression, meter: Meter) -> None:
        super().__init__(inner.token, inner.expression)
        self.meter = meter

    def evaluate(self, context: FilterContext) -> bool:
        self.meter.step()
        return super().evaluate(context)


def _names(query: JSONPathQuery) -> tuple[str, ...] | None:
    """The names that a query follows; None if it selects anything else."""
    names: list[str] = []
    for segment in query.segments:
        selectors = segment.selectors
        if not isinstance(segment, JSONPathChildSegment) or len(selectors) != 1:
            return None
        names += [each.name for each in selectors if isinstance(each, NameSelector)]
    return tuple(names) if len(names) == len(query.segments) else None


def _meter_filters(query: JSONPathQuery, meter: Meter) -> None:
    for segment in query.segments:
        for selector in segment.selectors:
            if isinstance(selector, FilterSelector):
                _meter_expression(selector.expression.expression, meter)
                selector.expression = _MeteredFilter(selector.expression, meter)


def _meter_expression(expression: Expression, meter: Meter) -> None:
    if isinstance(expression, FilterQuery):
        _meter_filters(expression.query, meter)
        names = _names(expression.query)
        relative = isinstance(expression, RelativeFilterQuery) and names is not None
        make = _NamesQuery if relative else _MeteredQuery
        expression.query = make(expression.query, meter)
    elif isinstance(expression, FilterExpression):
        _meter_expression(expression.expression, meter)
    elif isinstance(expression, PrefixExpression):
        _meter_expression(expression.right, meter)
    elif isinstance(expression, LogicalExpression | ComparisonExpression):
        _meter_expression(expression.left, meter)
        _meter_expression(expression.right, meter)
    elif isinstance(expression, FunctionExtension):
        for argument in expression.args:
            _meter_expression(argument, meter)
