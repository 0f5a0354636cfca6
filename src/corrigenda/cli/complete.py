"""Completes the names of providers and the parts of their schemas in a shell.

A completion never fails and never prints: what cannot be read completes to nothing.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

import corrigenda
from corrigenda.problems import ProblemsError


def complete_providers(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The providers in the folder of schemas that are not on the line yet."""
    folder = ctx.params.get("schemas") or Path("schemas")
    return _new_names(ctx, (one.parent.name for one in folder.glob("*/provider.toml")), incomplete)


def complete_emulated(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The providers of a folder of schemas if one is named, else those that are built in."""
    if ctx.params.get("schemas") or ctx.params.get("overlays"):
        return complete_providers(ctx, param, incomplete)
    if ctx.params.get("data"):
        return []
    folder = Path(corrigenda.__file__).parent / "emulator" / "providers"
    return _new_names(ctx, (one.parent.name for one in folder.glob("*/__init__.py")), incomplete)


def _new_names(ctx: click.Context, names: Iterator[str], incomplete: str) -> list[str]:
    given = ctx.params.get("providers") or ()
    return sorted(one for one in names if one.startswith(incomplete) and one not in given)


def complete_parts(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The operations of a provider, and the nodes below the pointer that is begun."""
    folder = (ctx.params.get("schemas") or Path("schemas")) / str(ctx.params.get("provider"))
    try:
        parts = list(_parts(folder, incomplete))
    except (ProblemsError, OSError):
        return []
    return [one for one in parts if one.startswith(incomplete)]


def _parts(folder: Path, incomplete: str) -> Iterator[str]:
    if (folder / "operations").is_dir():
        yield from _graphql_parts(folder)
    elif incomplete.startswith("/"):
        yield from _pointers(folder / "openapi.yaml", incomplete)
    else:
        yield from sorted(_ids(folder / "openapi.yaml"))


def _graphql_parts(folder: Path) -> Iterator[str]:
    """Operations, types, and their fields."""
    from graphql import GraphQLError, OperationDefinitionNode, TypeDefinitionNode, parse

    for path in (*sorted((folder / "operations").glob("*.graphql")), folder / "schema.graphql"):
        try:
            nodes = parse(path.read_text(encoding="utf-8-sig"), no_location=True).definitions
        except (GraphQLError, OSError, UnicodeDecodeError):
            continue
        for node in nodes:
            if isinstance(node, OperationDefinitionNode) and node.name:
                yield node.name.value
            elif isinstance(node, TypeDefinitionNode):
                yield node.name.value
                fields: Any = getattr(node, "fields", None) or ()
                yield from (f"{node.name.value}.{one.name.value}" for one in fields)


def _ids(path: Path) -> Iterator[str]:
    from corrigenda.documents import read_document
    from corrigenda.openapi.blame import operation_pointers

    yield from operation_pointers(read_document(path).root)


def _pointers(path: Path, incomplete: str) -> Iterator[str]:
    from corrigenda.documents import read_document
    from corrigenda.trees import is_array, is_object, location_of, pointer, steps_in

    root = read_document(path).root
    begun = incomplete.rpartition("/")[0]
    above = steps_in(root, location_of(begun))
    node: Any = root
    for step in above if above is not None else ():
        node = node[step]
    if above is None:
        return
    names = list(node) if is_object(node) else range(len(node)) if is_array(node) else ()
    yield from (pointer((*above, one)) for one in names)
