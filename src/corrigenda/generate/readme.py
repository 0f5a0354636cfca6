"""Finds what the README of a package has to say, so that its template only has to say it.

What a README says of money, of retries or of pages is read from the methods: a service without
pages has no such section. It describes `MOST_SHOWN` methods in full, lists `MOST_LISTED` more with
a line for each, and leaves the rest to the docstrings: nobody reads ten thousand lines.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corrigenda.generate.examples import Example
from corrigenda.generate.method import Method
from corrigenda.generate.parts import SOURCE, Parts
from corrigenda.generate.service import Service
from corrigenda.naming import result_name
from corrigenda.provider import Provider

MOST_SHOWN = 40
"""How many methods a README describes in full."""

MOST_LISTED = 400
"""How many further methods it lists."""

MOST_OPEN = 6
"""How many methods it describes without folding them."""

MOST_NAMED = 12
"""How many methods a sentence names."""


@dataclass(frozen=True, slots=True)
class First:
    """The first call: a loop over a list if `item` is not empty, and then what it loops over."""

    call: str
    result: str
    item: str
    imports: tuple[str, ...]
    method: Method

    @property
    def local(self) -> str:
        """The same call of another client."""
        return self.call.replace("client.", "local.", 1)


@dataclass(frozen=True, slots=True)
class Readme:
    """What is true of one package.

    `first` is the simplest call, `safe` one that succeeds where there is nothing yet. `shown` are
    the methods that it describes in full, `listed` those with a line each, and `more` is the number
    of the others. `loops` are calls of the iterators, by method. `repeated` are the methods that
    are sent again after any failure that may pass, `once` the others, and `keyed` those that are
    repeated because of an idempotency key. `is_emulated` says that the emulator comes with this
    service. `needed` are credentials that are enough for a client, `connect` the same as arguments
    for the emulator, and `ways` the arguments for each way of authentication.
    """

    first: First | None
    safe: First | None
    shown: Sequence[Method]
    listed: Sequence[Method]
    more: int
    examples: Mapping[str, Sequence[Example]]
    paged: Sequence[Method]
    loops: Mapping[str, First]
    repeated: Sequence[str]
    once: Sequence[str]
    keyed: Sequence[str]
    has_money: bool
    takes_money: bool
    has_floats: bool
    is_emulated: bool
    needed: Sequence[str]
    connect: str
    ways: Sequence[str]

    @property
    def is_folded(self) -> bool:
        """Whether the descriptions of methods are folded."""
        return len(self.shown) > MOST_OPEN


def read_readme(provider: Provider, parts: Parts) -> Readme:
    """Return what the README of a package has to say."""
    methods, by_method = parts.methods, _by_method(parts.examples)
    calls = list(_calls(methods, by_method))
    repeated = [one.name for one in methods if _is_repeated(one, parts.language)]
    of_arguments = "\n".join(f"x: {one.type}" for each in methods for one in each.arguments)
    inputs = {*_annotated(parts.inputs), *_annotated(of_arguments)}
    models = _annotated(parts.models)
    shown = list(methods[:MOST_SHOWN])
    rest = list(methods[MOST_SHOWN:])
    return Readme(
        first=min(calls, key=_effort, default=None),
        safe=min(calls, key=_risk, default=None),
        shown=shown,
        listed=rest[:MOST_LISTED],
        more=len(rest[MOST_LISTED:]),
        examples=by_method,
        paged=[one for one in methods if one.paging],
        loops=_loops(methods, by_method),
        repeated=repeated,
        once=[one.name for one in methods if one.name not in repeated],
        keyed=[one.name for one in methods if one.operation.idempotency_header],
        has_money=not _EXACT.isdisjoint(models | inputs),
        takes_money=not _EXACT.isdisjoint(inputs),
        has_floats="float" in models | inputs,
        is_emulated=_is_emulated(provider),
        needed=_sets(parts.service)[0],
        connect=_arguments(_sets(parts.service)[0], '"any"'),
        ways=[_arguments(one) for one in _ways(parts.service)],
    )


_EXACT = {"Decimal", "DecimalText"}


def named(names: Sequence[str]) -> str:
    """Name methods in a sentence: all, or as many as fit, and how many more there are."""
    shown = [f"`{name}`" for name in names[:MOST_NAMED]]
    more = len(names) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    *others, last = shown
    return f"{', '.join(others)} and {last}" if others else last


def variable(annotation: str) -> str:
    """Return the name of a variable for one value of a type."""
    return result_name(annotation) if annotation.isidentifier() else "item"


def _by_method(examples: Iterable[Example]) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for one in examples:
        found.setdefault(one.method, []).append(one)
    return found


def _annotated(source: str) -> set[str]:
    """The names in all annotations of a module."""
    nodes = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.AnnAssign))
    return {word for one in nodes for word in re.findall(r"\w+", ast.unparse(one.annotation))}


def _is_repeated(method: Method, language: str) -> bool:
    """Whether a call is sent again after any failure that may pass, as the runtime decides it."""
    operation = method.operation
    if not operation.may_retry or operation.idempotency_header:
        return bool(operation.may_retry)
    if language == "graphql":
        return bool(operation.is_query)
    return operation.method in ("GET", "HEAD", "PUT", "DELETE")


def _calls(methods: Sequence[Method], examples: Mapping[str, Sequence[Example]]) -> Iterator[First]:
    for one in methods:
        yield from (_call(one, each) for each in examples.get(one.name, ()))


def _loops(
    methods: Sequence[Method], examples: Mapping[str, Sequence[Example]]
) -> dict[str, First]:
    """A call of each iterator, by its method."""
    calls = (one for one in _calls(methods, examples) if one.item)
    return {one.method.name: one for one in reversed(list(calls))}


def _call(method: Method, example: Example) -> First:
    if not method.paging or not method.item:
        return First(example.call, example.result, "", example.imports, method)
    item = variable(method.item)
    if any(one.required for one in method.arguments):
        return First(example.iterated(method.iterator_name), "", item, example.imports, method)
    return First(f"client.{method.iterator_name}()", "", item, (), method)


def _effort(first: First) -> tuple[int, ...]:
    is_read = _reads(first.method)
    return _is_old(first), not first.item, not is_read, _needs_object(first), *_length(first)


def _risk(first: First) -> tuple[int, ...]:
    """Orders calls by how sure they are to succeed where there is nothing yet."""
    return _needs_object(first), _is_old(first), not first.item, *_length(first)


def _reads(method: Method) -> bool:
    operation = method.operation
    is_query = getattr(operation, "is_query", None)
    return bool(operation.method in ("GET", "HEAD") if is_query is None else is_query)


def _is_old(first: First) -> bool:
    return first.method.deprecated is not None


def _needs_object(first: First) -> bool:
    """Whether the call is about an object that must exist: most names of ids say so."""
    required = [one for one in first.method.arguments if one.required]
    return any(one.place == "path" or re.search("(?i)ids?$", one.wire) for one in required)


def _length(first: First) -> tuple[int, ...]:
    return sum(one.required for one in first.method.arguments), len(first.call)


def _is_emulated(provider: Provider) -> bool:
    """Whether the emulator comes with this service: it can then do without the schema's folder."""
    return (SOURCE / "emulator" / "providers" / provider.key).is_dir()


def _sets(service: Service) -> Sequence[tuple[str, ...]]:
    """The sets of credentials, one of which a client needs."""
    if service.security is None:
        return (tuple(one.argument for one in service.credentials),)
    return service.security or ((),)


def _ways(service: Service) -> Iterator[tuple[str, ...]]:
    """The same, and the credentials with which a token is fetched."""
    grants = {one.argument: one.grant for one in service.credentials if one.grant}
    for alternative in _sets(service):
        if alternative:
            yield alternative
        for one in alternative:
            if grant := grants.get(one):
                rest = tuple(other for other in alternative if other != one)
                yield (grant.client_id, grant.client_secret, *rest)


def _arguments(names: Iterable[str], value: str = '"..."') -> str:
    return ", ".join(f"{name}={value}" for name in names)
