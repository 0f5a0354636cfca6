"""Finds the parts of an operation that nobody is sure of and that can be left out of a request.

A service that does not know one name of a document refuses all of it. An optional variable that a
correction of confidence `guess` brought in is therefore sent only if the caller gives it; where it
pages a list, what the response says of the page goes with it.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from graphql import OperationDefinitionNode

from corrigenda.graphql.fragments import used_fragments
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.operations import Operation, Variable
from corrigenda.graphql.own_names import Executable
from corrigenda.graphql.sent import sent_fragments, uses, with_typenames, without
from corrigenda.naming import snake_case


@dataclass(frozen=True, slots=True)
class Guess:
    """A part that is sent only if one of its variables is given, and the corrections that guess it.

    `selections` are what goes with the variables, as paths of response keys; `pages` says whether
    they page the list.
    """

    corrections: tuple[str, ...]
    variables: tuple[Variable, ...]
    selections: tuple[tuple[str, ...], ...] = ()
    pages: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """An operation without some of its guesses: the indexes of those, and of those that stay."""

    node: OperationDefinitionNode
    left_out: tuple[int, ...]
    kept: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent of an operation: whole first, then without each choice of its guesses."""

    guesses: tuple[Guess, ...]
    variants: tuple[Variant, ...]

    @property
    def whole(self) -> OperationDefinitionNode:
        return self.variants[0].node


def read_sending(operation: Operation, merged: Merged, guessed: Container[str]) -> Sending:
    """What is sent of an operation; `guessed` has the corrections of confidence `guess`."""
    guesses = tuple(_guesses(operation, merged, guessed))
    numbers = range(len(guesses))
    node = with_typenames(merged, operation.node)
    variants: list[Variant] = []
    for count in range(len(guesses) + 1):
        for left_out in combinations(numbers, count):
            kept = tuple(one for one in numbers if one not in left_out)
            lean = _lean(node, [guesses[one] for one in left_out])
            variants.append(Variant(lean, left_out, kept))
    return Sending(guesses, tuple(variants))


def _lean(node: OperationDefinitionNode, guesses: list[Guess]) -> OperationDefinitionNode:
    for guess in guesses:
        node = without(node, [one.wire for one in guess.variables], guess.selections)
    return node


def _guesses(operation: Operation, merged: Merged, guessed: Container[str]) -> Iterator[Guess]:
    may_go = [one for one in operation.parameters if _may_go(operation, merged, one)]
    turning = _turning(operation)
    if turning and all(one in may_go for one in turning):
        found = _corrections(operation, merged, turning, guessed)
        if found:
            yield Guess(found, tuple(turning), tuple(_of_page(operation)), pages=True)
    for one in may_go:
        found = _corrections(operation, merged, [one], guessed)
        if found and one not in turning:
            yield Guess(found, (one,))


def _may_go(operation: Operation, merged: Merged, variable: Variable) -> bool:
    """Whether an operation makes the same sense without a variable, and is valid."""
    definitions = operation.node.variable_definitions or ()
    defaults = {one.variable.name.value: one.default_value for one in definitions}
    if variable.required or defaults[variable.wire] is not None:
        return False
    fragments = sent_fragments(merged)
    parts: list[Executable] = [
        fragments[name] for name in used_fragments(operation.node, fragments)
    ]
    parts.append(without(operation.node, [variable.wire]))
    return not any(uses(part, variable.wire) for part in parts)


def _turning(operation: Operation) -> list[Variable]:
    """The variables that page a list by cursor."""
    given: Mapping[str, Any] = operation.paging.arguments if operation.paging else {}
    if "after" not in given:
        return []
    roots = [str(given[key]).partition(".")[0] for key in ("size", "after") if key in given]
    names = {snake_case(root) for root in roots}
    return [one for one in operation.parameters if one.name.rstrip("_") in names]


def _of_page(operation: Operation) -> Iterator[tuple[str, ...]]:
    """The selections that say where a page ends and whether there is another one."""
    given: Mapping[str, Any] = operation.paging.arguments if operation.paging else {}
    items = str(given.get("items", "")).partition(".")[0]
    firsts = [str(given[key]).partition(".")[0] for key in ("next", "more") if key in given]
    for first in dict.fromkeys(firsts):
        if first != items:
            yield (*operation.outcome.steps, first)


def _corrections(
    operation: Operation, merged: Merged, variables: list[Variable], guessed: Container[str]
) -> tuple[str, ...]:
    name = operation.node.name.value if operation.node.name else ""
    found = [one for each in variables for one in merged.corrections(f"{name}.${each.wire}")]
    return tuple(dict.fromkeys(one for one in found if one in guessed))
