"""Read the texts of parameters as the values that they stand for, as far as the schema tells.

A text that cannot be what the schema asks for stays a text, so that its check says what is wrong.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from msgspec import Struct

from . import exact
from .dialect import Program
from .exact import Json
from .schema import elements, members

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,400})(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,4})?", re.ASCII)
_SEPARATORS: Final[Mapping[str, str]] = {"spaceDelimited": " ", "pipeDelimited": "|"}


class Shape(Struct, frozen=True):
    """What a schema says about the form of its values, with the schemas beside it."""

    program: Program
    rules: tuple[dict[str, Any], ...]

    @property
    def types(self) -> frozenset[str]:
        """The types that are named."""
        found = (rules["type"] for rules in self.rules if "type" in rules)
        return frozenset(name for given in found for name in elements(given) or [given])

    @property
    def items(self) -> "Shape":
        """That of the items of a list."""
        return self._of(rules["items"] for rules in self.rules if "items" in rules)

    @property
    def names(self) -> frozenset[str]:
        """The properties that are declared."""
        return frozenset(name for rules in self.rules for name in rules.get("properties", ()))

    @property
    def is_free(self) -> bool:
        """Whether it is an object with any other property."""
        key = "additionalProperties"
        extra = [rules[key] for rules in self.rules if key in rules]
        return "object" in self.types and (any(extra) if extra else not self.names)

    def of(self, name: str) -> "Shape":
        """That of a property."""
        declared = [rules.get("properties", {}) for rules in self.rules]
        found = [each[name] for each in declared if name in each]
        return self._of(iter(found or [rules.get("additionalProperties") for rules in self.rules]))

    def _of(self, inner: Iterator[Any]) -> "Shape":
        return Shape(
            self.program, tuple(each for one in inner for each in beside(self.program, one))
        )


def shape_of(program: Program) -> Shape:
    """Return the shape of a schema."""
    return Shape(program, tuple(beside(program, program.root)))


def beside(program: Program, schema: object) -> Iterator[dict[str, Any]]:
    """Yield a schema and those that can apply together with it."""
    if not isinstance(schema, dict):
        return
    rules = members(cast(object, schema))
    yield rules
    inner: list[object] = [program.parts[rules["$ref"]]] if "$ref" in rules else []
    inner += [each for key in ("allOf", "anyOf", "oneOf") for each in rules.get(key, ())]
    for each in inner:
        yield from beside(program, each)


def scalar(shape: Shape, text: str) -> Json:
    """Return the number, truth value or null that a text stands for, or the text."""
    types = shape.types
    if types & {"integer", "number"} and _NUMBER.fullmatch(text):
        return exact.decode(text)
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    if "null" in types and text == "null":
        return None
    return text


def listed(shape: Shape, texts: Sequence[str], style: str, *, is_exploded: bool) -> Json:
    """Return the list that texts stand for: each an item, or one that is divided."""
    if not is_exploded and len(texts) == 1:
        texts = texts[0].split(_SEPARATORS.get(style, ",")) if texts[0] else []
    return [scalar(shape.items, text) for text in texts]


def paired(shape: Shape, text: str, *, is_exploded: bool) -> Json:
    """Return the object that a text stands for: `a,1,b,2`, or `a=1,b=2` if it is exploded."""
    parts = text.split(",")
    pairs = (
        [part.partition("=")[::2] for part in parts]
        if is_exploded
        else list(zip(parts[::2], parts[1::2], strict=False))
    )
    return {name: scalar(shape.of(name), value) for name, value in pairs}


def deep(shape: Shape, pairs: Sequence[tuple[Sequence[str], str]]) -> Json:
    """Return the object of `filter[a]=1` and `filter[b][c]=2`, given as steps and texts."""
    value: dict[str, Json] = {}
    for steps, text in pairs:
        inner, inside = value, shape
        for step in steps[:-1]:
            known = inner.get(step)
            following: dict[str, Json] = known if isinstance(known, dict) else {}
            inner[step] = following
            inner, inside = following, inside.of(step)
        inner[steps[-1]] = scalar(inside.of(steps[-1]), text)
    return value
