"""Writes operations for a GraphQL schema that comes without any: one for each field at the root.

An operation takes every argument of its field as a variable. It selects the scalars and enums of
the result, and of the objects directly below: these as fragments of their own (`CustomerSummary`),
so that no type is selected inside itself. In a connection it goes on to the nodes. Left alone are
deprecated fields, fields that need arguments, ways back to the root, and connections inside
objects, which services only answer if they are told how many are wanted. Clients have no
subscriptions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from graphql import (
    DocumentNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    TypeDefinitionNode,
    TypeNode,
    print_ast,
)
from graphql.language import SchemaDefinitionNode

from corrigenda.identifiers import starts
from corrigenda.naming import pascal_case, snake_case
from corrigenda.problems import Place, Problem, raise_any

_BUILT_IN = ("Int", "Float", "String", "Boolean", "ID")
_ROOTS = ("query", "mutation")
FRAGMENTS = "_fragments.graphql"

Fielded: TypeAlias = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode


@dataclass(frozen=True, slots=True)
class WrittenOperations:
    """The text of each file in `operations/`, the operations, and what the user should know."""

    files: Mapping[str, str]
    names: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Writing:
    """The types of a schema by name, those at its root, and the fragments in use, by type."""

    types: Mapping[str, TypeDefinitionNode]
    roots: frozenset[str]
    fragments: dict[str, str] = field(default_factory=dict[str, str])
    waiting: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class _Root:
    """A field of a root type, and the name of its operation."""

    kind: str
    node: FieldDefinitionNode
    name: str


def write_operations(path: Path, document: DocumentNode) -> WrittenOperations:
    """Write an operation for each query and mutation of a schema.

    Raises:
        ProblemsError: there is none.
    """
    nodes = [one for one in document.definitions if isinstance(one, TypeDefinitionNode)]
    named = frozenset(_root_types(document).values())
    writing = _Writing({one.name.value: one for one in nodes}, named)
    roots = _roots(writing, document)
    if not roots:
        fix = "give the whole schema of the service, with `type Query`"
        raise_any([Problem(Place(path), "the schema has no query or mutation", fix)])
    files = {f"{snake_case(one.name)}.graphql": _operation(writing, one) for one in roots}
    fragments = "\n".join(_fragments(writing))
    files |= {FRAGMENTS: fragments} if fragments else {}
    return WrittenOperations(files, tuple(one.name for one in roots), tuple(_notes(document)))


def _notes(document: DocumentNode) -> Iterator[str]:
    if _root_types(document).get("subscription") in {
        one.name.value for one in document.definitions if isinstance(one, ObjectTypeDefinitionNode)
    }:
        yield "subscriptions are not supported, and have no operations"


def _root_types(document: DocumentNode) -> dict[str, str]:
    """The type of each kind of operation, as the schema names it or as usual."""
    for node in document.definitions:
        if isinstance(node, SchemaDefinitionNode) and node.operation_types:
            return {one.operation.value: one.type.name.value for one in node.operation_types}
    return {kind: kind.capitalize() for kind in (*_ROOTS, "subscription")}


def _roots(writing: _Writing, document: DocumentNode) -> list[_Root]:
    found: list[_Root] = []
    used = set[str]()
    named = _root_types(document)
    for kind in _ROOTS:
        node = writing.types.get(named.get(kind, ""))
        for one in node.fields if isinstance(node, ObjectTypeDefinitionNode) else ():
            if _is_known(writing, one):
                name = _free(_name(writing, one), kind, used)
                used.add(snake_case(name))
                found.append(_Root(kind, one, name))
    return found


def _is_known(writing: _Writing, node: FieldDefinitionNode) -> bool:
    """Whether the schema has the types of a field and of its arguments."""
    kinds = [_named(node.type), *(_named(one.type) for one in node.arguments or ())]
    return all(one in _BUILT_IN or one in writing.types for one in kinds)


def _name(writing: _Writing, node: FieldDefinitionNode) -> str:
    """`ListOrders` for `getOrders` if these are several: a `get_` method returns one object."""
    words = snake_case(node.name.value)
    if words.startswith("get_") and _is_several(writing, node):
        words = f"list_{words.removeprefix('get_')}"
        return pascal_case(words)
    name = pascal_case(node.name.value)
    return name if starts(name) else f"Call{name}"


def _is_several(writing: _Writing, node: FieldDefinitionNode) -> bool:
    kind = writing.types.get(_named(node.type))
    below = list(_usable(writing, kind)) if isinstance(kind, Fielded) else []
    return _is_list(node.type) or any(_is_list(one.type) for one in below[:1] if len(below) == 1)


def _free(name: str, kind: str, used: set[str]) -> str:
    tried, number = name, 2
    if snake_case(tried) in used:
        tried = name = f"{name}{kind.capitalize()}"
    while snake_case(tried) in used:
        tried, number = f"{name}{number}", number + 1
    return tried


def _operation(writing: _Writing, root: _Root) -> str:
    given = [one for one in root.node.arguments or () if _is_needed(one) or not _is_old(one)]
    variables = ", ".join(f"${one.name.value}: {print_ast(one.type)}" for one in given)
    passed = ", ".join(f"{one.name.value}: ${one.name.value}" for one in given)
    head = f"{root.kind} {root.name}{f'({variables})' if given else ''} {{"
    call = f"  {root.node.name.value}{f'({passed})' if given else ''}"
    lines = _selection(writing, _named(root.node.type))
    return "\n".join([head, *_block(call, lines), "}", ""])


def _selection(writing: _Writing, name: str) -> list[str]:
    """The selections on the result of an operation; none of a scalar."""
    kind = writing.types.get(name)
    if not isinstance(kind, ObjectTypeDefinitionNode):
        return _leaves(writing, kind) if kind and not _is_leaf(writing, name) else []
    lines: list[str] = []
    fields = list(_usable(writing, kind))
    has_nodes = any(one.name.value == "nodes" for one in fields)
    for one in fields:
        if not (one.name.value == "edges" and has_nodes):
            lines += _block(one.name.value, _below(writing, one))
    return lines or ["__typename"]


def _below(writing: _Writing, node: FieldDefinitionNode) -> list[str]:
    """The selections on an object inside the result: the fragment of its type."""
    name = _named(node.type)
    if _is_leaf(writing, name):
        return []
    kind = writing.types[name]
    if not isinstance(kind, ObjectTypeDefinitionNode):
        return _leaves(writing, kind)
    return [f"...{_fragment(writing, name)}"]


def _fragment(writing: _Writing, name: str) -> str:
    """The name of the fragment of a type, which no type has."""
    if name not in writing.fragments:
        made, number = f"{name}Summary", 2
        while made in writing.types or made in writing.fragments.values():
            made, number = f"{name}Summary{number}", number + 1
        writing.fragments[name] = made
        writing.waiting.append(name)
    return writing.fragments[name]


def _fragments(writing: _Writing) -> Iterator[str]:
    """The text of each fragment that operations, or other fragments, spread."""
    while writing.waiting:
        name = writing.waiting.pop(0)
        kind = writing.types[name]
        lines = [*_leaves(writing, kind), *_node_of_edge(writing, kind)]
        lines = [one for one in lines if one != "__typename" or len(lines) == 1]
        head = f"fragment {writing.fragments[name]} on {name}"
        yield "\n".join([f"{head} {{", *(f"  {line}" for line in lines), "}", ""])


def _node_of_edge(writing: _Writing, kind: TypeDefinitionNode) -> list[str]:
    """The node of an edge of a connection, which is what the edge is there for."""
    fields = list(_usable(writing, kind)) if kind.name.value.endswith("Edge") else []
    nodes = [one for one in fields if one.name.value == "node" and not _is_list(one.type)]
    if not nodes or _is_leaf(writing, kind_name := _named(nodes[0].type)):
        return []
    # An edge as the node of an edge could lead back to the first one.
    return [] if kind_name.endswith("Edge") else _block("node", _below(writing, nodes[0]))


def _leaves(writing: _Writing, kind: TypeDefinitionNode) -> list[str]:
    """The scalars and enums of a type. What may be one of several types says which it is."""
    fields = _usable(writing, kind) if isinstance(kind, Fielded) else ()
    names = [one.name.value for one in fields if _is_leaf(writing, _named(one.type))]
    is_object = isinstance(kind, ObjectTypeDefinitionNode)
    return names if is_object and names else ["__typename", *names]


def _usable(writing: _Writing, kind: TypeDefinitionNode) -> Iterator[FieldDefinitionNode]:
    """The fields of a type that can be selected without thinking."""
    for one in kind.fields if isinstance(kind, Fielded) else ():
        arguments = one.arguments or ()
        is_asked = any(map(_is_needed, arguments)) or _is_old(one)
        pages = {"first", "last"} & {argument.name.value for argument in arguments}
        is_page = pages and not _is_leaf(writing, _named(one.type))
        is_root = _named(one.type) in writing.roots
        if not is_asked and not is_page and not is_root and _is_known(writing, one):
            yield one


def _block(head: str, lines: list[str]) -> list[str]:
    """A field and the selections on it, indented by one step more than those around it."""
    if not lines:
        return [head]
    indent = " " * (len(head) - len(head.lstrip()))
    return [f"{head} {{", *(f"{indent}  {line}" for line in lines), f"{indent}}}"]


def _is_needed(node: InputValueDefinitionNode) -> bool:
    return isinstance(node.type, NonNullTypeNode) and node.default_value is None


def _is_old(node: FieldDefinitionNode | InputValueDefinitionNode) -> bool:
    return any(one.name.value == "deprecated" for one in node.directives or ())


def _is_leaf(writing: _Writing, name: str) -> bool:
    node = writing.types.get(name)
    is_own = isinstance(node, ScalarTypeDefinitionNode | EnumTypeDefinitionNode)
    return name in _BUILT_IN or is_own


def _is_list(node: TypeNode) -> bool:
    return isinstance(node.type if isinstance(node, NonNullTypeNode) else node, ListTypeNode)


def _named(node: TypeNode) -> str:
    while isinstance(node, NonNullTypeNode | ListTypeNode):
        node = node.type
    assert isinstance(node, NamedTypeNode), "GraphQL has no other types"
    return node.name.value
