"""Write a request for any root field of a schema, with all its fields down to a depth."""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLUnionType,
    get_named_type,
)

MOST = 150


class Question:
    """A request; `chosen` returns the value of an argument of a scalar type by name."""

    def __init__(self, schema: Any, chosen: Callable[[str, str], Any], optional: bool) -> None:
        self.schema, self.chosen, self.optional = schema, chosen, optional
        self.variables: dict[str, Any] = {}
        self.declared: list[str] = []
        self.fields = 0

    def text(self, operation: str, name: str, field: Any, depth: int = 3) -> str:
        selected = f"{name}{self._arguments(field)}{self._selection(field.type, depth)}"
        variables = f"({', '.join(self.declared)})" if self.declared else ""
        return f"{operation} Asked{variables} {{ {selected} }}"

    def _arguments(self, field: Any) -> str:
        given: list[str] = []
        for name, argument in field.args.items():
            if isinstance(argument.type, GraphQLNonNull) or self.optional:
                variable = f"v{len(self.declared)}"
                self.declared.append(f"${variable}: {argument.type}")
                self.variables[variable] = self._value(argument.type, name, 3)
                given.append(f"{name}: ${variable}")
        return f"({', '.join(given)})" if given else ""

    def _value(self, kind: Any, name: str, depth: int) -> Any:
        match kind:
            case GraphQLNonNull():
                return self._value(kind.of_type, name, depth)
            case GraphQLList():
                return [self._value(kind.of_type, name, depth)]
            case GraphQLEnumType():
                return next(iter(kind.values))
            case GraphQLInputObjectType():
                return self._object(kind, depth)
            case _:
                return self.chosen(kind.name, name)

    def _object(self, kind: Any, depth: int) -> dict[str, Any]:
        if getattr(kind, "is_one_of", False):
            name, each = next(iter(kind.fields.items()))
            return {name: self._value(each.type, name, depth - 1)}
        return {
            name: self._value(each.type, name, depth - 1)
            for name, each in kind.fields.items()
            if isinstance(each.type, GraphQLNonNull)
            or (
                depth > 0
                and self.optional
                and isinstance(get_named_type(each.type), GraphQLScalarType | GraphQLEnumType)
            )
        }

    def _selection(self, kind: Any, depth: int) -> str:
        kind = get_named_type(kind)
        if isinstance(kind, GraphQLScalarType | GraphQLEnumType):
            return ""
        parts = ["__typename"]
        if isinstance(kind, GraphQLUnionType):
            parts += (
                [f"... on {each.name}{self._selection(each, 0)}" for each in kind.types[:4]]
                if depth
                else []
            )
            return f" {{ {' '.join(parts)} }}"
        for name, field in kind.fields.items():
            leaf = isinstance(get_named_type(field.type), GraphQLScalarType | GraphQLEnumType)
            needs = any(isinstance(each.type, GraphQLNonNull) for each in field.args.values())
            if needs or self.fields > MOST or not (leaf or depth):
                continue
            self.fields += 1
            # Fields of the types in a union would conflict under their own names.
            parts.append(f"{kind.name}_{name}: {name}{self._selection(field.type, depth - 1)}")
        return f" {{ {' '.join(parts)} }}"
