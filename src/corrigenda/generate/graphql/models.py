"""Runs ariadne-codegen to write the structs of responses and inputs, and the enums.

It runs as a process in its own folder, with every setting given. It validates too little, so it
only gets what `graphql.check` has validated.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

from corrigenda.generate.graphql.classes import Classes, renamed_text
from corrigenda.generate.graphql.pages import Place
from corrigenda.generate.parts import HEADER
from corrigenda.generate.process import Workshop
from corrigenda.graphql.lift import Lifted
from corrigenda.graphql.merged import Merged
from corrigenda.problems import Problem, ProblemsError
from corrigenda.provider import Provider

_SCALARS = {
    "decimal": "decimal.Decimal",
    "date": "datetime.date",
    "date-time": "AwareDatetime",
    "string": "str",
    "json": "Any",
}
_FLOATS = {"decimal": "Decimal", "double": "float"}


def write_models(
    merged: Merged,
    lifted: Lifted,
    provider: Provider,
    pages: Sequence[Place],
    classes: Classes,
    work: Workshop,
) -> str:
    """The text of `models.py`; `pages` are where its pages are, `classes` the names of its classes.

    Raises:
        ProblemsError: the generator fails or warns.
    """
    work = work.within("ariadne")
    scratch = work.folder
    schema = schema_text(merged.reached)
    mark = _mark_for(schema + _operations_text(lifted))
    texts = {
        "schema.graphql": renamed_text(schema, classes),
        "operations.graphql": _marked_text(renamed_text(_operations_text(lifted), classes), mark),
        "settings.toml": _settings(merged, provider, pages, classes, mark),
    }
    for name, text in texts.items():
        (scratch / name).write_text(text, encoding="utf-8")
    arguments = ["--config", "settings.toml", "models_only"]
    if not work.accepts("ariadne_codegen", arguments, scratch):
        fix = "choose operations with `[operations]` in `provider.toml` to find the part"
        message = "ariadne-codegen makes no classes of the schema"
        raise ProblemsError([Problem(merged.place, message, fix)])
    return f"{HEADER}\n\n{(scratch / 'made' / '__init__.py').read_text(encoding='utf-8')}"


def schema_text(definitions: Sequence[DefinitionNode]) -> str:
    """A schema as SDL, ending in one newline."""
    return print_ast(DocumentNode(definitions=tuple(definitions))) + "\n"


def _operations_text(lifted: Lifted) -> str:
    """Everything that classes are made of: operations by name, then their fragments."""
    operations = sorted(lifted.operations, key=lambda node: node.name.value if node.name else "")
    definitions = (*operations, *lifted.fragments.values())
    return print_ast(DocumentNode(definitions=definitions)) + "\n"


def _marked_text(text: str, mark: str) -> str:
    """The same document with marked names of fragments.

    ariadne-codegen names a nested class by its path, `ItemSalesDetails` for `salesDetails` of
    `Item`, which may also be the name of a type, and so of a fragment.
    """
    document = parse(text)
    visit(document, _Marking(mark))
    return print_ast(document)


class _Marking(Visitor):
    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        node.name.value += self._mark

    def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> None:
        node.name.value += self._mark


def _mark_for(text: str) -> str:
    """A word that occurs nowhere in the text."""
    mark = "Lifted"
    while mark in text:
        mark += "X"
    return mark


def _settings(
    merged: Merged,
    provider: Provider,
    pages: Sequence[Place],
    classes: Classes,
    mark: str,
) -> str:
    """The settings as TOML; strings, lists and booleans in JSON are also valid TOML."""
    envelope = provider.envelope
    tables: dict[str, dict[str, Any]] = {
        "tool.ariadne-codegen": {
            "schema_path": "schema.graphql",
            "queries_path": "operations.graphql",
            "target_package_name": "made",
            "target_package_path": ".",
            "include_comments": "none",
            "convert_to_snake_case": True,
            "show_deprecation_warnings": False,
            "enums_module_name": "made_enums",
            "input_types_module_name": "made_inputs",
            "fragments_module_name": "made_fragments",
            "plugins": ["corrigenda.generate.graphql.plugin.Structs"],
        },
        "corrigenda": {
            "package": provider.package,
            "wrapped": sorted(merged.wrapped),
            "pages": pages,
            "mark": mark,
            "float": _FLOATS[provider.scalars.get("Float", "double")],
            "upload": _SCALARS[provider.scalars.get("Upload", "json")],
        },
    }
    for name, kind in provider.scalars.items():
        if name == "Float":  # ariadne-codegen maps it itself; the plugin corrects that
            continue
        tables[f"tool.ariadne-codegen.scalars.{name}"] = {"type": _SCALARS[kind]}
    tables["corrigenda.types"] = classes.changed
    tables["corrigenda.methods"] = dict(classes.methods)
    if envelope:
        tables["corrigenda.envelope"] = asdict(envelope)
    return "".join(f"[{name}]\n{_toml(table)}\n" for name, table in tables.items())


def _toml(table: dict[str, Any]) -> str:
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
