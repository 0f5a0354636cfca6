"""Turns what ariadne-codegen writes into msgspec structs and open enums, through its public hooks.

ariadne-codegen decides which types exist and what they hold; this plugin decides what a class looks
like: its base, its defaults, its wire names, its docstrings. All classes go into the `__init__` of
the generated package, the only file that is used. Two classes with the same name are an error.

The hooks: https://ariadnegraphql.org/client/plugins
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any, cast

from ariadne_codegen.plugins.base import Plugin
from ariadne_codegen.utils import str_to_pascal_case
from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    is_required_input_field,
    is_scalar_type,
)

from corrigenda.generate.annotations import optional, required
from corrigenda.generate.graphql.annotations import (
    assign,
    docstring,
    imports,
    keep_dates,
    keyword_class,
    lists_of_one,
    one_of,
    plain_annotation,
    promise,
    renamed,
    resolved,
    unset,
    without,
)
from corrigenda.generate.graphql.pages import make_pages
from corrigenda.generate.graphql.parent_types import ParentTypes
from corrigenda.graphql.defaults import described
from corrigenda.graphql.flat import response_key
from corrigenda.graphql.kinds import kind_of, named
from corrigenda.naming import attribute_names, member_names, sent_as

_TAG = "__typename"

_OWN = {"Float": "float", "Upload": "Upload"}
"""The scalars for which ariadne-codegen writes a type of its own, whatever they are mapped to."""


@dataclass(frozen=True, slots=True)
class _Note:
    """A field of a class in GraphQL: its name in JSON, and `owner.field` in the schema."""

    wire: str
    owner: str = ""
    field: str = ""
    definition: GraphQLField | GraphQLInputField | None = None

    @property
    def description(self) -> str | None:
        return described(self.definition) if self.definition else None


class Structs(Plugin):
    """The hooks, in the order in which they are called."""

    def __init__(self, schema: GraphQLSchema, config_dict: dict[str, Any]) -> None:
        cast(Any, super()).__init__(schema, config_dict)
        self._settings: dict[str, Any] = config_dict["corrigenda"]
        self._parents = ParentTypes(schema)
        self._notes: dict[int, _Note] = {}
        self._classes: list[ast.ClassDef] = []
        self._idle: set[str] = set()
        self._below: dict[str, SelectionSetNode] = {}

    def generate_enum(self, class_def: ast.ClassDef, enum_type: GraphQLEnumType) -> ast.ClassDef:
        """Make an open enum, with its members in capitals."""
        body: list[ast.stmt] = docstring(enum_type.description)
        members = member_names(list(enum_type.values))
        for member, (name, value) in zip(members, enum_type.values.items(), strict=True):
            said = f"{described(value) or ''} {sent_as(name, member)}"
            body += [assign(member, ast.Constant(name)), *docstring(said)]
        return ast.ClassDef(class_def.name, [ast.Name("OpenEnum")], [], body, [])

    def generate_enums_module(self, module: ast.Module) -> ast.Module:
        return self._keep(module)

    def generate_input_field(
        self, field_implementation: ast.AnnAssign, input_field: GraphQLInputField, field_name: str
    ) -> ast.AnnAssign:
        """Annotate as `T`, or `T | None | UnsetType` if optional; the service has the defaults."""
        annotation = self._plain(field_implementation, input_field)
        needed = is_required_input_field(input_field)
        default = None if needed else "UNSET"
        kind = annotation if needed else unset(annotation)
        note = _Note(field_name, definition=input_field)
        return self._field(field_implementation, kind, note, default)

    def generate_input_class(
        self, class_def: ast.ClassDef, input_type: GraphQLInputObjectType
    ) -> ast.ClassDef:
        made = self._struct(class_def, input_type.description)
        return one_of(made) if input_type.is_one_of else made

    def generate_inputs_module(self, module: ast.Module) -> ast.Module:
        return self._keep(module)

    # Responses

    def generate_result_field(
        self, field_implementation: ast.AnnAssign, operation_definition: Any, field: FieldNode
    ) -> ast.AnnAssign:
        """Annotate as `T` or `T | None`, since a response has every selected field, even if null.

        A field that an operation may skip, or does not select, is `UNSET` then.
        """
        annotation = plain_annotation(field_implementation.annotation)
        owner, definition, name = "", None, field.name.value
        if name == _TAG and field.alias:  # it tags nothing under another name
            annotation, name = ast.Name("str"), ""
        elif name != _TAG:
            owner, definition = self._parents.of(operation_definition, field)
            annotation = self._plain(field_implementation, definition)
            annotation = self._without_idle(annotation, definition)
        self._expect(annotation, field)
        default = "None" if optional(annotation) else None
        if any(one.name.value in ("include", "skip") for one in field.directives):
            is_due = definition is not None and isinstance(kind_of(definition), GraphQLNonNull)
            annotation = unset(required(annotation) if is_due else annotation)
            default = "UNSET"
        note = _Note(response_key(field), owner, name, definition)
        return self._field(field_implementation, annotation, note, default)

    def generate_result_class(
        self, class_def: ast.ClassDef, operation_definition: Any, selection_set: Any
    ) -> ast.ClassDef:
        self._meet(class_def.name, selection_set)
        fields = [node for node in class_def.body if isinstance(node, ast.AnnAssign)]
        name = operation_definition.name.value
        is_operation = isinstance(operation_definition, OperationDefinitionNode)
        if is_operation and class_def.name == str_to_pascal_case(name):
            class_def.name = f"{class_def.name}Data"
            return self._struct(
                class_def, f"The `data` of a `{self._settings['methods'][name]}` response."
            )
        self._promise(fields)
        return self._struct(class_def, self._description(fields))

    def generate_result_types_module(
        self, module: ast.Module, operation_definition: Any
    ) -> ast.Module:
        return self._keep(module)

    def generate_fragments_module(
        self, module: ast.Module, fragments_definitions: Any
    ) -> ast.Module:
        return self._keep(module)

    # The module

    def generate_init_module(self, module: ast.Module) -> ast.Module:
        """Make one module with every class, each of them once."""
        classes = resolved(self._classes, self._settings["mark"])
        keep_dates(classes)
        make_pages(classes, self._settings["pages"])
        names = [one.name for one in classes]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two classes would have the name {', '.join(twice)}")
        return ast.Module([*imports(self._settings["package"]), *classes], [])

    def _keep(self, module: ast.Module) -> ast.Module:
        for node in module.body:
            if isinstance(node, ast.ClassDef) and node.name not in self._idle:
                self._classes.append(node)
            elif isinstance(node, ast.Assign):  # an alias: `X = Y`
                name = ast.unparse(node.targets[0])
                self._classes.append(ast.ClassDef(name, [node.value], [], [ast.Pass()], []))
        return module

    def _plain(self, node: ast.AnnAssign, definition: GraphQLField | GraphQLInputField) -> ast.expr:
        """The annotation, with `Float` and `Upload` as the types that they are mapped to."""
        annotation = plain_annotation(node.annotation)
        kind = named(kind_of(definition))
        own = _OWN.get(kind.name) if is_scalar_type(kind) else None
        return renamed(annotation, {own: self._settings[own.lower()]}) if own else annotation

    def _field(
        self, node: ast.AnnAssign, annotation: ast.expr, note: _Note, default: str | None
    ) -> ast.AnnAssign:
        """A field whose name is still that of ariadne-codegen; its class decides about the name."""
        made = ast.AnnAssign(node.target, annotation, (default and ast.Name(default)) or None, 1)
        self._notes[id(made)] = note
        return made

    def _name(self, fields: Sequence[ast.AnnAssign]) -> None:
        """Give the fields of a class the names of attributes; a tag keeps its own."""
        tags = [ast.unparse(one.target) for one in fields if self._notes[id(one)].wire == _TAG]
        plain = [one for one in fields if self._notes[id(one)].wire != _TAG]
        names = attribute_names([self._notes[id(one)].wire for one in plain], tags)
        for node in fields:
            wire = self._notes[id(node)].wire
            node.target = ast.Name(names.get(wire, ast.unparse(node.target)))
            if node.target.id != wire:
                default = [ast.keyword("default", node.value)] if node.value else []
                named = [*default, ast.keyword("name", ast.Constant(wire))]
                node.value = ast.Call(ast.Name("field"), [], named)

    def _struct(self, class_def: ast.ClassDef, description: str | None) -> ast.ClassDef:
        """The class with its base, its docstrings and, in a union, its tag."""
        fields = [node for node in class_def.body if isinstance(node, ast.AnnAssign)]
        self._name(fields)
        bases = [ast.unparse(base) for base in class_def.bases]
        tag = next((tag for node in fields if (tag := self._tag(node))), None)
        body = [*docstring(description), *self._marks(fields)]
        for node in fields:
            note = self._notes[id(node)]
            if note.wire != _TAG or not tag:
                said = "" if note.wire == _TAG else sent_as(note.wire, ast.unparse(node.target))
                body += [node, *docstring(f"{note.description or ''} {said}")]
        options = {"tag_field": _TAG, "tag": self._written(tag)} if tag else {}
        return keyword_class(class_def.name, bases, body, options)

    def _written(self, name: str) -> str:
        """What the schema calls a type that has the name of its class here."""
        return str(self._settings.get("types", {}).get(name, name))

    def _tag(self, node: ast.AnnAssign) -> str | None:
        """The only type name of a class of a union, or None."""
        if self._notes[id(node)].field != _TAG or not isinstance(node.annotation, ast.Subscript):
            return None
        only = node.annotation.slice
        if isinstance(only, ast.Tuple):  # one class for all types of an interface
            node.annotation = ast.Name("str")
            return None
        return str(ast.literal_eval(only))

    # Corrections of what ariadne-codegen writes

    def _without_idle(self, annotation: ast.expr, definition: GraphQLField) -> ast.expr:
        """The union without the class of the interface itself, since each of its types has one."""
        kind = named(kind_of(definition))
        names = {one.id for one in ast.walk(annotation) if isinstance(one, ast.Name)}
        if "UnknownMember" not in names or not isinstance(kind, GraphQLInterfaceType):
            return annotation
        idle = self._class_of_interface(names, kind)
        self._idle.add(idle)
        return without(annotation, idle)

    def _class_of_interface(self, names: Set[str], kind: GraphQLInterfaceType) -> str:
        """The name with the prefix that all its types share, since a type may end like it, too."""
        types = [one.name for one in self.schema.get_possible_types(kind)]
        starts = (name.removesuffix(kind.name) for name in names if name.endswith(kind.name))
        start = next(one for one in starts if all(f"{one}{name}" in names for name in types))
        return f"{start}{kind.name}"

    def _expect(self, annotation: ast.expr, field: FieldNode) -> None:
        """Record which class holds the selection set of a field."""
        for one in ast.walk(annotation) if field.selection_set else ():
            if isinstance(one, ast.Name) and one.id[:1].isupper() and one.id != "UnknownMember":
                self._meet(one.id, field.selection_set)

    def _meet(self, name: str, selections: SelectionSetNode | None) -> None:
        """Check that a class has one selection set; ariadne-codegen would drop the second."""
        if selections is not None and self._below.setdefault(name, selections) is not selections:
            raise ValueError(f"two classes would have the name {name}")

    def _promise(self, fields: Iterable[ast.AnnAssign]) -> None:
        """Make the fields of an envelope required, since they are only read after a success.

        Its value stays nullable: null may mean that the object does not exist; methods check it.
        """
        envelope: dict[str, str] | None = self._settings.get("envelope")
        wires = {self._notes[id(node)].wire: node for node in fields}
        success = wires.get(envelope["success"]) if envelope else None
        if not envelope or not success or self._notes[id(success)].field != envelope["success"]:
            return
        for wire, node in wires.items():
            if wire not in (envelope["message"], envelope["value"]):
                promise(node)

    def _marks(self, fields: Iterable[ast.AnnAssign]) -> list[ast.stmt]:
        """The names of the fields that responses may also hold as a list of one."""
        notes = [self._notes[id(node)] for node in fields]
        owned = {f"{self._written(one.owner)}.{one.field}": one.wire for one in notes}
        wrapped = owned.keys() & set(self._settings["wrapped"])
        return lists_of_one(sorted(owned[at] for at in wrapped))

    def _description(self, fields: Sequence[ast.AnnAssign]) -> str | None:
        """The schema's description of the type that the fields belong to."""
        tags = [tag for node in fields if (tag := self._tag(node))]
        owners = [owner for node in fields if (owner := self._notes[id(node)].owner)]
        found = [self.schema.type_map[name].description for name in (*tags, *owners)]
        return found[0] if found else None
