"""A GraphQL schema and its operations with all corrections applied and checked.

It records what changed each part, so that blame and docstrings can name the corrections.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from graphql import (
    DefinitionNode,
    DirectiveNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
)

from corrigenda.graphql.read import Executable, node_place
from corrigenda.graphql.tree import Touch
from corrigenda.problems import Place


@dataclass(frozen=True, slots=True)
class Hint:
    """A directive for the generator, and its arguments."""

    node: DirectiveNode
    arguments: Mapping[str, Any]

    def place(self, key: str | None = None) -> Place:
        """The place of an argument, or else of the directive, in an operation or an overlay."""
        nodes = (one.value for one in self.node.arguments if one.name.value == key)
        return node_place(next(nodes, self.node))


@dataclass(frozen=True)
class Merged:
    """A schema and its operations, corrected and checked.

    `definitions` are those of the whole schema; `reached` are those that operations need, of which
    `schema` is made, and classes are.

    `hints` holds the directives for the generator, by operation and name of the directive; the
    operations themselves have none.
    """

    path: Path
    definitions: tuple[DefinitionNode, ...]
    schema: GraphQLSchema
    operations: tuple[Executable, ...]
    hints: Mapping[tuple[str, str], Hint]
    wrapped: frozenset[str]
    touches: Mapping[str, Touch]
    reached: tuple[DefinitionNode, ...] = ()

    def corrections(self, part: str, below: bool = True) -> list[str]:
        """The ids of the corrections that changed a part, in order.

        A part is named by its coordinate, or by the path to a selection of an operation; `below`
        says whether the parts below it count.
        """
        names = self._changed.get(part, ())
        touches = (
            touch for at in names if below or at == part for touch in self.touches[at].history
        )
        return list(dict.fromkeys(one.correction for one in touches if one.correction))

    @cached_property
    def _changed(self) -> dict[str, list[str]]:
        """The changed parts, sorted, by the names of themselves and of the parts above them."""
        found: dict[str, list[str]] = {}
        for at in sorted(self.touches):
            for name in (at, *_above(at)):
                found.setdefault(name, []).append(at)
        return found

    @property
    def place(self) -> Place:
        return Place(self.path)

    @property
    def requests(self) -> list[OperationDefinitionNode]:
        """The operations, without the fragments."""
        return [node for node in self.operations if isinstance(node, OperationDefinitionNode)]

    @cached_property
    def fragments(self) -> dict[str, FragmentDefinitionNode]:
        """The fragments as written, by name."""
        nodes = (node for node in self.operations if isinstance(node, FragmentDefinitionNode))
        return {node.name.value: node for node in nodes}


def is_below(part: str, name: str) -> bool:
    """Whether a part is below another: a field, an argument or a selection of it."""
    return name in _above(part)


def _above(part: str) -> Iterator[str]:
    """The names of the parts that a part is below."""
    return (part[:at] for at, letter in enumerate(part) if letter in ".(/")
