"""Finds what a schema coordinate names: `Type`, `Type.member` or `Type.field(argument:)`.

The notation is that of the GraphQL specification (section 3.14, schema coordinates). For a
coordinate that does not exist, `nearest` suggests one that does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from graphql import (
    DefinitionNode,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    TypeDefinitionNode,
)

Member: TypeAlias = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode
Found: TypeAlias = TypeDefinitionNode | Member

_COORDINATE = re.compile(r"(?P<type>\w+)(\.(?P<member>\w+)(\((?P<argument>\w+):\))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A schema coordinate; the names that a shorter one lacks are empty strings."""

    type: str
    member: str = ""
    argument: str = ""

    def __str__(self) -> str:
        member = f".{self.member}" if self.member else ""
        return f"{self.type}{member}" + (f"({self.argument}:)" if self.argument else "")


def parse_coordinate(text: str) -> Coordinate | None:
    """The coordinate that a text spells, or None."""
    match = _COORDINATE.fullmatch(text)
    return Coordinate(**{k: v or "" for k, v in match.groupdict().items()}) if match else None


def find(definitions: Sequence[DefinitionNode], at: Coordinate) -> Found | None:
    """The node that a coordinate names, or None."""
    found: Found | None = type_named(definitions, at.type)
    for name in filter(None, (at.member, at.argument)):
        found = next((one for one in members(found) if one.name.value == name), None)
    return found


def type_named(definitions: Sequence[DefinitionNode], name: str) -> TypeDefinitionNode | None:
    """The definition of a type, or None."""
    types = (node for node in definitions if isinstance(node, TypeDefinitionNode))
    return next((node for node in types if node.name.value == name), None)


def members(node: Found | None) -> tuple[Member, ...]:
    """The fields, input fields, enum values or arguments of a node."""
    match node:
        case ObjectTypeDefinitionNode() | InterfaceTypeDefinitionNode():
            return tuple(node.fields or ())
        case InputObjectTypeDefinitionNode():
            return tuple(node.fields or ())
        case EnumTypeDefinitionNode():
            return tuple(node.values or ())
        case FieldDefinitionNode():
            return tuple(node.arguments or ())
        case _:
            return ()


def nearest(definitions: Sequence[DefinitionNode], at: Coordinate) -> str | None:
    """The existing coordinate most like one that does not exist, or None."""
    known = [str(each) for each in coordinates(definitions)]
    close = get_close_matches(str(at), known, 1, 0.5)
    return close[0] if close else None


def coordinates(definitions: Sequence[DefinitionNode]) -> Iterator[Coordinate]:
    """Every coordinate of a schema, in the order of the document."""
    for node in definitions:
        if isinstance(node, TypeDefinitionNode):
            yield Coordinate(node.name.value)
            for member in members(node):
                yield Coordinate(node.name.value, member.name.value)
                for argument in members(member):
                    yield Coordinate(node.name.value, member.name.value, argument.name.value)
