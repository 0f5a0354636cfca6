"""Rewrites the syntax trees of Python annotations and classes, independently of GraphQL.

It takes and returns trees, not text.
"""

import ast
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from corrigenda.generate.annotations import either, is_unset, members, required
from corrigenda.naming import pascal_case


def plain_annotation(node: ast.expr) -> ast.expr:
    """The annotation without quotes, `Optional`, `Union` and additions for pydantic.

    ariadne-codegen writes a quoted name as a name that contains quotes, hence the round trip.
    """
    tree = ast.parse(ast.unparse(node), mode="eval").body
    plain: ast.expr = _Plain().visit(tree)
    return plain


class _Plain(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.parse(node.value, mode="eval").body if isinstance(node.value, str) else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        outer = ast.unparse(node.value)
        if outer == "Literal":
            return node
        inner: list[ast.expr] = [self.visit(one) for one in _elements(node.slice)]
        match outer:
            case "Optional":
                return either([inner[0], ast.Constant(None)])
            case "Union":
                return either([*inner, ast.Name("UnknownMember")])
            case "Annotated":
                return inner[0]
            case _:
                return ast.Subscript(ast.Name(outer.lower()), inner[0])


def _elements(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def without(node: ast.expr, name: str) -> ast.expr:
    """The annotation without one of its classes, at any depth."""
    if isinstance(node, ast.Subscript):
        return ast.Subscript(node.value, without(node.slice, name))
    options = members(node)
    if len(options) == 1:
        return node
    kept = [one for one in options if not (isinstance(one, ast.Name) and one.id == name)]
    return either([without(one, name) for one in kept])


def renamed(node: ast.expr, names: Mapping[str, str]) -> ast.expr:
    """The annotation with its names replaced, at any depth."""
    tree: ast.expr = _Renamed(names).visit(node)
    return tree


def unset(node: ast.expr) -> ast.expr:
    """The annotation of a field that may be left out."""
    return either([*members(node), ast.Name("UnsetType")])


def promise(field: ast.AnnAssign) -> None:
    """Take None away from what a field may be, and from what it is by default; UNSET stays."""
    if any(is_unset(one) for one in members(field.annotation)):
        field.annotation = unset(required(field.annotation))
        return
    field.annotation = required(field.annotation)
    if isinstance(field.value, ast.Call):
        field.value.keywords = [one for one in field.value.keywords if one.arg != "default"]
    else:
        field.value = None


def docstring(text: str | None) -> list[ast.stmt]:
    """A docstring, wrapped into lines, or nothing.

    It is an `ast.Name`, which is written out unchanged, since no other node keeps triple quotes; so
    backslashes and quotes are escaped here.
    """
    folded = " ".join((text or "").split())
    if not folded:
        return []
    safe = "".join(_ESCAPES.get(one, one if one.isprintable() else " ") for one in folded)
    lines = textwrap.wrap(safe, 90, break_long_words=False, break_on_hyphens=False)
    close = "\n    " if len(lines) > 1 else ""
    written = "\n    ".join(lines)
    return [ast.Expr(ast.Name(f'"""{written}{close}"""'))]


_ESCAPES = {"\\": "\\\\", '"': '\\"'}


def assign(name: str, value: ast.expr) -> ast.stmt:
    """`name = value`."""
    return ast.Assign([ast.Name(name)], value, lineno=0)


def keyword_class(
    name: str, bases: Sequence[str], body: list[ast.stmt], options: Mapping[str, str | None]
) -> ast.ClassDef:
    """A struct with keyword-only fields and more class options."""
    kinds = [ast.Name("Model" if base == "BaseModel" else base) for base in bases]
    keywords = [ast.keyword("kw_only", ast.Constant(True))]
    keywords += [ast.keyword(key, ast.Constant(value)) for key, value in options.items()]
    return ast.ClassDef(name, [*kinds], keywords, body or [ast.Pass()], [])


def resolved(classes: Sequence[ast.ClassDef], mark: str) -> list[ast.ClassDef]:
    """The classes under their final names, without those that are only an alias of another.

    `mark` is part of the names of fragments, to distinguish them from nested classes.
    """
    meant = {one.name: base for one in classes if (base := _second_name_of(one))}
    kept = [one for one in classes if one.name not in meant]
    names = [*meant, *(one.name for one in kept)]
    final = {name: pascal_case(_end(name, meant).replace(mark, "", 1)) for name in names}
    for one in kept:
        one.name = final[one.name]
    return [_Renamed(final).visit(one) for one in kept]


def _end(name: str, meant: Mapping[str, str]) -> str:
    while name in meant:
        name = meant[name]
    return name


def _second_name_of(node: ast.ClassDef) -> str | None:
    """The class of which an empty subclass is an alias."""
    is_empty = all(isinstance(one, ast.Pass) for one in node.body)
    bases = [ast.unparse(base) for base in node.bases]
    return (
        bases[0] if is_empty and len(bases) == 1 and bases[0] not in ("Model", "OpenEnum") else None
    )


class _Renamed(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        """Rename only in the annotation, since a field may be named like a class."""
        node.annotation = self.visit(node.annotation)
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self._names.get(node.id, node.id))


DATE = "date_aliased"
"""What `date` is called in a module that has an attribute of this name."""


def lists_of_one(wires: Sequence[str]) -> list[ast.stmt]:
    """The declaration of the fields that responses may also hold as a list of one."""
    if not wires:
        return []
    value = ast.Call(ast.Name("frozenset"), [ast.Set([*map(ast.Constant, wires)])], [])
    kind = ast.parse("ClassVar[frozenset[str]]", mode="eval").body
    return [ast.AnnAssign(ast.Name("__lists_of_one__"), kind, value, 1)]


def one_of(node: ast.ClassDef) -> ast.ClassDef:
    """The class of an input of which exactly one field is given."""
    node.body += ast.parse("__is_one_of__: ClassVar[bool] = True").body
    return node


def keep_dates(classes: Sequence[ast.ClassDef]) -> None:
    """Call the type of dates otherwise, if an attribute is called `date` and would hide it."""
    fields = [one for node in classes for one in node.body if isinstance(one, ast.AnnAssign)]
    if any(ast.unparse(one.target) == "date" for one in fields):
        for one in fields:
            one.annotation = renamed(one.annotation, {"date": DATE})


def imports(package: str) -> Iterator[ast.stmt]:
    """Every import that classes may need; formatting removes the unused ones."""
    models = ("Model", "OpenEnum", "UnknownMember")
    yield from ast.parse(
        "from __future__ import annotations\n"
        "from collections.abc import Iterator\n"
        "from datetime import date\n"
        f"from datetime import date as {DATE}\n"
        "from decimal import Decimal\n"
        "from typing import Any, ClassVar\n"
        "from msgspec import UNSET, UnsetType, field\n"
        f"from {package}._runtime.models import {', '.join(models)}\n"
        f"from {package}._runtime.pages import PageModel\n"
        f"from {package}._runtime.scalar import AwareDatetime\n"
    ).body
