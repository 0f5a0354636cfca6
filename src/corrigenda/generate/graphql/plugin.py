"""Makes msgspec structs and open enums of what ariadne-codegen writes, through its public hooks.

ariadne-codegen decides which types there are and what they hold; this decides what a class looks
like: its base, its defaults, its names on the wire, its docstrings. The one file that counts is the
`__init__` of the generated package, into which all classes go. It refuses two classes of one name.

The hooks: https://ariadnegraphql.org/client/plugins
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from keyword import iskeyword
from typing import Any, cast

from ariadne_codegen.plugins.base import Plugin
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_required_input_field,
    visit,
)

from corrigenda.generate.graphql.annotations import (
    assign,
    docstring,
    keyword_class,
    optional,
    plain_annotation,
    required,
    resolved,
    unset,
)
from corrigenda.operations import snake_case

_TAG = "__typename"


class Structs(Plugin):
    """The hooks, in the order in which they are called."""

    def __init__(self, schema: GraphQLSchema, config_dict: dict[str, Any]) -> None:
        cast(Any, super()).__init__(schema, config_dict)
        self._settings: dict[str, Any] = config_dict["corrigenda"]
        self._fields: dict[int, tuple[str, GraphQLField]] = {}
        self._notes: dict[int, tuple[str, str]] = {}
        self._classes: list[ast.ClassDef] = []

    # Names

    def process_name(self, name: str, node: Any = None) -> str:
        """The library renames what would trouble pydantic; here only Python counts."""
        return python_name(name.rstrip("_"), self._settings["taken"])

    # Enums

    def generate_enum(self, class_def: ast.ClassDef, enum_type: GraphQLEnumType) -> ast.ClassDef:
        """An open enum, with members in capitals as everywhere."""
        body: list[ast.stmt] = docstring(enum_type.description)
        for name, value in enum_type.values.items():
            member = snake_case(name).upper()
            target = f"{member}_" if iskeyword(member) else member
            body += [assign(target, ast.Constant(name)), *docstring(value.description)]
        return ast.ClassDef(class_def.name, [ast.Name("OpenEnum")], [], body, [])

    def generate_enums_module(self, module: ast.Module) -> ast.Module:
        return self._keep(module)

    # Inputs

    def generate_input_field(
        self, field_implementation: ast.AnnAssign, input_field: GraphQLInputField, field_name: str
    ) -> ast.AnnAssign:
        """`T`, or `T | None | UnsetType` where it may be left out; defaults are the service's."""
        annotation = plain_annotation(field_implementation.annotation)
        needed = is_required_input_field(input_field)
        default = None if needed else "UNSET"
        kind = annotation if needed else unset(annotation)
        return self._field(field_implementation, kind, field_name, default, input_field.description)

    def generate_input_class(
        self, class_def: ast.ClassDef, input_type: GraphQLInputObjectType
    ) -> ast.ClassDef:
        return self._struct(class_def, input_type.description, [])

    def generate_inputs_module(self, module: ast.Module) -> ast.Module:
        return self._keep(module)

    # Answers

    def generate_result_field(
        self, field_implementation: ast.AnnAssign, operation_definition: Any, field: FieldNode
    ) -> ast.AnnAssign:
        """`T`, or `T | None`: an answer has all that was asked for, be it null."""
        wire = field.alias.value if field.alias else field.name.value
        annotation = plain_annotation(field_implementation.annotation)
        if field.name.value == _TAG:
            return self._field(field_implementation, annotation, _TAG, None, None)
        _owner, definition = self._definition(operation_definition, field)
        default = "None" if optional(annotation) else None
        return self._field(field_implementation, annotation, wire, default, definition.description)

    def generate_result_class(
        self, class_def: ast.ClassDef, operation_definition: Any, selection_set: Any
    ) -> ast.ClassDef:
        fields = [node for node in class_def.body if isinstance(node, ast.AnnAssign)]
        name = operation_definition.name.value
        if isinstance(operation_definition, OperationDefinitionNode) and class_def.name == _pascal(
            name
        ):
            class_def.name = f"{class_def.name}Data"
            return self._struct(class_def, f"What `{snake_case(name)}` answers with.", [])
        self._promise(fields)
        owner = self._owner(operation_definition, selection_set)
        description = self.schema.type_map[owner].description if owner else None
        marks = self._wrapped(operation_definition, selection_set, owner)
        return self._struct(class_def, description, marks)

    def generate_result_types_module(
        self, module: ast.Module, operation_definition: Any
    ) -> ast.Module:
        return self._keep(module)

    def generate_fragments_module(
        self, module: ast.Module, fragments_definitions: Any
    ) -> ast.Module:
        return self._keep(module)

    # All together

    def generate_init_module(self, module: ast.Module) -> ast.Module:
        """One module with every class, each of them once."""
        classes = resolved(self._classes, self._settings["mark"])
        names = [one.name for one in classes]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"there would be two classes called {', '.join(twice)}")
        return ast.Module([*_imports(self._settings["package"]), *classes], [])

    def _keep(self, module: ast.Module) -> ast.Module:
        for node in module.body:
            if isinstance(node, ast.ClassDef):
                self._classes.append(node)
            elif isinstance(node, ast.Assign):  # a class that is another one: `X = Y`
                name = ast.unparse(node.targets[0])
                self._classes.append(ast.ClassDef(name, [node.value], [], [ast.Pass()], []))
        return module

    def _field(
        self,
        node: ast.AnnAssign,
        annotation: ast.expr,
        wire: str,
        default: str | None,
        description: str | None,
    ) -> ast.AnnAssign:
        assert isinstance(node.target, ast.Name), "the library writes plain names"
        arguments: dict[str, ast.expr] = {"default": ast.Name(default)} if default else {}
        arguments |= {"name": ast.Constant(wire)} if node.target.id != wire else {}
        value: ast.expr | None = ast.Name(default) if default else None
        if "name" in arguments:
            value = ast.Call(
                ast.Name("field"), [], [ast.keyword(key, one) for key, one in arguments.items()]
            )
        made = ast.AnnAssign(ast.Name(node.target.id), annotation, value, 1)
        self._notes[id(made)] = (wire, description or "")
        return made

    def _struct(
        self, class_def: ast.ClassDef, description: str | None, marks: list[ast.stmt]
    ) -> ast.ClassDef:
        """The class with its base, its docstrings and, in a union, its tag."""
        fields = [node for node in class_def.body if isinstance(node, ast.AnnAssign)]
        bases = [ast.unparse(base) for base in class_def.bases]
        tag = next((tag for node in fields if (tag := self._tag(node))), None)
        body = [*docstring(description), *marks]
        for node in fields:
            wire, note = self._notes[id(node)]
            if wire == _TAG and tag:
                continue
            body += [node, *docstring(note)]
        return keyword_class(
            class_def.name, bases, body, {"tag_field": _TAG, "tag": tag} if tag else {}
        )

    def _tag(self, node: ast.AnnAssign) -> str | None:
        """The one type name that a class of a union stands for."""
        if self._notes[id(node)][0] != _TAG or not isinstance(node.annotation, ast.Subscript):
            return None
        only = node.annotation.slice
        if isinstance(only, ast.Tuple):  # an interface that is no union: any of these names
            node.annotation = ast.Name("str")
            return None
        return str(ast.literal_eval(only))

    def _promise(self, fields: Iterable[ast.AnnAssign]) -> None:
        """What a result is wrapped in says first whether it succeeded; then the rest is there."""
        envelope: dict[str, str] | None = self._settings.get("envelope")
        wires = {self._notes[id(node)][0]: node for node in fields}
        if not envelope or envelope["success"] not in wires:
            return
        for wire, node in wires.items():
            if wire != envelope["message"]:
                node.annotation = required(node.annotation)
                node.value = _without_default(node.value)

    def _wrapped(self, definition: Any, selection_set: Any, owner: str | None) -> list[ast.stmt]:
        """The names of members that answers may hold as a list of one, too."""
        marked = [
            node.alias.value if node.alias else node.name.value
            for node in selection_set.selections
            if isinstance(node, FieldNode)
            and f"{owner}.{node.name.value}" in self._settings["wrapped"]
        ]
        if not marked:
            return []
        names = ast.Set([ast.Constant(name) for name in sorted(marked)])
        value = ast.Call(ast.Name("frozenset"), [names], [])
        kind = ast.parse("ClassVar[frozenset[str]]", mode="eval").body
        return [ast.AnnAssign(ast.Name("__lists_of_one__"), kind, value, 1)]

    def _owner(self, definition: Any, selection_set: Any) -> str | None:
        for node in selection_set.selections:
            if isinstance(node, FieldNode) and node.name.value != _TAG:
                return self._definition(definition, node)[0]
        return None

    def _definition(self, definition: Any, field: FieldNode) -> tuple[str, GraphQLField]:
        """The type that a selected field belongs to, and what the schema says of the field."""
        if id(field) not in self._fields:
            info = TypeInfo(self.schema)
            owners = _Owners(info)
            visit(DocumentNode(definitions=(definition,)), TypeInfoVisitor(info, owners))
            self._fields |= owners.found
        return self._fields[id(field)]


class _Owners(Visitor):
    """Notes for every field of a document which type it belongs to."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info
        self.found: dict[int, tuple[str, GraphQLField]] = {}

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent, definition = self._info.get_parent_type(), self._info.get_field_def()
        if parent is not None and definition is not None:
            self.found[id(node)] = (get_named_type(parent).name, definition)


def python_name(name: str, taken: Iterable[str]) -> str:
    """The name with an underscore where Python, or an annotation beside it, needs the plain one."""
    return f"{name}_" if iskeyword(name) or name in taken else name


def _pascal(name: str) -> str:
    """As the library makes it of an operation's name."""
    from ariadne_codegen.utils import str_to_pascal_case

    return str_to_pascal_case(name)


def _without_default(value: ast.expr | None) -> ast.expr | None:
    if not isinstance(value, ast.Call):
        return None
    value.keywords = [one for one in value.keywords if one.arg != "default"]
    return value


def _imports(package: str) -> Iterator[ast.stmt]:
    """All that classes may need; formatting removes what they do not."""
    models = ("AwareDatetime", "Model", "OpenEnum", "UnknownMember")
    yield from ast.parse(
        "from __future__ import annotations\n"
        "from datetime import date\n"
        "from decimal import Decimal\n"
        "from typing import Any, ClassVar\n"
        "from msgspec import UNSET, UnsetType, field\n"
        f"from {package}._runtime.models import {', '.join(models)}\n"
    ).body
