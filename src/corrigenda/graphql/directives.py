"""Reads directives, and checks them against the definitions in `formats/`.

An unknown directive, an unknown or missing argument and a value of the wrong type are problems,
each with its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from graphql import (
    DirectiveLocation,
    DirectiveNode,
    GraphQLDirective,
    GraphQLEnumType,
    Undefined,
    build_schema,
    is_required_argument,
    print_ast,
)

from corrigenda.graphql.kinds import kind_of, named, value_of
from corrigenda.graphql.read import node_place
from corrigenda.problems import Problem, raise_any


@cache
def directives_of(format_name: str) -> Mapping[str, GraphQLDirective]:
    """The directives that a format declares, by name."""
    text = files("corrigenda.formats").joinpath(f"{format_name}.graphql").read_text("utf-8")
    schema = build_schema(f"{text}\ntype Query {{ none: Int }}")
    return {directive.name: directive for directive in schema.directives}


def read_arguments(
    node: DirectiveNode, format_name: str, location: DirectiveLocation
) -> dict[str, Any]:
    """The arguments of one directive, by name, without those that are not given.

    Raises:
        ProblemsError: the directive does not match its definition.
    """
    declared = directives_of(format_name)
    raise_any(_problems(node, declared, location))
    given = {argument.name.value: argument.value for argument in node.arguments}
    types = declared[node.name.value].args
    return {name: value_of(value, kind_of(types[name])) for name, value in given.items()}


def _problems(
    node: DirectiveNode, declared: Mapping[str, GraphQLDirective], location: DirectiveLocation
) -> Iterator[Problem]:
    name = node.name.value
    if name not in declared:
        fix = _choice(name, list(declared), "@")
        yield Problem(node_place(node), f"unknown directive `@{name}`", fix)
        return
    if location not in declared[name].locations:
        fix = "delete it, or move it to: " + ", ".join(
            one.value for one in declared[name].locations
        )
        message = f"`@{name}` is not allowed on: {location.value}"
        yield Problem(node_place(node), message, fix)
        return
    arguments = declared[name].args
    given = [argument.name.value for argument in node.arguments]
    for missing in (key for key, one in arguments.items() if is_required_argument(one)):
        if missing not in given:
            yield Problem(node_place(node), f"`@{name}` needs `{missing}:`", "add it")
    for argument in node.arguments:
        key = argument.name.value
        if key not in arguments:
            fix = _choice(key, list(arguments))
            yield Problem(node_place(argument), f"`@{name}` has no argument `{key}`", fix)
        elif value_of(argument.value, kind_of(arguments[key])) is Undefined:
            message = f"`{print_ast(argument.value)}` is not a valid `{kind_of(arguments[key])}`"
            fix = f"see `{key}` of `@{name}` in docs/graphql-overlays.md"
            kind = named(kind_of(arguments[key]))
            if isinstance(kind, GraphQLEnumType):
                fix = f"write one of {', '.join(kind.values)}, without quotes"
            yield Problem(node_place(argument.value), message, fix)


def _choice(name: str, known: Sequence[str], mark: str = "") -> str:
    close = get_close_matches(name, known, 1)
    if close:
        return f"did you mean `{mark}{close[0]}`?"
    return f"use one of: {', '.join(mark + one for one in known)}"
