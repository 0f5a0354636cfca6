"""Takes the types of arguments from the TypedDicts that the model generator wrote.

openapi-python-client knows the names of arguments but types them loosely (`float` for a decimal),
so the annotations of `inputs` are read from its syntax tree. Nothing is parsed by pattern.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corrigenda.generate.method import Argument, Method


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """`from module import name`, or `name as alias`, both as `name`."""

    module: str
    name: str


def typed_methods(methods: Iterable[Method], inputs: str) -> list[Method]:
    """The methods with the type of each argument filled in from the text of `inputs.py`."""
    classes = {node.name: node for node in ast.parse(inputs).body if isinstance(node, ast.ClassDef)}
    return [_typed(method, _annotations(classes[method.arguments_name])) for method in methods]


def argument_imports(inputs: str, package: str) -> list[Import]:
    """What a module beside `inputs.py` may need to import to name the arguments' types.

    Names of `models` are left to the importer; what is not used goes in formatting.
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
    """The names of the public classes, functional TypedDicts among them, that a module defines."""
    body = ast.parse(source).body
    classes = [node.name for node in body if isinstance(node, ast.ClassDef)]
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            classes += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return sorted(name for name in classes if not name.startswith("_"))


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
    """`T` for `NotRequired[T]`."""
    wrapped = (
        isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "NotRequired"
    )
    return annotation.slice if wrapped and isinstance(annotation, ast.Subscript) else annotation
