"""Parses GraphQL documents, and locates their nodes.

Every node keeps its source, so that after any number of corrections a problem still names the file
that the node came from. Executable definitions in a schema and type definitions among operations
are problems. What only some operations suffer from is kept apart: subscriptions are left out, and
an operation without a name of its own is a note.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graphql import (
    DefinitionNode,
    DirectiveLocation,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSyntaxError,
    Lexer,
    Node,
    OperationDefinitionNode,
    Source,
    TokenKind,
    TypeDefinitionNode,
    parse,
)
from graphql.language import DirectiveDefinitionNode, SchemaDefinitionNode

from corrigenda.graphql.extensions import without_extensions
from corrigenda.graphql.fragments import without_requests
from corrigenda.graphql.introspection import read_introspection
from corrigenda.graphql.legacy import parse_sdl
from corrigenda.graphql.own_names import Executable as Executable
from corrigenda.graphql.own_names import (
    is_subscription,
    name_anonymous,
    with_own_names,
)
from corrigenda.graphql.places import node_place as node_place
from corrigenda.leftout import LeftOut
from corrigenda.naming import snake_case
from corrigenda.paths import no_file, require
from corrigenda.problems import Place, Problem, ProblemsError, attempt, raise_any

NAME = re.compile(r"(?!__)[A-Za-z_]\w*", re.ASCII)
"""A GraphQL name that is not reserved."""


@dataclass(frozen=True, slots=True)
class Base:
    """A provider's schema and operations as documented.

    `left_out` are subscriptions, and `notes` say which operations and fragments were renamed or
    dropped, because another has their name.
    """

    path: Path
    schema: DocumentNode
    operations: tuple[Executable, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_base(schema: Path, operations: Path) -> Base:
    """Read the schema and every operation of a provider.

    Raises:
        ProblemsError: a file is missing, is not GraphQL, or has a definition of the wrong kind.
    """
    problems: list[Problem] = []
    attempt(problems, lambda: require(schema))
    document = None if problems else attempt(problems, lambda: read_schema(schema))
    files = sorted(operations.glob("*.graphql"))
    read = [attempt(problems, partial(read_document, path)) for path in files]
    executable = [node for each in read if each is not None for node in name_anonymous(each)]
    problems += _schema_problems(document.definitions if document else ())
    problems += _operation_problems(executable)
    if not files:
        fix = "add each documented operation as a `*.graphql` file"
        problems.append(Problem(Place(operations), "there are no operations", fix))
    raise_any(problems)
    assert document is not None, "a missing schema raises above"
    nodes = [node for node in executable if isinstance(node, Executable)]
    named, notes = with_own_names(nodes)
    subscriptions = [node for node in named if is_subscription(node)]
    kept = without_requests(named, subscriptions)
    left = tuple(_left_out(node) for node in subscriptions)
    if not kept:
        raise_any(one.problem for one in left)
    return Base(schema, document, kept, left, tuple(notes))


def read_schema(path: Path) -> DocumentNode:
    """Read SDL, or the JSON that introspection returns if the file ends in `.json`.

    Raises:
        ProblemsError: the file is missing, or is neither.
    """
    is_json = path.suffix == ".json"
    document = read_introspection(path) if is_json else read_document(path, parse_sdl)
    definitions = without_extensions(document.definitions)
    return DocumentNode(definitions=tuple(definitions), loc=document.loc)


def _left_out(node: Executable) -> LeftOut:
    name = node.name.value if node.name else ""
    message = "subscriptions are not supported"
    return LeftOut(snake_case(name), node_place(node), message, "delete it")


def read_document(path: Path, parser: Callable[[Source], DocumentNode] = parse) -> DocumentNode:
    """Parse one file.

    Raises:
        ProblemsError: the file is missing, not UTF-8, or not GraphQL.
    """
    try:
        return parser(Source(path.read_text(encoding="utf-8"), str(path)))
    except FileNotFoundError:
        problem = no_file(path)
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(Place(path), f"cannot be read: {error}", "make it a readable UTF-8 file")
    except RecursionError:
        fix = "reduce the nesting"
        problem = Problem(Place(path), "the document is nested too deeply", fix)
    except GraphQLSyntaxError as error:
        problem = _syntax_problem(error, path)
    raise ProblemsError([problem])


def _syntax_problem(error: GraphQLSyntaxError, path: Path) -> Problem:
    if error.source and Lexer(error.source).advance().kind is TokenKind.EOF:
        return Problem(Place(path), "the file is empty", "delete it, or write what it is for")
    said = error.message.removeprefix("Syntax Error: ").rstrip(".")
    fix = "correct the syntax at this place"
    return Problem(_error_place(error, path), f"not valid GraphQL: {said}", fix)


def location_of(node: Node) -> DirectiveLocation:
    """The directive location, in GraphQL's terms, of a node."""
    if isinstance(node, OperationDefinitionNode):
        return DirectiveLocation[node.operation.value.upper()]
    if isinstance(node, FragmentDefinitionNode):
        return DirectiveLocation.FRAGMENT_DEFINITION
    name = node.kind.removesuffix("_definition").removesuffix("_extension").removesuffix("_type")
    return DirectiveLocation[name.upper()]


def kind_word(node: Node) -> str:
    """The kind of a definition in words, such as `an input object type`."""
    words = node.kind.removesuffix("_definition").removesuffix("_extension").replace("_", " ")
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def problem_of(error: GraphQLError, path: Path, fix: str) -> Problem:
    """A validation error of the GraphQL library as a problem, at its first node."""
    return Problem(_error_place(error, path), error.message.rstrip("."), fix)


def _error_place(error: GraphQLError, path: Path) -> Place:
    if error.nodes and error.nodes[0].loc:
        return node_place(error.nodes[0])
    if error.source and error.locations:
        return Place(Path(error.source.name), *error.locations[0])
    return Place(path)


def _schema_problems(definitions: Sequence[DefinitionNode]) -> Iterator[Problem]:
    allowed = (TypeDefinitionNode, SchemaDefinitionNode, DirectiveDefinitionNode)
    for node in definitions:
        if not isinstance(node, allowed):
            fix = "write types in full, operations in `operations/`, and corrections in overlays"
            what = "an extension" if node.kind.endswith("_extension") else kind_word(node)
            yield Problem(node_place(node), f"{what} is not allowed in a schema", fix)


def _operation_problems(definitions: Sequence[DefinitionNode]) -> Iterator[Problem]:
    for node in definitions:
        place = node_place(node)
        if not isinstance(node, Executable):
            fix = "move it to `schema.graphql`"
            yield Problem(place, f"{kind_word(node)} is not an operation", fix)
        elif node.name is None:
            yield Problem(place, "the operation has no name", "name it; its method takes that name")
