"""Reads the types of arguments from the generated TypedDicts.

openapi-python-client provides the names of arguments but types them loosely (`float` for a
decimal), so the annotations are read from the syntax tree of `inputs`.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corrigenda.generate.method import Argument, Method


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """`from module import name`; `name` may also be `name as alias`."""

    module: str
    name: str


def typed_methods(methods: Iterable[Method], inputs: str) -> list[Method]:
    """Return the methods, with the type of each argument from the text of `inputs.py`."""
    tree = _Unaliased(_aliases(inputs)).visit(ast.parse(inputs))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    return [_typed(method, _annotations(classes[method.arguments_name])) for method in methods]


def _aliases(inputs: str) -> dict[str, str]:
    """The classes that are imported from `models` under another name, which hides no key."""
    nodes = [node for node in ast.parse(inputs).body if isinstance(node, ast.ImportFrom)]
    named = [one for node in nodes if str(node.module).endswith(".models") for one in node.names]
    return {one.asname: one.name for one in named if one.asname}


class _Unaliased(ast.NodeTransformer):
    """Gives classes their own names back: arguments hide no types."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self._names.get(node.id, node.id), node.ctx)


def argument_imports(inputs: str, package: str) -> list[Import]:
    """Return the imports that a module next to `inputs.py` may need for argument types.

    The caller imports the names of `models` itself; formatting removes unused imports.
    """
    body = ast.parse(inputs).body
    imported = [
        Import(node.module or "", ast.unparse(alias))
        for node in body
        if isinstance(node, ast.ImportFrom)
        and node.module not in ("__future__", f"{package}.models")
        for alias in node.names
    ]
    return sorted({*imported, *(Import(".inputs", name) for name in class_names(inputs))})


def class_names(source: str) -> list[str]:
    """Return the names of the public classes of a module, including functional TypedDicts."""
    body = ast.parse(source).body
    classes = [node.name for node in body if isinstance(node, ast.ClassDef)]
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            classes += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return sorted(name for name in classes if not name.startswith("_"))


def defined_names(source: str) -> list[str]:
    """Return the names that a module defines at its top: classes, and aliases of types."""
    found: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [ast.unparse(target) for target in targets]
    return found


def _typed(method: Method, annotations: dict[str, str]) -> Method:
    arguments: list[Argument] = []
    for argument in method.arguments:
        annotation = annotations[argument.name]
        optional = "" if argument.required else " | UnsetType"
        arguments.append(replace(argument, type=annotation + optional))
    return replace(method, arguments=tuple(arguments))


def _annotations(node: ast.ClassDef) -> dict[str, str]:
    found: dict[str, str] = {}
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            found[statement.target.id] = ast.unparse(_bare(statement.annotation))
    return found


def _bare(annotation: ast.expr) -> ast.expr:
    """Return `T` for `NotRequired[T]`."""
    wrapped = (
        isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "NotRequired"
    )
    return annotation.slice if wrapped and isinstance(annotation, ast.Subscript) else annotation
